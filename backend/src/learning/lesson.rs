//! Making lessons: films, recordings, texts, documents; editors only.

use super::store::{self, LessonHead};
use super::{edit, view};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use crate::{archive, audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::file::FileKind;
use gsdj_domain::learning::{
    self, CourseAct, CourseState, CourseView, LESSONS_MAX, LearningRefusal, LessonForm, LessonKind, LessonView,
};
use gsdj_domain::{CourseId, FileId, Instant, LessonId, Refusal};

/// Add a lesson behind the others.
#[utoipa::path(post, path = "/api/courses/{id}/lessons", tag = "learning", params(("id" = CourseId, Path)), request_body = LessonForm,
    responses((status = 201, body = LessonView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<LessonForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let lesson = create(c, &caller, id, &form, now)?;
        view::lesson_of(c, Some(&caller), lesson)
    })
    .await
}

/// Writes a new lesson.
///
/// # Errors
/// Every fault of the form; that the course holds no more; that the file is not the editor's or of another kind.
pub fn create(c: &mut Conn<'_>, who: &Caller, course: CourseId, form: &LessonForm, now: Instant) -> Result<LessonId> {
    edit::allowed(c, course, CourseAct::Edit)?;
    let form = &cleaned(form);
    learning::check_lesson(form)?;
    if store::lesson_ids(c, course)?.len() >= LESSONS_MAX {
        return Err(Refusal::from(LearningRefusal::TooManyLessons { max: LESSONS_MAX }).into());
    }
    check_file(c, who, form, None)?;
    let id = store::insert_lesson(c, course, form)?;
    audit::write(c, who, now, Deed::LessonWritten, form.title.trim())?;
    Ok(id)
}

/// What was typed, with a text that may be stored.
fn cleaned(form: &LessonForm) -> LessonForm {
    LessonForm { body: archive::clean(&form.body), ..form.clone() }
}

/// The lesson's file is the editor's own, or the one that was there, and of the lesson's kind.
fn check_file(c: &mut Conn<'_>, who: &Caller, form: &LessonForm, before: Option<FileId>) -> Result<()> {
    let Some(id) = form.file else { return Ok(()) };
    if before != Some(id) {
        file::check_owned(c, who, &[id], false)?;
    }
    let kind = file::describe(c, id)?.map(|f| f.kind);
    let fits = match form.kind {
        LessonKind::Video => kind == Some(FileKind::Video),
        LessonKind::Audio => kind == Some(FileKind::Audio),
        LessonKind::Document => matches!(kind, Some(FileKind::Pdf | FileKind::Word)),
        LessonKind::Text => true,
    };
    if fits { Ok(()) } else { Err(Refusal::from(LearningRefusal::OtherFile { kind: form.kind.label() }).into()) }
}

/// Change a lesson.
#[utoipa::path(put, path = "/api/lessons/{id}", tag = "learning", params(("id" = LessonId, Path)), request_body = LessonForm,
    responses((status = 200, body = LessonView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<LessonId>,
    act: Act<LessonForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), cleaned(&act.form));
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let before = store::lesson(c, id)?;
        learning::check_lesson(&form)?;
        let places: Vec<i64> = store::question_places(c, id)?.into_iter().map(|q| q.at).collect();
        learning::check_with_questions(&form, &places)?;
        check_file(c, &caller, &form, before.file)?;
        store::update_lesson(c, &before.head, &form)?;
        audit::write(c, &caller, now, Deed::LessonWritten, form.title.trim())?;
        view::lesson_of(c, Some(&caller), id)
    })
    .await
}

/// Take a lesson out of its course. Who studied it keeps what it has earned them. The last lesson of a published course stays.
#[utoipa::path(delete, path = "/api/lessons/{id}", tag = "learning", params(("id" = LessonId, Path)),
    responses((status = 200, body = CourseView), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<LessonId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let head = store::lesson_head(c, id)?;
        remove(c, &head)?;
        audit::write(c, &caller, now, Deed::LessonDeleted, &head.title)?;
        view::of(c, Some(&caller), head.course)
    })
    .await
}

fn remove(c: &mut Conn<'_>, head: &LessonHead) -> Result<()> {
    let course = store::course(c, head.course)?;
    let there = store::lesson_ids(c, head.course)?;
    if !there.contains(&head.id) {
        return Err(Refusal::NotFound.into());
    }
    if there.len() == 1 && course.row.state == CourseState::Published {
        return Err(Refusal::from(LearningRefusal::NoLessons).into());
    }
    if store::is_studied(c, head.course)? { store::retire(c, head) } else { store::delete_lesson(c, head) }
}
