//! What is typed into the meeting form, checked against every rule at once (FEATURES 3.4–3.10).
//!
//! The same function runs in the page (as one types) and in the API (for good); it returns *all* faults, each with its
//! field.

use super::kind::{Audience, MeetingKind};
use super::quorum::Motion;
use super::refusal::MeetingRefusal;
use super::share::MIN_REQUIRED;
use super::wire::MeetingForm;
use super::words::ExclusionReason;
use crate::refusal::{check_length, check_text};
use crate::time::DAY;
use crate::{Instant, MemberId, Refusal};
use std::collections::BTreeSet;

/// The most characters a title holds.
pub const TITLE_MAX: usize = 80;
/// The most characters a place holds.
pub const PLACE_MAX: usize = 80;
/// The most characters an agenda holds.
pub const AGENDA_MAX: usize = 5_000;
/// The most characters a reason holds.
pub const REASON_MAX: usize = 300;
/// The most characters a record's text holds, formatting not counted.
pub const RECORD_MAX: usize = 50_000;
/// The most photos, and the most attachments, a record holds.
pub const FILES_MAX: usize = 20;

/// Somebody of the circle the meeting draws from: branch, committee or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The member.
    pub id: MemberId,
    /// Their name, for the sentences.
    pub name: String,
}

/// Checks a form; `circle` is whom the kind draws from, `committee` the branch's committee, `now` the server's clock.
///
/// # Errors
/// Every fault at once.
pub fn check(form: &MeetingForm, circle: &[Person], committee: &[MemberId], now: Instant) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "会议主题", &form.title, TITLE_MAX);
    check_text(&mut faults, "place", "会议地点", &form.place, PLACE_MAX);
    check_length(&mut faults, "agenda", "会议议程", &form.agenda, AGENDA_MAX);
    check_times(&mut faults, form, now);
    check_share(&mut faults, form.kind, form.required_share);
    if committee.is_empty() {
        faults.push(MeetingRefusal::NoCommittee.into());
    } else if !committee.contains(&form.chair) {
        faults.push(MeetingRefusal::ChairNotOnCommittee.into());
    }
    match (form.kind.row().audience, form.group) {
        (Audience::Group, None) => faults.push(MeetingRefusal::GroupMissing.into()),
        (Audience::Branch | Audience::Committee, Some(_)) => faults.push(MeetingRefusal::GroupNotTaken.into()),
        (Audience::Group, Some(_)) | (Audience::Branch | Audience::Committee, None) => {}
    }
    check_people(&mut faults, form, circle);
    Refusal::collect(faults)
}

fn check_times(faults: &mut Vec<Refusal>, form: &MeetingForm, now: Instant) {
    if form.starts_at <= now {
        faults.push(MeetingRefusal::MeetingInThePast.into());
    } else if form.starts_at > now.plus(366 * DAY) {
        faults.push(MeetingRefusal::MeetingTooFarAhead.into());
    }
    if form.answer_deadline >= form.starts_at {
        faults.push(MeetingRefusal::DeadlineAfterStart.into());
    } else if form.answer_deadline <= now {
        faults.push(MeetingRefusal::DeadlineInThePast.into());
    }
}

fn check_share(faults: &mut Vec<Refusal>, kind: MeetingKind, share: Option<u8>) {
    match (kind.row().share_required, share) {
        (true, Some(MIN_REQUIRED..=100)) | (false, None) => {}
        (true, _) => faults.push(MeetingRefusal::ShareOutOfBounds.into()),
        (false, Some(_)) => faults.push(MeetingRefusal::ShareNotTaken.into()),
    }
}

fn check_people(faults: &mut Vec<Refusal>, form: &MeetingForm, circle: &[Person]) {
    let expected: BTreeSet<MemberId> = form.expected.iter().copied().collect();
    let excluded: BTreeSet<MemberId> = form.excluded.iter().map(|e| e.member).collect();
    if expected.is_empty() {
        faults.push(MeetingRefusal::NobodyExpected.into());
        return;
    }
    for (field, ids) in [("expected", &expected), ("excluded", &excluded)] {
        let strangers = ids.iter().filter(|id| circle.iter().all(|p| p.id != **id)).count();
        if strangers > 0 {
            // ids of people elsewhere get no name: whether they exist is not the caller's to know
            faults.push(Refusal::NotInCircle { field, names: format!("{strangers} 人") });
        }
    }
    let named = |test: &dyn Fn(MemberId) -> bool| names(circle.iter().filter(|p| test(p.id)));
    if let Some(names) = named(&|id| expected.contains(&id) && excluded.contains(&id)) {
        faults.push(MeetingRefusal::PlacedTwice { names }.into());
    }
    if let Some(names) = named(&|id| !expected.contains(&id) && !excluded.contains(&id)) {
        faults.push(MeetingRefusal::Unplaced { names }.into());
    }
    let bare = |id| {
        form.excluded.iter().any(|e| e.member == id && e.reason == ExclusionReason::Other && e.note.trim().is_empty())
    };
    if let Some(names) = named(&bare) {
        faults.push(MeetingRefusal::ExclusionNeedsNote { names }.into());
    }
    for exclusion in &form.excluded {
        check_length(faults, "excluded", "不计入应到的说明", &exclusion.note, REASON_MAX);
    }
}

/// The most motions of a record.
pub const MOTIONS_MAX: usize = 20;

/// Checks what was voted on; `voters` is how many with a vote were there.
pub fn check_motions(faults: &mut Vec<Refusal>, motions: &[Motion], voters: u32) {
    if motions.len() > MOTIONS_MAX {
        faults.push(MeetingRefusal::TooManyVotes { max: MOTIONS_MAX }.into());
    }
    for motion in motions {
        check_text(faults, "votes", "表决事项", &motion.title, TITLE_MAX);
        let votes = motion.yes.saturating_add(motion.no).saturating_add(motion.abstained);
        if votes > voters {
            let title = motion.title.trim().to_owned();
            faults.push(MeetingRefusal::VotesExceedVoters { title, votes, voters }.into());
        }
    }
}

/// The names, at most five of them written out; `None` when there are none.
#[must_use]
pub fn names<'a>(people: impl Iterator<Item = &'a Person>) -> Option<String> {
    let all: Vec<&str> = people.map(|p| p.name.as_str()).collect();
    match all.len() {
        0 => None,
        1..=5 => Some(all.join("、")),
        n => Some(format!("{}等 {n} 人", all[..5].join("、"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Exclusion, Length};
    use crate::time::HOUR;

    const NOW: Instant = Instant(1_000 * DAY);

    fn circle() -> Vec<Person> {
        (1..=4).map(|i| Person { id: MemberId(i), name: format!("示例{i}") }).collect()
    }

    fn good() -> MeetingForm {
        MeetingForm {
            kind: MeetingKind::GeneralMeeting,
            title: "讨论预备党员转正".into(),
            place: "村部二楼".into(),
            agenda: String::new(),
            starts_at: NOW.plus(3 * DAY),
            length: Length::HalfDay,
            chair: MemberId(1),
            group: None,
            required_share: Some(80),
            answer_deadline: NOW.plus(2 * DAY),
            expected: vec![MemberId(1), MemberId(2), MemberId(3)],
            excluded: vec![Exclusion { member: MemberId(4), reason: ExclusionReason::Illness, note: String::new() }],
        }
    }

    fn faults(change: impl FnOnce(&mut MeetingForm)) -> Vec<&'static str> {
        let mut form = good();
        change(&mut form);
        match check(&form, &circle(), &[MemberId(1)], NOW) {
            Ok(()) => vec![],
            Err(Refusal::Several(all)) => all.iter().map(Refusal::code).collect(),
            Err(one) => vec![one.code()],
        }
    }

    #[test]
    fn a_good_form_passes() {
        assert_eq!(faults(|_| {}), Vec::<&str>::new());
    }

    #[test]
    fn each_rule_names_its_own_fault() {
        assert_eq!(faults(|f| f.title = "  ".into()), ["missing"]);
        assert_eq!(faults(|f| f.title = "会".repeat(300)), ["too_long"]);
        assert_eq!(faults(|f| f.place = "🏠".repeat(81)), ["too_long"]);
        assert_eq!(faults(|f| f.starts_at = NOW), ["meeting_in_the_past", "deadline_after_start"]);
        assert_eq!(faults(|f| f.starts_at = NOW.plus(400 * DAY)), ["meeting_too_far_ahead"]);
        assert_eq!(faults(|f| f.answer_deadline = f.starts_at), ["deadline_after_start"]);
        assert_eq!(faults(|f| f.answer_deadline = NOW.plus(-HOUR)), ["deadline_in_the_past"]);
        assert_eq!(faults(|f| f.required_share = None), ["share_out_of_bounds"]);
        assert_eq!(faults(|f| f.required_share = Some(49)), ["share_out_of_bounds"]);
        assert_eq!(faults(|f| f.required_share = Some(101)), ["share_out_of_bounds"]);
        assert_eq!(faults(|f| f.chair = MemberId(2)), ["chair_not_on_committee"]);
        assert_eq!(faults(|f| f.expected.clear()), ["nobody_expected"]);
        assert_eq!(faults(|f| f.expected.push(MemberId(99))), ["not_in_circle"]);
        assert_eq!(faults(|f| f.expected.push(MemberId(4))), ["placed_twice"]);
        assert_eq!(faults(|f| f.excluded.clear()), ["unplaced"]);
        assert_eq!(faults(|f| f.excluded[0].reason = ExclusionReason::Other), ["exclusion_needs_note"]);
        assert_eq!(faults(|f| f.group = Some(crate::GroupId(1))), ["group_not_taken"]);
        assert_eq!(faults(|f| (f.kind, f.required_share) = (MeetingKind::GroupMeeting, None)), ["group_missing"]);
        assert_eq!(faults(|f| f.kind = MeetingKind::PartyLecture), ["share_not_taken"]);
    }

    #[test]
    fn all_faults_come_at_once_each_with_its_field() {
        let mut form = good();
        form.title.clear();
        form.starts_at = NOW.plus(-1);
        let Err(refusal) = check(&form, &circle(), &[], NOW) else { panic!("must be refused") };
        let problem = refusal.problem("r1".into());
        let fields: Vec<_> = problem.errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["title", "starts_at", "answer_deadline", "chair"]);
        assert!(problem.errors.iter().all(|e| !e.sentence.is_empty()));
    }
}
