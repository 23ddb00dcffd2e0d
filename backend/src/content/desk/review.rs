//! Handing in, taking back, the second pair of eyes, withdrawing, pinning (FEATURES 9.3, 12.5, 12.6).

use super::super::publish::{self, desk_address, publish};
use super::super::store::{self, Stored};
use super::{own, view};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, IfMatch, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::live::{Event, Subject};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::Permission;
use gsdj_domain::audit::Deed;
use gsdj_domain::content::{
    self, ArticleAct, ArticleDecision, ArticleState, ArticleWithdrawalForm, ContentRefusal, DeskView, PinForm,
    REASON_MAX,
};
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::Decision;
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{ArticleId, Instant, Refusal, rich};

/// Who may decide, in words.
const REVIEWERS: &str = "省委组织部或本站其他编辑";

/// Hand in what is being written.
#[utoipa::path(post, path = "/api/desk/articles/{id}/submission", tag = "content", params(("id" = ArticleId, Path)),
    responses((status = 200, body = DeskView), WriteProblems))]
pub(in crate::content) async fn submission(
    State(app): State<App>,
    who: Allowed<needs::WriteArticles>,
    PathId(id): PathId<ArticleId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        submit(c, &caller, id, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Hands in what is being written, and tells those who may decide.
///
/// # Errors
/// When it has no text, or nothing is being written.
pub fn submit(c: &mut Conn<'_>, who: &Caller, id: ArticleId, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(ArticleAct::Submit, who.account)?;
    let form = store::form(c, id, stored.working)?;
    content::check_whole(&rich::read_html(form.as_ref().map_or("", |(form, _)| form.body.as_str())))?;
    store::begin_round(c, id, REVIEWERS, now)?;
    store::advance(c, id, &stored.rules.after(ArticleAct::Submit, who.account))?;
    store::touch(c, id, &who.name, now)?;
    store::set_submitted(c, id, now)?;
    let stored = own(c, who, id)?;
    let title = format!("{}报审稿件：{}", stored.site.title(), stored.title);
    let message =
        Message { topic: Topic::ReviewDue, title: &title, body: "请审核后发布或退回。", meeting: None };
    let reviewers = publish::reviewers(c, &stored)?;
    inbox::tell_of(c, reviewers, &message, &desk_address(id), now)?;
    audit::write(c, who, now, Deed::Submitted, &titled(&stored.title))
}

/// Take it back: while nobody who may decide has looked, or before its time has come.
#[utoipa::path(delete, path = "/api/desk/articles/{id}/submission", tag = "content", params(("id" = ArticleId, Path)),
    responses((status = 200, body = DeskView), WriteProblems))]
pub(in crate::content) async fn take_back(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = own(c, &caller, id)?;
        if !view::has_right(&caller, ArticleAct::TakeBack, stored.rules.state) {
            return Err(Refusal::NoPermission(Permission::WriteArticles).into());
        }
        stored.rules.allow(ArticleAct::TakeBack, caller.account)?;
        call_off(c, &stored, now)?;
        store::advance(c, id, &stored.rules.after(ArticleAct::TakeBack, caller.account))?;
        store::set_publish_at(c, id, None)?;
        audit::write(c, &caller, now, Deed::Withdrawn, &titled(&stored.title))?;
        view::of(c, &caller, id)
    })
    .await
}

/// Ends the review of what is no longer handed in. One that is scheduled was decided on: its round stays as it was.
fn call_off(c: &mut Conn<'_>, stored: &Stored, now: Instant) -> Result<()> {
    store::end_round(c, stored.id, None, "", now)?;
    for reviewer in publish::reviewers(c, stored)? {
        inbox::read_link(c, reviewer, &desk_address(stored.id), now)?;
        c.after_commit(Event { account: reviewer, subject: Subject::Meetings });
    }
    Ok(())
}

/// Publish, at once or at a time, or return with a reason; never one's own. `If-Match` with the revision guards against deciding
/// on a text that nobody has read.
#[utoipa::path(post, path = "/api/desk/articles/{id}/review", tag = "content", params(("id" = ArticleId, Path)), request_body = ArticleDecision,
    responses((status = 200, body = DeskView), WriteProblems))]
pub(in crate::content) async fn review(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
    read_at: IfMatch,
    act: Act<ArticleDecision>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        read_at.check(own(c, &caller, id)?.revision)?;
        decide(c, &caller, id, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Decides on what was handed in.
///
/// # Errors
/// When nothing waits, it is the caller's own, or what a decision must say is missing.
pub fn decide(c: &mut Conn<'_>, who: &Caller, id: ArticleId, form: &ArticleDecision, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    let act = match form.decision {
        Decision::Approve => ArticleAct::Publish,
        Decision::Return => ArticleAct::Return,
    };
    stored.rules.allow(act, who.account)?;
    content::check_decision(form, now)?;
    let reason = form.reason.trim();
    store::end_round(c, id, Some((who.account, &who.name, form.decision)), reason, now)?;
    let next = stored.rules.after(act, who.account);
    let (topic, deed, heading) = match (form.decision, form.publish_at) {
        (Decision::Return, _) => {
            store::advance(c, id, &next)?;
            (Topic::Returned, Deed::Returned, format!("已退回：{}", stored.title))
        }
        (Decision::Approve, None) => {
            publish(c, &stored, &next, &who.name, now)?;
            (Topic::Approved, Deed::Approved, format!("已发布：{}", stored.title))
        }
        (Decision::Approve, Some(at)) => {
            store::advance(c, id, &stored.rules.scheduled())?;
            store::set_publish_at(c, id, Some(at))?;
            let heading = format!("审核通过，{} 发布：{}", at.written(), stored.title);
            (Topic::Approved, Deed::Approved, heading)
        }
    };
    let body = if reason.is_empty() { who.name.clone() } else { format!("{}：{reason}", who.name) };
    let message = Message { topic, title: &heading, body: &body, meeting: None };
    inbox::tell_of(c, [stored.rules.writer], &message, &desk_address(id), now)?;
    for reviewer in publish::reviewers(c, &stored)? {
        inbox::read_link(c, reviewer, &desk_address(id), now)?;
    }
    audit::write(c, who, now, deed, &titled(&stored.title))
}

/// Withdraw what is public, with a reason: readers find it no more.
#[utoipa::path(post, path = "/api/desk/articles/{id}/withdrawal", tag = "content", params(("id" = ArticleId, Path)), request_body = ArticleWithdrawalForm,
    responses((status = 200, body = DeskView), WriteProblems))]
pub(in crate::content) async fn withdrawal(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
    act: Act<ArticleWithdrawalForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        withdraw(c, &caller, id, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Withdraws what is public. A newer version that waits or is scheduled becomes a draft again: it would bring the article back
/// by itself, and the reason would be gone.
///
/// # Errors
/// When it is not public, or no reason is given.
pub fn withdraw(
    c: &mut Conn<'_>,
    who: &Caller,
    id: ArticleId,
    form: &ArticleWithdrawalForm,
    now: Instant,
) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(ArticleAct::Withdraw, who.account)?;
    let reason = check_reason(&form.reason, REASON_MAX, ContentRefusal::WithdrawalNeedsReason)?;
    let on_its_way = matches!(stored.rules.state, ArticleState::Waiting | ArticleState::Scheduled);
    if on_its_way {
        call_off(c, &stored, now)?;
    }
    store::advance(c, id, &stored.rules.after(ArticleAct::Withdraw, who.account))?;
    store::set_withdrawn(c, id, reason)?;
    store::place(c, id, now)?;
    if stored.rules.writer != who.account {
        let more = if on_its_way { "。修改稿已退回草稿，需要发布时请重新报审。" } else { "" };
        let (title, body) = (format!("已撤稿：{}", stored.title), format!("{}：{reason}{more}", who.name));
        let message = Message { topic: Topic::Article, title: &title, body: &body, meeting: None };
        inbox::tell_of(c, [stored.rules.writer], &message, &desk_address(id), now)?;
    }
    audit::write(c, who, now, Deed::ArticleWithdrawn, &format!("{}：{reason}", stored.title))
}

/// Put a public article at the head of its columns, or no longer.
#[utoipa::path(put, path = "/api/desk/articles/{id}/pin", tag = "content", params(("id" = ArticleId, Path)), request_body = PinForm,
    responses((status = 200, body = DeskView), WriteProblems))]
pub(in crate::content) async fn pin(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
    act: Act<PinForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = own(c, &caller, id)?;
        stored.rules.allow(ArticleAct::Pin, caller.account)?;
        publish::pin(c, id, form.pinned, now)?;
        let what = format!("{}：{}", if form.pinned { "置顶" } else { "取消置顶" }, stored.title);
        audit::write(c, &caller, now, Deed::ArticlePinned, &what)?;
        view::of(c, &caller, id)
    })
    .await
}

/// 稿件 · 示例.
fn titled(title: &str) -> String {
    format!("稿件 · {title}")
}
