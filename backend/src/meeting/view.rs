//! A meeting whole: timeline, people, record, rounds, and what the caller may do now and why not (FEATURES 13.2).

use super::store::{self, Stored};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::account::Role;
use gsdj_domain::meeting::{Act, ActState, Attendee, MeetingView, Stage, Step, StepState, TimelineStep};
use gsdj_domain::{Instant, MeetingId, Refusal};

/// One meeting. Opening it as the reviewer notes that it was looked at: from then on it can't be taken back.
#[utoipa::path(get, path = "/api/meetings/{id}", tag = "meeting", params(("id" = MeetingId, Path)),
    responses((status = 200, body = MeetingView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    PathId(id): PathId<MeetingId>,
) -> Result<Read<MeetingView>> {
    let (caller, now) = (who.clone(), app.now());
    let first_look = {
        let caller = caller.clone();
        app.store
            .read(move |c| {
                let stored = store::load(c, &caller.scope(), id)?;
                Ok(is_reviewer(&stored, &caller) && !stored.rules.looked_at)
            })
            .await?
    };
    if first_look {
        app.store.write(move |c| store::looked_at(c, id)).await?;
    }
    Ok(Read(app.store.read(move |c| of(c, &caller, id, now)).await?))
}

/// Whether the caller is the one whom it waits for.
fn is_reviewer(stored: &Stored, who: &Caller) -> bool {
    stored.rules.step == Step::Review && who.member.is_none() && stored.reviewer == Some(who.org)
}

/// The meeting as this caller sees it.
pub(super) fn of(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<MeetingView> {
    let stored = store::load(c, &who.scope(), id)?;
    let everybody = store::people(c, id)?;
    let mut row = stored.row(now);
    let own = who.member.and_then(|m| everybody.iter().find(|p| p.member == m)).cloned();
    if let Some(own) = &own {
        row.my_answer = own.answer;
        row.waits_for_me = own.expected && own.answer.is_none() && stored.rules.allow(Act::Answer, now).is_ok();
    }
    let acts = acts(&stored, who, own.as_ref(), now);
    let is_member = who.member.is_some();
    let reviewer = match stored.reviewer {
        Some(_) => None,
        None => crate::org::superior_of(c, stored.org.id)?.map(|o| o.name),
    };
    let rounds = store::rounds(c, id)?;
    let reviewer = rounds.last().map(|r| r.reviewer.clone()).or(reviewer).unwrap_or_default();
    Ok(MeetingView {
        step: stored.rules.step,
        agenda: stored.agenda.clone(),
        chair_id: stored.chair,
        cancel_reason: stored.cancel_reason.clone(),
        timeline: timeline(c, &stored, &reviewer, now)?,
        acts,
        people: if is_member { own.into_iter().collect() } else { everybody },
        record: if is_member && stored.rules.step != Step::Done { None } else { store::record(c, &stored)? },
        rounds: if is_member { Vec::new() } else { rounds },
        version: stored.version,
        row,
    })
}

/// The acts that are the caller's, each open or with its why.
fn acts(stored: &Stored, who: &Caller, own: Option<&Attendee>, now: Instant) -> Vec<ActState> {
    const BRANCH: &[Act] =
        &[Act::SendNotice, Act::Remind, Act::UploadRecord, Act::Submit, Act::Withdraw, Act::Edit, Act::Cancel];
    let theirs: &[Act] = match who.role {
        Role::BranchAdmin if stored.org.id == who.org => BRANCH,
        Role::Member => &[Act::Answer],
        Role::ProvinceAdmin | Role::CommitteeAdmin | Role::GeneralBranchAdmin if stored.reviewer == Some(who.org) => {
            &[Act::Approve, Act::Return]
        }
        Role::ProvinceAdmin | Role::CommitteeAdmin | Role::GeneralBranchAdmin | Role::BranchAdmin | Role::Guest => &[],
    };
    let state = |act: Act| {
        let expected = own.is_none_or(|o| o.expected);
        let verdict =
            if act == Act::Answer && !expected { Err(Refusal::NotInvited) } else { stored.rules.allow(act, now) };
        let refusal = verdict.err();
        ActState {
            act,
            allowed: refusal.is_none(),
            code: refusal.as_ref().map(|r| r.code().to_owned()),
            why: refusal.as_ref().map(Refusal::sentence),
            next: refusal.as_ref().and_then(Refusal::hint).map(str::to_owned),
        }
    };
    theirs.iter().copied().map(state).collect()
}

/// The kind's steps, each where it stands.
fn timeline(c: &mut Conn<'_>, stored: &Stored, reviewer: &str, now: Instant) -> Result<Vec<TimelineStep>> {
    let notes = store::notes(c, stored.rules.id)?;
    let last = |act: &str| notes.iter().rev().find(|n| n.0 == act);
    let current = current_step(stored, now);
    let created = notes.first().map(|n| n.2.clone()).unwrap_or_default();
    let mut steps = vec![TimelineStep {
        step: None,
        label: "创建会议".into(),
        state: StepState::Done,
        at: Some(stored.created_at),
        note: created,
    }];
    for step in stored.rules.kind.row().steps.iter().copied() {
        let done = stored.rules.step == Step::Done || stored.rules.kind.before(step, current);
        let state = match (done, step == current && !stored.rules.cancelled) {
            (true, _) => StepState::Done,
            (false, true) => StepState::Now,
            (false, false) => StepState::Todo,
        };
        let done = step_act(step).and_then(last).filter(|_| state == StepState::Done);
        let note = match done {
            Some(done) => done.3.clone(),
            None => pending_note(stored, step, state, reviewer, now),
        };
        steps.push(TimelineStep { step: Some(step), label: step.label().into(), state, at: done.map(|d| d.1), note });
    }
    Ok(steps)
}

/// The step that people wait for: answers are over once the meeting is ready or has begun.
fn current_step(stored: &Stored, now: Instant) -> Step {
    let over = matches!(stored.rules.stage(now), Stage::Ready | Stage::RecordDue);
    if over && stored.rules.step == Step::Answer { Step::UploadRecord } else { stored.rules.step }
}

/// The act by whose note a step is known to be done.
const fn step_act(step: Step) -> Option<&'static str> {
    match step {
        Step::SendNotice => Some("send_notice"),
        Step::UploadRecord => Some("upload_record"),
        Step::SubmitForReview | Step::File | Step::ConfirmRecord => Some("submit"),
        Step::Review | Step::Done => Some("approve"),
        Step::Answer
        | Step::PreNotice
        | Step::SpeechOutline
        | Step::SubmitMaterials
        | Step::SubmitForApproval
        | Step::Approve
        | Step::UploadAppraisal
        | Step::AfterWork => None,
    }
}

/// What is noted beside a step that is open or to come.
fn pending_note(stored: &Stored, step: Step, state: StepState, reviewer: &str, now: Instant) -> String {
    let tally = &stored.rules.tally;
    let open = state != StepState::Done;
    match step {
        Step::Answer if state == StepState::Now => format!("截止{}", stored.rules.answer_deadline.spoken(now)),
        Step::Answer if !open => format!("参加 {} 人 · 请假 {} 人", tally.attending, tally.on_leave),
        Step::UploadRecord if open => "会后".into(),
        Step::SubmitForReview if stored.rules.returned => "已退回，请修改后重新报审".into(),
        Step::Review | Step::File if open => reviewer.into(),
        Step::SendNotice
        | Step::Answer
        | Step::UploadRecord
        | Step::ConfirmRecord
        | Step::SubmitForReview
        | Step::Review
        | Step::File
        | Step::PreNotice
        | Step::SpeechOutline
        | Step::SubmitMaterials
        | Step::SubmitForApproval
        | Step::Approve
        | Step::UploadAppraisal
        | Step::Done
        | Step::AfterWork => String::new(),
    }
}
