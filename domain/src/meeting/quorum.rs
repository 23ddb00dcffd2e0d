//! The quorum engine (FEATURES 13.1): versioned rules, who counts and who doesn't and why, whether votes are valid and pass.
//!
//! Rules are data; the version in force on the day of the meeting applies, and the result is frozen into the record with
//! that version, so that later rules change nothing about past meetings.

use super::share;
use super::wire::Attendee;
use super::words::ExclusionReason;
use crate::Instant;
use crate::member::MemberClass;
use chrono::NaiveDate;
use std::collections::BTreeMap;

coded! {
    /// What is voted on.
    pub enum MotionKind {
        /// An ordinary decision: over half of those with a vote must be there, and over half of those expected pass it.
        Decision = "decision" "表决事项",
        /// An election: over four fifths of those with a vote must be there.
        Election = "election" "选举",
    }
}

/// A share of people: `over` it (a person more than the share when it comes out even).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// Numerator.
    pub part: u32,
    /// Denominator.
    pub of: u32,
}

impl Over {
    /// The fewest people that are more than this share of `all`.
    #[must_use]
    pub const fn needed(self, all: u32) -> u32 {
        all.saturating_mul(self.part) / self.of + 1
    }

    /// 超过五分之四.
    #[must_use]
    pub fn said(self) -> &'static str {
        match (self.part, self.of) {
            (1, 2) => "超过半数",
            (4, 5) => "超过五分之四",
            (2, 3) => "超过三分之二",
            (_, _) => "超过规定比例",
        }
    }
}

/// One version of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Names the version; frozen into records.
    pub version: &'static str,
    /// The first day on which it applies.
    pub from: NaiveDate,
    /// How many of those with a vote must be there for a decision to be voted on.
    pub decision_present: Over,
    /// How many of those with a vote must be there for an election.
    pub election_present: Over,
    /// How many of those expected with a vote must be in favour.
    pub in_favour: Over,
    /// Whether probationary members have a vote.
    pub probationary_vote: bool,
    /// Why somebody may not count, and what has to be observed.
    pub exclusions: &'static [(ExclusionReason, &'static str)],
}

const EXCLUSIONS: &[(ExclusionReason, &str)] = &[
    (ExclusionReason::Illness, "年老体弱卧床不起，或者长期生病、生活不能自理"),
    (ExclusionReason::Unfit, "因病不能表达本人意志"),
    (ExclusionReason::Abroad, "出国（境）半年以上"),
    (ExclusionReason::Away, "外出流动半年以上，按规定应当转出组织关系而没有转出"),
    (ExclusionReason::Detained, "被依法留置、逮捕或者正在服刑"),
    (ExclusionReason::Other, "其他情形，须写明原因"),
];

/// The versions, the oldest first.
#[must_use]
pub fn versions() -> Vec<Rules> {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
    vec![Rules {
        version: "2026-1",
        from: day(1970, 1, 1),
        decision_present: Over { part: 1, of: 2 },
        election_present: Over { part: 4, of: 5 },
        in_favour: Over { part: 1, of: 2 },
        probationary_vote: false,
        exclusions: EXCLUSIONS,
    }]
}

/// The version in force on `day`, out of `versions` (the oldest first).
#[must_use]
pub fn in_force(versions: &[Rules], day: NaiveDate) -> Option<&Rules> {
    versions.iter().rev().find(|r| r.from <= day).or_else(|| versions.first())
}

wire! {
    /// What was voted on, with the votes counted; part of the record.
    pub struct Motion {
        /// What, at most 80 characters.
        pub title: String,
        /// A decision or an election.
        pub kind: MotionKind,
        /// In favour.
        pub yes: u32,
        /// Against.
        pub no: u32,
        /// Abstained.
        pub abstained: u32,
    }

    /// What became of a motion, and why.
    pub struct MotionResult {
        /// What was voted on.
        #[serde(flatten)]
        pub motion: Motion,
        /// Enough of those with a vote were there.
        pub valid: bool,
        /// Valid, and enough were in favour.
        pub passed: bool,
        /// The reckoning: 「应到有表决权 20 人，须到会 11 人，实到 18 人；须赞成 11 票，赞成 17 票」.
        pub why: String,
    }

    /// One condition, with the figures behind it.
    pub struct Condition {
        /// What it is: 「召开会议：参会比例 80%」.
        pub label: String,
        /// How many there are.
        pub has: u32,
        /// How many it takes.
        pub needs: u32,
        /// `needs` less `has`: 还差 N 人.
        pub missing: u32,
    }

    /// Some of those who don't count.
    pub struct ExcludedPart {
        /// Why.
        pub reason: ExclusionReason,
        /// How the rules put it.
        pub basis: String,
        /// Who.
        pub names: Vec<String>,
    }

    /// Whether the meeting can be held and its votes count: a forecast from answers until the record is in, then what was.
    pub struct Quorum {
        /// The version of the rules.
        pub version: String,
        /// Since when it is fixed: the record was handed in. Absent while it is a forecast.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub frozen_at: Option<Instant>,
        /// From answers (`false`) or from attendance (`true`).
        pub counted: bool,
        /// 应到.
        pub expected: u32,
        /// Of them with a vote.
        pub voters: u32,
        /// Of those expected, without one: probationary members.
        pub without_vote: Vec<String>,
        /// Said they attend, or were there.
        pub there: u32,
        /// Of them with a vote.
        pub voters_there: u32,
        /// Who doesn't count, and why.
        pub excluded: Vec<ExcludedPart>,
        /// What it takes, each with what there is.
        pub conditions: Vec<Condition>,
        /// What was voted on.
        pub motions: Vec<MotionResult>,
    }
}

/// Heads the engine reckons with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Heads {
    expected: u32,
    voters: u32,
    there: u32,
    voters_there: u32,
}

/// Whether somebody of this class has a vote.
#[must_use]
pub const fn has_vote(rules: &Rules, class: MemberClass) -> bool {
    matches!(class, MemberClass::Full) || rules.probationary_vote
}

/// Reckons: `required` is the share set for the meeting, `motions` what was voted on.
#[must_use]
pub fn reckon(rules: &Rules, people: &[Attendee], required: Option<u8>, motions: &[Motion]) -> Quorum {
    let counted = people.iter().any(|p| p.present.is_some());
    let there = |p: &Attendee| if counted { p.present == Some(true) } else { p.attends() };
    let mut heads = Heads::default();
    let mut without_vote = Vec::new();
    for person in people.iter().filter(|p| p.expected) {
        let (votes, there) = (has_vote(rules, person.class), there(person));
        heads.expected += 1;
        heads.voters += u32::from(votes);
        heads.there += u32::from(there);
        heads.voters_there += u32::from(votes && there);
        if !votes {
            without_vote.push(person.name.clone());
        }
    }
    Quorum {
        version: rules.version.into(),
        frozen_at: None,
        counted,
        expected: heads.expected,
        voters: heads.voters,
        without_vote,
        there: heads.there,
        voters_there: heads.voters_there,
        excluded: excluded(rules, people),
        conditions: conditions(rules, heads, required),
        motions: motions.iter().map(|m| result(rules, heads, m)).collect(),
    }
}

fn excluded(rules: &Rules, people: &[Attendee]) -> Vec<ExcludedPart> {
    let mut parts = BTreeMap::<ExclusionReason, Vec<String>>::new();
    for person in people.iter().filter(|p| !p.expected) {
        parts.entry(person.reason.unwrap_or(ExclusionReason::Other)).or_default().push(person.name.clone());
    }
    let basis = |reason| rules.exclusions.iter().find(|(r, _)| *r == reason).map_or("", |(_, says)| says).to_owned();
    parts.into_iter().map(|(reason, names)| ExcludedPart { reason, basis: basis(reason), names }).collect()
}

fn conditions(rules: &Rules, heads: Heads, required: Option<u8>) -> Vec<Condition> {
    let condition = |label, has: u32, needs: u32| Condition { label, has, needs, missing: needs.saturating_sub(has) };
    let held = required.map(|share| {
        condition(format!("召开会议：参会比例 {share}%"), heads.there, share::needed(heads.expected, Some(share)))
    });
    let voting = [MotionKind::Decision, MotionKind::Election].map(|kind| {
        let over = present(rules, kind);
        let label = format!("{}：有表决权的到会人数{}", kind.label(), over.said());
        condition(label, heads.voters_there, over.needed(heads.voters))
    });
    held.into_iter().chain(voting).collect()
}

const fn present(rules: &Rules, kind: MotionKind) -> Over {
    match kind {
        MotionKind::Decision => rules.decision_present,
        MotionKind::Election => rules.election_present,
    }
}

fn result(rules: &Rules, heads: Heads, motion: &Motion) -> MotionResult {
    let there = present(rules, motion.kind).needed(heads.voters);
    let favour = rules.in_favour.needed(heads.voters);
    let valid = heads.voters_there >= there;
    let why = format!(
        "应到有表决权 {} 人，须到会 {there} 人，实到 {} 人；须赞成 {favour} 票，赞成 {} 票",
        heads.voters, heads.voters_there, motion.yes
    );
    MotionResult { motion: motion.clone(), valid, passed: valid && motion.yes >= favour, why }
}

/// How many with a vote were there, of those marked present.
#[must_use]
pub fn voters_present(rules: &Rules, people: &[Attendee], present: impl Fn(&Attendee) -> bool) -> u32 {
    let voters = people.iter().filter(|p| p.expected && has_vote(rules, p.class) && present(p)).count();
    u32::try_from(voters).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemberId;
    use crate::meeting::Answer;
    use proptest::prelude::*;

    fn person(id: i64, class: MemberClass, attends: bool, present: Option<bool>) -> Attendee {
        Attendee {
            member: MemberId(id),
            name: format!("示例{id}"),
            class,
            expected: true,
            reason: None,
            note: String::new(),
            told_at: None,
            answer: Some(if attends { Answer::Attend } else { Answer::Leave }),
            leave_reason: String::new(),
            answered_at: None,
            present,
            checked_in_at: None,
            answered_by: None,
        }
    }

    fn rules() -> Rules {
        versions().remove(0)
    }

    fn motion(kind: MotionKind, yes: u32) -> Motion {
        Motion { title: "示例".into(), kind, yes, no: 0, abstained: 0 }
    }

    fn branch(full: i64, probationary: i64, there: i64) -> Vec<Attendee> {
        let full = (1..=full).map(|i| person(i, MemberClass::Full, i <= there, None));
        full.chain((101..=100 + probationary).map(|i| person(i, MemberClass::Probationary, true, None))).collect()
    }

    #[test]
    fn over_half_of_an_even_number_is_one_more() {
        let half = Over { part: 1, of: 2 };
        assert_eq!([half.needed(20), half.needed(21), half.needed(1), half.needed(0)], [11, 11, 1, 1]);
        assert_eq!(Over { part: 4, of: 5 }.needed(20), 17);
    }

    #[test]
    fn probationary_members_count_as_expected_and_have_no_vote() {
        let quorum = reckon(&rules(), &branch(20, 3, 11), Some(60), &[motion(MotionKind::Decision, 11)]);
        assert_eq!((quorum.expected, quorum.voters, quorum.there, quorum.voters_there), (23, 20, 14, 11));
        assert_eq!(quorum.without_vote.len(), 3);
        assert_eq!(quorum.conditions.iter().map(|c| c.missing).collect::<Vec<_>>(), [0, 0, 6]);
        assert!(quorum.motions[0].passed);
    }

    #[test]
    fn a_vote_passes_on_over_half_of_those_expected_not_of_those_there() {
        let people = branch(20, 0, 12);
        let results =
            reckon(&rules(), &people, None, &[motion(MotionKind::Decision, 10), motion(MotionKind::Election, 12)]);
        assert!(results.motions[0].valid && !results.motions[0].passed, "ten of twenty are not over half");
        assert!(!results.motions[1].valid && !results.motions[1].passed, "an election needs seventeen there");
    }

    #[test]
    fn once_attendance_is_known_answers_no_longer_count() {
        let people =
            vec![person(1, MemberClass::Full, true, Some(false)), person(2, MemberClass::Full, false, Some(true))];
        let quorum = reckon(&rules(), &people, None, &[]);
        assert_eq!((quorum.counted, quorum.there), (true, 1));
    }

    #[test]
    fn those_who_do_not_count_are_listed_by_reason_with_its_basis() {
        let mut people = branch(3, 0, 3);
        people[2].expected = false;
        people[2].reason = Some(ExclusionReason::Abroad);
        let quorum = reckon(&rules(), &people, None, &[]);
        assert_eq!((quorum.expected, quorum.excluded.len()), (2, 1));
        assert_eq!((quorum.excluded[0].names[0].as_str(), quorum.excluded[0].basis.is_empty()), ("示例3", false));
    }

    #[test]
    fn the_version_in_force_on_the_day_applies() {
        let day = |y| NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
        let later = Rules { version: "later", from: day(2030), ..rules() };
        let all = [rules(), later];
        let version = |d: NaiveDate| in_force(&all, d).map(|r| r.version);
        assert_eq!(version(day(2029)), Some("2026-1"));
        assert_eq!(version(day(2030)), Some("later"));
        assert!(rules().exclusions.iter().map(|(r, _)| r).eq(ExclusionReason::ALL), "every reason has its basis");
    }

    proptest! {
        #[test]
        fn what_is_needed_is_the_fewest_over_the_share(all in 0u32..100_000, part in 1u32..5) {
            let over = Over { part, of: 5 };
            let n = over.needed(all);
            prop_assert!(u64::from(n) * 5 > u64::from(all) * u64::from(part));
            prop_assert!(u64::from(n - 1) * 5 <= u64::from(all) * u64::from(part));
        }
    }
}
