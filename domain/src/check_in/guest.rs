//! 流动党员 as guests (FEATURES 13.6): the host confirms, the home branch gets the entry, counted once per kind and period.

use crate::meeting::MeetingKind;
use crate::org::OrgRef;
use crate::{Instant, MeetingId, MemberId};

coded! {
    /// Where the host's confirmation stands.
    pub enum GuestState {
        /// Scanned, not confirmed yet.
        Waiting = "waiting" "待确认",
        /// The host has confirmed.
        Attested = "attested" "已确认",
        /// The host has not confirmed.
        Declined = "declined" "未确认",
    }
}

wire! {
    /// A guest at a meeting, as the host sees them.
    pub struct GuestRow {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// Their own branch.
        pub home: String,
        /// When they scanned.
        pub at: Instant,
        /// Where it stands.
        pub state: GuestState,
        /// Why it was not confirmed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
    }

    /// `POST /api/meetings/{id}/guests`: what the host says.
    pub struct GuestDecision {
        /// Who.
        pub member: MemberId,
        /// Whether they were there.
        pub attended: bool,
        /// Why not, at most 100 characters.
        #[serde(default)]
        pub reason: String,
    }

    /// 在外参加组织生活: an entry for the home branch and the member.
    pub struct Elsewhere {
        /// The meeting, at the host.
        pub meeting: MeetingId,
        /// Who was there.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// Their own branch.
        pub home: OrgRef,
        /// Which kind.
        pub kind: MeetingKind,
        /// What it was about.
        pub title: String,
        /// Whose meeting it was.
        pub host: String,
        /// When it started.
        pub starts_at: Instant,
        /// Where the host's confirmation stands.
        pub state: GuestState,
        /// Why it was not confirmed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
        /// It is the one that counts for its kind and period.
        pub counted: bool,
        /// The period it counts in, as a phrase: 2026年第4季度.
        pub period: String,
    }
}

/// The period that a meeting of this kind counts in, by the rule its points follow: its first day.
#[must_use]
pub fn guest_period(kind: MeetingKind, starts_at: Instant) -> chrono::NaiveDate {
    starts_at.period_start(kind.row().points.row().period())
}

/// The deed under which a guest's points are entered: the same for every meeting of a kind within a period, so that it counts
/// once.
#[must_use]
pub fn guest_deed(kind: MeetingKind, starts_at: Instant) -> String {
    format!("guest:{}:{}", kind.code(), guest_period(kind, starts_at))
}

/// The period in words.
#[must_use]
pub fn guest_period_words(kind: MeetingKind, starts_at: Instant) -> String {
    use crate::time::Period;
    use chrono::Datelike as _;
    let day = guest_period(kind, starts_at);
    match kind.row().points.row().period() {
        Period::Day => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Period::Month => format!("{}年{}月", day.year(), day.month()),
        Period::Quarter => format!("{}年第{}季度", day.year(), day.month0() / 3 + 1),
        Period::Year => format!("{}年", day.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn two_general_meetings_of_a_quarter_are_one_deed() {
        let on = |m, d| Instant::at(NaiveDate::from_ymd_opt(2026, m, d).unwrap(), 15, 0);
        let deed = |k, at| guest_deed(k, at);
        let kind = MeetingKind::GeneralMeeting;
        assert_eq!(deed(kind, on(10, 1)), deed(kind, on(12, 31)));
        assert_ne!(deed(kind, on(9, 30)), deed(kind, on(10, 1)));
        assert_ne!(deed(MeetingKind::ThemeDay, on(10, 1)), deed(MeetingKind::ThemeDay, on(11, 1)));
        assert_eq!(guest_period_words(kind, on(12, 31)), "2026年第4季度");
        assert_eq!(guest_period_words(MeetingKind::ThemeDay, on(11, 30)), "2026年11月");
    }
}
