//! Making works: the head of one, publishing, taking off, throwing away; editors only.

use super::store::{self, Stored};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, IfMatch, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use crate::{audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::library::{self, WorkAct, WorkForm, WorkState, WorkView};
use gsdj_domain::{FileId, Instant, WorkId};

/// Make a work; only editors see it before it is published.
#[utoipa::path(post, path = "/api/works", tag = "library", request_body = WorkForm,
    responses((status = 201, body = WorkView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    act: Act<WorkForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Writes a new work.
///
/// # Errors
/// Every fault of the form at once; a cover that is not the editor's.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &WorkForm, now: Instant) -> Result<WorkId> {
    library::check_work(form)?;
    check_cover(c, who, form.cover, None)?;
    let id = store::insert(c, form, "", now)?;
    audit::write(c, who, now, Deed::WorkWritten, form.title.trim())?;
    Ok(id)
}

/// A cover is the editor's own photo, or the one that was there.
fn check_cover(c: &mut Conn<'_>, who: &Caller, cover: Option<FileId>, before: Option<FileId>) -> Result<()> {
    match cover {
        Some(cover) if before != Some(cover) => file::check_owned(c, who, &[cover], true),
        Some(_) | None => Ok(()),
    }
}

/// Change the head of a work. `If-Match` with the revision guards against overwriting.
#[utoipa::path(put, path = "/api/works/{id}", tag = "library", params(("id" = WorkId, Path)), request_body = WorkForm,
    responses((status = 200, body = WorkView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    read_at: IfMatch,
    act: Act<WorkForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = allowed(c, &caller, id, WorkAct::Edit)?;
        read_at.check(stored.revision)?;
        library::check_work(&form)?;
        check_cover(c, &caller, form.cover, stored.row.cover)?;
        store::update(c, id, &form)?;
        audit::write(c, &caller, now, Deed::WorkWritten, form.title.trim())?;
        view::of(c, &caller, id)
    })
    .await
}

/// A work to which an editor may do this now.
pub(super) fn allowed(c: &mut Conn<'_>, who: &Caller, id: WorkId, act: WorkAct) -> Result<Stored> {
    let stored = store::load(c, who, id)?;
    store::rules(c, &stored)?.allow(act)?;
    Ok(stored)
}

/// Throw a work away that nobody has read or put on a shelf.
#[utoipa::path(delete, path = "/api/works/{id}", tag = "library", params(("id" = WorkId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = allowed(c, &caller, id, WorkAct::Delete)?;
        store::delete(c, id)?;
        audit::write(c, &caller, now, Deed::WorkDeleted, &stored.row.title)
    })
    .await
}

/// Open a work to all.
#[utoipa::path(post, path = "/api/works/{id}/publication", tag = "library", params(("id" = WorkId, Path)),
    responses((status = 200, body = WorkView), WriteProblems))]
pub(super) async fn publish(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        set_public(c, &caller, id, true, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Take a work off; who has read in it keeps the place.
#[utoipa::path(delete, path = "/api/works/{id}/publication", tag = "library", params(("id" = WorkId, Path)),
    responses((status = 200, body = WorkView), WriteProblems))]
pub(super) async fn withdraw(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        set_public(c, &caller, id, false, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Opens a work to all, or takes it off.
///
/// # Errors
/// When it does not stand so that this may be done.
pub fn set_public(c: &mut Conn<'_>, who: &Caller, id: WorkId, public: bool, now: Instant) -> Result<()> {
    let (act, state, deed) = if public {
        (WorkAct::Publish, WorkState::Published, Deed::WorkPublished)
    } else {
        (WorkAct::Withdraw, WorkState::Withdrawn, Deed::WorkWithdrawn)
    };
    let stored = allowed(c, who, id, act)?;
    store::set_state(c, id, state, now)?;
    audit::write(c, who, now, deed, &stored.row.title)
}
