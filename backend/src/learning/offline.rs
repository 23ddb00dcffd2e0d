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
use gsdj_domain::learning::{BeatVerdict, LearningRefusal, OfflineForm, OfflineTold, PlayedForm, PlayedTold, Span};
use gsdj_domain::{Instant, LessonId, MemberId, Refusal};

/// Report what was played with no network; or nothing, to be known from now on.
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
    let mut held = match store::place(c, member)? {
        Some(held) => held,
        None => store::no_place(c, member, now)?,
    };
    let mut told = OfflineTold { played: Vec::new(), points: 0 };
    for played in &form.played {
        let (verdict, points) = take(c, member, &mut held, played, now)?;
        told.points += points;
        told.played.push(PlayedTold { lesson: played.lesson, verdict });
    }
    store::put_place(c, member, &held)?;
    Ok(told)
}

/// Takes one part; a lesson that is no longer there is no fault of who watched it, and one that is being made is nobody's to
/// watch.
fn take(
    c: &mut Conn<'_>,
    member: MemberId,
    held: &mut Held,
    form: &PlayedForm,
    now: Instant,
) -> Result<(BeatVerdict, u32)> {
    let Some(head) = store::find_lesson(c, form.lesson)?.filter(|head| !head.draft) else {
        return Ok((BeatVerdict::Paused, 0));
    };
    if held.lesson == LessonId(0) {
        (held.lesson, held.duration) = (head.id, head.duration);
    }
    let (part, readings) = (Span::new(form.from, form.to), Span::new(form.began, form.ended));
    let played = Played { part, rate: form.rate, readings };
    match held.place.recall(&played, head.duration, held.since, now) {
        Ok(stretch) => {
            let to = stretch.part.to;
            let done = submit(c, member, &head, &[stretch], Some(to), now)?;
            Ok((BeatVerdict::Counted, done.points))
        }
        Err(verdict) => Ok((verdict, 0)),
    }
}
