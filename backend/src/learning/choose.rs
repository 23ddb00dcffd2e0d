//! 选择课程 and 已选课程: members for themselves, a branch for its group studies.

use super::store::{self, Chosen};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::learning::{ChosenCourse, CourseState, CourseView};
use gsdj_domain::{CourseId, Page, Refusal};

/// The courses that the caller has chosen, the latest first.
#[utoipa::path(get, path = "/api/courses/chosen", tag = "learning", params(PageParams),
    responses((status = 200, body = Page<ChosenCourse>), ReadProblems))]
pub(super) async fn chosen(
    State(app): State<App>,
    who: Allowed<needs::EnterCourses>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<ChosenCourse>>> {
    let (limit, after) = (page.limit(), page.after_pair()?);
    let of = Chosen { account: who.account, after, limit: limit + 1 };
    let rows = app.store.read(move |c| store::chosen(c, &of)).await?;
    Ok(Read(Page::cut(rows, limit, |h| format!("{}_{}", h.chosen_at.0, h.row.id))))
}

/// Choose a course.
#[utoipa::path(put, path = "/api/courses/{id}/choice", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 200, body = CourseView), WriteProblems))]
pub(super) async fn choose(
    State(app): State<App>,
    who: Allowed<needs::EnterCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        if store::course(c, id)?.row.state != CourseState::Published {
            return Err(Refusal::NotFound.into());
        }
        store::set_choice(c, caller.account, id, Some(now))?;
        view::of(c, Some(&caller), id)
    })
    .await
}

/// Give a course up; what was studied stays.
#[utoipa::path(delete, path = "/api/courses/{id}/choice", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn give_up(
    State(app): State<App>,
    who: Allowed<needs::EnterCourses>,
    PathId(id): PathId<CourseId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, _| {
        if store::choice(c, caller.account, id)?.0.is_none() {
            return Err(Refusal::NotFound.into());
        }
        store::set_choice(c, caller.account, id, None)
    })
    .await
}
