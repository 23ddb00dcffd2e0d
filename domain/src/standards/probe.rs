//! What the platform's own records say of an item (系统佐证): pure, over facts that the backend has loaded.
//!
//! A period that is over and has nothing to show is short; one that is under way still waits; one that began before the
//! branch was founded is not asked about. Days are Asia/Shanghai.

use super::check::EVIDENCE_MAX;
use super::item::EvidenceKind;
use super::wire::EvidenceLink;
use crate::branch::{BranchCommittee, CommitteePost, Overview};
use crate::meeting::MeetingKind;
use crate::time::Period;
use crate::{Instant, MeetingId};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeSet;

/// From how many full members on a branch has a committee (支部工作条例).
const COMMITTEE_FROM: u32 = 7;
/// How many people a committee has: at least, at most.
const COMMITTEE_SIZE: (usize, usize) = (3, 7);
/// How long before its end a term is spoken of, in days.
const TERM_SOON: i64 = 90;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// At least one meeting of the kind, done, in each month, quarter or year.
    Held {
        /// The kind.
        kind: MeetingKind,
        /// In each of these.
        each: Period,
    },
    /// A committee of the size that the number of full members asks for.
    CommitteeFormed,
    /// The committee's term is written down, is not over, and is at most so many years long.
    TermRuns {
        /// The most years.
        years: u32,
    },
    /// 支部概述 is filled, all of it.
    OverviewFilled,
    /// The branch has at most so many members.
    Size {
        /// The most.
        most: u32,
    },
    /// Party groups are formed.
    GroupsFormed,
}

coded! {
    /// How it looks.
    pub enum FindingState {
        /// The records show it.
        Shown = "shown" "系统已有佐证",
        /// Nothing is missing yet, nor shown.
        Open = "open" "有待完成",
        /// Something that should be there is not.
        Short = "short" "系统记录不足",
    }
}

/// A meeting that was held and is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The meeting.
    pub id: MeetingId,
    /// Its kind.
    pub kind: MeetingKind,
    /// When it started.
    pub starts_at: Instant,
}

/// What a branch's records hold; committee, overview, groups and members as they are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Now.
    pub now: Instant,
    /// Which year is looked at.
    pub year: i32,
    /// When the branch was founded, where that is known.
    pub founded: Option<NaiveDate>,
    /// Meetings of that year that are done, in any order.
    pub held: Vec<Held>,
    /// The committee.
    pub committee: BranchCommittee,
    /// 支部概述.
    pub overview: Overview,
    /// Present members.
    pub members: u32,
    /// Full members among them.
    pub full_members: u32,
    /// Party groups.
    pub groups: u32,
    /// Members who are in one.
    pub grouped: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it looks.
    pub state: FindingState,
    /// In words.
    pub says: String,
    /// What shows it.
    pub evidence: Vec<EvidenceLink>,
}

impl Finding {
    fn new(state: FindingState, says: impl Into<String>) -> Self {
        Self { state, says: says.into(), evidence: Vec::new() }
    }

    fn with(self, kind: EvidenceKind) -> Self {
        Self { evidence: vec![EvidenceLink { kind, id: None }], ..self }
    }
}

impl Probe {
    /// Looks; `None` where the records can't tell: of a year that is over only its meetings are still known.
    #[must_use]
    pub fn look(self, facts: &Facts) -> Option<Finding> {
        let past = facts.year != facts.now.day().year();
        match self {
            Self::Held { kind, each } => Some(held(kind, each, facts)),
            Self::CommitteeFormed
            | Self::TermRuns { .. }
            | Self::OverviewFilled
            | Self::Size { .. }
            | Self::GroupsFormed
                if past =>
            {
                None
            }
            Self::CommitteeFormed => Some(committee(facts)),
            Self::TermRuns { years } => Some(term(years, facts)),
            Self::OverviewFilled => Some(overview(&facts.overview)),
            Self::Size { most } => Some(size(most, facts.members)),
            Self::GroupsFormed => Some(groups(facts)),
        }
    }
}

/// The periods of a year, by number from 1: the first day of each and the day after its last.
fn periods(year: i32, each: Period) -> Vec<(u32, NaiveDate, NaiveDate)> {
    let months = match each {
        Period::Day | Period::Month => 1,
        Period::Quarter => 3,
        Period::Year => 12,
    };
    let begins = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
    let period = |n: u32| {
        let from = begins((n - 1) * months + 1)?;
        Some((n, from, from.checked_add_months(Months::new(months))?))
    };
    (1..=12 / months).filter_map(period).collect()
}

fn held(kind: MeetingKind, each: Period, facts: &Facts) -> Finding {
    let mut meetings: Vec<_> = facts.held.iter().filter(|h| h.kind == kind).collect();
    meetings.sort_by_key(|h| (h.starts_at, h.id));
    let today = facts.now.day();
    let (mut done, mut missing, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (n, from, to) in periods(facts.year, each) {
        let some = meetings.iter().any(|h| (from..to).contains(&h.starts_at.day()));
        let asked = facts.founded.is_none_or(|founded| founded <= from);
        match (some, to <= today) {
            (true, _) => done.push(n),
            (false, true) if asked => missing.push(n),
            (false, false) if from <= today => open.push(n),
            (false, _) => {}
        }
    }
    let state = match (missing.is_empty(), done.is_empty()) {
        (false, _) => FindingState::Short,
        (true, false) => FindingState::Shown,
        (true, true) => FindingState::Open,
    };
    if kind == MeetingKind::GroupMeeting && facts.groups == 0 && done.is_empty() {
        return Finding::new(FindingState::Open, "没有划分党小组，也没有党小组会的记录；不划分党小组的，可以选不适用");
    }
    let kind = EvidenceKind::of_meeting(kind);
    let link = |h: &&Held| EvidenceLink { kind, id: Some(h.id.0) };
    let evidence = meetings.iter().take(EVIDENCE_MAX).map(link).collect();
    Finding { state, says: spoken(each, meetings.len(), [&done, &missing, &open]), evidence }
}

/// 已完成：第1、2季度；缺第3季度；第4季度还在期限内.
fn spoken(each: Period, count: usize, [done, missing, open]: [&[u32]; 3]) -> String {
    let named = |numbers: &[u32]| {
        let list = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
        match each {
            Period::Day | Period::Month => format!("{list}月"),
            Period::Quarter => format!("第{list}季度"),
            Period::Year => "本年".into(),
        }
    };
    if each == Period::Year {
        return match (count, open.is_empty()) {
            (0, true) => "全年没有已完成的记录".into(),
            (0, false) => "今年还没有已完成的记录".into(),
            (n, _) => format!("已完成 {n} 次"),
        };
    }
    let mut parts = Vec::new();
    if done.is_empty() {
        parts.push("还没有已完成的记录".to_owned());
    } else {
        parts.push(format!("已完成 {count} 次，{}都有", named(done)));
    }
    if !missing.is_empty() {
        parts.push(format!("缺{}", named(missing)));
    }
    if !open.is_empty() {
        parts.push(format!("{}还在期限内", named(open)));
    }
    parts.join("；")
}

fn committee(facts: &Facts) -> Finding {
    let people: BTreeSet<_> = facts.committee.posts.iter().map(|p| p.member).collect();
    let heads = people.len();
    let secretary = facts.committee.posts.iter().any(|p| p.post == CommitteePost::Secretary);
    let large = facts.full_members >= COMMITTEE_FROM;
    let (least, most) = COMMITTEE_SIZE;
    if heads == 0 {
        return Finding::new(FindingState::Short, "还没有组建支委会");
    }
    if !secretary {
        return Finding::new(FindingState::Short, "支委会没有支部书记").with(EvidenceKind::Committee);
    }
    if large && !(least..=most).contains(&heads) {
        let says = format!("正式党员 {} 人，支委会应有 {least} 至 {most} 人，现在 {heads} 人", facts.full_members);
        return Finding::new(FindingState::Short, says).with(EvidenceKind::Committee);
    }
    let says = format!("正式党员 {} 人，支委会 {heads} 人，有支部书记", facts.full_members);
    Finding::new(FindingState::Shown, says).with(EvidenceKind::Committee)
}

fn term(years: u32, facts: &Facts) -> Finding {
    let date = |text: &Option<String>| NaiveDate::parse_from_str(text.as_deref()?, "%Y-%m-%d").ok();
    let (begins, ends) = (date(&facts.committee.term_begins), date(&facts.committee.term_ends));
    let Some((begins, ends)) = begins.zip(ends) else {
        return Finding::new(FindingState::Short, "支委会没有填写任期");
    };
    let left = (ends - facts.now.day()).num_days();
    let too_long = begins.checked_add_months(Months::new(12 * years)).is_some_and(|latest| ends > latest);
    let (state, says) = if left < 0 {
        (FindingState::Short, format!("任期已于 {ends} 届满，请按期换届"))
    } else if too_long {
        (FindingState::Short, format!("任期 {begins} 至 {ends}，超过 {years} 年"))
    } else if left <= TERM_SOON {
        (FindingState::Open, format!("任期到 {ends} 届满，还有 {left} 天，请准备换届"))
    } else {
        (FindingState::Shown, format!("任期 {begins} 至 {ends}"))
    };
    Finding::new(state, says).with(EvidenceKind::Committee)
}

fn overview(overview: &Overview) -> Finding {
    let parts =
        [("支部简介", &overview.introduction), ("活动场所", &overview.meeting_place), ("联系方式", &overview.contact)];
    let missing: Vec<_> = parts.iter().filter(|(_, text)| text.trim().is_empty()).map(|(label, _)| *label).collect();
    if missing.is_empty() {
        let says = format!("支部概述已填写，活动场所：{}", overview.meeting_place.trim());
        return Finding::new(FindingState::Shown, says).with(EvidenceKind::Overview);
    }
    let short = Finding::new(FindingState::Short, format!("支部概述还没有填写{}", missing.join("、")));
    if missing.len() == parts.len() { short } else { short.with(EvidenceKind::Overview) }
}

fn size(most: u32, members: u32) -> Finding {
    let (state, says) = match members {
        0 => (FindingState::Open, "名册里还没有党员".to_owned()),
        n if n <= most => (FindingState::Shown, format!("在册党员 {n} 人，不超过 {most} 人")),
        n => (FindingState::Short, format!("在册党员 {n} 人，超过 {most} 人，请研究划分支部")),
    };
    Finding::new(state, says)
}

fn groups(facts: &Facts) -> Finding {
    if facts.groups == 0 {
        return Finding::new(FindingState::Open, "没有划分党小组；党员不多、居住集中的，可以选不适用");
    }
    let says = format!("划分 {} 个党小组，编入 {} 名党员", facts.groups, facts.grouped);
    Finding::new(FindingState::Shown, says).with(EvidenceKind::Groups)
}
