//! What a lesson shows and plays, by ranges: its file, its subtitles; and the picture of a course. Open as the lesson is.

use super::{store, view};
use crate::app::App;
use crate::error::Result;
use crate::file;
use crate::http::{Anybody, PathId, ReadProblems, needs};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::learning::CourseState;
use gsdj_domain::{CourseId, LessonId, Refusal};

/// The file of a lesson, whole or by ranges.
#[utoipa::path(get, path = "/api/lessons/{id}/media", tag = "learning", params(("id" = LessonId, Path)),
    responses(
        (status = 200, description = "the whole file", content(
            (Vec<u8> = "video/mp4"), (Vec<u8> = "video/webm"), (Vec<u8> = "audio/mpeg"), (Vec<u8> = "audio/mp4"),
            (Vec<u8> = "audio/ogg"), (Vec<u8> = "audio/wav"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
        (status = 206, description = "the range asked for", content(
            (Vec<u8> = "video/mp4"), (Vec<u8> = "video/webm"), (Vec<u8> = "audio/mpeg"), (Vec<u8> = "audio/mp4"),
            (Vec<u8> = "audio/ogg"), (Vec<u8> = "audio/wav"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
        (status = 416, description = "no such range"),
        ReadProblems))]
pub(super) async fn media(
    State(app): State<App>,
    who: Anybody<needs::BrowseCourses>,
    PathId(id): PathId<LessonId>,
    headers: HeaderMap,
) -> Result<Response> {
    let caller = who.clone();
    let found = app.store.read(move |c| {
        view::open_to(c, caller.as_ref(), id)?;
        let Some(file) = store::lesson(c, id)?.file else { return Ok(None) };
        Ok(file::any(c, file)?.map(|stored| (file, stored)))
    });
    let (file, stored) = found.await?.ok_or(Refusal::NotFound)?;
    Ok(file::answer(&app.files, file, &stored, "inline", &headers))
}

/// The subtitles of a lesson, as WebVTT.
#[utoipa::path(get, path = "/api/lessons/{id}/subtitles", tag = "learning", params(("id" = LessonId, Path)),
    responses((status = 200, description = "WebVTT", body = String, content_type = "text/vtt"), ReadProblems))]
pub(super) async fn subtitles(
    State(app): State<App>,
    who: Anybody<needs::BrowseCourses>,
    PathId(id): PathId<LessonId>,
) -> Result<Response> {
    let caller = who.clone();
    let text = app.store.read(move |c| {
        view::open_to(c, caller.as_ref(), id)?;
        store::subtitles(c, id)
    });
    let text = text.await?.ok_or(Refusal::NotFound)?;
    let head = [(header::CONTENT_TYPE, "text/vtt; charset=utf-8"), (header::CACHE_CONTROL, "private, no-cache")];
    Ok((head, text).into_response())
}

/// The picture of a course.
#[utoipa::path(get, path = "/api/courses/{id}/cover", tag = "learning", params(("id" = CourseId, Path)),
    responses(
        (status = 200, description = "the picture", content((Vec<u8> = "image/jpeg"))),
        (status = 206, description = "the range asked for", content((Vec<u8> = "image/jpeg"))),
        (status = 416, description = "no such range"),
        ReadProblems))]
pub(super) async fn cover(
    State(app): State<App>,
    who: Anybody<needs::BrowseCourses>,
    PathId(id): PathId<CourseId>,
    headers: HeaderMap,
) -> Result<Response> {
    let caller = who.clone();
    let found = app.store.read(move |c| {
        let course = store::course(c, id)?.row;
        // whoever has studied a course that was taken down still sees it among their own
        let open = course.state != CourseState::Draft || view::manages(caller.as_ref());
        let Some(cover) = course.cover.filter(|_| open) else { return Ok(None) };
        Ok(file::any(c, cover)?.map(|stored| (cover, stored)))
    });
    let (cover, stored) = found.await?.ok_or(Refusal::NotFound)?;
    Ok(file::answer(&app.files, cover, &stored, "inline", &headers))
}
