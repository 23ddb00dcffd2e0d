//! Answering a notice, in person (FEATURES 3.7, 3.9).

use super::store::{self, Place};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, needs};
use crate::live::{Event, Subject};
use crate::store::Conn;
use crate::{audit, proxy};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::meeting::form::REASON_MAX;
use gsdj_domain::meeting::{Act, Answer, AnswerForm, Answered, MeetingRefusal};
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{AccountId, Instant, MeetingId, Refusal};

/// Attend, or leave with a reason; may be changed until the deadline.
#[utoipa::path(put, path = "/api/meetings/{id}/answer", tag = "meeting", params(("id" = MeetingId, Path)), request_body = AnswerForm,
    responses((status = 200, body = Answered), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::AnswerMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<AnswerForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| answer(c, &caller, id, &form, now)).await
}

/// Takes the answer; the same answer again changes nothing.
///
/// # Errors
/// When the caller was not asked, it is too late, or a leave has no reason.
pub fn answer(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &AnswerForm, now: Instant) -> Result<Answered> {
    let own = who.member.ok_or(Refusal::from(MeetingRefusal::NotInvited))?;
    let helped = form.for_member.filter(|member| *member != own);
    let helps = helped.map(|member| proxy::consent(c, own, member, now)).transpose()?;
    let member = helped.unwrap_or(own);
    let place = invited(store::place(c, id, member)?)?;
    place.rules.allow(Act::Answer, now)?;
    let reason = match form.answer {
        Answer::Attend => "",
        Answer::Leave => check_reason(&form.reason, REASON_MAX, MeetingRefusal::LeaveNeedsReason)?,
    };
    if let Some((_, _, at)) = place.answer.as_ref().filter(|(a, why, _)| *a == form.answer && why == reason) {
        return Ok(Answered { answer: form.answer, at: *at });
    }
    store::set_answer(c, &place, member, form.answer, reason, now)?;
    let said = proxy::answered(c, who, id, (member, helps.as_deref()), form.answer, now)?;
    audit::write(c, who, now, Deed::Answered, &said)?;
    for account in [AccountId(place.org.0), AccountId(member.0), who.account] {
        c.after_commit(Event { account, subject: Subject::Meetings });
    }
    c.after_commit(Event { account: who.account, subject: Subject::Inbox });
    Ok(Answered { answer: form.answer, at: now })
}

fn invited(place: Option<Place>) -> Result<Place> {
    let place = place.ok_or(Refusal::NotFound)?;
    if place.told && place.expected { Ok(place) } else { Err(Refusal::from(MeetingRefusal::NotInvited).into()) }
}
