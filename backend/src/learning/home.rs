//! The first page of the learning centre (首页).

use super::store::{self, Shown};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Anybody, Caller, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::learning::{CourseOrder, CourseRow, LastStudied, LearningHome};

/// How many courses each row of it shows.
const ROW: usize = 8;

/// Where to go on, what is recommended, most studied and new, and the themes.
#[utoipa::path(get, path = "/api/learning", tag = "learning", responses((status = 200, body = LearningHome), ReadProblems))]
pub(super) async fn get(State(app): State<App>, who: Anybody<needs::BrowseCourses>) -> Result<Read<LearningHome>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| home(c, caller.as_ref())).await?))
}

fn home(c: &mut Conn<'_>, who: Option<&Caller>) -> Result<LearningHome> {
    Ok(LearningHome {
        last: last(c, who)?,
        recommended: courses(c, CourseOrder::Recommended)?,
        popular: courses(c, CourseOrder::Popular)?,
        newest: courses(c, CourseOrder::Newest)?,
        themes: store::themes(c)?,
    })
}

fn courses(c: &mut Conn<'_>, order: CourseOrder) -> Result<Vec<CourseRow>> {
    let shown = Shown { order: Some(order), limit: ROW, ..Shown::default() };
    Ok(store::published(c, &shown)?.into_iter().map(|(_, row)| row).collect())
}

/// Where a member was last, if one can go on there.
fn last(c: &mut Conn<'_>, who: Option<&Caller>) -> Result<Option<LastStudied>> {
    let Some(member) = who.and_then(|w| w.member) else { return Ok(None) };
    let Some(lesson) = store::last_studied(c, member)? else { return Ok(None) };
    let Some(head) = store::find_lesson(c, lesson)?.filter(|head| head.open) else { return Ok(None) };
    let progress = view::progress(c, member, &head)?.0;
    let cover = store::course(c, head.course)?.row.cover;
    let (course, course_title) = (head.course, head.course_title);
    Ok(Some(LastStudied { lesson, title: head.title, course, course_title, cover, progress }))
}
