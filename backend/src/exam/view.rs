//! One sitting: the questions as they are asked, and after handing in what was right.

use super::begin::member;
use super::store::sitting::{self, Asked};
use super::{hand_in, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::exam::{QuestionVerdict, SatQuestion, SittingView, is_right};
use gsdj_domain::{QuestionId, SittingId};

/// One of one's own sittings. One whose time is over is handed in by looking at it.
#[utoipa::path(get, path = "/api/sittings/{id}", tag = "exam", params(("id" = SittingId, Path)),
    responses((status = 200, body = SittingView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    PathId(id): PathId<SittingId>,
) -> Result<Read<SittingView>> {
    hand_in::settle_over(&app, &who).await?;
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| of(c, &caller, id)).await?))
}

/// The caller's sitting as it may be seen now.
pub(super) fn of(c: &mut Conn<'_>, who: &Caller, id: SittingId) -> Result<SittingView> {
    let member = member(who)?;
    let stored = sitting::load(c, id, member)?;
    let open = store::sitting::asked_now(c, member)?;
    let done = stored.result.is_some();
    let asked = sitting::asked(c, id)?.into_iter().map(|a| question(a, done, &open)).collect();
    Ok(SittingView { row: stored.row(), asked })
}

/// What is right of a sitting's questions and how many options each has: for people of the demo, who answer now so and now so.
pub(crate) fn key(c: &mut Conn<'_>, id: SittingId) -> Result<Vec<(Vec<u8>, usize)>> {
    Ok(sitting::asked(c, id)?.into_iter().map(|a| (a.right, a.options.len())).collect())
}

/// A question as it is shown: what is right only when this sitting is handed in, and no other under way asks the same.
fn question(asked: Asked, done: bool, open: &[QuestionId]) -> SatQuestion {
    let verdict = (done && !open.contains(&asked.question)).then(|| QuestionVerdict {
        correct: (!asked.chosen.is_empty()).then(|| is_right(&asked.right, &asked.chosen)),
        right: asked.right,
        explanation: asked.explanation,
        source: asked.source,
    });
    SatQuestion {
        seat: asked.seat,
        kind: asked.kind,
        subject: asked.subject,
        text: asked.stem,
        options: asked.options,
        chosen: asked.chosen,
        counter: asked.counter,
        device: asked.device,
        verdict,
    }
}
