//! The SQL of the library: works. Lists stand in `store/list.rs`, chapters in `store/chapter.rs`, places and shelves in
//! `store/reading.rs`.

mod chapter;
mod found;
mod list;
mod reading;

pub use chapter::open_chapters;
pub(super) use chapter::{
    Chapter, add_chapter, arrange, chapter, contents, delete_chapter, holds_picture, set_text, update_chapter,
};
pub(super) use found::{found, found_one};
pub(super) use list::{Shown, Spot, counts, line, managed, published};
pub(super) use reading::{count_reader, is_on_shelf, place, reading, set_on_shelf, set_place, shelf, touch};

use crate::bind;
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::{Conn, Row};
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::library::{self, Work, WorkForm, WorkRow, WorkState};
use gsdj_domain::{FileId, Instant, Refusal, WorkId};

/// The columns of a row of a list, of `work w`.
const ROW: &str = "w.id, w.kind, w.title, w.author, w.publisher, w.cover_id, w.state, w.published_at, w.chapters,
    w.characters, w.duration, w.readers";
/// How many they are.
const ROW_WIDTH: usize = 12;

fn row(r: &Row<'_>) -> Result<WorkRow> {
    Ok(WorkRow {
        id: r.get(0)?,
        kind: r.coded(1)?,
        title: r.get(2)?,
        author: r.get(3)?,
        publisher: r.get(4)?,
        cover: r.get(5)?,
        state: r.coded(6)?,
        published_at: r.get(7)?,
        chapters: r.get(8)?,
        characters: r.get(9)?,
        duration: r.get(10)?,
        readers: r.get(11)?,
    })
}

/// A work as stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    /// Its row.
    pub row: WorkRow,
    /// What it is about.
    pub introduction: String,
    /// Counts the editors' changes.
    pub revision: u32,
}

/// A work that the caller may open: a published one; editors open all.
pub(super) fn load(c: &mut Conn<'_>, who: &Caller, id: WorkId) -> Result<Stored> {
    let sql = format!("SELECT {ROW}, w.introduction, w.revision FROM work w WHERE w.id = ?1");
    let stored =
        |r: &Row<'_>| Ok(Stored { row: row(r)?, introduction: r.get(ROW_WIDTH)?, revision: r.get(ROW_WIDTH + 1)? });
    let stored = c.first(&sql, bind![id], stored)?.ok_or(Refusal::NotFound)?;
    let open = stored.row.state == WorkState::Published || allows(who.role, Permission::EditLibrary);
    if open { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}

/// A published work, if there is one: for what people do with it elsewhere.
pub(super) fn open(c: &mut Conn<'_>, id: WorkId) -> Result<Option<WorkRow>> {
    c.first(&format!("SELECT {ROW} FROM work w WHERE w.id = ?1 AND w.state = 'published'"), bind![id], row)
}

/// What the rules need to know of a work.
pub(super) fn rules(c: &mut Conn<'_>, stored: &Stored) -> Result<Work> {
    let sql = "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM book_place WHERE work_id = ?1 LIMIT 1) AS p)
                    + (SELECT COUNT(*) FROM (SELECT 1 FROM bookshelf WHERE work_id = ?1 LIMIT 1) AS s)";
    let used = c.number(sql, bind![stored.row.id])? > 0;
    Ok(Work { state: stored.row.state, chapters: stored.row.chapters, used })
}

/// Writes a new work; `source` names the file it was taken from.
pub(super) fn insert(c: &mut Conn<'_>, form: &WorkForm, source: &str, now: Instant) -> Result<WorkId> {
    let id = WorkId(c.next_id());
    let sql =
        "INSERT INTO work (id, kind, title, author, publisher, introduction, cover_id, state, chapters, characters,
                 duration, readers, source, created_at, revision)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', 0, 0, 0, 0, ?8, ?9, 1)";
    let (title, author, publisher) = (form.title.trim(), form.author.trim(), form.publisher.trim());
    let (about, cover) = (form.introduction.trim(), form.cover.map(|f| f.0));
    c.execute(sql, bind![id, form.kind.code(), title, author, publisher, about, cover, source, now])?;
    Ok(id)
}

/// Writes what a change of the head may change.
pub(super) fn update(c: &mut Conn<'_>, id: WorkId, form: &WorkForm) -> Result<()> {
    let sql = "UPDATE work SET kind = ?2, title = ?3, author = ?4, publisher = ?5, introduction = ?6, cover_id = ?7,
                 revision = revision + 1 WHERE id = ?1";
    let (title, author, publisher) = (form.title.trim(), form.author.trim(), form.publisher.trim());
    let (about, cover) = (form.introduction.trim(), form.cover.map(|f| f.0));
    c.execute(sql, bind![id, form.kind.code(), title, author, publisher, about, cover])?;
    Ok(())
}

/// Opens it to all, or takes it off. Published again, it stands where it stood.
pub(super) fn set_state(c: &mut Conn<'_>, id: WorkId, state: WorkState, now: Instant) -> Result<()> {
    let at = (state == WorkState::Published).then_some(now.0);
    let sql =
        "UPDATE work SET state = ?2, published_at = COALESCE(published_at, ?3), revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, state.code(), at])?;
    Ok(())
}

/// Brings the heads of a work into step with its chapters.
pub(super) fn set_heads(c: &mut Conn<'_>, id: WorkId) -> Result<()> {
    let (chapters, characters, duration) = library::shares(&contents(c, id)?);
    let sql = "UPDATE work SET chapters = ?2, characters = ?3, duration = ?4, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, chapters, characters, duration])?;
    Ok(())
}

/// Throws away a work that nobody has read.
pub(super) fn delete(c: &mut Conn<'_>, id: WorkId) -> Result<()> {
    let pictures = "DELETE FROM chapter_picture WHERE chapter_id IN (SELECT id FROM chapter WHERE work_id = ?1)";
    c.execute(pictures, bind![id])?;
    c.execute("DELETE FROM chapter WHERE work_id = ?1", bind![id])?;
    c.execute("DELETE FROM work WHERE id = ?1", bind![id])?;
    Ok(())
}

/// The work that was made of this file, if there is one.
pub(super) fn of_source(c: &mut Conn<'_>, source: &str) -> Result<Option<String>> {
    c.first("SELECT title FROM work WHERE source = ?1 AND source <> '' LIMIT 1", bind![source], |r| r.get(0))
}

/// Whether a work that the caller may open holds this file: as its cover, in a text, as PDF or recording.
///
/// # Errors
/// When the store refuses it.
pub fn shows_file(c: &mut Conn<'_>, who: &Caller, file: FileId, _: Instant) -> Result<bool> {
    if !allows(who.role, Permission::ReadLibrary) {
        return Ok(false);
    }
    let sql = "SELECT id FROM work WHERE cover_id = ?1
               UNION SELECT work_id FROM chapter WHERE file_id = ?1
               UNION SELECT c.work_id FROM chapter_picture p JOIN chapter c ON c.id = p.chapter_id WHERE p.file_id = ?1";
    for id in c.rows(sql, bind![file], |r| r.get::<WorkId>(0))? {
        match load(c, who, id) {
            Ok(_) => return Ok(true),
            Err(Error::Refused(_)) => {}
            Err(broken) => return Err(broken),
        }
    }
    Ok(false)
}
