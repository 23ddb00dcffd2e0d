//! The calendar of activities (FEATURES 2.5) and its subscription (3.14): what stands in it, how long things last.
//!
//! A source of entries is a row of [`Source`]; pages, API and feed show whatever entries they are handed.

mod refusal;

pub use refusal::CalendarRefusal;

use crate::Refusal;
use crate::meeting::{Answer, Length};
use crate::org::OrgRef;
use crate::time::{DAY, HOUR, Instant};
use chrono::NaiveDate;

/// The most days one look at the calendar spans.
pub const SPAN_MAX: i64 = 100;
/// The most entries of one answer.
pub const ENTRIES_MAX: usize = 500;
/// How far a feed goes back and ahead, in days.
pub const FEED_SPAN: (i64, i64) = (60, 400);
/// How long half a day of meeting takes, in milliseconds.
const HALF_DAY: i64 = 4 * HOUR;
/// The longest entry, in milliseconds: what began earlier than this before a day is over by then.
pub const LONGEST: i64 = 4 * DAY;

coded! {
    /// Where an entry comes from.
    pub enum Source {
        /// A meeting.
        Meeting = "meeting" "会议",
    }
}

wire! {
    /// Something that takes place.
    pub struct CalendarEntry {
        /// Where it comes from.
        pub source: Source,
        /// Its id there.
        pub id: i64,
        /// What kind of thing it is: 「支部党员大会」.
        pub label: String,
        /// What it is about.
        pub title: String,
        /// Where; empty when it takes place nowhere.
        pub place: String,
        /// When it begins.
        pub starts_at: Instant,
        /// When it is over.
        pub ends_at: Instant,
        /// Whose it is.
        pub org: OrgRef,
        /// Where it stands, as a label: 「反馈中」.
        pub state: String,
        /// Called off.
        pub cancelled: bool,
        /// Not announced yet.
        pub tentative: bool,
        /// For a member: what they answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer: Option<Answer>,
        /// For a member: until when their answer is waited for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer_by: Option<Instant>,
    }

    /// `GET /api/calendar`: what takes place in a span of days.
    pub struct Calendar {
        /// In the order of their beginnings.
        pub entries: Vec<CalendarEntry>,
        /// There is more than fits: narrow the span or choose one organisation.
        pub more: bool,
    }

    /// A subscription just made: the address is shown this once.
    pub struct Subscription {
        /// The address, below the platform's own.
        pub path: String,
        /// When it was made.
        pub since: Instant,
    }

    /// Whether there is a subscription.
    pub struct SubscriptionState {
        /// Since when; absent when there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub since: Option<Instant>,
        /// When a calendar last fetched it, to within an hour.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub read_at: Option<Instant>,
    }
}

/// When a meeting that begins at `starts_at` is over: half a day is four hours, a day eight, and the next day goes on at
/// the hour at which the first began.
#[must_use]
pub const fn ends_at(starts_at: Instant, length: Length) -> Instant {
    let halves = length.half_days() as i64;
    let last_day = (halves - 1) / 2;
    starts_at.plus(last_day * DAY + (halves - 2 * last_day) * HALF_DAY)
}

/// Reads the span of days asked for: from midnight of the first to midnight after the last.
///
/// # Errors
/// When one is no day, or the span is none or too long.
pub fn span(from: &str, to: &str) -> Result<(Instant, Instant), Refusal> {
    let day = |field, text: &str| {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        // years that calendars hold: the store's instants must not overflow
        day.filter(|d| (1900..2200).contains(&chrono::Datelike::year(d))).ok_or(Refusal::NotADate { field })
    };
    let (from, to) = (day("from", from)?, day("to", to)?);
    match (to - from).num_days() {
        ..0 => Err(CalendarRefusal::SpanBackwards.into()),
        0..SPAN_MAX => Ok((Instant::midnight(from), Instant::midnight(to).plus(DAY))),
        _ => Err(CalendarRefusal::SpanTooLong.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_ends_on_the_day_its_length_says() {
        let nine = Instant::at(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(), 9, 0);
        let hours = |length| (ends_at(nine, length).0 - nine.0) / HOUR;
        let all: Vec<_> = Length::ALL.iter().map(|l| hours(*l)).collect();
        assert_eq!(all, [4, 8, 28, 32, 56]);
        assert!(Length::ALL.iter().all(|l| hours(*l) * HOUR < LONGEST));
    }

    #[test]
    fn a_span_is_days_of_shanghai_both_included() {
        let (from, to) = span("2026-02-01", "2026-02-28").unwrap();
        assert_eq!(((to.0 - from.0) / DAY, from.day().to_string()), (28, "2026-02-01".into()));
        assert_eq!(from.0 % DAY, 16 * HOUR);
        assert!(span("2026-03-01", "2026-03-01").is_ok());
        for (from, to, code) in [
            ("2026-03-02", "2026-03-01", "span_backwards"),
            ("2026-01-01", "2026-12-31", "span_too_long"),
            ("2026-02-30", "2026-03-01", "not_a_date"),
            ("+262142-12-31", "+262142-12-31", "not_a_date"),
            ("", "2026-03-01", "not_a_date"),
        ] {
            assert_eq!(span(from, to).map_err(|r| r.code()), Err(code), "{from} {to}");
        }
    }
}
