//! What was filed (报备, FEATURES 3.2): it is only read, one by one or all at once; nothing waits for it.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, PageParams, Params, Read, ReadProblems, WriteProblems, needs};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::page::MAX_LIMIT;
use gsdj_domain::review::{FiledItem, FiledReadForm, ReviewCounts};
use gsdj_domain::{Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which filed things.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only what is not read yet.
    unread: Option<bool>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// What was filed with the caller, the latest first.
#[utoipa::path(get, path = "/api/reviews/filed", tag = "review", params(Filter), responses((status = 200, body = Page<FiledItem>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::EnterReviews>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<FiledItem>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after, org) = (page.limit(), page.after()?.unwrap_or(i64::MAX), who.org);
    let unread = filter.unread.unwrap_or(false);
    let rows = app.store.read(move |c| store::list(c, org, unread, after, limit)).await?;
    Ok(Read(Page::cut(rows, limit, |item| item.id.to_string())))
}

/// Note as read: those named, or all.
#[utoipa::path(post, path = "/api/reviews/filed/read", tag = "review", request_body = FiledReadForm,
    responses((status = 200, body = ReviewCounts), WriteProblems))]
pub(super) async fn read(
    State(app): State<App>,
    who: Allowed<needs::EnterReviews>,
    act: Act<FiledReadForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        if form.ids.len() > MAX_LIMIT as usize {
            return Err(Refusal::Malformed { what: format!("一次最多审阅 {MAX_LIMIT} 项") }.into());
        }
        let mut noted = 0;
        if form.ids.is_empty() {
            noted += store::read_all(c, caller.org, now)?;
        }
        for id in &form.ids {
            noted += store::read(c, caller.org, *id, now)?;
        }
        if noted > 0 {
            audit::write(c, &caller, now, Deed::FiledRead, &format!("{noted} 项"))?;
        }
        Ok(ReviewCounts { waiting: super::waiting(c, caller.org)?, filed: store::unread(c, caller.org)? })
    })
    .await
}
