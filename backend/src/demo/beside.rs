//! What happens beside the meetings, in the order of time: each run knows when its next deed is due.

use super::requests::Requests;
use super::store::Actor;
use super::{Target, articles, openness};
use crate::error::Result;
use gsdj_domain::Instant;
use std::sync::Arc;

/// Something that happens little by little.
pub(super) trait Run {
    /// When the next deed is due.
    fn next(&self) -> Option<Instant>;

    /// Does what is due by then; says how many deeds that were.
    ///
    /// # Errors
    /// When an act is refused (a fault of what stands here) or the store breaks.
    fn play_until(&mut self, until: Instant) -> Result<u64>;
}

/// The runs.
pub(super) struct Beside(Vec<Box<dyn Run>>);

impl Beside {
    /// What is to come.
    ///
    /// # Errors
    /// As the runs.
    pub fn new(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<Self> {
        Ok(Self(vec![
            Box::new(openness::Openness::new(target, actors, anchor)?),
            Box::new(articles::Articles::new(target, actors, anchor)?),
            Box::new(Requests::new(target.store, actors, anchor)),
        ]))
    }
}

impl Run for Beside {
    fn next(&self) -> Option<Instant> {
        self.0.iter().filter_map(|run| run.next()).min()
    }

    fn play_until(&mut self, until: Instant) -> Result<u64> {
        let mut done = 0;
        while self.next().is_some_and(|at| at <= until) {
            self.0.sort_by_key(|run| run.next().map_or((true, until), |at| (false, at)));
            // as far as another one's next deed
            let other = self.0.get(1).and_then(|run| run.next());
            if let Some(first) = self.0.first_mut() {
                done += first.play_until(other.map_or(until, |at| at.min(until)))?;
            }
        }
        Ok(done)
    }
}
