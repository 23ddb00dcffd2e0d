//! What a device brings that had no network: counted once, within the time there was (`gsdj_domain::learning::offline`).

use super::store::{self, Held};
use super::submit::submit;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::learning::offline::{Played, STRETCHES_MAX};
use gsdj_domain::learning::watch::Place;
use gsdj_domain::learning::{BeatVerdict, LearningRefusal, OfflineForm, OfflineTold, PlayedForm, PlayedTold, Span};
use gsdj_domain::{Instant, LessonId, MemberId, Refusal, StudyId};

/// Report what was played with no network since this device was last heard of; or nothing, to be heard of.
#[utoipa::path(post, path = "/api/study/offline", tag = "learning", request_body = OfflineForm,
    responses((status = 200, body = OfflineTold), WriteProblems))]
pub(super) async fn report(
    State(app): State<App>,
    who: Allowed<needs::Study>,
    act: Act<OfflineForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| recall(c, &caller, &form, now)).await
}

/// Takes a report.
///
/// # Errors
/// When it holds too much.
pub fn recall(c: &mut Conn<'_>, who: &Caller, form: &OfflineForm, now: Instant) -> Result<OfflineTold> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    if form.played.len() > STRETCHES_MAX {
        return Err(Refusal::from(LearningRefusal::TooMuchAtOnce { max: STRETCHES_MAX }).into());
    }
    // a sign-in that has just ended had no time
    let since = store::heard_of(c, who.session)?.unwrap_or(now);
    let mut held = store::place(c, member)?;
    let mut told = OfflineTold { played: Vec::new(), points: 0 };
    for played in &form.played {
        let (verdict, points) = take(c, who, member, &mut held, played, (since, now))?;
        told.points += points;
        told.played.push(PlayedTold { lesson: played.lesson, verdict });
    }
    if let Some(held) = held.filter(|_| !form.played.is_empty()) {
        store::put_place(c, member, &held)?;
    }
    store::note_heard(c, who.session, now)?;
    Ok(told)
}

/// Takes one part; a lesson that is no longer there is no fault of who watched it.
fn take(
    c: &mut Conn<'_>,
    who: &Caller,
    member: MemberId,
    held: &mut Option<Held>,
    form: &PlayedForm,
    (since, now): (Instant, Instant),
) -> Result<(BeatVerdict, u32)> {
    let head = match store::lesson_head(c, form.lesson) {
        Ok(head) => head,
        Err(crate::Error::Refused(_)) => return Ok((BeatVerdict::Paused, 0)),
        Err(broken) => return Err(broken),
    };
    let held = held.get_or_insert_with(|| nowhere(who, head.id, head.duration, now));
    let (part, readings) = (Span::new(form.from, form.to), Span::new(form.began, form.ended));
    let played = Played { part, rate: form.rate, readings };
    match held.place.recall(&played, head.duration, since, now) {
        Ok(stretch) => {
            let to = stretch.part.to;
            let done = submit(c, member, &head, &[stretch], Some(to), now)?;
            Ok((BeatVerdict::Counted, done.points))
        }
        Err(verdict) => Ok((verdict, 0)),
    }
}

/// The place of somebody who has never studied on line.
fn nowhere(who: &Caller, lesson: LessonId, duration: i64, now: Instant) -> Held {
    Held { study: StudyId(0), session: who.session, lesson, duration, place: Place::new(now) }
}
