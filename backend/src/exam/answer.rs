//! Taking answers: in whatever order and however often they arrive, of each question the newest stays.

use super::begin::member;
use super::store::sitting::{self, Asked, Stored};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::exam::{self, AnswerWrite, AnswersForm, AnswersKept, ExamRefusal, Stamp, Written};
use gsdj_domain::{Instant, Refusal, SittingId};

/// Hand over answers, one or all; answers how each of them stands now. Repeating it changes nothing, so it needs no key.
#[utoipa::path(put, path = "/api/sittings/{id}/answers", tag = "exam", params(("id" = SittingId, Path)), request_body = AnswersForm,
    responses((status = 200, body = AnswersKept), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    PathId(id): PathId<SittingId>,
    act: Act<AnswersForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, None, StatusCode::OK, move |c, now| {
        Ok(AnswersKept { answers: take(c, &caller, id, &form.answers, now)? })
    })
    .await
}

/// Takes answers of the caller's sitting; answers how the questions stand that were written about.
///
/// # Errors
/// When it is handed in, its time is over, or something is no answer to its questions.
pub fn take(
    c: &mut Conn<'_>,
    who: &Caller,
    id: SittingId,
    writes: &[AnswerWrite],
    now: Instant,
) -> Result<Vec<AnswerWrite>> {
    let stored = sitting::load(c, id, member(who)?)?;
    if stored.result.is_some() {
        return Err(Refusal::from(ExamRefusal::HandedIn).into());
    }
    if exam::is_over(stored.deadline, now) {
        return Err(Refusal::from(ExamRefusal::TimeIsUp).into());
    }
    merge(c, &stored, writes)
}

/// Merges answers into a sitting that takes them.
pub(super) fn merge(c: &mut Conn<'_>, stored: &Stored, writes: &[AnswerWrite]) -> Result<Vec<AnswerWrite>> {
    if writes.is_empty() {
        return Ok(Vec::new());
    }
    let asked = sitting::asked(c, stored.id)?;
    let shapes: Vec<_> = asked.iter().map(|a| (a.kind, a.options.len())).collect();
    exam::check_answers(writes, &shapes)?;
    let mut kept = Vec::new();
    for (seat, question) in (0_u32..).zip(&asked) {
        let mine: Vec<&AnswerWrite> = writes.iter().filter(|w| w.seat == seat).collect();
        if mine.is_empty() {
            continue;
        }
        let before = stands(question);
        let after = mine.into_iter().fold(before.clone(), |stands, write| exam::merge(stands, write.written()));
        if after != before {
            sitting::set_answer(c, stored.id, seat, &after)?;
        }
        let Stamp { counter, device } = after.stamp;
        kept.push(AnswerWrite { seat, chosen: after.chosen, counter, device });
    }
    Ok(kept)
}

fn stands(asked: &Asked) -> Written {
    Written { chosen: asked.chosen.clone(), stamp: Stamp { counter: asked.counter, device: asked.device } }
}
