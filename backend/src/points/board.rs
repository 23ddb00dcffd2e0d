//! Rankings of branches, made once a night and subtree when somebody first asks, and kept in memory: a page of any of them is
//! then a piece of a list, whether it is the first or the four thousandth.
//!
//! The store is asked each time which night is settled, so another node's roll-up, or the console's, makes no board stale.

use super::store::{self, Ranked};
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::OrgId;
use gsdj_domain::points::{Span, ranks};
use moka::sync::Cache;
use std::sync::Arc;

/// Memory that boards may take: those of all levels of the tree over a province, twice.
const MOST: u64 = 16 << 20;

/// A subtree's branches by their points, of one night.
pub(super) struct Board {
    night: Option<(String, i64)>,
    lines: Vec<(Ranked<OrgId>, u32)>,
}

impl Board {
    /// The lines from a place on, counted from 0, with their ranks.
    pub fn from(&self, place: usize) -> &[(Ranked<OrgId>, u32)] {
        self.lines.get(place..).unwrap_or_default()
    }

    /// Where a branch stands, counted from 0.
    pub fn place_of(&self, org: OrgId) -> Option<usize> {
        self.lines.iter().position(|(line, _)| line.id == org)
    }
}

/// The boards that are kept.
pub struct Boards(Cache<(OrgId, Span), Arc<Board>>);

impl Default for Boards {
    fn default() -> Self {
        let bytes = |_: &(OrgId, Span), board: &Arc<Board>| {
            u32::try_from(64 + board.lines.len() * size_of::<(Ranked<OrgId>, u32)>()).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().weigher(bytes).max_capacity(MOST).build())
    }
}

impl Boards {
    /// The board of the subtree below `top` (its path beside it), of the last night that is settled.
    pub(super) fn of(&self, c: &mut Conn<'_>, (top, path): (OrgId, &str), span: Span) -> Result<Arc<Board>> {
        let night = store::night(c)?;
        if let Some(kept) = self.0.get(&(top, span)).filter(|board| board.night == night) {
            return Ok(kept);
        }
        let lines = store::branches(c, path, span)?;
        let places = ranks(lines.iter().map(|line| line.points));
        let board = Arc::new(Board { night, lines: lines.into_iter().zip(places).collect() });
        self.0.insert((top, span), board.clone());
        Ok(board)
    }
}
