//! Time as the platform counts it: UTC milliseconds in store and on the wire, Asia/Shanghai in every rule about days.
//!
//! Asia/Shanghai is UTC+8 all year (no daylight saving since 1991), so a fixed offset is exact for every date the
//! platform handles. Nothing here reads a clock.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day.
pub const DAY: i64 = 24 * HOUR;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Instant(
    /// Milliseconds since the Unix epoch, UTC.
    pub i64,
);

/// The span a cap or a ranking is counted in; borders are Asia/Shanghai midnights (FEATURES 6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

fn shanghai() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| Utc.fix())
}

use chrono::Offset as _;

impl Instant {
    /// The same instant on the clocks of Asia/Shanghai; times no calendar holds are clamped to the epoch.
    #[must_use]
    pub fn local(self) -> DateTime<FixedOffset> {
        DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default().with_timezone(&shanghai())
    }

    /// The Asia/Shanghai calendar day it falls on.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.local().date_naive()
    }

    /// Midnight in Asia/Shanghai at the start of `day`.
    #[must_use]
    pub fn midnight(day: NaiveDate) -> Self {
        Self::at(day, 0, 0)
    }

    /// `hour`:`minute` in Asia/Shanghai on `day`; out-of-range clock values are taken as midnight.
    #[must_use]
    pub fn at(day: NaiveDate, hour: u32, minute: u32) -> Self {
        let naive = day.and_hms_opt(hour, minute, 0).unwrap_or_default();
        Self(shanghai().from_local_datetime(&naive).single().map_or(0, |t| t.timestamp_millis()))
    }

    /// Later by `ms` (earlier when negative); saturates.
    #[must_use]
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The day on which the `period` holding this instant begins: the key under which caps are counted.
    #[must_use]
    pub fn period_start(self, period: Period) -> NaiveDate {
        let day = self.day();
        let start = match period {
            Period::Day => Some(day),
            Period::Month => day.with_day(1),
            Period::Quarter => NaiveDate::from_ymd_opt(day.year(), (day.month0() / 3) * 3 + 1, 1),
            Period::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        start.unwrap_or(day)
    }

    /// As people say it, seen from `now`: 今天 14:30, 明天 09:00, 昨天 18:05, 周五 14:30 (within the week), 3月5日 14:30,
    /// 2025年3月5日 14:30 (UX.md, rule 5).
    #[must_use]
    pub fn spoken(self, now: Self) -> String {
        let (t, today) = (self.local(), now.day());
        let day = t.date_naive();
        let clock = format!("{:02}:{:02}", t.hour(), t.minute());
        match (day - today).num_days() {
            0 => format!("今天 {clock}"),
            1 => format!("明天 {clock}"),
            2 => format!("后天 {clock}"),
            -1 => format!("昨天 {clock}"),
            3..=6 if day.weekday().num_days_from_monday() > today.weekday().num_days_from_monday() => {
                format!("{} {clock}", weekday(day.weekday()))
            }
            _ if day.year() == today.year() => format!("{}月{}日 {clock}", day.month(), day.day()),
            _ => format!("{}年{}月{}日 {clock}", day.year(), day.month(), day.day()),
        }
    }

    /// The full form for records and print: 2026年3月5日 14:30.
    #[must_use]
    pub fn written(self) -> String {
        let t = self.local();
        format!("{}年{}月{}日 {:02}:{:02}", t.year(), t.month(), t.day(), t.hour(), t.minute())
    }

    /// `YYYY-MM-DDTHH:MM` in Asia/Shanghai, as the browser's date-and-time field wants it.
    #[must_use]
    pub fn field(self) -> String {
        self.local().format("%Y-%m-%dT%H:%M").to_string()
    }

    /// Reads what a date-and-time field holds (`YYYY-MM-DDTHH:MM`, Asia/Shanghai); `None` when it is no such thing.
    #[must_use]
    pub fn from_field(text: &str) -> Option<Self> {
        let naive = chrono::NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%dT%H:%M").ok()?;
        shanghai().from_local_datetime(&naive).single().map(|t| Self(t.timestamp_millis()))
    }
}

/// 周一 … 周日.
#[must_use]
pub const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

/// How long a wait is, in words: 3天, 5小时, 12分钟, 不到1分钟. `ms` below zero counts as none.
#[must_use]
pub fn lasting(ms: i64) -> String {
    match ms {
        ms if ms >= DAY => format!("{}天", ms / DAY),
        ms if ms >= HOUR => format!("{}小时", ms / HOUR),
        ms if ms >= MINUTE => format!("{}分钟", ms / MINUTE),
        _ => "不到1分钟".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn midnight_in_shanghai_is_four_in_the_afternoon_in_utc() {
        assert_eq!(Instant::midnight(day(1970, 1, 2)).0, 16 * HOUR);
        assert_eq!(Instant(16 * HOUR - 1).day(), day(1970, 1, 1));
        assert_eq!(Instant(16 * HOUR).day(), day(1970, 1, 2));
    }

    #[test]
    fn the_last_millisecond_of_a_quarter_still_counts_in_it() {
        let april = Instant::midnight(day(2026, 4, 1));
        assert_eq!(april.plus(-1).period_start(Period::Quarter), day(2026, 1, 1));
        assert_eq!(april.period_start(Period::Quarter), day(2026, 4, 1));
        assert_eq!(Instant::midnight(day(2028, 2, 29)).period_start(Period::Month), day(2028, 2, 1));
    }

    #[test]
    fn times_are_spoken_as_people_say_them() {
        let now = Instant::at(day(2026, 11, 24), 9, 0);
        for (at, said) in [
            (Instant::at(day(2026, 11, 24), 14, 30), "今天 14:30"),
            (Instant::at(day(2026, 11, 25), 9, 0), "明天 09:00"),
            (Instant::at(day(2026, 11, 23), 23, 59), "昨天 23:59"),
            (Instant::at(day(2026, 11, 27), 14, 30), "周五 14:30"),
            (Instant::at(day(2026, 11, 30), 14, 30), "11月30日 14:30"),
            (Instant::at(day(2027, 1, 3), 8, 5), "2027年1月3日 08:05"),
        ] {
            assert_eq!(at.spoken(now), said);
        }
    }

    #[test]
    fn a_field_reads_back_what_it_was_given() {
        let t = Instant::at(day(2026, 12, 31), 23, 59);
        assert_eq!(Instant::from_field(&t.field()), Some(t));
        assert_eq!(Instant::from_field("明天"), None);
    }
}
