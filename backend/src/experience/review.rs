//! Handing in, taking back, publishing or returning, taking down (FEATURES 12.5, 12.6).

use super::edit::own;
use super::{store, view};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::live::{Event, Subject};
use crate::store::Conn;
use crate::{audit, org};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::experience::{
    self, ExperienceAct, ExperienceAudience, ExperienceDecision, ExperienceRefusal, ExperienceTakedownForm,
    ExperienceView, REASON_MAX,
};
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::Decision;
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{AccountId, ExperienceId, Instant, OrgId, Refusal};

/// Hand in with the immediate superior.
#[utoipa::path(post, path = "/api/experiences/{id}/submission", tag = "experience", params(("id" = ExperienceId, Path)),
    responses((status = 200, body = ExperienceView), WriteProblems))]
pub(super) async fn submission(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    PathId(id): PathId<ExperienceId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        submit(c, &caller, id, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Hands a post in with the immediate superior.
///
/// # Errors
/// When it is not a draft and was not returned.
pub fn submit(c: &mut Conn<'_>, who: &Caller, id: ExperienceId, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(ExperienceAct::Submit)?;
    let superior = org::superior_of(c, who.org)?.ok_or_else(|| Error::broken("a branch without superior"))?;
    store::begin_round(c, id, &superior, now)?;
    store::advance(c, id, &stored.rules.after(ExperienceAct::Submit), Some(superior.id))?;
    let title = format!("{}报审：{}", stored.org.name, stored.title);
    let message =
        Message { topic: Topic::ReviewDue, title: &title, body: "请审核这篇经验交流。", meeting: None };
    inbox::tell_of(c, [AccountId(superior.id.0)], &message, &address(id), now)?;
    audit::write(c, who, now, Deed::Submitted, &titled(&stored.title))
}

/// Take it back while the superior has not looked at it.
#[utoipa::path(delete, path = "/api/experiences/{id}/submission", tag = "experience", params(("id" = ExperienceId, Path)),
    responses((status = 200, body = ExperienceView), WriteProblems))]
pub(super) async fn withdraw(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    PathId(id): PathId<ExperienceId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = own(c, &caller, id)?;
        stored.rules.allow(ExperienceAct::Withdraw)?;
        store::end_round(c, id, None, "", now)?;
        store::advance(c, id, &stored.rules.after(ExperienceAct::Withdraw), None)?;
        if let Some(reviewer) = stored.reviewer.map(|r| AccountId(r.0)) {
            inbox::read_link(c, reviewer, &address(id), now)?;
            c.after_commit(Event { account: reviewer, subject: Subject::Meetings });
        }
        audit::write(c, &caller, now, Deed::Withdrawn, &titled(&stored.title))?;
        view::of(c, &caller, id)
    })
    .await
}

/// Publish, saying for whom, or return with a reason; only the immediate superior.
#[utoipa::path(post, path = "/api/experiences/{id}/review", tag = "experience", params(("id" = ExperienceId, Path)), request_body = ExperienceDecision,
    responses((status = 200, body = ExperienceView), WriteProblems))]
pub(super) async fn review(
    State(app): State<App>,
    who: Allowed<needs::ReviewMeetings>,
    PathId(id): PathId<ExperienceId>,
    act: Act<ExperienceDecision>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        decide(c, &caller, id, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Decides on a post that was handed in.
///
/// # Errors
/// When the caller is not the immediate superior, nothing waits, or what a decision must say is missing.
pub fn decide(c: &mut Conn<'_>, who: &Caller, id: ExperienceId, form: &ExperienceDecision, now: Instant) -> Result<()> {
    let stored = store::load(c, who, id)?;
    if stored.reviewer != Some(who.org) {
        return Err(Refusal::NotImmediateSuperior.into());
    }
    let act = match form.decision {
        Decision::Approve => ExperienceAct::Publish,
        Decision::Return => ExperienceAct::Return,
    };
    stored.rules.allow(act)?;
    experience::check_decision(form)?;
    let reason = form.reason.trim();
    store::end_round(c, id, Some(form.decision), reason, now)?;
    store::advance(c, id, &stored.rules.after(act), None)?;
    let (topic, deed, heading) = match form.decision {
        Decision::Approve => (Topic::Approved, Deed::Approved, format!("已发布：{}", stored.title)),
        Decision::Return => (Topic::Returned, Deed::Returned, format!("已退回：{}", stored.title)),
    };
    if let (Decision::Approve, Some(audience)) = (form.decision, form.audience) {
        store::publish(c, id, audience, audience_org(who, audience), now)?;
        store::set_readers(c, id)?;
    }
    let body = if reason.is_empty() { who.org_name.clone() } else { format!("{}：{reason}", who.org_name) };
    let message = Message { topic, title: &heading, body: &body, meeting: None };
    inbox::tell_of(c, [AccountId(stored.org.id.0)], &message, &address(id), now)?;
    inbox::read_link(c, who.account, &address(id), now)?;
    audit::write(c, who, now, deed, &format!("{}，{}", stored.org.name, titled(&stored.title)))
}

/// Below which organisation a post is read: below who publishes it, or below the root of the tree.
fn audience_org(who: &Caller, audience: ExperienceAudience) -> OrgId {
    match audience {
        ExperienceAudience::Subtree => who.org,
        ExperienceAudience::Province => who.org_path.split('/').find_map(|id| id.parse().ok()).map_or(who.org, OrgId),
    }
}

/// Take a published post down, with a reason; only who published it.
#[utoipa::path(post, path = "/api/experiences/{id}/takedown", tag = "experience", params(("id" = ExperienceId, Path)), request_body = ExperienceTakedownForm,
    responses((status = 200, body = ExperienceView), WriteProblems))]
pub(super) async fn takedown(
    State(app): State<App>,
    who: Allowed<needs::ReviewMeetings>,
    PathId(id): PathId<ExperienceId>,
    act: Act<ExperienceTakedownForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = store::load(c, &caller, id)?;
        if stored.reviewer != Some(caller.org) {
            return Err(Refusal::NotImmediateSuperior.into());
        }
        stored.rules.allow(ExperienceAct::TakeDown)?;
        let reason = check_reason(&form.reason, REASON_MAX, ExperienceRefusal::TakedownNeedsReason)?;
        store::advance(c, id, &stored.rules.after(ExperienceAct::TakeDown), None)?;
        store::take_down(c, id, reason)?;
        let (title, body) = (format!("已下架：{}", stored.title), format!("{}：{reason}", caller.org_name));
        let message = Message { topic: Topic::Experience, title: &title, body: &body, meeting: None };
        inbox::tell_of(c, [AccountId(stored.org.id.0)], &message, &address(id), now)?;
        audit::write(c, &caller, now, Deed::ExperienceTakenDown, &format!("{}，{}", stored.org.name, stored.title))?;
        view::of(c, &caller, id)
    })
    .await
}

/// The address of a post's page.
pub(super) fn address(id: ExperienceId) -> String {
    format!("/experiences/{id}")
}

/// 经验交流 · 示例.
fn titled(title: &str) -> String {
    format!("经验交流 · {title}")
}
