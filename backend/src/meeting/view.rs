//! A meeting whole: timeline, people, record, rounds, and what the caller may do now and why not (FEATURES 13.2).

use super::store::{self, Stored};
use super::{life, record};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use crate::{check_in, proxy};
use axum::extract::State;
use gsdj_domain::account::Role;
use gsdj_domain::meeting::MeetingRefusal;
use gsdj_domain::meeting::{
    Act, ActState, Attendee, KindRow, MeetingView, Party, Stage, Step, StepState, TimelineStep,
};
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
    stored.rules.step.is_decided() && who.member.is_none() && stored.reviewer == Some(who.org)
}

/// The meeting as this caller sees it.
pub(super) fn of(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<MeetingView> {
    let stored = store::load(c, &who.scope(), id)?;
    let mut everybody = store::people(c, id)?;
    check_in::mark(c, id, &mut everybody)?;
    proxy::mark(c, id, &mut everybody)?;
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
    let quorum = if is_member { None } else { Some(record::quorum_of(&stored, &everybody)?) };
    let life = life::of(c, &stored, &everybody, who.member)?;
    let rounds = store::rounds(c, id)?;
    let reviewer = rounds.last().map(|r| r.reviewer.clone()).or(reviewer).unwrap_or_default();
    let people = if is_member { own.into_iter().collect() } else { everybody };
    let mut timeline = timeline(c, &stored, &reviewer, now)?;
    if let (Some(noted), Some(step)) =
        (proxy::noted(&people), timeline.iter_mut().find(|s| s.step == Some(Step::Answer)))
    {
        step.note = if step.note.is_empty() { noted } else { format!("{}；{noted}", step.note) };
    }
    Ok(MeetingView {
        step: stored.rules.step,
        agenda: stored.agenda.clone(),
        chair_id: stored.chair,
        group_id: stored.group,
        cancel_reason: stored.cancel_reason.clone(),
        timeline,
        acts,
        people,
        record: if is_member && !stored.rules.is_done() { None } else { store::record(c, &stored)? },
        rounds: if is_member { Vec::new() } else { rounds },
        quorum,
        life,
        version: stored.version,
        row,
    })
}

/// The acts that are the caller's, each open or with its why: what the kind's table knows, by whose it is.
fn acts(stored: &Stored, who: &Caller, own: Option<&Attendee>, now: Instant) -> Vec<ActState> {
    let party = match who.role {
        Role::BranchAdmin if stored.org.id == who.org => Party::Branch,
        Role::Member => Party::Members,
        Role::ProvinceAdmin | Role::CommitteeAdmin | Role::GeneralBranchAdmin if stored.reviewer == Some(who.org) => {
            Party::Superior
        }
        Role::ProvinceAdmin
        | Role::CommitteeAdmin
        | Role::GeneralBranchAdmin
        | Role::BranchAdmin
        | Role::Editor
        | Role::Guest => return Vec::new(),
    };
    let state = |act: Act| {
        let expected = own.is_none_or(|o| o.expected);
        let verdict = if party == Party::Members && !expected {
            Err(MeetingRefusal::NotInvited.into())
        } else {
            stored.rules.allow(act, now)
        };
        let refusal = verdict.err();
        let waits = refusal.is_some() && !stored.rules.cancelled && !stored.rules.is_done();
        ActState {
            act,
            allowed: refusal.is_none(),
            code: refusal.as_ref().map(|r| r.code().to_owned()),
            why: refusal.as_ref().map(Refusal::sentence),
            next: refusal.as_ref().and_then(Refusal::hint).map(str::to_owned),
            waits_for: waits.then(|| current_step(stored, now).row().party),
        }
    };
    stored.rules.kind.acts().into_iter().filter(|act| act.party() == party).map(state).collect()
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
        party: Party::Branch,
        at: Some(stored.created_at),
        note: created,
    }];
    for step in stored.rules.kind.steps.iter().copied() {
        let followed_up = step == Step::AfterWork && last(step.code()).is_some();
        let done = followed_up || current == Step::Done || stored.rules.kind.before(step, current);
        let state = match (done, step == current && !stored.rules.cancelled) {
            (true, _) => StepState::Done,
            (false, true) => StepState::Now,
            (false, false) => StepState::Todo,
        };
        let done = noted(stored.rules.kind, step).and_then(last).filter(|_| state == StepState::Done);
        let note = match done {
            Some(done) => done.3.clone(),
            None => pending_note(stored, step, state, reviewer, now),
        };
        let (label, party, at) = (step.label().into(), step.row().party, done.map(|d| d.1));
        steps.push(TimelineStep { step: Some(step), label, state, party, at, note });
    }
    Ok(steps)
}

/// The step that people wait for: answers are over once the meeting is ready or has begun.
fn current_step(stored: &Stored, now: Instant) -> Step {
    let over = matches!(stored.rules.stage(now), Stage::Ready | Stage::RecordDue);
    if over && stored.rules.step == Step::Answer { Step::UploadRecord } else { stored.rules.step }
}

/// The note by which a step is known to be done: what completes it, and for what is handed in and decided the step itself.
/// 完成 comes with the step before it.
fn noted(kind: &KindRow, step: Step) -> Option<&'static str> {
    let step = if step == Step::Done { kind.preceding(step)? } else { step };
    let act = step.row().completed_by?;
    let by_step = matches!(act, Act::Submit | Act::Approve | Act::UploadAfterWork);
    Some(if by_step { step.code() } else { act.code() })
}

/// What is noted beside a step that is open or to come.
fn pending_note(stored: &Stored, step: Step, state: StepState, reviewer: &str, now: Instant) -> String {
    let tally = &stored.rules.tally;
    let open = state != StepState::Done;
    let kind = stored.rules.kind;
    let now_here = state == StepState::Now;
    let missing = stored.rules.outlines_missing;
    // what is only read names its reader on the step itself; what is decided names the decider there
    let filed = step.goes_up() && !kind.after(step).is_some_and(Step::is_decided);
    if step == Step::Answer && now_here {
        format!("截止{}", stored.rules.answer_deadline.spoken(now))
    } else if step == Step::Answer && !open {
        format!("参加 {} 人 · 请假 {} 人", tally.attending, tally.on_leave)
    } else if step == Step::SpeechOutline && now_here && missing > 0 {
        format!("还差 {missing} 人")
    } else if step == Step::UploadRecord && open {
        "会后".into()
    } else if stored.rules.returned && stored.rules.step == step {
        format!("已退回，请修改后重新{}", step.label())
    } else if open && (step.is_decided() || filed) {
        reviewer.into()
    } else {
        String::new()
    }
}
