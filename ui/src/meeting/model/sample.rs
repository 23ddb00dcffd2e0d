//! A meeting for the tests: eighteen of twenty-six attend, eighty percent are asked for.

use gsdj_domain::meeting::{
    Act, ActState, Answer, Attendee, Length, MeetingKind, MeetingRow, MeetingView, Party, Stage, Step, Tally,
};
use gsdj_domain::member::MemberClass;
use gsdj_domain::org::OrgRef;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{Instant, MeetingId, MemberId, OrgId};

/// 2026-11-24 09:00 in Asia/Shanghai, a Tuesday.
pub const NOW: Instant = Instant(1_795_482_000_000);

/// Somebody expected, with this answer.
pub fn attendee(id: i64, answer: Option<Answer>) -> Attendee {
    Attendee {
        member: MemberId(id),
        name: format!("示例{id}"),
        class: MemberClass::Full,
        expected: true,
        reason: None,
        note: String::new(),
        told_at: Some(NOW.plus(-DAY)),
        answer,
        leave_reason: String::new(),
        answered_at: answer.map(|_| NOW.plus(-HOUR)),
        present: None,
        checked_in_at: None,
        answered_by: None,
    }
}

/// The meeting of the mock-up.
pub fn view() -> MeetingView {
    let answers = |i: i64| match i {
        1..=18 => Some(Answer::Attend),
        19..=20 => Some(Answer::Leave),
        _ => None,
    };
    MeetingView {
        row: MeetingRow {
            id: MeetingId(7),
            kind: MeetingKind::GeneralMeeting,
            title: "讨论预备党员转正".into(),
            place: "村部二楼".into(),
            starts_at: NOW.plus(3 * DAY),
            length: Length::HalfDay,
            chair: "示例1".into(),
            answer_deadline: NOW.plus(9 * HOUR),
            stage: Stage::Answering,
            tally: Tally {
                expected: 26,
                excluded: 2,
                told: 26,
                attending: 18,
                on_leave: 2,
                present: None,
                required_share: Some(80),
            },
            org: OrgRef { id: OrgId(3), name: "示例村党支部".into() },
            group: None,
            my_answer: None,
            waits_for_me: false,
        },
        step: Step::Answer,
        agenda: String::new(),
        chair_id: MemberId(1),
        group_id: None,
        cancel_reason: None,
        timeline: Vec::new(),
        acts: vec![act(Act::Remind, None), act(Act::Edit, None), act(Act::Cancel, None)],
        people: (1..=26).map(|i| attendee(i, answers(i))).collect(),
        record: None,
        rounds: Vec::new(),
        quorum: None,
        life: None,
        version: 1,
    }
}

/// An act that is open, or closed with this code.
pub fn act(act: Act, code: Option<&str>) -> ActState {
    ActState {
        act,
        allowed: code.is_none(),
        code: code.map(Into::into),
        why: code.map(|c| format!("因为 {c}")),
        next: None,
        waits_for: code.map(|_| Party::Branch),
    }
}
