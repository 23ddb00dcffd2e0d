//! Beginning a sitting: its questions are drawn, frozen in the version they have now, and their options mixed.
//!
//! Whoever has one under way goes on with that one, and no try is used up.

use super::{hand_in, store, view};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::exam::{
    self, Dice, DrawMode, ExamRefusal, GROUP, HandedInBy, PRACTICE_LIFE, PracticeForm, QuestionKind, SittingKind,
    SittingView,
};
use gsdj_domain::{ExamId, Instant, MemberId, QuestionId, Refusal, SittingId};

/// Begin an exam, or go on with the sitting of it that is under way.
#[utoipa::path(post, path = "/api/exams/{id}/sittings", tag = "exam", params(("id" = ExamId, Path)),
    responses((status = 201, body = SittingView), WriteProblems))]
pub(super) async fn exam(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    PathId(id): PathId<ExamId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let (caller, seed) = (who.clone(), rand::random());
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let sitting = begin(c, &caller, id, seed, now)?;
        view::of(c, &caller, sitting)
    })
    .await
}

/// Practise a group of five, of any subject, of one, or out of the book of wrong answers; or go on with the one under way. Another
/// choice than the one under way hands that one in as it stands.
#[utoipa::path(post, path = "/api/practice", tag = "exam", request_body = PracticeForm,
    responses((status = 201, body = SittingView), WriteProblems))]
pub(super) async fn practice(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    act: Act<PracticeForm>,
) -> Result<Response> {
    let (caller, form, seed) = (who.clone(), act.form, rand::random());
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let sitting = practise(c, &caller, &form, seed, now)?;
        view::of(c, &caller, sitting)
    })
    .await
}

/// The caller as a member; the role has seen to it that they are one.
pub(super) fn member(who: &Caller) -> Result<MemberId> {
    who.member.ok_or_else(|| Refusal::NotFound.into())
}

/// Begins an exam with a draw of this seed.
///
/// # Errors
/// When it is not open, no try is left, or the bank has become too small.
pub fn begin(c: &mut Conn<'_>, who: &Caller, id: ExamId, seed: u64, now: Instant) -> Result<SittingId> {
    let member = member(who)?;
    if let Some(open) = still_open(c, who, Some(id), now)? {
        return Ok(open.id);
    }
    let paper = store::paper::load(c, id)?;
    let form = &paper.form;
    let sat = store::sitting::count(c, id, member)?;
    exam::may_begin(paper.rules.state, (form.opens_at, form.closes_at), form.tries, sat, now)?;
    let drawn = match form.draw {
        DrawMode::Random => exam::draw(&store::question::pool(c, &form.subjects)?, form.groups, seed)?,
        DrawMode::Fixed => store::paper::fixed(c, id)?,
    };
    store::paper::note_sat(c, id)?;
    let new = store::sitting::New {
        member,
        kind: SittingKind::Exam,
        exam: Some(id),
        subject: None,
        title: &form.title,
        pass_mark: Some(form.pass_mark),
        begun_at: now,
        deadline: exam::deadline(now, form.minutes, form.closes_at),
        questions: drawn.len(),
    };
    insert(c, &new, &drawn, seed)
}

/// Begins a practice with a draw of this seed.
///
/// # Errors
/// When there are not five questions to draw, or none in the book of wrong answers.
pub fn practise(c: &mut Conn<'_>, who: &Caller, form: &PracticeForm, seed: u64, now: Instant) -> Result<SittingId> {
    let member = member(who)?;
    let kind = if form.wrong { SittingKind::Wrong } else { SittingKind::Practice };
    if let Some(open) = still_open(c, who, None, now)? {
        if open.kind == kind && open.subject == form.subject {
            return Ok(open.id);
        }
        hand_in::settle(c, who, &open, HandedInBy::Next, now)?;
    }
    let drawn = if form.wrong {
        wrong(c, member, form, seed)?
    } else {
        let pool = match form.subject {
            Some(subject) => store::question::pool(c, &[subject])?,
            None => store::question::pool(c, exam::Subject::ALL)?,
        };
        exam::draw(&pool, 1, seed)?
    };
    let of = form.subject.map(|s| format!(" · {}", s.label())).unwrap_or_default();
    let new = store::sitting::New {
        member,
        kind,
        exam: None,
        subject: form.subject,
        title: &format!("{}{of}", kind.label()),
        pass_mark: None,
        begun_at: now,
        deadline: now.plus(PRACTICE_LIFE),
        questions: drawn.len(),
    };
    insert(c, &new, &drawn, seed)
}

/// At most five out of the book: those that were wrong longest ago, in an order of chance.
fn wrong(c: &mut Conn<'_>, member: MemberId, form: &PracticeForm, seed: u64) -> Result<Vec<QuestionId>> {
    let found = store::wrong::oldest(c, member, form.subject, GROUP)?;
    if found.is_empty() {
        return Err(Refusal::from(ExamRefusal::NoWrongAnswers).into());
    }
    let order = exam::shuffled(found.len(), &mut Dice::new(seed));
    Ok(order.into_iter().filter_map(|at| found.get(usize::from(at)).copied()).collect())
}

/// The sitting under way, if its time is not over; one whose time is over is handed in.
fn still_open(
    c: &mut Conn<'_>,
    who: &Caller,
    exam: Option<ExamId>,
    now: Instant,
) -> Result<Option<store::sitting::Stored>> {
    let Some(open) = store::sitting::under_way(c, member(who)?, exam)? else { return Ok(None) };
    if exam::is_over(open.deadline, now) {
        hand_in::settle(c, who, &open, HandedInBy::Clock, now)?;
        return Ok(None);
    }
    Ok(Some(open))
}

/// Writes the sitting with its questions as they stand now.
fn insert(c: &mut Conn<'_>, new: &store::sitting::New<'_>, drawn: &[QuestionId], seed: u64) -> Result<SittingId> {
    let sitting = store::sitting::insert(c, new)?;
    // another fall of the dice than the draw's
    let mut dice = Dice::new(!seed);
    for (seat, question) in (0_u32..).zip(drawn) {
        let (version, kind, options) = store::question::current(c, *question)?;
        let shown = match kind {
            QuestionKind::TrueFalse => vec![0, 1],
            QuestionKind::Single | QuestionKind::Multiple => exam::shuffled(options, &mut dice),
        };
        store::sitting::insert_question(c, sitting, seat, (*question, version), &shown)?;
    }
    Ok(sitting)
}
