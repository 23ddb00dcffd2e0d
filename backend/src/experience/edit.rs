//! Writing: a draft, its changes, throwing it away; only the branch itself.

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
use gsdj_domain::experience::{self, ExperienceAct, ExperienceForm, ExperienceView};
use gsdj_domain::{ExperienceId, Instant, Refusal};

/// Write a draft; nobody else sees it.
#[utoipa::path(post, path = "/api/experiences", tag = "experience", request_body = ExperienceForm,
    responses((status = 201, body = ExperienceView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    act: Act<ExperienceForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Writes a draft of the caller's branch.
///
/// # Errors
/// Every fault of the form at once.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &ExperienceForm, now: Instant) -> Result<ExperienceId> {
    experience::check(form)?;
    file::check_owned(c, who, &form.photos, true)?;
    let id = store::insert(c, who.org, form, now)?;
    store::set_files(c, id, &form.photos)?;
    audit::write(c, who, now, Deed::ExperienceWritten, form.title.trim())?;
    Ok(id)
}

/// Change a draft, or what came back. `If-Match` with the revision guards against overwriting.
#[utoipa::path(put, path = "/api/experiences/{id}", tag = "experience", params(("id" = ExperienceId, Path)), request_body = ExperienceForm,
    responses((status = 200, body = ExperienceView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    PathId(id): PathId<ExperienceId>,
    read_at: IfMatch,
    act: Act<ExperienceForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = own(c, &caller, id)?;
        stored.rules.allow(ExperienceAct::Edit)?;
        read_at.check(stored.revision)?;
        experience::check(&form)?;
        file::check_owned(c, &caller, &form.photos, true)?;
        store::update(c, id, &form, now)?;
        store::set_files(c, id, &form.photos)?;
        audit::write(c, &caller, now, Deed::ExperienceWritten, form.title.trim())?;
        view::of(c, &caller, id)
    })
    .await
}

/// Throw a draft away that was never handed in.
#[utoipa::path(delete, path = "/api/experiences/{id}", tag = "experience", params(("id" = ExperienceId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    PathId(id): PathId<ExperienceId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = own(c, &caller, id)?;
        stored.rules.allow(ExperienceAct::Delete)?;
        store::delete(c, id)?;
        audit::write(c, &caller, now, Deed::ExperienceDeleted, &stored.title)
    })
    .await
}

/// A post of the caller's own branch.
pub(super) fn own(c: &mut Conn<'_>, who: &Caller, id: ExperienceId) -> Result<Stored> {
    let stored = store::load(c, who, id)?;
    if stored.org.id == who.org { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}
