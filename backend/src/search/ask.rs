//! Asking, for everybody: guests find what is public.

use super::Asked;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use axum::extract::State;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::search::{QUERY_MAX, SearchKind, SearchPage};
use serde::Deserialize;
use utoipa::IntoParams;

/// What is asked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// The words; the first 60 characters are looked at.
    q: String,
    /// Only this kind.
    kind: Option<SearchKind>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Hits a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// What is found by words, by how they sound, and, where nothing fits exactly, with one slip; the best first.
#[utoipa::path(get, path = "/api/search", tag = "search", security((), ("bearer" = []), ("cookie" = [])), params(Question),
    responses((status = 200, body = SearchPage), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Result<Allowed<needs::OwnAccount>>,
    Params(question): Params<Question>,
) -> Result<Read<SearchPage>> {
    let page = PageParams { cursor: question.cursor, limit: question.limit };
    let skip = usize::try_from(page.after()?.unwrap_or_default()).unwrap_or(0);
    // what only accounts find are books, and who edits a site's columns reads none
    let signed_in = who.is_ok_and(|who| allows(who.role, Permission::ReadLibrary));
    let q = question.q.chars().take(QUERY_MAX).collect();
    let asked = Asked { q, kind: question.kind, signed_in, skip, limit: page.limit() };
    let look = move || app.search.shelves()?.search(&asked).map(|found| found.page(&asked));
    Ok(Read(tokio::task::spawn_blocking(look).await.map_err(Error::broken)??))
}
