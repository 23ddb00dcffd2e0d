//! The place where somebody stopped: told by every device they read on, merged by the devices' counters.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::library::{self, BookPlace, LibraryRefusal, PlaceKept};
use gsdj_domain::{Instant, Refusal, WorkId};

/// Tell where one is; the answer is the place that holds, which may be a newer one of another device.
#[utoipa::path(put, path = "/api/works/{id}/place", tag = "library", params(("id" = WorkId, Path)), request_body = BookPlace,
    responses((status = 200, body = PlaceKept), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<BookPlace>,
) -> Result<Response> {
    let (caller, told) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| keep(c, &caller, id, &told, now)).await
}

/// Keeps a place, unless a newer one is known.
///
/// # Errors
/// When the work is not the caller's to read, or has no such chapter.
pub fn keep(c: &mut Conn<'_>, who: &Caller, id: WorkId, told: &BookPlace, now: Instant) -> Result<PlaceKept> {
    store::load(c, who, id)?;
    library::check_place(told)?;
    let kept = store::place(c, who.account, id)?;
    let known = kept.as_ref().map(|(place, _)| place.clone());
    let place = library::merge(known.clone(), Some(told.clone())).unwrap_or_else(|| told.clone());
    if let Some((place, progress)) = kept.filter(|(known, _)| *known == place) {
        return Ok(PlaceKept { place, progress });
    }
    let contents = store::contents(c, id)?;
    if !contents.iter().any(|item| item.id == place.chapter && item.opens()) {
        return Err(Refusal::from(LibraryRefusal::PlaceGone).into());
    }
    let progress = library::progress(&contents, &place);
    store::set_place(c, who.account, id, &place, progress, now)?;
    if known.is_none() {
        store::count_reader(c, id)?;
    }
    store::touch(c, who.account, id, now)?;
    Ok(PlaceKept { place, progress })
}
