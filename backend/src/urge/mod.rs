//! 督办 (FEATURES 4.1): a superior urges a branch below it; the branch says that it read it, and what it did.

mod store;

pub use store::open;

use crate::app::App;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs,
};
use crate::inbox::{self, Message};
use crate::store::Conn;
use crate::{audit, http};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::urge::{self, SettleForm, UrgeForm, UrgeRefusal, UrgeRow, UrgeState, UrgeTopic};
use gsdj_domain::{AccountId, Instant, OrgId, Page, Refusal, UrgeId};
use serde::Deserialize;
use store::{Shown, Side};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page on which urges are seen by both sides.
const PAGE: &str = "/urges";

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(post)).routes(routes!(list)).routes(routes!(read)).routes(routes!(settlement))
}

/// Urge a branch below; of one matter at most one urge is open.
#[utoipa::path(post, path = "/api/orgs/{id}/urges", tag = "urge", params(("id" = OrgId, Path)), request_body = UrgeForm,
    responses((status = 201, body = UrgeRow), WriteProblems))]
async fn post(
    State(app): State<App>,
    who: Allowed<needs::Urge>,
    PathId(id): PathId<OrgId>,
    act: Act<UrgeForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| press(c, &caller, id, &form, now)).await
}

/// Urges a branch below the caller.
///
/// # Errors
/// When it is not below, is no branch, the matter is open already, or what must be said is missing.
pub fn press(c: &mut Conn<'_>, who: &Caller, branch: OrgId, form: &UrgeForm, now: Instant) -> Result<UrgeRow> {
    let org: http::OrgInScope = who.scope().org(c, branch)?;
    urge::check(form, org.kind())?;
    if let Some((at, by)) = store::open_about(c, branch, form.topic)? {
        return Err(Refusal::from(UrgeRefusal::AlreadyUrged { at, by }).into());
    }
    let text = form.text.trim();
    let id = store::insert(c, who, branch, form.topic, text, now)?;
    let title = format!("{}督办：{}", who.org_name, form.topic.label());
    let body = if text.is_empty() { "请尽快办理，办结后填写办理情况。" } else { text };
    let message = Message { topic: Topic::Urge, title: &title, body, meeting: None };
    inbox::tell_of(c, [AccountId(branch.0)], &message, &address(id), now)?;
    audit::write(c, who, now, Deed::Urged, &format!("{}，{}", org.name(), form.topic.label()))?;
    store::load(c, id)?.ok_or_else(|| Refusal::NotFound.into())
}

/// The address that leads to an urge.
fn address(id: UrgeId) -> String {
    format!("{PAGE}?at={id}")
}

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// For a superior: those of one branch within its subtree, whoever pressed; else those it pressed itself.
    org: Option<OrgId>,
    /// Only where it stands so.
    state: Option<UrgeState>,
    /// Only about this.
    topic: Option<UrgeTopic>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// For a branch: what it is urged about. For those above: what they urge. The latest first.
#[utoipa::path(get, path = "/api/urges", tag = "urge", params(Filter), responses((status = 200, body = Page<UrgeRow>), ReadProblems))]
async fn list(
    State(app): State<App>,
    who: Allowed<needs::SeeUrges>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<UrgeRow>>> {
    let scope = who.scope();
    let is_branch = gsdj_domain::account::allows(who.role, gsdj_domain::account::Permission::AnswerUrges);
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let rows = move |c: &mut Conn<'_>| {
        let side = match filter.org {
            Some(org) => Side::Of(scope.org(c, org)?.id()),
            None if is_branch => Side::Of(scope.org),
            None => Side::By(scope.org),
        };
        store::list(c, &scope, &Shown { side, state: filter.state, topic: filter.topic }, after, limit)
    };
    Ok(Read(Page::cut(app.store.read(rows).await?, limit, |row| row.id.to_string())))
}

/// Say that it was read; the branch only.
#[utoipa::path(post, path = "/api/urges/{id}/read", tag = "urge", params(("id" = UrgeId, Path)),
    responses((status = 200, body = UrgeRow), WriteProblems))]
async fn read(
    State(app): State<App>,
    who: Allowed<needs::AnswerUrges>,
    PathId(id): PathId<UrgeId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        own(c, &caller, id)?;
        store::set_read(c, id, now)?;
        inbox::read_link(c, caller.account, &address(id), now)?;
        own(c, &caller, id)
    })
    .await
}

/// Settle it, saying what was done; the branch only. Who pressed is told.
#[utoipa::path(post, path = "/api/urges/{id}/settlement", tag = "urge", params(("id" = UrgeId, Path)), request_body = SettleForm,
    responses((status = 200, body = UrgeRow), WriteProblems))]
async fn settlement(
    State(app): State<App>,
    who: Allowed<needs::AnswerUrges>,
    PathId(id): PathId<UrgeId>,
    act: Act<SettleForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| settle(c, &caller, id, &form, now)).await
}

/// Settles what the caller's branch is urged about.
///
/// # Errors
/// When it is settled already, or the note is missing.
pub fn settle(c: &mut Conn<'_>, who: &Caller, id: UrgeId, form: &SettleForm, now: Instant) -> Result<UrgeRow> {
    let row = own(c, who, id)?;
    if row.state == UrgeState::Settled {
        return Err(Refusal::from(UrgeRefusal::AlreadySettled).into());
    }
    urge::check_settlement(form)?;
    let note = form.note.trim();
    store::settle(c, id, note, now)?;
    inbox::read_link(c, who.account, &address(id), now)?;
    let title = format!("{}已办结：{}", row.org.name, row.topic.label());
    let message = Message { topic: Topic::Urge, title: &title, body: note, meeting: None };
    inbox::tell_of(c, [AccountId(row.by.id.0)], &message, &address(id), now)?;
    audit::write(c, who, now, Deed::UrgeSettled, &format!("{}：{note}", row.topic.label()))?;
    own(c, who, id)
}

/// An urge of the caller's own branch.
fn own(c: &mut Conn<'_>, who: &Caller, id: UrgeId) -> Result<UrgeRow> {
    let row = store::load(c, id)?.filter(|row| row.org.id == who.org);
    row.ok_or_else(|| Refusal::NotFound.into())
}
