//! The SQL of chapters.

use super::super::chapter::Filed;
use crate::bind;
use crate::error::{Error, Result};
use crate::store::{Conn, Row};
use gsdj_domain::library::{BookPiece, ChapterKind, ContentsItem, ContentsPlace, measure};
use gsdj_domain::{ChapterId, FileId, Refusal, WorkId};

/// A chapter to be written.
#[derive(Debug, Clone)]
pub(in crate::library) struct Chapter {
    /// What the contents call it.
    pub title: String,
    /// How deep it stands.
    pub level: u8,
    /// What it leads to.
    pub kind: ChapterKind,
    /// Its text, clean.
    pub pieces: Vec<BookPiece>,
    /// What it has beside the text.
    pub filed: Filed,
}

/// A chapter as stored.
#[derive(Debug, Clone)]
pub(in crate::library) struct Stored {
    /// Of which work.
    pub work: WorkId,
    /// Its line of the contents.
    pub item: ContentsItem,
    /// Its text.
    pub pieces: Vec<BookPiece>,
    /// Its PDF or its recording.
    pub file: Option<FileId>,
    /// Counts the editors' changes.
    pub revision: u32,
}

const ITEM: &str = "c.id, c.level, c.kind, c.title, c.characters, c.pages, c.duration";

fn item(r: &Row<'_>) -> Result<ContentsItem> {
    Ok(ContentsItem {
        id: r.get(0)?,
        level: r.get(1)?,
        kind: r.coded(2)?,
        title: r.get(3)?,
        characters: r.get(4)?,
        pages: r.get(5)?,
        duration: r.get(6)?,
    })
}

/// The contents of a work.
pub(in crate::library) fn contents(c: &mut Conn<'_>, work: WorkId) -> Result<Vec<ContentsItem>> {
    c.rows(&format!("SELECT {ITEM} FROM chapter c WHERE c.work_id = ?1 ORDER BY c.seat, c.id"), bind![work], item)
}

/// The chapters of a work that open, in their order.
///
/// # Errors
/// When the store refuses it.
pub fn open_chapters(c: &mut Conn<'_>, work: WorkId) -> Result<Vec<ChapterId>> {
    Ok(contents(c, work)?.iter().filter(|item| item.opens()).map(|item| item.id).collect())
}

/// A chapter.
pub(in crate::library) fn chapter(c: &mut Conn<'_>, id: ChapterId) -> Result<Stored> {
    let sql = format!("SELECT {ITEM}, c.work_id, c.body, c.file_id, c.revision FROM chapter c WHERE c.id = ?1");
    let stored = |r: &Row<'_>| {
        let pieces = serde_json::from_str(&r.get::<String>(8)?).map_err(Error::broken)?;
        Ok(Stored { item: item(r)?, work: r.get(7)?, pieces, file: r.get(9)?, revision: r.get(10)? })
    };
    Ok(c.first(&sql, bind![id], stored)?.ok_or(Refusal::NotFound)?)
}

/// Writes a new chapter.
pub(in crate::library) fn add_chapter(c: &mut Conn<'_>, work: WorkId, seat: usize, new: &Chapter) -> Result<ChapterId> {
    let id = ChapterId(c.next_id());
    let body = serde_json::to_string(&new.pieces)?;
    let sql = "INSERT INTO chapter (id, work_id, seat, level, kind, title, body, file_id, characters, pages, duration)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let (file, pages, duration) = (new.filed.file.map(|f| f.0), new.filed.pages, new.filed.duration);
    let (seat, characters) = (seat as i64, measure(&new.pieces));
    let kind = new.kind.code();
    c.execute(sql, bind![id, work, seat, new.level, kind, &new.title, &body, file, characters, pages, duration])?;
    set_pictures(c, id, &new.pieces)?;
    Ok(id)
}

/// Writes what a change may change beside the text; its file stays.
pub(in crate::library) fn update_chapter(
    c: &mut Conn<'_>,
    id: ChapterId,
    title: &str,
    level: u8,
    kind: ChapterKind,
) -> Result<()> {
    let sql = "UPDATE chapter SET title = ?2, level = ?3, kind = ?4, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, title, level, kind.code()])?;
    Ok(())
}

/// Writes the text of a chapter.
pub(in crate::library) fn set_text(c: &mut Conn<'_>, id: ChapterId, pieces: &[BookPiece]) -> Result<()> {
    let body = serde_json::to_string(pieces)?;
    let sql = "UPDATE chapter SET body = ?2, characters = ?3 WHERE id = ?1";
    c.execute(sql, bind![id, &body, measure(pieces)])?;
    set_pictures(c, id, pieces)
}

fn set_pictures(c: &mut Conn<'_>, id: ChapterId, pieces: &[BookPiece]) -> Result<()> {
    c.execute("DELETE FROM chapter_picture WHERE chapter_id = ?1", bind![id])?;
    for picture in pieces.iter().filter_map(|p| p.picture.as_ref()) {
        let sql = "INSERT INTO chapter_picture (chapter_id, file_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        c.execute(sql, bind![id, picture.file])?;
    }
    Ok(())
}

/// Whether a text of the work shows this picture already.
pub(in crate::library) fn holds_picture(c: &mut Conn<'_>, work: WorkId, file: FileId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM chapter_picture p JOIN chapter c ON c.id = p.chapter_id
               WHERE p.file_id = ?1 AND c.work_id = ?2";
    Ok(c.number(sql, bind![file, work])? > 0)
}

/// Throws a chapter away.
pub(in crate::library) fn delete_chapter(c: &mut Conn<'_>, id: ChapterId) -> Result<()> {
    c.execute("DELETE FROM chapter_picture WHERE chapter_id = ?1", bind![id])?;
    c.execute("DELETE FROM chapter WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Writes another order; who changes a chapter changes its level with it.
pub(in crate::library) fn arrange(c: &mut Conn<'_>, items: &[ContentsPlace]) -> Result<()> {
    for (seat, item) in items.iter().enumerate() {
        let sql = "UPDATE chapter SET seat = ?2, level = ?3,
                     revision = revision + CASE WHEN level <> ?3 THEN 1 ELSE 0 END WHERE id = ?1";
        c.execute(sql, bind![item.id, seat as i64, item.level])?;
    }
    Ok(())
}
