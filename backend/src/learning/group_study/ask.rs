//! The screen's side of a question (FEATURES 13.5): it is asked, answers come in, it is closed, and what came of it is shown.

use super::hold::going_on;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::learning::store::{self, Asked, GroupStudy};
use crate::live::{Event, Subject};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::learning::{AskForm, AskedQuestion, ComingQuestion, GroupStudyQuestions, LearningRefusal, outcome};
use gsdj_domain::{AccountId, GroupStudyId, Instant, LessonQuestionId, MemberId, Refusal};

/// The questions of a group study: where the film will pause, what was asked, and what came of it.
#[utoipa::path(get, path = "/api/group-studies/{id}/questions", tag = "learning", params(("id" = GroupStudyId, Path)),
    responses((status = 200, body = GroupStudyQuestions), ReadProblems))]
pub(crate) async fn questions(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
) -> Result<Read<GroupStudyQuestions>> {
    let org = who.org;
    let read = app.store.read(move |c| {
        let group_study = store::group_study(c, org, id)?;
        of(c, &group_study)
    });
    Ok(Read(read.await?))
}

fn of(c: &mut Conn<'_>, group_study: &GroupStudy) -> Result<GroupStudyQuestions> {
    let id = group_study.id;
    let asked = store::asked(c, id)?;
    let mut coming = Vec::new();
    if group_study.ended_at.is_none() {
        coming = store::question_places(c, group_study.lesson)?;
        coming.retain(|q: &ComingQuestion| asked.iter().all(|a| a.question != q.question));
    }
    let present = u32::try_from(store::present_at(c, id)?.len()).unwrap_or(u32::MAX);
    let asked = asked.into_iter().map(|a| shown(c, id, a)).collect::<Result<Vec<_>>>()?;
    Ok(GroupStudyQuestions { present, coming, asked })
}

fn shown(c: &mut Conn<'_>, id: GroupStudyId, asked: Asked) -> Result<AskedQuestion> {
    let Asked { question, form, asked_at, closed_at } = asked;
    let (answered, outcome) = if closed_at.is_none() {
        (store::answered(c, id, question)?, None)
    } else {
        let answers = store::answers(c, id, question)?;
        let told = outcome(&form.right, &form.explanation, form.options.len(), &answers);
        (u32::try_from(answers.len()).unwrap_or(u32::MAX), Some(told))
    };
    let (at, kind, text, options) = (form.at, form.kind, form.text, form.options);
    Ok(AskedQuestion { question, at, kind, text, options, asked_at, answered, outcome })
}

/// Ask a question: the film has come to its place. One that was asked already stays as it is.
#[utoipa::path(post, path = "/api/group-studies/{id}/questions", tag = "learning", params(("id" = GroupStudyId, Path)),
    request_body = AskForm, responses((status = 200, body = GroupStudyQuestions), WriteProblems))]
pub(crate) async fn post_question(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<AskForm>,
) -> Result<Response> {
    let (caller, question) = (who.clone(), act.form.question);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        ask(c, &caller, id, question, now)?;
        let group_study = going_on(c, &caller, id)?;
        of(c, &group_study)
    })
    .await
}

/// Asks a question of the lesson that is watched.
///
/// # Errors
/// When there is no such question in it, another one is open, or the group study is over.
pub fn ask(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId, question: LessonQuestionId, now: Instant) -> Result<()> {
    let group_study = going_on(c, who, id)?;
    let asked = store::asked(c, id)?;
    if asked.iter().any(|a| a.question == question) {
        return Ok(());
    }
    let (lesson, form) = store::question(c, question)?;
    if lesson != group_study.lesson {
        return Err(Refusal::NotFound.into());
    }
    if asked.iter().any(Asked::is_open) {
        return Err(Refusal::from(LearningRefusal::QuestionOpen).into());
    }
    store::ask(c, id, question, &form, now)?;
    tell(c, &group_study, &[])
}

/// Close a question: no more answers, and what came of it is shown. Closing it again changes nothing.
#[utoipa::path(post, path = "/api/group-studies/{id}/questions/close", tag = "learning", params(("id" = GroupStudyId, Path)),
    request_body = AskForm, responses((status = 200, body = GroupStudyQuestions), WriteProblems))]
pub(crate) async fn post_close(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<AskForm>,
) -> Result<Response> {
    let (caller, question) = (who.clone(), act.form.question);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        close(c, &caller, id, question, now)?;
        let group_study = store::group_study(c, caller.org, id)?;
        of(c, &group_study)
    })
    .await
}

/// Closes a question that was asked.
///
/// # Errors
/// When it was not asked in this group study.
pub fn close(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId, question: LessonQuestionId, now: Instant) -> Result<()> {
    let group_study = store::group_study(c, who.org, id)?;
    let asked = store::asked(c, id)?.into_iter().find(|a| a.question == question).ok_or(Refusal::NotFound)?;
    if asked.is_open() {
        store::close_asked(c, id, question, now)?;
        tell(c, &group_study, &[])?;
    }
    Ok(())
}

/// Nudges the screen and the phones of those who are there, and of those who were.
///
/// # Errors
/// When the store refuses it.
pub(super) fn tell(c: &mut Conn<'_>, group_study: &GroupStudy, before: &[MemberId]) -> Result<()> {
    let mut members = store::present_at(c, group_study.id)?;
    members.extend(before.iter().filter(|m| !members.contains(m)).copied().collect::<Vec<_>>());
    let accounts = members.into_iter().map(|m| m.0).chain([group_study.org.0]).map(AccountId);
    for account in accounts {
        c.after_commit(Event { account, subject: Subject::Asked });
    }
    Ok(())
}
