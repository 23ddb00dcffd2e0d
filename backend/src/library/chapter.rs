//! Chapters: writing one, changing it, their order and levels, throwing one away; editors only.

use super::edit::allowed;
use super::store::{self, Chapter};
use super::{text, view};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Act, Allowed, Caller, IfMatch, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use crate::{audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::library::{
    self, BookChapter, BookPiece, CHAPTERS_MAX, ChapterForm, ChapterKind, ContentsForm, LibraryRefusal, WorkAct,
    WorkView,
};
use gsdj_domain::{ChapterId, FileId, Refusal, WorkId};
use std::collections::BTreeSet;

/// What a chapter has beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filed {
    /// Its PDF or its recording.
    pub file: Option<FileId>,
    /// Pages of the PDF.
    pub pages: u32,
    /// Seconds of the recording.
    pub duration: u32,
}

/// Add a chapter at the end.
#[utoipa::path(post, path = "/api/works/{id}/chapters", tag = "library", params(("id" = WorkId, Path)), request_body = ChapterForm,
    responses((status = 201, body = BookChapter), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<ChapterForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let work = allowed(c, &caller, id, WorkAct::Edit)?;
        let chapter = add(c, &caller, id, &form, Filed::default())?;
        audit::write(c, &caller, now, Deed::WorkWritten, &what(&work.row.title, &form.title))?;
        view::chapter_of(c, &caller, chapter)
    })
    .await
}

fn what(work: &str, chapter: &str) -> String {
    format!("《{work}》{}", chapter.trim())
}

/// Writes a chapter at the end of a work.
///
/// # Errors
/// Every fault of the form at once; a level that skips one; pictures that are not the editor's.
pub fn add(c: &mut Conn<'_>, who: &Caller, work: WorkId, form: &ChapterForm, filed: Filed) -> Result<ChapterId> {
    let before = store::contents(c, work)?;
    if before.len() >= CHAPTERS_MAX {
        return Err(Refusal::from(LibraryRefusal::TooManyChapters { max: CHAPTERS_MAX }).into());
    }
    library::check_chapter(form, filed.file.is_some())?;
    let mut levels: Vec<u8> = before.iter().map(|c| c.level).collect();
    levels.push(form.level);
    library::check_contents(&levels)?;
    let pieces = cleaned(c, who, work, form, filed)?.unwrap_or_default();
    let (title, level, kind) = (form.title.trim().into(), form.level, kind(form, filed));
    let id = store::add_chapter(c, work, before.len(), &Chapter { title, level, kind, pieces, filed })?;
    store::set_heads(c, work)?;
    Ok(id)
}

/// The text that a form gives a chapter, cleaned, its pictures checked; `None` when it gives none.
fn cleaned(
    c: &mut Conn<'_>,
    who: &Caller,
    work: WorkId,
    form: &ChapterForm,
    filed: Filed,
) -> Result<Option<Vec<BookPiece>>> {
    if form.heading {
        return Ok(Some(Vec::new()));
    }
    let Some(pieces) = &form.pieces else { return Ok(None) };
    let pieces = text::clean(pieces, filed.pages > 0);
    for picture in pieces.iter().filter_map(|p| p.picture.as_ref()) {
        if store::holds_picture(c, work, picture.file)? {
            continue;
        }
        match file::check_owned(c, who, &[picture.file], true) {
            Err(Error::Refused(_)) => return Err(Refusal::from(LibraryRefusal::PictureNotYours).into()),
            outcome => outcome?,
        }
    }
    Ok(Some(pieces))
}

/// What a chapter leads to.
const fn kind(form: &ChapterForm, filed: Filed) -> ChapterKind {
    match (form.heading, filed.file) {
        (true, _) => ChapterKind::Part,
        (false, Some(_)) if filed.pages > 0 => ChapterKind::Pages,
        (false, Some(_)) => ChapterKind::Audio,
        (false, None) => ChapterKind::Text,
    }
}

/// Change a chapter; its PDF or its recording stays, and its text where none is sent. `If-Match` with the revision guards
/// against overwriting.
#[utoipa::path(put, path = "/api/chapters/{id}", tag = "library", params(("id" = ChapterId, Path)), request_body = ChapterForm,
    responses((status = 200, body = BookChapter), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<ChapterId>,
    read_at: IfMatch,
    act: Act<ChapterForm>,
) -> Result<Response> {
    let (caller, mut form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let before = store::chapter(c, id)?;
        let work = allowed(c, &caller, before.work, WorkAct::Edit)?;
        read_at.check(before.revision)?;
        let (pages, duration) = (before.item.pages, before.item.duration);
        let filed = Filed { file: before.file, pages, duration };
        // what has a file can't become a heading: the file would be lost
        form.heading &= filed.file.is_none();
        let keeps = form.pieces.is_none() && before.item.kind == ChapterKind::Text;
        library::check_chapter(&form, keeps || filed.file.is_some())?;
        let contents = store::contents(c, before.work)?;
        let level = |item: &library::ContentsItem| if item.id == id { form.level } else { item.level };
        library::check_contents(&contents.iter().map(level).collect::<Vec<_>>())?;
        if let Some(pieces) = cleaned(c, &caller, before.work, &form, filed)? {
            store::set_text(c, id, &pieces)?;
        }
        store::update_chapter(c, id, form.title.trim(), form.level, kind(&form, filed))?;
        store::set_heads(c, before.work)?;
        audit::write(c, &caller, now, Deed::WorkWritten, &what(&work.row.title, &form.title))?;
        view::chapter_of(c, &caller, id)
    })
    .await
}

/// Throw a chapter away.
#[utoipa::path(delete, path = "/api/chapters/{id}", tag = "library", params(("id" = ChapterId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<ChapterId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let chapter = store::chapter(c, id)?;
        let work = allowed(c, &caller, chapter.work, WorkAct::Edit)?;
        let left: Vec<_> = store::contents(c, chapter.work)?.into_iter().filter(|item| item.id != id).collect();
        library::check_contents(&left.iter().map(|item| item.level).collect::<Vec<_>>())?;
        store::delete_chapter(c, id)?;
        store::set_heads(c, chapter.work)?;
        audit::write(c, &caller, now, Deed::WorkWritten, &what(&work.row.title, &chapter.item.title))
    })
    .await
}

/// Put the chapters into another order and on other levels.
#[utoipa::path(put, path = "/api/works/{id}/contents", tag = "library", params(("id" = WorkId, Path)), request_body = ContentsForm,
    responses((status = 200, body = WorkView), WriteProblems))]
pub(super) async fn arrange(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    read_at: IfMatch,
    act: Act<ContentsForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let work = allowed(c, &caller, id, WorkAct::Edit)?;
        read_at.check(work.revision)?;
        let there: BTreeSet<_> = store::contents(c, id)?.into_iter().map(|item| item.id).collect();
        let wanted: BTreeSet<_> = form.items.iter().map(|item| item.id).collect();
        if there != wanted || form.items.len() != there.len() {
            return Err(Refusal::from(LibraryRefusal::OrderDiffers).into());
        }
        library::check_contents(&form.items.iter().map(|item| item.level).collect::<Vec<_>>())?;
        store::arrange(c, &form.items)?;
        store::set_heads(c, id)?;
        audit::write(c, &caller, now, Deed::WorkWritten, &work.row.title)?;
        view::of(c, &caller, id)
    })
    .await
}
