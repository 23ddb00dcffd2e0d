//! The SQL of places and shelves.

use super::{ROW, ROW_WIDTH, row};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::library::{BookPlace, ShelfItem};
use gsdj_domain::{AccountId, Instant, WorkId};

/// Where an account stopped in a work, and how far that is in thousandths.
pub(in crate::library) fn place(
    c: &mut Conn<'_>,
    account: AccountId,
    work: WorkId,
) -> Result<Option<(BookPlace, u32)>> {
    let sql = "SELECT chapter_id, place, clock, step, progress FROM book_place WHERE account_id = ?1 AND work_id = ?2";
    c.first(sql, bind![account, work], |r| {
        let place = BookPlace { chapter: r.get(0)?, offset: r.get(1)?, clock: r.get(2)?, step: r.get(3)? };
        Ok((place, r.get(4)?))
    })
}

/// Writes a place.
pub(in crate::library) fn set_place(
    c: &mut Conn<'_>,
    account: AccountId,
    work: WorkId,
    place: &BookPlace,
    progress: u32,
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO book_place (account_id, work_id, chapter_id, place, clock, step, progress, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (account_id, work_id) DO UPDATE SET chapter_id = excluded.chapter_id, place = excluded.place,
                 clock = excluded.clock, step = excluded.step, progress = excluded.progress, at = excluded.at";
    let (offset, clock, step) = (place.offset, place.clock, place.step);
    c.execute(sql, bind![account, work, place.chapter, offset, clock, step, progress, now])?;
    Ok(())
}

/// Counts an account that has begun to read.
pub(in crate::library) fn count_reader(c: &mut Conn<'_>, work: WorkId) -> Result<()> {
    c.execute("UPDATE work SET readers = readers + 1 WHERE id = ?1", bind![work])?;
    Ok(())
}

/// Brings a work to the front of the shelf, if it stands there.
pub(in crate::library) fn touch(c: &mut Conn<'_>, account: AccountId, work: WorkId, now: Instant) -> Result<()> {
    c.execute(
        "UPDATE bookshelf SET touched_at = ?3 WHERE account_id = ?1 AND work_id = ?2",
        bind![account, work, now],
    )?;
    Ok(())
}

/// Whether a work stands on the shelf.
pub(in crate::library) fn is_on_shelf(c: &mut Conn<'_>, account: AccountId, work: WorkId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM bookshelf WHERE account_id = ?1 AND work_id = ?2";
    Ok(c.number(sql, bind![account, work])? > 0)
}

/// Puts a work on the shelf, or takes it from there.
pub(in crate::library) fn set_on_shelf(
    c: &mut Conn<'_>,
    account: AccountId,
    work: WorkId,
    on_shelf: bool,
    now: Instant,
) -> Result<()> {
    if on_shelf {
        let sql = "INSERT INTO bookshelf (account_id, work_id, touched_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        c.execute(sql, bind![account, work, now])?;
    } else {
        c.execute("DELETE FROM bookshelf WHERE account_id = ?1 AND work_id = ?2", bind![account, work])?;
    }
    Ok(())
}

fn shelf_item(r: &Row<'_>) -> Result<ShelfItem> {
    Ok(ShelfItem { row: row(r)?, progress: r.get(ROW_WIDTH)?, touched_at: r.get(ROW_WIDTH + 1)? })
}

/// The shelf, the last read first; what was taken off in the library stands there too, with its state.
pub(in crate::library) fn shelf(
    c: &mut Conn<'_>,
    account: AccountId,
    after: Option<(i64, i64)>,
    limit: usize,
) -> Result<Vec<ShelfItem>> {
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let sql = format!(
        "SELECT {ROW}, COALESCE(p.progress, 0), b.touched_at FROM bookshelf b JOIN work w ON w.id = b.work_id
         LEFT JOIN book_place p ON p.account_id = b.account_id AND p.work_id = b.work_id
         WHERE b.account_id = ?1 AND (b.touched_at, b.work_id) < (?2, ?3)
         ORDER BY b.touched_at DESC, b.work_id DESC LIMIT ?4"
    );
    c.rows(&sql, bind![account, at, id, limit as i64], shelf_item)
}

/// What an account was reading, the latest first; without what was taken off.
pub(in crate::library) fn reading(c: &mut Conn<'_>, account: AccountId, limit: usize) -> Result<Vec<ShelfItem>> {
    let sql = format!(
        "SELECT {ROW}, p.progress, p.at FROM book_place p JOIN work w ON w.id = p.work_id
         WHERE p.account_id = ?1 AND w.state = 'published' ORDER BY p.at DESC, p.work_id DESC LIMIT ?2"
    );
    c.rows(&sql, bind![account, limit as i64], shelf_item)
}
