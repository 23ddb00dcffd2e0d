//! Studying on line: one place at a time, beats verified by the server's clock, and their submission.
//!
//! A beat needs no idempotency key: it carries its number, and one that came before changes nothing.

use super::store::{self, Held};
use super::submit::{Submitted, submit};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, WriteProblems, needs};
use crate::store::Conn;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::learning::watch::Beat;
use gsdj_domain::learning::{BeatForm, BeatTold, BeatVerdict, LearningRefusal, StudyForm, StudyOpened};
use gsdj_domain::time::MINUTE;
use gsdj_domain::{Instant, MemberId, Refusal, StudyId};

/// For how long after its last beat a player is said to have been taken over, in milliseconds.
const LIVELY: i64 = MINUTE;

/// Open a player. Whatever was playing elsewhere counts no longer; what it had brought together is submitted.
#[utoipa::path(post, path = "/api/study", tag = "learning", request_body = StudyForm,
    responses((status = 201, body = StudyOpened), WriteProblems))]
pub(super) async fn open(State(app): State<App>, who: Allowed<needs::Study>, act: Act<StudyForm>) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| begin(c, &caller, &form, now)).await
}

/// Opens a player for a member.
///
/// # Errors
/// When there is no such lesson to study.
pub fn begin(c: &mut Conn<'_>, who: &Caller, form: &StudyForm, now: Instant) -> Result<StudyOpened> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let head = store::lesson_head(c, form.lesson)?;
    if !head.open {
        return Err(Refusal::NotFound.into());
    }
    let before = store::place(c, member)?;
    let took_over = match &before {
        Some(held) if held.place.beat > 0 && now.0 - held.place.at.0 < LIVELY => Some(device(c, who, held)?),
        Some(_) | None => None,
    };
    let mut held = match before {
        Some(mut held) => {
            hand_in(c, member, &mut held, now)?;
            held
        }
        None => store::no_place(c, member, now)?,
    };
    let (progress, watched) = view::progress(c, member, &head)?;
    // what is read has no places to go to: it goes on after what was read
    let begin = if head.kind.is_played() { progress.place } else { progress.covered };
    held.place.open(begin, now);
    let study = StudyId(c.next_id());
    let held = Held { study, session: who.session, lesson: head.id, duration: head.duration, ..held };
    store::put_place(c, member, &held)?;
    Ok(StudyOpened { study, place: begin, progress, watched: view::parts(&watched), took_over })
}

/// The device of a place, in words.
fn device(c: &mut Conn<'_>, who: &Caller, held: &Held) -> Result<String> {
    if held.session == who.session {
        return Ok("本设备的另一个页面".into());
    }
    let name = crate::account::device_of(c, held.session)?;
    Ok(name.map_or_else(|| "另一台设备".into(), |name| format!("另一台设备（{name}）")))
}

/// Submits what has come together at a place.
fn hand_in(c: &mut Conn<'_>, member: MemberId, held: &mut Held, now: Instant) -> Result<Option<Submitted>> {
    if held.place.pending.is_empty() && held.place.beat == 0 {
        return Ok(None);
    }
    let stretches = std::mem::take(&mut held.place.pending);
    // a lesson nobody had submitted anything of may have been thrown away meanwhile
    let Some(head) = store::find_lesson(c, held.lesson)? else { return Ok(None) };
    submit(c, member, &head, &stretches, Some(held.place.position), now).map(Some)
}

/// What a player says every few seconds and at every change. Its number makes repeating harmless.
#[utoipa::path(post, path = "/api/study/beat", tag = "learning", request_body = BeatForm,
    responses((status = 200, body = BeatTold), WriteProblems))]
pub(super) async fn beat(
    State(app): State<App>,
    who: Allowed<needs::Study>,
    act: Act<BeatForm>,
) -> Result<Json<BeatTold>> {
    let (caller, form, now) = (who.clone(), act.form, app.now());
    Ok(Json(app.store.write(move |c| heed(c, &caller, &form, now)).await?))
}

/// Takes a beat.
///
/// # Errors
/// [`LearningRefusal::TakenOver`] when another player has begun since, [`LearningRefusal::NotStudying`] when none is open.
pub fn heed(c: &mut Conn<'_>, who: &Caller, form: &BeatForm, now: Instant) -> Result<BeatTold> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let mut held = store::place(c, member)?.ok_or(Refusal::from(LearningRefusal::NotStudying))?;
    if held.study != form.study {
        let device = device(c, who, &held)?;
        return Err(Refusal::from(LearningRefusal::TakenOver { device }).into());
    }
    let (number, position, rate) = (form.beat, form.position, form.rate);
    let beat = Beat { number, position, rate, playing: form.playing, visible: form.visible };
    let verdict = held.place.heed(&beat, held.duration, now);
    if verdict == BeatVerdict::Repeated {
        let waiting = held.place.waiting();
        return Ok(BeatTold { verdict, waiting, progress: None, points: 0, course_finished: false });
    }
    let done = if form.submit || held.place.is_full() { hand_in(c, member, &mut held, now)? } else { None };
    store::save_beat(c, member, &held.place)?;
    let waiting = held.place.waiting();
    Ok(match done {
        Some(done) => {
            let Submitted { progress, points, course_finished } = done;
            BeatTold { verdict, waiting, progress: Some(progress), points, course_finished }
        }
        None => BeatTold { verdict, waiting, progress: None, points: 0, course_finished: false },
    })
}
