//! The audit log (FEATURES 11.2): written with the act it is about, in the same transaction; read by subtree.

use crate::account::Principal;
use crate::app::App;
use crate::bind;
use crate::error::Result;
use crate::http::{Allowed, Caller, PageParams, Params, Read, ReadProblems, caller, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::{Instant, OrgId, Page};
use serde::Deserialize;
use std::net::IpAddr;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

const INSERT: &str = "INSERT INTO audit (id, at, account_id, who, org_id, org_name, org_path, deed, what, address)
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

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
    let (id, from) = (c.next_id(), from.to_string());
    let values = bind![id, now, who.account, &who.name, who.org, &who.org_name, &who.org_path, deed.code(), what, &from];
    c.execute(INSERT, values)?;
    Ok(())
}

/// Notes what somebody unknown did.
///
/// # Errors
/// As [`write`].
pub fn write_anonymous(c: &mut Conn<'_>, from: IpAddr, now: Instant, deed: Deed, what: &str) -> Result<()> {
    let (id, from) = (c.next_id(), from.to_string());
    c.execute(INSERT, bind![id, now, None::<i64>, "未登录", None::<i64>, "", "", deed.code(), what, &from])?;
    Ok(())
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
async fn list(State(app): State<App>, who: Allowed<needs::ReadAudit>, Params(filter): Params<Filter>) -> Result<Read<Page<AuditEntry>>> {
    let scope = who.scope();
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let page = app
        .store
        .read(move |c| {
            let (from, to) = match filter.org {
                Some(org) => caller::range(scope.org(c, org)?.path()),
                None => scope.range(),
            };
            let sql = "SELECT id, at, who, org_name, deed, what, address FROM audit
                       WHERE org_path >= ?1 AND org_path < ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4";
            let rows = c.rows(sql, bind![&from, &to, after, limit as i64 + 1], |r| {
                let entry = AuditEntry {
                    at: r.get(1)?,
                    who: r.get(2)?,
                    org: r.get(3)?,
                    deed: r.coded(4)?,
                    what: r.get(5)?,
                    from: r.get(6)?,
                };
                Ok((r.get::<i64>(0)?, entry))
            })?;
            Ok(Page::cut(rows, limit, |(id, _)| id.to_string()))
        })
        .await?;
    Ok(Read(Page { items: page.items.into_iter().map(|(_, e)| e).collect(), next: page.next }))
}
