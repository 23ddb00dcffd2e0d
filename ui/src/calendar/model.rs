//! Months and days as the calendar lays them out. Pure.

use chrono::{Datelike, Days, NaiveDate};
use gsdj_domain::Instant;
use gsdj_domain::calendar::{CalendarEntry, Source};
use gsdj_domain::meeting::Answer;
use gsdj_domain::time::weekday;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    /// The month that holds a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// `2026-11`; `None` when it is no month.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
        (1950..2150).contains(&first.year()).then_some(Self { first })
    }

    /// As an address says it.
    #[must_use]
    pub fn written(self) -> String {
        self.first.format("%Y-%m").to_string()
    }

    /// 2026年11月.
    #[must_use]
    pub fn title(self) -> String {
        format!("{}年{}月", self.first.year(), self.first.month())
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        self.first.pred_opt().map_or(self, Self::of)
    }

    /// The month after.
    #[must_use]
    pub fn after(self) -> Self {
        self.first.checked_add_days(Days::new(31)).map_or(self, Self::of)
    }

    /// Whether a day is of this month.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The weeks in which it has days, each from Monday to Sunday.
    #[must_use]
    pub fn weeks(self) -> Vec<[NaiveDate; 7]> {
        let monday = monday(self.first);
        let week = |n: u64| {
            std::array::from_fn(|d| monday.checked_add_days(Days::new(n * 7 + d as u64)).unwrap_or(NaiveDate::MAX))
        };
        (0..6).map(week).take_while(|week: &[NaiveDate; 7]| week[0] < self.after().first).collect()
    }

    /// The first and the last day of those weeks.
    #[must_use]
    pub fn span(self) -> (NaiveDate, NaiveDate) {
        let weeks = self.weeks();
        let ends = weeks.first().zip(weeks.last()).map(|(a, b)| (a[0], b[6]));
        ends.unwrap_or((self.first, self.first))
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// The day to which a key leads from `day`; `None` for keys that lead nowhere.
#[must_use]
pub fn step(day: NaiveDate, key: &str) -> Option<NaiveDate> {
    match key {
        "ArrowLeft" => day.pred_opt(),
        "ArrowRight" => day.succ_opt(),
        "ArrowUp" => day.checked_sub_days(Days::new(7)),
        "ArrowDown" => day.checked_add_days(Days::new(7)),
        "Home" => Some(monday(day)),
        "End" => monday(day).checked_add_days(Days::new(6)),
        "PageUp" => day.checked_sub_months(chrono::Months::new(1)),
        "PageDown" => day.checked_add_months(chrono::Months::new(1)),
        _ => None,
    }
}

/// The entries that take place on a day, in their order.
#[must_use]
pub fn on(entries: &[CalendarEntry], day: NaiveDate) -> Vec<CalendarEntry> {
    let (from, to) = (Instant::midnight(day), day.succ_opt().map_or(Instant(i64::MAX), Instant::midnight));
    entries.iter().filter(|e| e.starts_at < to && e.ends_at > from).cloned().collect()
}

/// The days of a month on which something takes place, with what does.
#[must_use]
pub fn days(entries: &[CalendarEntry], month: Month) -> Vec<(NaiveDate, Vec<CalendarEntry>)> {
    let all = month.first.iter_days().take_while(|day| month.holds(*day));
    all.map(|day| (day, on(entries, day))).filter(|(_, entries)| !entries.is_empty()).collect()
}

/// 今天 · 11月24日 周二.
#[must_use]
pub fn day_label(day: NaiveDate, now: Instant) -> String {
    let date = format!("{}月{}日 {}", day.month(), day.day(), weekday(day.weekday()));
    match (day - now.day()).num_days() {
        0 => format!("今天 · {date}"),
        1 => format!("明天 · {date}"),
        -1 => format!("昨天 · {date}"),
        _ => date,
    }
}

/// From when to when it takes place, seen on `day`: 14:30–18:30, 第 2 天 · 至 17:00.
#[must_use]
pub fn hours(entry: &CalendarEntry, day: NaiveDate) -> String {
    let clock = |at: Instant| at.local().format("%H:%M").to_string();
    let last = entry.ends_at.plus(-1).day();
    let nth = (day - entry.starts_at.day()).num_days() + 1;
    match (nth, day == last) {
        (1, true) => format!("{}–{}", clock(entry.starts_at), clock(entry.ends_at)),
        (1, false) => {
            format!("{} 开始，共 {} 天", clock(entry.starts_at), (last - entry.starts_at.day()).num_days() + 1)
        }
        (n, true) => format!("第 {n} 天 · 至 {}", clock(entry.ends_at)),
        (n, false) => format!("第 {n} 天"),
    }
}

/// Where an entry leads.
#[must_use]
pub fn page(entry: &CalendarEntry) -> String {
    match entry.source {
        Source::Meeting => format!("/meetings/{}", entry.id),
    }
}

/// What a member's answer says beside an entry, or what it waits for.
#[must_use]
pub fn answer(entry: &CalendarEntry, now: Instant) -> Option<String> {
    match (entry.answer, entry.answer_by) {
        (Some(Answer::Attend), _) => Some("我：参加".into()),
        (Some(Answer::Leave), _) => Some("我：请假".into()),
        (None, Some(by)) => Some(format!("{}前反馈", by.spoken(now))),
        (None, None) => None,
    }
}

/// The address by which a phone's own calendar takes a subscription.
#[must_use]
pub fn webcal(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    format!("webcal://{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::OrgId;
    use gsdj_domain::org::OrgRef;
    use gsdj_domain::time::{DAY, HOUR};

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn entry(starts_at: Instant, hours: i64) -> CalendarEntry {
        CalendarEntry {
            source: Source::Meeting,
            id: 7,
            label: "主题党日".into(),
            title: "示例".into(),
            place: String::new(),
            starts_at,
            ends_at: starts_at.plus(hours * HOUR),
            org: OrgRef { id: OrgId(1), name: String::new() },
            state: String::new(),
            cancelled: false,
            tentative: false,
            answer: None,
            answer_by: None,
        }
    }

    #[test]
    fn a_month_is_whole_weeks_from_monday() {
        for (text, weeks, first, last) in [
            ("2026-11", 6, "2026-10-26", "2026-12-06"),
            ("2027-02", 4, "2027-02-01", "2027-02-28"),
            ("2026-12", 5, "2026-11-30", "2027-01-03"),
        ] {
            let month = Month::read(text).unwrap();
            assert_eq!(month.weeks().len(), weeks, "{text}");
            assert_eq!((month.span().0.to_string(), month.span().1.to_string()), (first.into(), last.into()));
            assert_eq!((month.before().after(), month.after().before(), month.written()), (month, month, text.into()));
        }
        assert_eq!(Month::read("2026-13"), None);
        assert_eq!(Month::read("9999-01"), None);
    }

    #[test]
    fn keys_move_by_days_weeks_and_months() {
        let from = day(3, 31);
        for (key, to) in [
            ("ArrowLeft", day(3, 30)),
            ("ArrowDown", day(4, 7)),
            ("Home", day(3, 30)),
            ("End", day(4, 5)),
            ("PageUp", day(2, 28)),
            ("PageDown", day(4, 30)),
        ] {
            assert_eq!(step(from, key), Some(to), "{key}");
        }
        assert_eq!(step(from, "x"), None);
    }

    #[test]
    fn what_lasts_stands_on_each_of_its_days() {
        let long = entry(Instant::at(day(11, 24), 9, 0), 28);
        assert_eq!(hours(&long, day(11, 24)), "09:00 开始，共 2 天");
        assert_eq!(hours(&long, day(11, 25)), "第 2 天 · 至 13:00");
        let eve = entry(Instant::at(day(11, 24), 20, 0), 4);
        assert_eq!(hours(&eve, day(11, 24)), "20:00–00:00");
        let all = [long, eve];
        assert_eq!(on(&all, day(11, 24)).len(), 2);
        assert_eq!(on(&all, day(11, 25)).len(), 1, "what ends at midnight is not on the next day");
        assert_eq!(days(&all, Month::of(day(11, 1))).len(), 2);
        assert!(days(&all, Month::of(day(12, 1))).is_empty());
    }

    #[test]
    fn days_and_answers_are_said_as_people_say_them() {
        let now = Instant::at(day(11, 24), 9, 0);
        assert_eq!(day_label(day(11, 24), now), "今天 · 11月24日 周二");
        assert_eq!(day_label(day(12, 1), now), "12月1日 周二");
        let waiting = CalendarEntry { answer_by: Some(now.plus(DAY)), ..entry(now, 4) };
        assert_eq!(answer(&waiting, now).as_deref(), Some("明天 09:00前反馈"));
        assert_eq!(webcal("https://dj.example/a.ics"), "webcal://dj.example/a.ics");
    }
}
