//! The questions of a lesson, on which the screen of a group study pauses (FEATURES 13.5); editors only.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::learning::{
    LearningRefusal, LessonQuestionForm, LessonQuestions, QUESTIONS_MAX, check_lesson_question, clock,
};
use gsdj_domain::{Instant, LessonId, LessonQuestionId, Refusal};

/// The questions of a lesson, in the order of their places.
#[utoipa::path(get, path = "/api/lessons/{id}/questions", tag = "learning", params(("id" = LessonId, Path)),
    responses((status = 200, body = LessonQuestions), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    _: Allowed<needs::ManageCourses>,
    PathId(id): PathId<LessonId>,
) -> Result<Read<LessonQuestions>> {
    Ok(Read(app.store.read(move |c| of(c, id)).await?))
}

fn of(c: &mut Conn<'_>, id: LessonId) -> Result<LessonQuestions> {
    store::lesson_head(c, id)?;
    Ok(LessonQuestions { questions: store::questions(c, id)? })
}

/// Add a question at a place of a lesson that is played.
#[utoipa::path(post, path = "/api/lessons/{id}/questions", tag = "learning", params(("id" = LessonId, Path)),
    request_body = LessonQuestionForm, responses((status = 201, body = LessonQuestions), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<LessonId>,
    act: Act<LessonQuestionForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        add(c, &caller, id, &form, now)?;
        of(c, id)
    })
    .await
}

/// Adds a question to a lesson.
///
/// # Errors
/// Every fault of the form; that the lesson is read and not played, or holds no more.
pub fn add(
    c: &mut Conn<'_>,
    who: &Caller,
    lesson: LessonId,
    form: &LessonQuestionForm,
    now: Instant,
) -> Result<LessonQuestionId> {
    let there = store::question_places(c, lesson)?;
    checked(c, lesson, form, &there.iter().map(|q| q.at).collect::<Vec<_>>())?;
    if there.len() >= QUESTIONS_MAX {
        return Err(Refusal::from(LearningRefusal::TooManyQuestions { max: QUESTIONS_MAX }).into());
    }
    let form = form.tidied();
    let id = store::insert_question(c, lesson, &form)?;
    note(c, who, lesson, form.at, now)?;
    Ok(id)
}

fn checked(c: &mut Conn<'_>, lesson: LessonId, form: &LessonQuestionForm, others: &[i64]) -> Result<()> {
    let head = store::lesson_head(c, lesson)?;
    if !head.kind.is_played() {
        return Err(Refusal::from(LearningRefusal::NoPlaceToAsk).into());
    }
    Ok(check_lesson_question(form, head.duration, others)?)
}

fn note(c: &mut Conn<'_>, who: &Caller, lesson: LessonId, at: i64, now: Instant) -> Result<()> {
    let head = store::lesson_head(c, lesson)?;
    audit::write(c, who, now, Deed::LessonWritten, &format!("{}（{} 处的提问）", head.title, clock(at)))
}

/// Change a question; where it was asked already it stays as it was asked.
#[utoipa::path(put, path = "/api/lesson-questions/{id}", tag = "learning", params(("id" = LessonQuestionId, Path)),
    request_body = LessonQuestionForm, responses((status = 200, body = LessonQuestions), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<LessonQuestionId>,
    act: Act<LessonQuestionForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let (lesson, _) = store::question(c, id)?;
        let others = store::question_places(c, lesson)?.into_iter().filter(|q| q.question != id).map(|q| q.at);
        checked(c, lesson, &form, &others.collect::<Vec<_>>())?;
        let form = form.tidied();
        store::update_question(c, id, &form)?;
        note(c, &caller, lesson, form.at, now)?;
        of(c, lesson)
    })
    .await
}

/// Take a question out; where it was asked, what came of it stays.
#[utoipa::path(delete, path = "/api/lesson-questions/{id}", tag = "learning", params(("id" = LessonQuestionId, Path)),
    responses((status = 200, body = LessonQuestions), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<LessonQuestionId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let (lesson, form) = store::question(c, id)?;
        store::delete_question(c, id)?;
        note(c, &caller, lesson, form.at, now)?;
        of(c, lesson)
    })
    .await
}
