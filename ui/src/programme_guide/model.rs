//! What the guide's pages say and where they lead, decided without a browser.

use crate::api::query;
use chrono::{Datelike, NaiveDate, Timelike};
use gsdj_domain::programme_guide::{LineState, PasteReport, Programme, ProgrammeState, anchor, state};
use gsdj_domain::time::weekday;
use gsdj_domain::{ChannelId, Instant};

/// The address of a channel's day.
#[must_use]
pub fn address(page: &str, channel: Option<ChannelId>, day: Option<NaiveDate>) -> String {
    let pairs = [
        ("channel", channel.map(|c| c.to_string()).unwrap_or_default()),
        ("day", day.map(|d| d.to_string()).unwrap_or_default()),
    ];
    query::with(page, &pairs)
}

/// 今天, 明天, 昨天 or 3月12日, with the day of the week.
#[must_use]
pub fn day_label(day: NaiveDate, today: NaiveDate) -> String {
    let week = weekday(day.weekday());
    let date = format!("{}月{}日 {week}", day.month(), day.day());
    match (day - today).num_days() {
        0 => format!("今天 {date}"),
        1 => format!("明天 {date}"),
        -1 => format!("昨天 {date}"),
        _ => date,
    }
}

/// 19:30; of another day than `day` with 次日 or 前日 before it.
#[must_use]
pub fn clock(at: Instant, day: NaiveDate) -> String {
    let local = at.local();
    let text = format!("{:02}:{:02}", local.hour(), local.minute());
    match (at.day() - day).num_days() {
        0 => text,
        1.. => format!("次日 {text}"),
        _ => format!("前日 {text}"),
    }
}

/// Which programme of the day the page begins with: the one that a message led to, else what is on now or comes next.
#[must_use]
pub fn begin(items: &[Programme], led_to: Option<i64>, now: Instant) -> Option<usize> {
    let led = led_to.and_then(|id| items.iter().position(|p| p.id.0 == id));
    // a day that lies ahead is read from its beginning
    led.or_else(|| anchor(items, now).filter(|n| *n > 0))
}

/// How far a programme that is on has come, in percent.
#[must_use]
pub fn progress(programme: &Programme, now: Instant) -> i64 {
    let length = (programme.ends_at.0 - programme.starts_at.0).max(1);
    ((now.0 - programme.starts_at.0) * 100 / length).clamp(0, 100)
}

/// What is on now and what comes next, of a channel's programmes.
#[must_use]
pub fn now_and_next(items: &[Programme], now: Instant) -> (Option<&Programme>, Option<&Programme>) {
    let stands = |p: &&Programme, wanted| state(p.starts_at, p.ends_at, now) == wanted;
    let running = items.iter().find(|p| stands(p, ProgrammeState::Running));
    (running, items.iter().find(|p| stands(p, ProgrammeState::Coming)))
}

/// What a look at pasted lines came to.
#[must_use]
pub fn summary(report: &PasteReport) -> String {
    let count = |s: LineState| report.count(s);
    let mut parts =
        vec![format!("新增 {} 条", count(LineState::New)), format!("更新 {} 条", count(LineState::Changed))];
    let more = [
        (count(LineState::Same), "已有"),
        (report.removed.len(), "删除"),
        (count(LineState::Faulty), "有误（不导入）"),
    ];
    parts.extend(more.into_iter().filter(|(n, _)| *n > 0).map(|(n, label)| format!("{label} {n} 条")));
    parts.join("，")
}

/// How many lines would be written or taken away.
#[must_use]
pub fn does(report: &PasteReport) -> usize {
    report.count(LineState::New) + report.count(LineState::Changed) + report.removed.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::ProgrammeId;
    use gsdj_domain::time::{HOUR, MINUTE};

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
    }

    fn programme(id: i64, starts_at: Instant, minutes: i64) -> Programme {
        let ends_at = starts_at.plus(minutes * MINUTE);
        Programme {
            id: ProgrammeId(id), channel: ChannelId(1), title: "示例".into(), starts_at, ends_at, remind: None
        }
    }

    #[test]
    fn days_and_times_read_as_people_say_them() {
        assert_eq!(day_label(day(10), day(10)), "今天 3月10日 周二");
        assert_eq!(day_label(day(11), day(10)), "明天 3月11日 周三");
        assert_eq!(day_label(day(9), day(10)), "昨天 3月9日 周一");
        assert_eq!(day_label(day(20), day(10)), "3月20日 周五");
        assert_eq!(clock(Instant::at(day(10), 9, 5), day(10)), "09:05");
        assert_eq!(clock(Instant::at(day(11), 0, 20), day(10)), "次日 00:20");
        assert_eq!(clock(Instant::at(day(9), 23, 50), day(10)), "前日 23:50");
    }

    #[test]
    fn a_page_begins_where_one_was_led_or_at_now() {
        let at = |h| Instant::at(day(10), h, 0);
        let items = [programme(1, at(8), 60), programme(2, at(9), 60), programme(3, at(20), 60)];
        assert_eq!(begin(&items, None, at(9).plus(MINUTE)), Some(1));
        assert_eq!(begin(&items, Some(3), at(9)), Some(2));
        assert_eq!(begin(&items, Some(9), at(9)), Some(1), "what is gone leads nowhere");
        assert_eq!(begin(&items, None, at(0)), None);
        assert_eq!(begin(&items, None, at(23)), None);
        let (running, next) = now_and_next(&items, at(9).plus(15 * MINUTE));
        assert_eq!((running.map(|p| p.id.0), next.map(|p| p.id.0)), (Some(2), Some(3)));
        assert_eq!(progress(&items[1], at(9).plus(15 * MINUTE)), 25);
        assert_eq!([progress(&items[1], at(8)), progress(&items[1], at(9).plus(9 * HOUR))], [0, 100]);
    }

    #[test]
    fn an_address_names_what_is_looked_at() {
        assert_eq!(address("/programmes", Some(ChannelId(7)), Some(day(10))), "/programmes?channel=7&day=2026-03-10");
        assert_eq!(address("/programmes", None, None), "/programmes");
    }

    #[test]
    fn a_report_says_what_would_happen() {
        let line = |state| gsdj_domain::programme_guide::PastedLine {
            line: 1,
            state,
            title: "示例".into(),
            starts_at: None,
            ends_at: None,
            fault: String::new(),
        };
        let lines = [LineState::New, LineState::New, LineState::Same, LineState::Faulty].map(line).to_vec();
        let report = PasteReport { lines, removed: vec![line(LineState::Removed)], applied: false };
        assert_eq!(summary(&report), "新增 2 条，更新 0 条，已有 1 条，删除 1 条，有误（不导入） 1 条");
        assert_eq!(does(&report), 3);
    }
}
