//! A member's side of a question (FEATURES 13.5): only who is checked in sees it and answers it, once, until it is closed.

use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::learning::store::{self, Asked};
use crate::live::{Event, Subject};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::exam::{QuestionVerdict, is_right};
use gsdj_domain::learning::{GroupAnswerForm, GroupStudyForMe, LearningRefusal, QuestionForMe, check_answer};
use gsdj_domain::{AccountId, GroupStudyId, Instant, MemberId, Refusal};

/// A group study as one of its members finds it on the phone: the question that was asked last.
#[utoipa::path(get, path = "/api/group-studies/{id}/answer", tag = "learning", params(("id" = GroupStudyId, Path)),
    responses((status = 200, body = GroupStudyForMe), ReadProblems))]
pub(crate) async fn mine(
    State(app): State<App>,
    who: Allowed<needs::Study>,
    PathId(id): PathId<GroupStudyId>,
) -> Result<Read<GroupStudyForMe>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| of(c, &caller, id)).await?))
}

fn of(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId) -> Result<GroupStudyForMe> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let seat = store::seat(c, id, member, who.org)?;
    let last = if seat.present { store::asked(c, id)?.pop() } else { None };
    let question = last.map(|asked| shown(c, id, member, asked)).transpose()?;
    Ok(GroupStudyForMe { id, title: seat.title, over: seat.over, present: seat.present, question })
}

fn shown(c: &mut Conn<'_>, id: GroupStudyId, member: MemberId, asked: Asked) -> Result<QuestionForMe> {
    let chosen = store::own_answer(c, id, asked.question, member)?;
    let open = asked.is_open();
    let form = asked.form;
    let verdict = (!open).then(|| QuestionVerdict {
        correct: (!chosen.is_empty()).then(|| is_right(&form.right, &chosen)),
        right: form.right,
        explanation: form.explanation,
        source: String::new(),
    });
    let (kind, text, options) = (form.kind, form.text, form.options);
    Ok(QuestionForMe { question: asked.question, kind, text, options, chosen, verdict })
}

/// Answer the question on the screen, or change one's answer while it is open.
#[utoipa::path(put, path = "/api/group-studies/{id}/answer", tag = "learning", params(("id" = GroupStudyId, Path)),
    request_body = GroupAnswerForm, responses((status = 200, body = GroupStudyForMe), WriteProblems))]
pub(crate) async fn put_answer(
    State(app): State<App>,
    who: Allowed<needs::Study>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<GroupAnswerForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        answer(c, &caller, id, &form, now)?;
        of(c, &caller, id)
    })
    .await
}

/// Keeps a member's answer.
///
/// # Errors
/// [`LearningRefusal::GroupStudyOver`], [`LearningRefusal::NotPresent`], [`LearningRefusal::QuestionClosed`], and when it is no
/// answer of the question.
pub fn answer(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId, form: &GroupAnswerForm, now: Instant) -> Result<()> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let seat = store::seat(c, id, member, who.org)?;
    if seat.over {
        return Err(Refusal::from(LearningRefusal::GroupStudyOver).into());
    }
    if !seat.present {
        return Err(Refusal::from(LearningRefusal::NotPresent).into());
    }
    let asked = store::asked(c, id)?.into_iter().find(|a| a.question == form.question).ok_or(Refusal::NotFound)?;
    if !asked.is_open() {
        return Err(Refusal::from(LearningRefusal::QuestionClosed).into());
    }
    check_answer(asked.form.kind, asked.form.options.len(), &form.chosen)?;
    let mut chosen = form.chosen.clone();
    chosen.sort_unstable();
    store::put_answer(c, (id, form.question, member), &chosen, now)?;
    // the screen counts, and the member's other devices show what was answered
    for account in [AccountId(seat.org.0), who.account] {
        c.after_commit(Event { account, subject: Subject::Asked });
    }
    Ok(())
}
