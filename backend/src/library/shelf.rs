//! 我的书架: what one keeps there, the last read first.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs,
};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::library::{OnShelf, ShelfItem};
use gsdj_domain::{Instant, Page, WorkId};

/// The caller's shelf.
#[utoipa::path(get, path = "/api/bookshelf", tag = "library", params(PageParams), responses((status = 200, body = Page<ShelfItem>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<ShelfItem>>> {
    let (account, limit, after) = (who.account, page.limit(), page.after_pair()?);
    let items = app.store.read(move |c| store::shelf(c, account, after, limit + 1)).await?;
    Ok(Read(Page::cut(items, limit, |item| format!("{}_{}", item.touched_at.0, item.row.id))))
}

/// Put a work on the shelf.
#[utoipa::path(put, path = "/api/works/{id}/shelf", tag = "library", params(("id" = WorkId, Path)),
    responses((status = 200, body = OnShelf), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| set(c, &caller, id, true, now)).await
}

/// Take it from the shelf; the place in it stays.
#[utoipa::path(delete, path = "/api/works/{id}/shelf", tag = "library", params(("id" = WorkId, Path)),
    responses((status = 200, body = OnShelf), WriteProblems))]
pub(super) async fn take(
    State(app): State<App>,
    who: Allowed<needs::ReadLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| set(c, &caller, id, false, now)).await
}

/// Puts a work on the caller's shelf, or takes it from there; what was taken off in the library can be taken from the shelf too.
///
/// # Errors
/// When the work is not the caller's to read.
pub fn set(c: &mut Conn<'_>, who: &Caller, id: WorkId, on_shelf: bool, now: Instant) -> Result<OnShelf> {
    if on_shelf || !store::is_on_shelf(c, who.account, id)? {
        store::load(c, who, id)?;
    }
    store::set_on_shelf(c, who.account, id, on_shelf, now)?;
    Ok(OnShelf { on_shelf })
}
