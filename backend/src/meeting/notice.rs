//! Telling members (FEATURES 3.8), and reminding those who are silent.

use super::create::{own, tell, titled};
use super::{store, view};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::{Act, MeetingView, SendNotice};
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, Refusal};

/// Tell the members ticked; whoever was told before is not told twice.
#[utoipa::path(post, path = "/api/meetings/{id}/notice", tag = "meeting", params(("id" = MeetingId, Path)), request_body = SendNotice,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn notice(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<SendNotice>,
) -> Result<Response> {
    let (caller, members) = (who.clone(), act.form.members);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        send(c, &caller, id, &members, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Tells the members.
///
/// # Errors
/// When nobody is ticked, somebody is not expected, or it is too late.
pub fn send(c: &mut Conn<'_>, who: &Caller, id: MeetingId, members: &[MemberId], now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::SendNotice, now)?;
    if members.is_empty() {
        return Err(Refusal::NobodyTicked.into());
    }
    let people = store::people(c, id)?;
    let strangers = members.iter().filter(|m| !people.iter().any(|p| p.member == **m && p.expected)).count();
    if strangers > 0 {
        return Err(Refusal::NotInCircle { field: "members", names: format!("{strangers} 人") }.into());
    }
    let title = titled(stored.rules.kind, &stored.title);
    let body = invitation(&stored, now);
    let message = Message { topic: Topic::MeetingNotice, title: &title, body: &body, meeting: Some(id) };
    let mut told = Vec::new();
    for member in members {
        if store::told(c, id, *member, now)? {
            told.push(*member);
        }
    }
    tell(c, &told, &message, now)?;
    let count = told.len();
    store::advance(c, &stored.rules.after(Act::SendNotice), None)?;
    store::note(c, id, "send_notice", &who.name, &format!("{count} 人"), now)?;
    audit::write(c, who, now, Deed::NoticeSent, &format!("{title}，通知 {count} 人"))
}

fn invitation(stored: &store::Stored, now: Instant) -> String {
    format!(
        "{}，{}，会期 {}，主持人 {}。请在{}前反馈是否参加。",
        stored.rules.starts_at.spoken(now),
        stored.place,
        stored.length.label(),
        stored.chair_name,
        stored.rules.answer_deadline.spoken(now),
    )
}

/// Remind everybody who was told and has not answered; at most once an hour.
#[utoipa::path(post, path = "/api/meetings/{id}/reminders", tag = "meeting", params(("id" = MeetingId, Path)),
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn reminders(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        remind(c, &caller, id, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

fn remind(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::Remind, now)?;
    let silent = store::told_members(c, id, true)?;
    if silent.is_empty() {
        return Err(Refusal::NobodyToRemind.into());
    }
    let title = format!("请反馈：{}", stored.title);
    let body = invitation(&stored, now);
    let message = Message { topic: Topic::AnswerReminder, title: &title, body: &body, meeting: Some(id) };
    inbox::tell(c, silent.iter().map(|member| AccountId(member.0)), &message, now)?;
    store::reminded(c, id, now)?;
    let count = format!("{} 人", silent.len());
    store::note(c, id, "remind", &who.name, &count, now)?;
    audit::write(c, who, now, Deed::Reminded, &format!("{}，提醒 {count}", titled(stored.rules.kind, &stored.title)))
}
