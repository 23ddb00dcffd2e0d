//! The operations' SQL.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;

/// Asks the store for anything at all.
pub(super) fn answers(c: &mut Conn<'_>) -> Result<()> {
    c.number("SELECT CAST(1 AS BIGINT)", bind![]).map(drop)
}

/// Whether the store was filled with demo data.
pub(super) fn is_demo(c: &mut Conn<'_>) -> Result<bool> {
    Ok(c.number("SELECT COUNT(*) FROM setting WHERE name = 'demo'", bind![])? > 0)
}
