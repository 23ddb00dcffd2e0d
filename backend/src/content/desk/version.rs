//! What an article has said: every published version, kept as it was.

use super::super::store;
use super::own;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Params, PathId, Read, ReadProblems, needs};
use axum::extract::State;
use gsdj_domain::content::{VersionRow, VersionView};
use gsdj_domain::{ArticleId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// The published versions of an article, the latest first.
#[utoipa::path(get, path = "/api/desk/articles/{id}/versions", tag = "content", params(("id" = ArticleId, Path)),
    responses((status = 200, body = Page<VersionRow>), ReadProblems))]
pub(in crate::content) async fn list(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
) -> Result<Read<Page<VersionRow>>> {
    let caller = who.clone();
    let items = app
        .store
        .read(move |c| {
            own(c, &caller, id)?;
            store::versions(c, id)
        })
        .await?;
    Ok(Read(Page { items, next: None }))
}

/// Which.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::content) struct Which {
    /// Its number, from 1; the latest when not given.
    number: Option<u32>,
}

/// A published version, whole.
#[utoipa::path(get, path = "/api/desk/articles/{id}/version", tag = "content", params(("id" = ArticleId, Path), Which),
    responses((status = 200, body = VersionView), ReadProblems))]
pub(in crate::content) async fn get(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
    Params(which): Params<Which>,
) -> Result<Read<VersionView>> {
    let caller = who.clone();
    let view = app
        .store
        .read(move |c| {
            let number = which.number.unwrap_or(own(c, &caller, id)?.rules.versions);
            let row = store::written(c, id, number)?.ok_or(Refusal::NotFound)?;
            let (form, _) = store::form(c, id, number)?.ok_or(Refusal::NotFound)?;
            Ok(VersionView { row, form })
        })
        .await?;
    Ok(Read(view))
}
