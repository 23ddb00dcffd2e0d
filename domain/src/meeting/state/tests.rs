//! The state machine against its tables: stories, and properties over all of them and a seventh.

use super::super::kind::{Audience, KINDS, MeetingKind};
use super::*;
use crate::points::Rule;
use crate::time::DAY;
use proptest::prelude::*;

/// A seventh kind: nothing but a table. Notice first, then approval of what was announced, and work after it is done.
const SEVENTH: KindRow = KindRow {
    code: "seventh",
    label: "示例第七种会议",
    steps: &[
        Step::SendNotice,
        Step::Answer,
        Step::UploadRecord,
        Step::SubmitForApproval,
        Step::Approve,
        Step::ConfirmRecord,
        Step::Done,
        Step::AfterWork,
    ],
    audience: Audience::Branch,
    share_required: true,
    reminders: &[DAY],
    outline_reminders: &[],
    points: Rule::ThemeDay,
};

fn refused(verdict: Result<(), Refusal>) -> Option<&'static str> {
    verdict.err().map(|r| r.code())
}

fn fresh(kind: &'static KindRow) -> Meeting {
    Meeting {
        id: MeetingId(1),
        kind,
        step: kind.first(),
        starts_at: Instant(10 * DAY),
        answer_deadline: Instant(9 * DAY),
        cancelled: false,
        returned: false,
        looked_at: false,
        reminded_at: None,
        outlines_missing: if kind.has(Step::SpeechOutline) { 10 } else { 0 },
        ballot_closed: false,
        tally: Tally { expected: 10, required_share: kind.share_required.then_some(80), ..Tally::default() },
    }
}

fn general() -> Meeting {
    fresh(MeetingKind::GeneralMeeting.row())
}

fn any_kind() -> impl Strategy<Value = &'static KindRow> {
    proptest::sample::select(KINDS.iter().chain([&SEVENTH]).collect::<Vec<_>>())
}

#[test]
fn the_main_story_runs_with_one_return() {
    let mut m = general().after(Act::SendNotice);
    assert_eq!(m.stage(Instant(0)), Stage::Answering);
    m.tally.attending = 7;
    assert_eq!(m.stage(Instant(9 * DAY + 1)), Stage::Blocked);
    assert_eq!(
        m.allow(Act::UploadRecord, Instant(11 * DAY)),
        Err(MeetingRefusal::ShareNotReached { missing: 1 }.into())
    );
    m.tally.attending = 8;
    assert_eq!(m.stage(Instant(9 * DAY + 1)), Stage::Ready);
    assert_eq!(refused(m.allow(Act::UploadRecord, Instant(9 * DAY))), Some("not_begun"));
    m.allow(Act::UploadRecord, Instant(10 * DAY)).unwrap();
    m = m.after(Act::UploadRecord);
    assert!(m.earns_points(Act::Submit));
    m = m.after(Act::Submit);
    assert_eq!(m.stage(Instant(11 * DAY)), Stage::InReview);
    m = m.after(Act::Return);
    assert_eq!(m.stage(Instant(11 * DAY)), Stage::Returned);
    m = m.after(Act::UploadRecord).after(Act::Submit).after(Act::Approve);
    assert_eq!((m.step, m.stage(Instant(12 * DAY))), (Step::Done, Stage::Done));
}

#[test]
fn a_life_meeting_is_prepared_approved_held_appraised_and_followed_up() {
    let (early, late) = (Instant(0), Instant(11 * DAY));
    let mut m = fresh(MeetingKind::LifeMeeting.row());
    assert!(m.allow(Act::SendNotice, early).is_err(), "not before it is approved");
    m = m.after(Act::SendPreNotice);
    assert_eq!((m.step, m.stage(early)), (Step::SpeechOutline, Stage::Preparing));
    let missing: Refusal = MeetingRefusal::OutlinesMissing { missing: 10 }.into();
    assert_eq!(m.allow(Act::SubmitMaterials, early), Err(missing));
    m.outlines_missing = 0;
    m.allow(Act::SubmitMaterials, early).unwrap();
    m = m.after(Act::SubmitMaterials);
    assert_eq!((m.step, m.earns_points(Act::Submit)), (Step::SubmitForApproval, false));
    m = m.after(Act::Submit).after(Act::Return);
    assert_eq!((m.step, m.stage(early)), (Step::SubmitForApproval, Stage::Returned));
    m = m.after(Act::Submit).after(Act::Approve);
    assert_eq!((m.step, m.stage(early)), (Step::SendNotice, Stage::Draft));
    m = m.after(Act::SendNotice);
    m.tally.attending = 9;
    assert_eq!(refused(m.allow(Act::Appraise, early)), Some("not_begun"));
    m.allow(Act::Appraise, late).unwrap();
    m = m.after(Act::UploadRecord);
    assert_eq!((m.step, m.stage(late)), (Step::UploadAppraisal, Stage::AppraisalDue));
    assert_eq!(m.allow(Act::UploadAppraisal, late), Err(MeetingRefusal::BallotOpen.into()));
    m = m.after(Act::CloseBallot).after(Act::UploadAppraisal);
    assert!(m.allow(Act::UploadAppraisal, late).is_ok() && m.earns_points(Act::Submit));
    m = m.after(Act::Submit).after(Act::Approve);
    assert_eq!((m.step, m.is_done(), m.stage(late)), (Step::AfterWork, true, Stage::Done));
    m.allow(Act::UploadAfterWork, late).unwrap();
    assert_eq!(m.after(Act::UploadAfterWork).stage(late), Stage::Done);
}

#[test]
fn only_kinds_with_an_appraisal_know_the_acts_of_one() {
    let m = general().after(Act::SendNotice);
    assert_eq!(refused(m.allow(Act::Appraise, Instant(10 * DAY))), Some("not_at_this_step"));
    assert!(!m.kind.acts().contains(&Act::UploadAppraisal));
    assert!(MeetingKind::LifeMeeting.row().acts().contains(&Act::UploadAppraisal));
}

#[test]
fn answers_end_with_the_deadline_s_own_millisecond() {
    let m = fresh(MeetingKind::ThemeDay.row()).after(Act::SendNotice);
    assert_eq!(m.allow(Act::Answer, m.answer_deadline), Ok(()));
    assert_eq!(refused(m.allow(Act::Answer, m.answer_deadline.plus(1))), Some("answer_too_late"));
}

#[test]
fn what_the_superior_has_looked_at_cannot_be_taken_back() {
    let mut m = general();
    m.step = Step::Review;
    assert_eq!(m.allow(Act::Withdraw, Instant(0)), Ok(()));
    m.looked_at = true;
    assert_eq!(m.allow(Act::Withdraw, Instant(0)), Err(Refusal::AlreadyLookedAt));
}

/// What somebody tries: an act, on a day, with so many attending by then.
fn tries(length: usize) -> impl Strategy<Value = Vec<(Act, i64, u32)>> {
    prop::collection::vec((proptest::sample::select(Act::ALL), 0i64..14, 0u32..=10), 0..length)
}

/// What an act changes beside the state: heads, outlines.
fn effects(m: &mut Meeting, act: Act, number: u32) {
    match act {
        Act::Answer => m.tally.attending = number,
        Act::UploadOutline => m.outlines_missing = m.outlines_missing.saturating_sub(number),
        Act::Edit
        | Act::Cancel
        | Act::SendPreNotice
        | Act::SubmitMaterials
        | Act::SendNotice
        | Act::Remind
        | Act::UploadRecord
        | Act::Appraise
        | Act::CloseBallot
        | Act::UploadAppraisal
        | Act::Submit
        | Act::Withdraw
        | Act::Return
        | Act::Approve
        | Act::UploadAfterWork => {}
    }
}

proptest! {
    /// A random walk over the acts does nothing outside its step and its time, never leaves the kind's table, and never
    /// comes out of 完成 or a cancellation.
    #[test]
    fn a_random_walk_never_reaches_an_illegal_state(kind in any_kind(), walk in tries(90)) {
        let mut m = fresh(kind);
        let mut told = false;
        for (act, day, number) in walk {
            let now = Instant(day * DAY);
            let before = m.clone();
            if m.allow(act, now).is_err() {
                continue;
            }
            prop_assert!(!before.cancelled && before.step != Step::Done);
            prop_assert!(kind.offers(before.step, act), "{} at {}", act.label(), before.step.label());
            prop_assert!(!before.is_done() || act == Act::UploadAfterWork);
            m = m.after(act);
            effects(&mut m, act, number);
            told |= act == Act::SendNotice;
            prop_assert!(kind.has(m.step));
            match act {
                Act::Answer => prop_assert!(told && now <= m.answer_deadline),
                Act::SendNotice | Act::SendPreNotice => prop_assert!(now < m.starts_at),
                Act::SubmitMaterials => prop_assert!(before.outlines_missing == 0),
                Act::Approve | Act::Return => prop_assert!(before.step.is_decided()),
                Act::Edit | Act::Cancel | Act::Remind | Act::UploadOutline | Act::UploadRecord | Act::Appraise | Act::CloseBallot
                | Act::UploadAppraisal | Act::Submit | Act::Withdraw | Act::UploadAfterWork => {}
            }
            if before.step == Step::Answer && m.step != Step::Answer {
                prop_assert!(before.tally.reached() && now >= before.starts_at);
            }
            prop_assert!(!m.returned || kind.after(m.step).is_some_and(Step::is_decided));
            let back = kind.before(m.step, before.step);
            prop_assert!(!back || matches!(act, Act::Return | Act::Withdraw), "{} went back", act.label());
            prop_assert_eq!(act == Act::Submit && kind.before(Step::UploadRecord, before.step), before.earns_points(act));
        }
    }

    /// Between now and the instant that it names itself, a meeting's stage stands still.
    #[test]
    fn a_stage_holds_until_it_says(
        kind in any_kind(), attending in 0u32..=10, on_leave in 0u32..=3, now in 0i64..14, later in 0i64..14,
    ) {
        let mut m = Meeting { step: Step::Answer, ..fresh(kind) };
        (m.tally.attending, m.tally.on_leave) = (attending.min(10 - on_leave), on_leave);
        let now = Instant(now * DAY);
        let then = now.plus(later * DAY).0.min(m.holds_until(now).0 - 1);
        prop_assert_eq!(m.stage(now), m.stage(Instant(then)));
        prop_assert_eq!(m.allow(Act::Answer, now).is_ok(), m.allow(Act::Answer, Instant(then)).is_ok());
    }

    /// From every state that a walk can reach, 完成 can still be reached by doing what each step's row says, unless the
    /// meeting was called off.
    #[test]
    fn done_is_reachable_from_everywhere(kind in any_kind(), walk in tries(60)) {
        let mut m = fresh(kind);
        for (act, day, number) in walk {
            if act != Act::Cancel && m.allow(act, Instant(day * DAY)).is_ok() {
                m = m.after(act);
                effects(&mut m, act, number);
            }
        }
        (m.tally.attending, m.outlines_missing, m.ballot_closed) = (10, 0, true);
        let steps_left = kind.steps.len();
        for _ in 0..steps_left {
            if m.is_done() {
                break;
            }
            let on_the_way = kind.acts().into_iter().find_map(|act| {
                let now = if matches!(act, Act::SendNotice | Act::SendPreNotice) { Instant(0) } else { Instant(11 * DAY) };
                let leads = act != Act::Cancel && kind.led(m.step, act).is_some();
                (leads && m.allow(act, now).is_ok()).then(|| m.after(act))
            });
            prop_assert!(on_the_way.is_some(), "stuck at {}", m.step.label());
            m = on_the_way.unwrap_or(m);
        }
        prop_assert!(m.is_done());
    }
}
