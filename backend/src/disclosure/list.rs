//! The list: for a member what runs and is meant for them; for the branch and those above everything, by where it stands.

use super::store::{self, Shown};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::disclosure::{DisclosureCategory, DisclosureRow, DisclosureState};
use gsdj_domain::{OrgId, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only where it stands so; members see what runs, whatever is asked.
    state: Option<DisclosureState>,
    /// Only about this.
    category: Option<DisclosureCategory>,
    /// Only one organisation's subtree within the caller's own; members see their branch's.
    org: Option<OrgId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// 党务公开, the latest beginning first.
#[utoipa::path(get, path = "/api/disclosures", tag = "disclosure", params(Filter), responses((status = 200, body = Page<DisclosureRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<DisclosureRow>>> {
    let (scope, now) = (who.scope(), app.now());
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after_pair()?);
    let list = move |c: &mut Conn<'_>| {
        let org = match filter.org.filter(|org| *org != scope.org) {
            Some(org) => scope.org(c, org)?.id(),
            None => scope.org,
        };
        let shown = Shown { org, member: scope.member, state: filter.state, category: filter.category };
        let rows = store::list(c, &shown, after, limit, now)?;
        let page = Page::cut(rows, limit, |(at, row)| format!("{}_{}", at.0, row.id));
        Ok(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next: page.next })
    };
    Ok(Read(app.store.read(list).await?))
}
