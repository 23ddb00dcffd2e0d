//! Telling members (FEATURES 3.8), and reminding those who are silent.

use super::create::{own, tell, titled};
use super::{store, view};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use crate::{audit, proxy};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::kind::{KINDS, KindRow};
use gsdj_domain::meeting::{Act, MeetingRefusal, MeetingView, SendNotice, Step};
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

/// Announce a meeting beforehand to the members ticked: they prepare their outlines.
#[utoipa::path(post, path = "/api/meetings/{id}/pre-notice", tag = "meeting", params(("id" = MeetingId, Path)), request_body = SendNotice,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn pre_notice(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<SendNotice>,
) -> Result<Response> {
    let (caller, members) = (who.clone(), act.form.members);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        send_before(c, &caller, id, &members, now)?;
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
    announce(c, who, &stored, (Act::SendNotice, members), now)
}

/// Tells the members beforehand.
///
/// # Errors
/// As [`send`].
pub fn send_before(c: &mut Conn<'_>, who: &Caller, id: MeetingId, members: &[MemberId], now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    announce(c, who, &stored, (Act::SendPreNotice, members), now)
}

fn announce(
    c: &mut Conn<'_>,
    who: &Caller,
    stored: &store::Stored,
    (act, members): (Act, &[MemberId]),
    now: Instant,
) -> Result<()> {
    let id = stored.rules.id;
    stored.rules.allow(act, now)?;
    if members.is_empty() {
        return Err(Refusal::from(MeetingRefusal::NobodyTicked).into());
    }
    let people = store::people(c, id)?;
    let strangers = members.iter().filter(|m| !people.iter().any(|p| p.member == **m && p.expected)).count();
    if strangers > 0 {
        return Err(Refusal::NotInCircle { field: "members", names: format!("{strangers} 人") }.into());
    }
    let formal = act == Act::SendNotice;
    let (topic, deed) =
        if formal { (Topic::MeetingNotice, Deed::NoticeSent) } else { (Topic::PreNotice, Deed::PreNoticeSent) };
    let title = titled(stored.kind, &stored.title);
    let body = if formal { invitation(stored, now) } else { preparation(stored, now) };
    let message = Message { topic, title: &title, body: &body, meeting: Some(id) };
    let mut told = Vec::new();
    for member in members {
        let first = if formal { store::told(c, id, *member, now)? } else { store::pre_told(c, id, *member, now)? };
        if first {
            told.push(*member);
        }
    }
    tell(c, &told, &message, now)?;
    proxy::tell_helpers(c, &told, &title, now)?;
    let count = told.len();
    store::advance(c, &stored.rules.after(act), None)?;
    store::note(c, id, act.code(), &who.name, &format!("{count} 人"), now)?;
    audit::write(c, who, now, deed, &format!("{title}，通知 {count} 人"))
}

fn preparation(stored: &store::Stored, now: Instant) -> String {
    format!(
        "拟于{}在{}召开，主持人 {}。请提前准备，上传您的发言提纲。",
        stored.rules.starts_at.spoken(now),
        stored.place,
        stored.chair_name,
    )
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
    let outlines = stored.rules.step == Step::SpeechOutline;
    let silent = if outlines { store::without_outline(c, id)? } else { store::told_members(c, id, true)? };
    if silent.is_empty() {
        return Err(Refusal::from(MeetingRefusal::NobodyToRemind).into());
    }
    tell_silent(c, &stored, &silent, outlines, now)?;
    store::reminded(c, id, now)?;
    let count = format!("{} 人", silent.len());
    store::note(c, id, "remind", &who.name, &count, now)?;
    audit::write(c, who, now, Deed::Reminded, &format!("{}，提醒 {count}", titled(stored.kind, &stored.title)))
}

fn tell_silent(
    c: &mut Conn<'_>,
    stored: &store::Stored,
    silent: &[MemberId],
    outlines: bool,
    now: Instant,
) -> Result<()> {
    let (asked, body) = if outlines {
        (format!("请上传发言提纲：{}", stored.title), preparation(stored, now))
    } else {
        (format!("请反馈：{}", stored.title), invitation(stored, now))
    };
    let message = Message { topic: Topic::AnswerReminder, title: &asked, body: &body, meeting: Some(stored.rules.id) };
    inbox::tell(c, silent.iter().map(|member| AccountId(member.0)), &message, now)
}

/// Reminds the silent ones of every meeting whose kind's table says that it is time (FEATURES 3.14): those who have not
/// answered, before the deadline, and those without an outline, before the start. Answers how many were told. Running it
/// twice tells nobody twice.
///
/// # Errors
/// When the store refuses it.
pub fn remind_due(c: &mut Conn<'_>, now: Instant) -> Result<usize> {
    Ok(remind_at(c, Step::SpeechOutline, |k| k.outline_reminders, now)?
        + remind_at(c, Step::Answer, |k| k.reminders, now)?)
}

fn remind_at(c: &mut Conn<'_>, step: Step, spans: fn(&KindRow) -> &'static [i64], now: Instant) -> Result<usize> {
    let longest = KINDS.iter().flat_map(spans).max().copied().unwrap_or(0);
    let outlines = step == Step::SpeechOutline;
    let mut told = 0;
    for (id, kind, deadline, reminded) in store::closing(c, step, now, now.plus(longest))? {
        let left = deadline.0 - now.0;
        // the shortest that has come: whoever missed one while the server was down is told once, not twice
        let Some(due) = spans(kind.row()).iter().copied().filter(|before| left <= *before).min() else { continue };
        if reminded != 0 && reminded <= due {
            continue;
        }
        let silent = if outlines { store::without_outline(c, id)? } else { store::told_members(c, id, true)? };
        if silent.is_empty() {
            continue;
        }
        let stored = store::load_any(c, id)?;
        tell_silent(c, &stored, &silent, outlines, now)?;
        store::auto_reminded(c, id, due)?;
        told += silent.len();
    }
    Ok(told)
}
