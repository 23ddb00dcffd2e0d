//! The SQL of what changed.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::search::SearchKind;

/// Something changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// Rises from change to change.
    pub seq: i64,
    /// What it is.
    pub kind: SearchKind,
    /// Its id among its kind.
    pub id: i64,
}

/// At most so many changes after `seq`.
pub(super) fn changes(c: &mut Conn<'_>, seq: i64, most: usize) -> Result<Vec<Change>> {
    let sql = "SELECT seq, kind, thing_id FROM search_change WHERE seq > ?1 ORDER BY seq LIMIT ?2";
    c.rows(sql, bind![seq, most as i64], |r| Ok(Change { seq: r.get(0)?, kind: r.coded(1)?, id: r.get(2)? }))
}

/// Changes that are kept: a node that was away for more of them makes its index anew.
const KEPT: i64 = 100_000;

/// The first change that is kept, and the last of all; zeros where there is none.
pub(super) fn ends(c: &mut Conn<'_>) -> Result<(i64, i64)> {
    let first = c.number("SELECT MIN(seq) FROM search_change", bind![])?;
    Ok((first, last(c)?))
}

/// Forgets changes that every node has followed long since.
///
/// # Errors
/// When the store refuses it.
pub fn forget_changes(c: &mut Conn<'_>) -> Result<u64> {
    let before = last(c)? - KEPT;
    c.execute("DELETE FROM search_change WHERE seq <= ?1", bind![before])
}

/// The last change of all.
pub(super) fn last(c: &mut Conn<'_>) -> Result<i64> {
    c.number("SELECT MAX(seq) FROM search_change", bind![])
}
