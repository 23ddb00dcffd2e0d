//! The desk's list of articles in every state, and how many stand where.

use super::super::store::{self, Shown};
use super::{own_site, sees};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs, searched};
use axum::extract::State;
use gsdj_domain::content::{ArticleState, DeskCounts, DeskRow, Site};
use gsdj_domain::{ColumnId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::content) struct Filter {
    /// Only this site; an editor sees their own alone.
    #[param(inline)]
    site: Option<Site>,
    /// Only what stands so.
    #[param(inline)]
    state: Option<ArticleState>,
    /// Only this column.
    column: Option<ColumnId>,
    /// Only what the caller wrote last.
    mine: Option<bool>,
    /// Only titles with this text.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The articles of the caller's desk, what was written last first.
#[utoipa::path(get, path = "/api/desk/articles", tag = "content", params(Filter), responses((status = 200, body = Page<DeskRow>), ReadProblems))]
pub(in crate::content) async fn list(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<DeskRow>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, account) = (page.limit(), who.account);
    if filter.site.is_some_and(|site| !sees(&who, site)) {
        return Err(Refusal::NotFound.into());
    }
    let shown = Shown {
        site: own_site(&who).or(filter.site),
        state: filter.state,
        column: filter.column,
        writer: filter.mine.unwrap_or(false).then_some(account),
        q: searched(filter.q),
        after: page.after_pair()?,
        limit: limit + 1,
    };
    let rows = app.store.read(move |c| store::list(c, &shown, account)).await?;
    Ok(Read(Page::cut(rows, limit, |row| format!("{}_{}", row.written_at.0, row.id))))
}

/// Of which site.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::content) struct Of {
    /// Only this site; an editor sees their own alone.
    #[param(inline)]
    site: Option<Site>,
}

/// How many articles of the caller's desk stand where.
#[utoipa::path(get, path = "/api/desk/articles/counts", tag = "content", params(Of), responses((status = 200, body = DeskCounts), ReadProblems))]
pub(in crate::content) async fn counts(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    Params(of): Params<Of>,
) -> Result<Read<DeskCounts>> {
    if of.site.is_some_and(|site| !sees(&who, site)) {
        return Err(Refusal::NotFound.into());
    }
    let (site, account) = (own_site(&who).or(of.site), who.account);
    Ok(Read(app.store.read(move |c| store::counts(c, site, account)).await?))
}
