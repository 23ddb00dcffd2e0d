//! A branch asks the province for a committee post that the list lacks; the province grants it or returns it (FEATURES 2.2).

use super::store::{self, Which};
use crate::app::App;
use crate::audit;
use crate::error::{Error, Result};
use crate::http::{Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::Role;
use gsdj_domain::audit::Deed;
use gsdj_domain::branch::{PostDecision, PostRequest, PostRequestForm, RequestState, post};
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::Decision;
use gsdj_domain::{AccountId, Instant, Page, PostRequestId, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which requests to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// For the province: those decided on instead of those that wait.
    decided: Option<bool>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// For a branch its own requests, the latest first; for the province what waits for it, the longest waiting first, or what
/// it has decided on.
#[utoipa::path(get, path = "/api/post-requests", tag = "branch", params(Filter),
    responses((status = 200, body = Page<PostRequest>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::SeePostRequests>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<PostRequest>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?);
    let which = match (who.role, filter.decided) {
        (Role::ProvinceAdmin, Some(true)) => Which::Decided,
        (Role::ProvinceAdmin, Some(false) | None) => Which::Waiting,
        (
            Role::CommitteeAdmin
            | Role::GeneralBranchAdmin
            | Role::BranchAdmin
            | Role::Member
            | Role::Editor
            | Role::Guest,
            _,
        ) => Which::Of(who.org),
    };
    let rows = app.store.read(move |c| store::post_requests(c, which, after, limit)).await?;
    Ok(Read(Page::cut(rows, limit, |row| row.id.to_string())))
}

/// Ask for a post.
#[utoipa::path(post, path = "/api/post-requests", tag = "branch", request_body = PostRequestForm,
    responses((status = 201, body = PostRequest), WriteProblems))]
pub(super) async fn ask(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    act: Act<PostRequestForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| ask_for(c, &caller, None, &form, now)).await
}

/// One request with its history: to the branch that asks and to the province.
#[utoipa::path(get, path = "/api/post-requests/{id}", tag = "branch", params(("id" = PostRequestId, Path)),
    responses((status = 200, body = PostRequest), ReadProblems))]
pub(super) async fn view(
    State(app): State<App>,
    who: Allowed<needs::SeePostRequests>,
    PathId(id): PathId<PostRequestId>,
) -> Result<Read<PostRequest>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| visible(c, &caller, id)).await?))
}

/// Edit a returned request and hand it in again.
#[utoipa::path(put, path = "/api/post-requests/{id}", tag = "branch", params(("id" = PostRequestId, Path)),
    request_body = PostRequestForm, responses((status = 200, body = PostRequest), WriteProblems))]
pub(super) async fn ask_again(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<PostRequestId>,
    act: Act<PostRequestForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| ask_for(c, &caller, Some(id), &form, now)).await
}

/// Grant a post to the branch that asks or to all, or return the request with a reason.
#[utoipa::path(post, path = "/api/post-requests/{id}/decision", tag = "branch", params(("id" = PostRequestId, Path)),
    request_body = PostDecision, responses((status = 200, body = PostRequest), WriteProblems))]
pub(super) async fn decision(
    State(app): State<App>,
    who: Allowed<needs::DecidePosts>,
    PathId(id): PathId<PostRequestId>,
    act: Act<PostDecision>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| decide(c, &caller, id, &form, now)).await
}

/// The request, where the caller is its branch or the province.
fn visible(c: &mut Conn<'_>, who: &Caller, id: PostRequestId) -> Result<PostRequest> {
    let found = store::post_request(c, id)?;
    let sees = |r: &PostRequest| who.role == Role::ProvinceAdmin || r.org.id == who.org;
    found.filter(sees).ok_or_else(|| Refusal::NotFound.into())
}

/// Hands a request of the caller's branch in: a new one, or a returned one again.
///
/// # Errors
/// Every fault of the form at once; when the request is not a returned one of the branch.
pub fn ask_for(
    c: &mut Conn<'_>,
    who: &Caller,
    again: Option<PostRequestId>,
    form: &PostRequestForm,
    now: Instant,
) -> Result<PostRequest> {
    if let Some(id) = again {
        post::allow_resubmit(visible(c, who, id)?.state)?;
    }
    let offered: Vec<String> = store::added_posts(c, who.org)?.into_iter().map(|p| p.name).collect();
    post::check_request(form, &offered, &store::asked(c, who.org, again)?)?;
    let id = match again {
        Some(id) => store::ask_again(c, id, form, now).map(|()| id)?,
        None => store::ask(c, who.org, form, now)?,
    };
    let province = store::province(c)?.ok_or_else(|| Error::broken("a tree without a province"))?;
    let name = form.name.trim();
    let title = format!("{}申请增设“{name}”", who.org_name);
    let message = Message { topic: Topic::PostRequest, title: &title, body: form.reason.trim(), meeting: None };
    inbox::tell(c, [AccountId(province.id.0)], &message, now)?;
    audit::write(c, who, now, Deed::PostAsked, name)?;
    visible(c, who, id)
}

/// Decides on a request.
///
/// # Errors
/// When it does not wait, a return has no reason, or the post was granted meanwhile.
pub fn decide(
    c: &mut Conn<'_>,
    who: &Caller,
    id: PostRequestId,
    form: &PostDecision,
    now: Instant,
) -> Result<PostRequest> {
    let request = visible(c, who, id)?;
    post::allow_decision(request.state, form)?;
    let (state, deed, said) = match form.decision {
        Decision::Approve => (RequestState::Approved, Deed::PostGranted, "已批准增设"),
        Decision::Return => (RequestState::Returned, Deed::PostReturned, "已退回增设申请："),
    };
    if form.decision == Decision::Approve {
        grant(c, &request, form.for_all, now)?;
    }
    store::decide(c, id, state, form, now)?;
    let title = format!("{said}“{}”", request.name);
    let reply = form.reply.trim();
    let body = match form.decision {
        Decision::Approve if reply.is_empty() => "可以在支委会中选用了。",
        Decision::Approve | Decision::Return => reply,
    };
    let message = Message { topic: Topic::PostRequest, title: &title, body, meeting: None };
    inbox::tell(c, [AccountId(request.org.id.0)], &message, now)?;
    audit::write(c, who, now, deed, &format!("{}，{}", request.org.name, request.name))?;
    visible(c, who, id)
}

/// Adds the post, unless the branch may fill one of this name already: all may, since another's request was granted.
fn grant(c: &mut Conn<'_>, request: &PostRequest, for_all: bool, now: Instant) -> Result<()> {
    let there = store::added_posts(c, request.org.id)?.iter().any(|p| p.name == request.name);
    if there { Ok(()) } else { store::grant(c, &request.name, (!for_all).then_some(request.org.id), now) }
}
