//! The certificate of a course whose lessons are all finished: for the member themselves, to print.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::learning::{Certificate, LearningRefusal};
use gsdj_domain::{CourseId, Refusal};

/// One's own certificate for a course.
#[utoipa::path(get, path = "/api/courses/{id}/certificate", tag = "learning", params(("id" = CourseId, Path)),
    responses((status = 200, body = Certificate), (status = 409, description = "lessons are missing", body = gsdj_domain::Problem,
        content_type = "application/problem+json"), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::Study>,
    PathId(id): PathId<CourseId>,
) -> Result<Read<Certificate>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| certificate(c, &caller, id)).await?))
}

fn certificate(c: &mut Conn<'_>, who: &Caller, id: CourseId) -> Result<Certificate> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let (chosen_at, finished_at) = store::choice(c, who.account, id)?;
    let course = store::course(c, id)?;
    let Some(finished_at) = finished_at else {
        // nothing is said of a course that one has nothing to do with
        let lessons = store::lesson_rows(c, id, Some(member))?;
        let open = |l: &&gsdj_domain::learning::LessonRow| l.progress.as_ref().is_some_and(|p| p.finished_at.is_none());
        let missing = u32::try_from(lessons.iter().filter(open).count()).unwrap_or(u32::MAX);
        let known = chosen_at.is_some() || course.row.published_at.is_some();
        return Err(if known { LearningRefusal::NotFinished { missing }.into() } else { Refusal::NotFound }.into());
    };
    Ok(Certificate {
        name: who.name.clone(),
        org: who.org_name.clone(),
        course: course.row.title,
        lessons: course.row.lesson_count,
        verified: store::verified(c, member, id)?,
        finished_at,
        number: format!("{}-{:06}-{}", finished_at.day().format("%Y%m%d"), id.0 % 1_000_000, member.0),
    })
}
