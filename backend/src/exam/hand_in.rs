//! Handing in: marked at once, entered everywhere it counts, in one transaction; a second time answers the first result.
//!
//! A sitting is handed in by its member, or by the server once nothing is taken any more ([`gsdj_domain::exam::is_over`]), with
//! what had arrived by then. What a device answered in time and could not send in time is not counted: nothing that a device says
//! about time can be known to be true. The page warns of it, and practice has a week.

use super::begin::member;
use super::store::sitting::{self, Asked, Stored};
use super::{answer, store, view};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, needs};
use crate::points;
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::exam::{
    self, AnswerWrite, AnswersForm, HandedInBy, Marks, SittingKind, SittingResult, SittingView, after_answer, is_right,
};
use gsdj_domain::points::Rule;
use gsdj_domain::{Instant, MemberId, OrgId, SittingId};

/// Sittings that the job hands in at a time: others write in between.
const BATCH: usize = 50;

/// Hand in, with the answers that may not have arrived yet. Whoever comes second, from whatever device, is answered the first
/// result, so it needs no key. After the time is over, the answers that come with it are not taken.
#[utoipa::path(post, path = "/api/sittings/{id}/hand-in", tag = "exam", params(("id" = SittingId, Path)), request_body = AnswersForm,
    responses((status = 200, body = SittingView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    PathId(id): PathId<SittingId>,
    act: Act<AnswersForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, None, StatusCode::OK, move |c, now| {
        by_member(c, &caller, id, &form.answers, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Hands in the caller's sitting, once.
///
/// # Errors
/// When it is not theirs, or something is no answer to its questions.
pub fn by_member(c: &mut Conn<'_>, who: &Caller, id: SittingId, writes: &[AnswerWrite], now: Instant) -> Result<()> {
    let stored = sitting::load(c, id, member(who)?)?;
    if stored.result.is_some() {
        return Ok(());
    }
    if exam::is_over(stored.deadline, now) {
        return settle(c, who, &stored, HandedInBy::Clock, now);
    }
    answer::merge(c, &stored, writes)?;
    settle(c, who, &stored, HandedInBy::Member, now)
}

/// Hands in what is over, a batch at a time; says how many.
///
/// # Errors
/// When the store refuses it.
pub fn hand_in_due(c: &mut Conn<'_>, now: Instant) -> Result<usize> {
    let due = sitting::due(c, now.plus(-exam::ANSWERS_GRACE), BATCH)?;
    for (stored, org) in &due {
        enter(c, stored, *org, HandedInBy::Clock, now)?;
    }
    Ok(due.len())
}

/// Hands in what of the caller's is over, so that looking shows it as it is; asks the store only to read where nothing is.
pub(super) async fn settle_over(app: &App, who: &Caller) -> Result<()> {
    let (caller, now) = (who.clone(), app.now());
    if !app.store.read(move |c| Ok(over(c, &caller, now)?.is_empty())).await? {
        let caller = who.clone();
        let settle_all = move |c: &mut Conn<'_>| {
            // the job may have been there in between
            over(c, &caller, now)?.iter().try_for_each(|stored| settle(c, &caller, stored, HandedInBy::Clock, now))
        };
        app.store.write(settle_all).await?;
    }
    Ok(())
}

/// What the caller has under way although its time is over.
fn over(c: &mut Conn<'_>, who: &Caller, now: Instant) -> Result<Vec<Stored>> {
    let mut under_way = sitting::all_under_way(c, member(who)?)?;
    under_way.retain(|stored| exam::is_over(stored.deadline, now));
    Ok(under_way)
}

/// Hands in one of the caller's.
pub(super) fn settle(c: &mut Conn<'_>, who: &Caller, stored: &Stored, by: HandedInBy, now: Instant) -> Result<()> {
    enter(c, stored, who.org, by, now)
}

/// Marks a sitting and enters what came of it: the result, the book of wrong answers, the best of the exam, the points.
fn enter(c: &mut Conn<'_>, stored: &Stored, org: OrgId, by: HandedInBy, now: Instant) -> Result<()> {
    let asked = sitting::asked(c, stored.id)?;
    let answers: Vec<_> = asked.iter().map(|a| (a.right.clone(), a.chosen.clone())).collect();
    let marks = exam::mark(&answers);
    let at = exam::hand_in_instant(stored.deadline, now);
    keep_wrong(c, stored.member, &asked, at)?;
    let points = award(c, stored, &marks, now)?;
    let pass_mark = stored.pass_mark;
    let result = SittingResult {
        handed_in_at: at,
        by,
        answered: marks.score.answered,
        right: marks.score.right,
        score: marks.score.points(),
        pass_mark,
        passed: pass_mark.is_some_and(|mark| marks.score.passes(mark)),
        full_groups: u32::try_from(marks.full_groups.len()).unwrap_or(0),
        points,
    };
    sitting::hand_in(c, stored.id, &result)?;
    if let (SittingKind::Exam, Some(exam)) = (stored.kind, stored.exam) {
        store::result::enter(c, exam, stored.member, org, &result)?;
    }
    Ok(())
}

/// Enters the groups of five that were answered whole, right or not (FEATURES 6.1): each once, however often it is tried.
/// They count on the day on which they are entered.
fn award(c: &mut Conn<'_>, stored: &Stored, marks: &Marks, now: Instant) -> Result<u32> {
    let mut earned = 0;
    for group in &marks.full_groups {
        let deed = format!("sitting:{}:{group}", stored.id);
        let note = format!("{} · 第 {} 组", titled(stored), group + 1);
        earned += points::award(c, stored.member, Rule::Exam, &deed, &note, now)?.unwrap_or(0);
    }
    Ok(earned)
}

fn titled(stored: &Stored) -> String {
    match stored.kind {
        SittingKind::Exam => format!("在线考试 · {}", stored.title),
        SittingKind::Practice | SittingKind::Wrong => stored.title.clone(),
    }
}

/// Brings the member's book of wrong answers up to date.
fn keep_wrong(c: &mut Conn<'_>, member: MemberId, asked: &[Asked], at: Instant) -> Result<()> {
    for question in asked.iter().filter(|q| !q.chosen.is_empty()) {
        let right = is_right(&question.right, &question.chosen);
        let before = store::wrong::right_since(c, member, question.question)?;
        match (before, after_answer(before, right)) {
            (_, Some(0)) if !right => store::wrong::note(c, member, question, at)?,
            (Some(before), Some(after)) if before != after => {
                store::wrong::set_right_since(c, member, question.question, after)?;
            }
            (Some(_), None) => store::wrong::forget(c, member, question.question)?,
            (Some(_) | None, Some(_)) | (None, None) => {}
        }
    }
    Ok(())
}
