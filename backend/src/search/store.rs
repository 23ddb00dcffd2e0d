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

/// The last change of all.
pub(super) fn last(c: &mut Conn<'_>) -> Result<i64> {
    c.number("SELECT MAX(seq) FROM search_change", bind![])
}
