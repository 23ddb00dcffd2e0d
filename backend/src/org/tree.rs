//! Reading the tree: children by page, search on the server (FEATURES 12.1), one organisation, its members.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, PathId, Read, ReadProblems, needs};
use axum::extract::State;
use gsdj_domain::member::MemberRow;
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
    let rows = app
        .store
        .read(move |c| match (filter.parent, filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty())) {
            (Some(parent), _) => {
                let parent = scope.org(c, parent)?;
                store::children(c, &parent, &after, limit)
            }
            (None, Some(q)) => store::search(c, &scope, q, &after, limit),
            (None, None) => store::top(c, &scope),
        })
        .await?;
    Ok(Read(Page::cut(rows, limit, |row| row.code.clone())))
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

/// Which members to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MemberFilter {
    /// Part of the name.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The present members of a branch, with their posts; numbers masked.
#[utoipa::path(get, path = "/api/orgs/{id}/members", tag = "org", params(("id" = OrgId, Path), MemberFilter),
    responses((status = 200, body = Page<MemberRow>), ReadProblems))]
pub(super) async fn members(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
    Params(filter): Params<MemberFilter>,
) -> Result<Read<Page<MemberRow>>> {
    let scope = who.scope();
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(0));
    let rows = app
        .store
        .read(move |c| {
            let org = scope.org(c, id)?;
            store::members(c, &org, filter.q.as_deref().unwrap_or_default().trim(), after, limit)
        })
        .await?;
    Ok(Read(Page::cut(rows, limit, |row| row.id.to_string())))
}
