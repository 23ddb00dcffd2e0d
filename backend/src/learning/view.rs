//! A course with its lessons, and a lesson whole.

use super::store::{self, LessonHead};
use crate::app::App;
use crate::error::Result;
use crate::file;
use crate::http::{Anybody, Caller, PathId, Read, ReadProblems, needs};
use crate::reaction::Thing;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::learning::{
    self, CourseState, CourseView, LearningRefusal, LessonProgress, LessonRow, LessonView, Spans, WatchedPart,
};
use gsdj_domain::{AccountId, CourseId, LessonId, MemberId, Refusal};

/// Whether somebody edits courses.
pub(super) fn manages(who: Option<&Caller>) -> bool {
    who.is_some_and(|w| allows(w.role, Permission::ManageCourses))
}

/// A course with its lessons: a published one, or any for its editors and for those who chose or studied it.
#[utoipa::path(get, path = "/api/courses/{id}", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 200, body = CourseView), ReadProblems))]
pub(super) async fn course(
    State(app): State<App>,
    who: Anybody<needs::BrowseCourses>,
    PathId(id): PathId<CourseId>,
) -> Result<Read<CourseView>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| of(c, caller.as_ref(), id)).await?))
}

/// The course as this caller sees it.
pub(super) fn of(c: &mut Conn<'_>, who: Option<&Caller>, id: CourseId) -> Result<CourseView> {
    let stored = store::course(c, id)?;
    let account = who.map_or(AccountId(0), |w| w.account);
    let (chosen_at, finished_at) = store::choice(c, account, id)?;
    let edits = manages(who);
    let visible = match stored.row.state {
        CourseState::Published => true,
        CourseState::Withdrawn => edits || chosen_at.is_some() || finished_at.is_some(),
        CourseState::Draft => edits,
    };
    if !visible {
        return Err(Refusal::NotFound.into());
    }
    let lessons = store::lesson_rows(c, id, who.and_then(|w| w.member))?;
    let done = |l: &&LessonRow| l.progress.as_ref().is_some_and(|p| p.finished_at.is_some());
    let finished = u32::try_from(lessons.iter().filter(done).count()).unwrap_or(u32::MAX);
    let acts = if edits { stored.rules(c)?.acts() } else { Vec::new() };
    let topics = store::topics(c, id)?;
    let (introduction, revision) = (stored.introduction, stored.revision);
    let chosen = chosen_at.is_some();
    Ok(CourseView { row: stored.row, topics, introduction, lessons, chosen, finished, finished_at, acts, revision })
}

/// A course as a thing that people react to; `None` when it is not published.
///
/// # Errors
/// When the store refuses it.
pub fn course_target(c: &mut Conn<'_>, id: i64) -> Result<Option<Thing>> {
    let Some(course) = store::find(c, CourseId(id))?.filter(|course| course.row.state == CourseState::Published) else {
        return Ok(None);
    };
    let row = course.row;
    let note = row.theme.label().to_owned();
    Ok(Some(Thing { title: row.title, note, cover: row.cover, link: format!("/learning/courses/{id}") }))
}

/// A lesson likewise; `None` when its course is not published, or it is no part of it any more.
///
/// # Errors
/// When the store refuses it.
pub fn lesson_target(c: &mut Conn<'_>, id: i64) -> Result<Option<Thing>> {
    let Some(head) = store::find_lesson(c, LessonId(id))?.filter(|head| head.open) else { return Ok(None) };
    let cover = store::course(c, head.course)?.row.cover;
    Ok(Some(Thing { title: head.title, note: head.course_title, cover, link: format!("/learning/lessons/{id}") }))
}

/// How far a member has come with a lesson, and what they have watched of it.
pub(super) fn progress(c: &mut Conn<'_>, member: MemberId, head: &LessonHead) -> Result<(LessonProgress, Spans)> {
    let (progress, _) = store::progress(c, member, head.id)?;
    Ok((progress.shown(head.kind, head.duration), progress.watched))
}

/// Spans as they are sent.
pub(super) fn parts(watched: &Spans) -> Vec<WatchedPart> {
    watched.list().iter().map(|s| WatchedPart { from: s.from, to: s.to }).collect()
}

/// The head of a lesson that the caller may open: of a published course, a film if they are a guest; any for editors.
pub(super) fn open_to(c: &mut Conn<'_>, who: Option<&Caller>, id: LessonId) -> Result<LessonHead> {
    let head = store::lesson_head(c, id)?;
    if !head.open && !manages(who) {
        return Err(Refusal::NotFound.into());
    }
    if who.is_none() && !learning::allows_guest(head.kind) {
        return Err(Refusal::from(LearningRefusal::MembersOnly).into());
    }
    Ok(head)
}

/// A lesson whole. Guests may open films.
#[utoipa::path(get, path = "/api/lessons/{id}", tag = "learning", params(("id" = LessonId, Path)),
    responses((status = 200, body = LessonView), ReadProblems))]
pub(super) async fn lesson(
    State(app): State<App>,
    who: Anybody<needs::BrowseCourses>,
    PathId(id): PathId<LessonId>,
) -> Result<Read<LessonView>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| lesson_of(c, caller.as_ref(), id)).await?))
}

/// The lesson as this caller sees it.
pub(super) fn lesson_of(c: &mut Conn<'_>, who: Option<&Caller>, id: LessonId) -> Result<LessonView> {
    let head = open_to(c, who, id)?;
    let stored = store::lesson(c, id)?;
    let (progress, watched) = match who.and_then(|w| w.member) {
        Some(member) => {
            let (progress, watched) = progress(c, member, &head)?;
            (Some(progress), parts(&watched))
        }
        None => (None, Vec::new()),
    };
    let file = stored.file.map(|file| file::describe(c, file)).transpose()?.flatten();
    Ok(LessonView {
        row: LessonRow { id, kind: head.kind, title: head.title, duration: head.duration, progress },
        course: head.course,
        course_title: head.course_title,
        body: stored.body,
        file,
        subtitled: stored.subtitled,
        watched,
        next: store::follower(c, head.course, stored.seat)?,
        characters: stored.characters,
    })
}
