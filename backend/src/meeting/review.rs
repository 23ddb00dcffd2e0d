//! Handing in, taking back, and the superior's decision (FEATURES 3.2, 3.3, 12.5); points for those who answered.

use super::create::{own, titled};
use super::record::quorum_of;
use super::{store, view};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::live::{Event, Subject};
use crate::review::Filing;
use crate::store::Conn;
use crate::{audit, org, points};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::form::REASON_MAX;
use gsdj_domain::meeting::{Act, Decision, MeetingView, Quorum, ReviewForm, Step};
use gsdj_domain::refusal::check_reason;
use gsdj_domain::review::ReviewKind;
use gsdj_domain::{AccountId, Instant, MeetingId, OrgId, Refusal};
use std::collections::BTreeMap;

/// Hand in: 报审, 报备 or the branch's own confirmation, as the kind asks for.
#[utoipa::path(post, path = "/api/meetings/{id}/submission", tag = "meeting", params(("id" = MeetingId, Path)),
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn submission(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        submit(c, &caller, id, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Hands the meeting in with its immediate superior and enters the points of those who answered (FEATURES 6.1: answered,
/// and the record submitted); whatever is handed in again earns nothing more.
///
/// # Errors
/// When there is nothing to hand in.
pub fn submit(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::Submit, now)?;
    let superior = org::superior_of(c, stored.org.id)?.ok_or_else(|| Error::broken("a branch without superior"))?;
    let (step, next) = (stored.rules.step, stored.rules.after(Act::Submit));
    let title = titled(stored.kind, &stored.title);
    if next.step.is_decided() {
        store::begin_round(c, id, next.step, &superior, now)?;
    }
    if step.goes_up() && !next.step.is_decided() {
        file(c, &stored, step, superior.id, now)?;
    }
    if step.goes_up() {
        let heading = format!("{}{}：{title}", stored.org.name, step.label());
        let topic = if next.step.is_decided() { Topic::ReviewDue } else { Topic::Filed };
        let body = if stored.rules.kind.before(Step::UploadRecord, step) {
            "请查看会议记录。"
        } else {
            "请查看会议材料。"
        };
        let message = Message { topic, title: &heading, body, meeting: Some(id) };
        inbox::tell(c, [AccountId(superior.id.0)], &message, now)?;
        c.after_commit(Event { account: AccountId(superior.id.0), subject: Subject::Meetings });
    }
    store::advance(c, &next, Some(superior.id))?;
    if stored.rules.earns_points(Act::Submit) {
        freeze(c, &stored, now)?;
        award(c, &stored, &title, now)?;
    }
    let to = if step.goes_up() { superior.name.as_str() } else { "" };
    store::note(c, id, step.code(), &who.name, to, now)?;
    audit::write(c, who, now, Deed::Submitted, &title)
}

/// Notes what is filed, for the superior to read.
fn file(c: &mut Conn<'_>, stored: &store::Stored, step: Step, with: OrgId, now: Instant) -> Result<()> {
    let id = stored.rules.id;
    let what = if step == Step::File {
        stored.kind.label().to_owned()
    } else {
        format!("{} · {}", stored.kind.label(), step.label())
    };
    let (link, from) = (format!("/meetings/{id}"), stored.org.id);
    let filing = Filing { kind: ReviewKind::Meeting, id: id.0, from, title: &stored.title, what: &what, link: &link };
    crate::review::file(c, with, &filing, now)
}

/// Fixes what the quorum engine says of the record that is handed in, with the version of its rules.
fn freeze(c: &mut Conn<'_>, stored: &store::Stored, now: Instant) -> Result<()> {
    let people = store::people(c, stored.rules.id)?;
    let unfrozen = store::Stored { quorum: None, ..stored.clone() };
    let quorum = Quorum { frozen_at: Some(now), ..quorum_of(&unfrozen, &people)? };
    store::freeze(c, stored.rules.id, &quorum)
}

/// Enters the points of everybody expected who answered.
fn award(c: &mut Conn<'_>, stored: &store::Stored, title: &str, now: Instant) -> Result<()> {
    let rule = stored.rules.kind.points;
    let deed = format!("meeting:{}", stored.rules.id);
    // most earn the same: they are told by one message
    let mut earners = BTreeMap::<u32, Vec<AccountId>>::new();
    for person in store::people(c, stored.rules.id)?.iter().filter(|p| p.expected && p.answer.is_some()) {
        if let Some(earned @ 1..) = points::award(c, person.member, rule, &deed, title, now)? {
            earners.entry(earned).or_default().push(AccountId(person.member.0));
        }
    }
    for (earned, accounts) in earners {
        let heading = format!("获得{}积分 {earned} 分", rule.row().kind.label().trim_end_matches("积分"));
        let message =
            Message { topic: Topic::PointsEarned, title: &heading, body: title, meeting: Some(stored.rules.id) };
        inbox::tell(c, accounts, &message, now)?;
    }
    Ok(())
}

/// Take it back while the superior has not looked at it.
#[utoipa::path(delete, path = "/api/meetings/{id}/submission", tag = "meeting", params(("id" = MeetingId, Path)),
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn withdraw(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = own(c, &caller, id)?;
        stored.rules.allow(Act::Withdraw, now)?;
        store::end_round(c, id, None, "", now)?;
        store::advance(c, &stored.rules.after(Act::Withdraw), None)?;
        if let Some(reviewer) = stored.reviewer {
            c.after_commit(Event { account: AccountId(reviewer.0), subject: Subject::Meetings });
        }
        store::note(c, id, "withdraw", &caller.name, "", now)?;
        audit::write(c, &caller, now, Deed::Withdrawn, &titled(stored.kind, &stored.title))?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Approve, or return with a reason; only the immediate superior it was handed in with.
#[utoipa::path(post, path = "/api/meetings/{id}/review", tag = "meeting", params(("id" = MeetingId, Path)), request_body = ReviewForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn review(
    State(app): State<App>,
    who: Allowed<needs::ReviewMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<ReviewForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        decide(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Decides on what was handed in.
///
/// # Errors
/// When the caller is not the immediate superior, nothing waits, or a return has no reason.
pub fn decide(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &ReviewForm, now: Instant) -> Result<()> {
    let stored = store::load(c, &who.scope(), id)?;
    let superior = org::superior_of(c, stored.org.id)?;
    if superior.is_none_or(|s| s.id != who.org) {
        return Err(Refusal::NotImmediateSuperior.into());
    }
    let act = match form.decision {
        Decision::Approve => Act::Approve,
        Decision::Return => Act::Return,
    };
    stored.rules.allow(act, now)?;
    let reason = form.reason.trim();
    if form.decision == Decision::Return || !reason.is_empty() {
        check_reason(reason, REASON_MAX, Refusal::ReturnNeedsReason)?;
    }
    store::end_round(c, id, Some(form.decision.code()), reason, now)?;
    store::advance(c, &stored.rules.after(act), None)?;
    let word = stored.rules.step.label().trim_start_matches("上级");
    let (topic, deed, heading) = match form.decision {
        Decision::Approve => (Topic::Approved, Deed::Approved, format!("{word}通过：{}", stored.title)),
        Decision::Return => (Topic::Returned, Deed::Returned, format!("已退回：{}", stored.title)),
    };
    let body = if reason.is_empty() { who.org_name.clone() } else { format!("{}：{reason}", who.org_name) };
    let branch = stored.branch_account();
    inbox::tell(c, [branch], &Message { topic, title: &heading, body: &body, meeting: Some(id) }, now)?;
    c.after_commit(Event { account: branch, subject: Subject::Meetings });
    let noted = if act == Act::Approve { stored.rules.step.code() } else { act.code() };
    store::note(c, id, noted, &who.org_name, &who.org_name, now)?;
    audit::write(c, who, now, deed, &format!("{}，{}", stored.org.name, titled(stored.kind, &stored.title)))
}
