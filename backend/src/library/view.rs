//! A work with its contents, a chapter with its text, and its PDF or recording by ranges.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::file;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::reaction::Thing;
use crate::store::Conn;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::library::{BookChapter, WorkAct, WorkRow, WorkView, neighbours};
use gsdj_domain::{ChapterId, Refusal, WorkId};

/// One work.
#[utoipa::path(get, path = "/api/works/{id}", tag = "library", params(("id" = WorkId, Path)),
    responses((status = 200, body = WorkView), ReadProblems))]
pub(super) async fn work(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    PathId(id): PathId<WorkId>,
) -> Result<Read<WorkView>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| of(c, &caller, id)).await?))
}

/// The work as this caller sees it.
pub(super) fn of(c: &mut Conn<'_>, who: &Caller, id: WorkId) -> Result<WorkView> {
    let stored = store::load(c, who, id)?;
    let rules = store::rules(c, &stored)?;
    let edits = allows(who.role, Permission::EditLibrary);
    let acts = WorkAct::ALL.iter().copied().filter(|act| edits && rules.allow(*act).is_ok()).collect();
    let kept = store::place(c, who.account, id)?;
    let (place, progress) = kept.map_or((None, 0), |(place, progress)| (Some(place), progress));
    Ok(WorkView {
        introduction: stored.introduction,
        contents: store::contents(c, id)?,
        place,
        progress,
        on_shelf: store::is_on_shelf(c, who.account, id)?,
        acts,
        revision: stored.revision,
        row: stored.row,
    })
}

/// One chapter.
#[utoipa::path(get, path = "/api/chapters/{id}", tag = "library", params(("id" = ChapterId, Path)),
    responses((status = 200, body = BookChapter), ReadProblems))]
pub(super) async fn chapter(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    PathId(id): PathId<ChapterId>,
) -> Result<Read<BookChapter>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| chapter_of(c, &caller, id)).await?))
}

/// The chapter as this caller sees it.
pub(super) fn chapter_of(c: &mut Conn<'_>, who: &Caller, id: ChapterId) -> Result<BookChapter> {
    let stored = store::chapter(c, id)?;
    let work = store::load(c, who, stored.work)?;
    let (previous, next) = neighbours(&store::contents(c, stored.work)?, id);
    let file = match stored.file {
        Some(file) => file::describe(c, file)?,
        None => None,
    };
    let (item, pieces, revision) = (stored.item, stored.pieces, stored.revision);
    Ok(BookChapter { item, work: work.row.id, work_title: work.row.title, pieces, file, previous, next, revision })
}

/// A work as a thing that people react to; `None` when it is not published.
///
/// # Errors
/// When the store refuses it.
pub fn target(c: &mut Conn<'_>, id: i64) -> Result<Option<Thing>> {
    let thing = |row: WorkRow| {
        let note = if row.author.is_empty() { row.kind.label().to_owned() } else { row.author };
        Thing { title: row.title, note, cover: row.cover, link: format!("/library/works/{id}") }
    };
    Ok(store::open(c, WorkId(id))?.map(thing))
}

/// The PDF or the recording of a chapter, whole or by ranges.
#[utoipa::path(get, path = "/api/chapters/{id}/media", tag = "library", params(("id" = ChapterId, Path)),
    responses(
        (status = 200, description = "the whole file", content(
            (Vec<u8> = "audio/mpeg"), (Vec<u8> = "audio/mp4"), (Vec<u8> = "audio/wav"), (Vec<u8> = "application/pdf"))),
        (status = 206, description = "the range asked for", content(
            (Vec<u8> = "audio/mpeg"), (Vec<u8> = "audio/mp4"), (Vec<u8> = "audio/wav"), (Vec<u8> = "application/pdf"))),
        (status = 416, description = "no such range"),
        ReadProblems))]
pub(super) async fn media(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    PathId(id): PathId<ChapterId>,
    headers: HeaderMap,
) -> Result<Response> {
    let caller = who.clone();
    let found = app.store.read(move |c| {
        let stored = store::chapter(c, id)?;
        store::load(c, &caller, stored.work)?;
        let Some(file) = stored.file else { return Ok(None) };
        Ok(file::any(c, file)?.map(|stored| (file, stored)))
    });
    let (file, stored) = found.await?.ok_or(Refusal::NotFound)?;
    Ok(file::answer(&app.files, file, &stored, "inline", &headers))
}
