//! The audit log (FEATURES 11.2): written with the act it is about, in the same transaction; read by subtree.

use crate::account::Principal;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::{Instant, OrgId, Page};
use serde::Deserialize;
use std::net::IpAddr;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod store;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Notes what a caller did.
///
/// # Errors
/// When the store refuses it: then the act is undone too.
pub fn write(c: &mut Conn<'_>, who: &Caller, now: Instant, deed: Deed, what: &str) -> Result<()> {
    write_as(c, who, who.address, now, deed, what)
}

/// Notes what somebody did who is only just signing in.
///
/// # Errors
/// As [`write`].
pub fn write_as(c: &mut Conn<'_>, who: &Principal, from: IpAddr, now: Instant, deed: Deed, what: &str) -> Result<()> {
    store::insert(c, Some(who), from, now, deed, what)
}

/// Notes what somebody unknown did.
///
/// # Errors
/// As [`write`].
pub fn write_anonymous(c: &mut Conn<'_>, from: IpAddr, now: Instant, deed: Deed, what: &str) -> Result<()> {
    store::insert(c, None, from, now, deed, what)
}

/// Notes what came in from outside, on no account: `who` in words, for the organisation at the top (id, name, path).
///
/// # Errors
/// As [`write`].
pub fn write_from(
    c: &mut Conn<'_>,
    who: &str,
    top: Option<(OrgId, &str, &str)>,
    now: Instant,
    deed: Deed,
    what: &str,
) -> Result<()> {
    store::insert_from(c, who, top, now, deed, what)
}

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// One organisation's subtree within the caller's own.
    org: Option<OrgId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// What was done in the caller's subtree, the latest first.
#[utoipa::path(get, path = "/api/audit", tag = "audit", params(Filter), responses((status = 200, body = Page<AuditEntry>), ReadProblems))]
async fn list(
    State(app): State<App>,
    who: Allowed<needs::ReadAudit>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<AuditEntry>>> {
    let scope = who.scope();
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let page = app
        .store
        .read(move |c| {
            let top = match filter.org {
                Some(org) => scope.org(c, org)?.path().to_owned(),
                None => scope.path.clone(),
            };
            let rows = store::list(c, &top, after, limit)?;
            Ok(Page::cut(rows, limit, |(id, _)| id.to_string()))
        })
        .await?;
    Ok(Read(Page { items: page.items.into_iter().map(|(_, e)| e).collect(), next: page.next }))
}
