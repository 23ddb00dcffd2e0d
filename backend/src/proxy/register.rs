//! The branch registers consents and takes them back; so may the two whom a consent is about.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use crate::{audit, org};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::proxy::{self, Proxies, ProxyForm, ProxyRefusal, ProxyRow};
use gsdj_domain::{AccountId, Instant, Refusal};

/// The consents of the caller's branch, or those that a member gave or was given.
#[utoipa::path(get, path = "/api/proxies", tag = "proxy", responses((status = 200, body = Proxies), ReadProblems))]
pub(super) async fn list(State(app): State<App>, who: Allowed<needs::SeeProxies>) -> Result<Read<Proxies>> {
    let (caller, now) = (who.clone(), app.now());
    let read = move |c: &mut Conn<'_>| {
        let rows = match caller.member {
            Some(member) => store::of_member(c, member, now)?,
            None => store::of_branch(c, caller.org, now)?,
        };
        let cards = if caller.member.is_none() { store::cards(c, caller.org)? } else { Vec::new() };
        Ok(Proxies { rows, cards })
    };
    Ok(Read(app.store.read(read).await?))
}

/// Register a consent.
#[utoipa::path(post, path = "/api/proxies", tag = "proxy", request_body = ProxyForm,
    responses((status = 201, body = ProxyRow), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    act: ActBody<ProxyForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| register(c, &caller, &form, now)).await
}

/// Registers a consent among members of the caller's branch.
///
/// # Errors
/// Every fault of the form at once; when the member has a helper already.
pub fn register(c: &mut Conn<'_>, who: &Caller, form: &ProxyForm, now: Instant) -> Result<ProxyRow> {
    let members = org::members_for_meeting(c, who.org)?;
    let helped = store::consents(c, form.helper, now)?.len();
    let until = proxy::check(form, |member| members.iter().any(|m| m.id == member), helped, now)?;
    store::end_over(c, form.member, now)?;
    if let Some(name) = store::helper_of(c, form.member)? {
        return Err(Refusal::from(ProxyRefusal::HasHelper { name }).into());
    }
    let id = store::insert(c, who.org, form, until, now)?;
    let row = store::row(c, id, now)?.ok_or(Refusal::NotFound)?;
    let body = format!("{}帮助{}反馈会议通知，到期可续，随时可以撤销。", row.helper_name, row.member_name);
    tell(c, &row, "登记了帮办", &body, now)?;
    let what = format!("{}由{}帮办（{}）", row.member_name, row.helper_name, row.method.label());
    audit::write(c, who, now, Deed::ProxyRegistered, &what)?;
    Ok(row)
}

/// Take a consent back: the branch, the member or the helper.
#[utoipa::path(post, path = "/api/proxies/{id}/revocation", tag = "proxy", params(("id" = i64, Path)),
    responses((status = 200, body = ProxyRow), WriteProblems))]
pub(super) async fn revoke(
    State(app): State<App>,
    who: Allowed<needs::SeeProxies>,
    PathId(id): PathId<i64>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| take_back(c, &caller, id, now)).await
}

fn take_back(c: &mut Conn<'_>, who: &Caller, id: i64, now: Instant) -> Result<ProxyRow> {
    let row = store::row(c, id, now)?.ok_or(Refusal::NotFound)?;
    let concerned = match who.member {
        Some(member) => row.member == member || row.helper == member,
        None => allows(who.role, Permission::ManageBranch) && store::branch_of(c, id)? == Some(who.org),
    };
    if !concerned {
        return Err(Refusal::NotFound.into());
    }
    if row.revoked_at.is_some() {
        return Err(Refusal::from(ProxyRefusal::Revoked).into());
    }
    store::revoke(c, id, now)?;
    tell(c, &row, "撤销了帮办", &format!("{}不再代{}反馈会议通知。", row.helper_name, row.member_name), now)?;
    let what = format!("{}由{}帮办", row.member_name, row.helper_name);
    audit::write(c, who, now, Deed::ProxyRevoked, &what)?;
    store::row(c, id, now)?.ok_or_else(|| Refusal::NotFound.into())
}

fn tell(c: &mut Conn<'_>, row: &ProxyRow, title: &str, body: &str, now: Instant) -> Result<()> {
    let message = Message { topic: Topic::Proxy, title, body, meeting: None };
    inbox::tell(c, [AccountId(row.member.0), AccountId(row.helper.0)], &message, now)
}
