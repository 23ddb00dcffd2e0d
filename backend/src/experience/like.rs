//! ExperienceLikes: one an account, given or taken back as often as one wants.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::ExperienceId;
use gsdj_domain::experience::{ExperienceAct, ExperienceLikes};

/// Like it.
#[utoipa::path(put, path = "/api/experiences/{id}/like", tag = "experience", params(("id" = ExperienceId, Path)),
    responses((status = 200, body = ExperienceLikes), WriteProblems))]
pub(super) async fn like(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<ExperienceId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, _| set(c, &caller, id, true)).await
}

/// Take the like back.
#[utoipa::path(delete, path = "/api/experiences/{id}/like", tag = "experience", params(("id" = ExperienceId, Path)),
    responses((status = 200, body = ExperienceLikes), WriteProblems))]
pub(super) async fn unlike(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<ExperienceId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, _| set(c, &caller, id, false)).await
}

/// Gives or takes back the caller's like.
///
/// # Errors
/// When the post is not published, or not for the caller to read.
pub fn set(c: &mut Conn<'_>, who: &Caller, id: ExperienceId, liked: bool) -> Result<ExperienceLikes> {
    let stored = store::load(c, who, id)?;
    stored.rules.allow(ExperienceAct::Like)?;
    let likes = store::set_like(c, id, who.account, liked)?;
    Ok(ExperienceLikes { likes, liked })
}
