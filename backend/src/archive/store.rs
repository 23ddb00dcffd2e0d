//! The archive's SQL: which keys have sealed.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::{Instant, MeetingId};

/// Notes that a key seals, with the first seal it makes.
pub(super) fn keep_key(c: &mut Conn<'_>, key: &str, now: Instant) -> Result<()> {
    c.execute("INSERT INTO seal_key (public, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING", bind![key, now])?;
    Ok(())
}

/// The keys that have sealed, the latest first.
pub(super) fn keys(c: &mut Conn<'_>) -> Result<Vec<(String, Instant)>> {
    c.rows("SELECT public, since FROM seal_key ORDER BY since DESC, public", bind![], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// Under which names photos lie in the storage, with their sizes, in the order of the record.
pub(super) fn photos(c: &mut Conn<'_>, meeting: MeetingId) -> Result<Vec<(String, u64)>> {
    let sql = "SELECT f.stored_as, f.bytes FROM meeting_file mf JOIN file f ON f.id = mf.file_id
               WHERE mf.meeting_id = ?1 AND mf.photo = 1 ORDER BY mf.seat";
    c.rows(sql, bind![meeting], |r| Ok((r.get(0)?, u64::try_from(r.get::<i64>(1)?).unwrap_or(0))))
}
