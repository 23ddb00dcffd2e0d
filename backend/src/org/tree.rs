//! Reading the tree: children by page, search on the server (FEATURES 12.1), one organisation.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, PathId, Read, ReadProblems, needs};
use axum::extract::State;
use gsdj_domain::org::{OrgRow, OrgView};
use gsdj_domain::{OrgId, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The children of this organisation.
    parent: Option<OrgId>,
    /// This organisation alone, as the top of a tree; the caller's own when nothing is given.
    top: Option<OrgId>,
    /// Search by name or code within the caller's subtree.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Organisations within the caller's subtree: the children of one, those that a search finds, or the caller's own.
#[utoipa::path(get, path = "/api/orgs", tag = "org", params(Filter), responses((status = 200, body = Page<OrgRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<OrgRow>>> {
    let scope = who.scope();
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let limit = page.limit();
    let after = page.cursor.unwrap_or_default();
    let page = app
        .store
        .read(move |c| match (filter.parent, filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty())) {
            (Some(parent), _) => {
                let parent = scope.org(c, parent)?;
                let rows = store::children(c, &parent, &after, limit)?;
                Ok(Page::cut(rows, limit, |row| row.code.clone()))
            }
            (None, Some(q)) => {
                let page = Page::cut(store::search(c, &scope, q, &after, limit)?, limit, |(path, _)| path.clone());
                Ok(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next: page.next })
            }
            (None, None) => {
                let top = scope.org(c, filter.top.unwrap_or(scope.org))?;
                Ok(Page { items: store::top(c, top.id())?, next: None })
            }
        })
        .await?;
    Ok(Read(page))
}

/// One organisation.
#[utoipa::path(get, path = "/api/orgs/{id}", tag = "org", params(("id" = OrgId, Path)), responses((status = 200, body = OrgView), ReadProblems))]
pub(super) async fn view(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
) -> Result<Read<OrgView>> {
    let scope = who.scope();
    let view = app
        .store
        .read(move |c| {
            let org = scope.org(c, id)?;
            store::view(c, &scope, &org)
        })
        .await?;
    Ok(Read(view))
}
