//! Making courses: the head of one, publishing, taking down, recommending, throwing away; editors only.

use super::store::{self, Stored};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, IfMatch, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use crate::{audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::learning::{self, CourseAct, CourseForm, CourseState, CourseView, LearningRefusal, RecommendForm};
use gsdj_domain::{CourseId, FileId, Instant, Refusal};

/// Make a course; nobody sees it before it is published.
#[utoipa::path(post, path = "/api/courses", tag = "learning", request_body = CourseForm,
    responses((status = 201, body = CourseView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    act: Act<CourseForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        view::of(c, Some(&caller), id)
    })
    .await
}

/// Writes a new course.
///
/// # Errors
/// Every fault of the form at once.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &CourseForm, now: Instant) -> Result<CourseId> {
    learning::check_course(form, now)?;
    check_cover(c, who, form.cover, None)?;
    let id = store::insert(c, form, now)?;
    audit::write(c, who, now, Deed::CourseWritten, form.title.trim())?;
    Ok(id)
}

/// A picture is the editor's own photo, or the one that was there.
fn check_cover(c: &mut Conn<'_>, who: &Caller, cover: Option<FileId>, before: Option<FileId>) -> Result<()> {
    match cover {
        Some(cover) if before != Some(cover) => file::check_owned(c, who, &[cover], true),
        Some(_) | None => Ok(()),
    }
}

/// Change a course and the order of its lessons. `If-Match` with the revision guards against overwriting.
#[utoipa::path(put, path = "/api/courses/{id}", tag = "learning", params(("id" = CourseId, Path)), request_body = CourseForm,
    responses((status = 200, body = CourseView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<CourseId>,
    read_at: IfMatch,
    act: Act<CourseForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = allowed(c, id, CourseAct::Edit)?;
        read_at.check(stored.revision)?;
        learning::check_course(&form, now)?;
        check_cover(c, &caller, form.cover, stored.row.cover)?;
        reorder(c, id, &form)?;
        store::update(c, id, &form)?;
        audit::write(c, &caller, now, Deed::CourseWritten, form.title.trim())?;
        view::of(c, Some(&caller), id)
    })
    .await
}

fn reorder(c: &mut Conn<'_>, id: CourseId, form: &CourseForm) -> Result<()> {
    if form.order.is_empty() {
        return Ok(());
    }
    let (mut there, mut wanted) = (store::lesson_ids(c, id)?, form.order.clone());
    there.sort();
    wanted.sort();
    if there != wanted {
        return Err(Refusal::from(LearningRefusal::OrderDiffers).into());
    }
    store::set_order(c, &form.order)
}

/// A course to which this may be done now.
pub(super) fn allowed(c: &mut Conn<'_>, id: CourseId, act: CourseAct) -> Result<Stored> {
    let stored = store::course(c, id)?;
    stored.rules(c)?.allow(act)?;
    Ok(stored)
}

/// Throw a course away that nobody has chosen or studied.
#[utoipa::path(delete, path = "/api/courses/{id}", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = allowed(c, id, CourseAct::Delete)?;
        store::delete(c, id)?;
        audit::write(c, &caller, now, Deed::CourseDeleted, &stored.row.title)
    })
    .await
}

/// Open a course to all.
#[utoipa::path(post, path = "/api/courses/{id}/publication", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 200, body = CourseView), WriteProblems))]
pub(super) async fn publish(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        set_public(c, &caller, id, true, now)?;
        view::of(c, Some(&caller), id)
    })
    .await
}

/// Take a course down; who studied it keeps their progress.
#[utoipa::path(delete, path = "/api/courses/{id}/publication", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 200, body = CourseView), WriteProblems))]
pub(super) async fn withdraw(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        set_public(c, &caller, id, false, now)?;
        view::of(c, Some(&caller), id)
    })
    .await
}

/// Opens a course to all, or takes it down.
///
/// # Errors
/// When it does not stand so that this may be done.
pub fn set_public(c: &mut Conn<'_>, who: &Caller, id: CourseId, public: bool, now: Instant) -> Result<()> {
    let (act, state, deed) = if public {
        (CourseAct::Publish, CourseState::Published, Deed::CoursePublished)
    } else {
        (CourseAct::Withdraw, CourseState::Withdrawn, Deed::CourseWithdrawn)
    };
    let stored = allowed(c, id, act)?;
    store::set_state(c, id, state, now)?;
    audit::write(c, who, now, deed, &stored.row.title)
}

/// Put a course among the recommended ones (重点推荐), or take it out.
#[utoipa::path(put, path = "/api/courses/{id}/recommendation", tag = "learning", params(("id" = CourseId, Path)),
    request_body = RecommendForm, responses((status = 200, body = CourseView), WriteProblems))]
pub(super) async fn recommend(
    State(app): State<App>,
    who: Allowed<needs::ManageCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<RecommendForm>,
) -> Result<Response> {
    let (caller, recommended) = (who.clone(), act.form.recommended);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        set_recommended(c, &caller, id, recommended, now)?;
        view::of(c, Some(&caller), id)
    })
    .await
}

/// Recommends a course, or no longer.
///
/// # Errors
/// When it is not published.
pub fn set_recommended(c: &mut Conn<'_>, who: &Caller, id: CourseId, recommended: bool, now: Instant) -> Result<()> {
    let stored = allowed(c, id, CourseAct::Recommend)?;
    if stored.row.recommended != recommended {
        store::recommend(c, id, recommended.then_some(now))?;
        audit::write(c, who, now, Deed::CourseRecommended, &stored.row.title)?;
    }
    Ok(())
}
