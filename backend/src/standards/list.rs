//! How far the checks of a subtree have come: a row a branch, and how many stand where.

use super::store::{self, Filter, Spot};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, Scope, needs, searched};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::standards::{CheckCounts, CheckRow, CheckState, year_bounds, year_of};
use gsdj_domain::{Instant, OrgId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListParams {
    /// The year; this one when not given.
    year: Option<i32>,
    /// Only one organisation's subtree within the caller's own.
    org: Option<OrgId>,
    /// Only those that have come so far.
    state: Option<CheckState>,
    /// Only branches with this text in their name or code.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The branches of the caller's subtree with how far their checks have come, in the order of the tree.
#[utoipa::path(get, path = "/api/self-checks", tag = "standards", params(ListParams), responses((status = 200, body = Page<CheckRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::OverseeStandards>,
    Params(params): Params<ListParams>,
) -> Result<Read<Page<CheckRow>>> {
    let (scope, now) = (who.scope(), app.now());
    let year = year(params.year, now)?;
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let limit = page.limit();
    let filter = Filter {
        year,
        open: year == year_of(now),
        state: params.state,
        q: searched(params.q),
        after: page.cursor.unwrap_or_default(),
    };
    let spots = app
        .store
        .read(move |c| {
            let top = top(c, &scope, params.org)?;
            store::list(c, &top, &filter, limit)
        })
        .await?;
    let page = Page::cut(spots, limit, |spot| spot.path.clone());
    Ok(Read(Page { items: page.items.into_iter().map(Spot::row).collect(), next: page.next }))
}

/// Which to count.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CountParams {
    /// The year; this one when not given.
    year: Option<i32>,
    /// Only one organisation's subtree within the caller's own.
    org: Option<OrgId>,
}

/// How many branches of the caller's subtree stand where.
#[utoipa::path(get, path = "/api/self-checks/counts", tag = "standards", params(CountParams), responses((status = 200, body = CheckCounts), ReadProblems))]
pub(super) async fn counts(
    State(app): State<App>,
    who: Allowed<needs::OverseeStandards>,
    Params(params): Params<CountParams>,
) -> Result<Read<CheckCounts>> {
    let (scope, year) = (who.scope(), year(params.year, app.now())?);
    let read = move |c: &mut Conn<'_>| {
        let top = top(c, &scope, params.org)?;
        store::counts(c, &top, year)
    };
    Ok(Read(app.store.read(read).await?))
}

fn year(given: Option<i32>, now: Instant) -> Result<i32> {
    let year = given.unwrap_or_else(|| year_of(now));
    match year_bounds(year, now) {
        Some(_) => Ok(year),
        None => Err(Refusal::Malformed { what: "年度无效".into() }.into()),
    }
}

/// The path of what is looked at.
fn top(c: &mut Conn<'_>, scope: &Scope, org: Option<OrgId>) -> Result<String> {
    match org {
        Some(org) => Ok(scope.org(c, org)?.path().to_owned()),
        None => Ok(scope.path.clone()),
    }
}
