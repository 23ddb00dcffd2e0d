//! Activities as an iCalendar object (RFC 5545), in UTC so that every program shows the hour right.
//!
//! The same activities give the same text: stamps are those of their last change, never of the writing.

use crate::error::{Error, Result};
use crate::meeting::Activity;
use chrono::{DateTime, TimeDelta, Utc};
use gsdj_domain::Instant;
use gsdj_domain::calendar::{CalendarEntry, Source};
use gsdj_domain::meeting::Answer;
use gsdj_domain::time::HOUR;
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property};

/// The most characters of an agenda that stand in an entry; the page has it whole.
const AGENDA_MAX: usize = 600;
/// How long before the beginning it rings, in minutes.
const RINGS: [i64; 2] = [24 * 60, 60];
/// How long before answers close it rings for who has not answered, in milliseconds.
const ANSWER_RING: i64 = 3 * HOUR;

/// The calendar of `name`; entries lead to pages below `base`.
///
/// # Errors
/// When it can't be written.
pub(super) fn write(name: &str, base: &str, all: &[Activity]) -> Result<String> {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Gansu Dangjian//Calendar 1.0//ZH"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&format!("甘肃党建 · {}", line(name)));
    calendar.timezone("Asia/Shanghai");
    calendar.ttl(&TimeDelta::hours(1));
    calendar.extend(all.iter().map(|activity| event(base, activity)));
    let mut text = String::new();
    std::fmt::Write::write_fmt(&mut text, format_args!("{calendar}")).map_err(Error::broken)?;
    Ok(text)
}

fn event(base: &str, activity: &Activity) -> Event {
    let entry = &activity.entry;
    let path = page(entry);
    let uid = format!("{}-{}@gsdj", entry.source.code(), entry.id);
    let changed = utc(activity.changed_at);
    let title = line(&entry.title);
    let mut event = Event::new();
    event
        .uid(&uid)
        .timestamp(changed)
        .last_modified(changed)
        .sequence(activity.version.saturating_sub(1))
        .status(status(entry))
        .summary(&if entry.cancelled {
            format!("【已取消】{title}")
        } else {
            format!("{} · {title}", entry.label)
        })
        .description(&description(activity))
        .url(&format!("{base}{path}"))
        .starts(utc(entry.starts_at))
        .ends(utc(entry.ends_at));
    if !entry.place.is_empty() {
        event.location(&line(&entry.place));
    }
    event.add_property("CATEGORIES", &entry.label);
    let away = entry.cancelled || entry.answer == Some(Answer::Leave);
    event.add_property("TRANSP", if away { "TRANSPARENT" } else { "OPAQUE" });
    if !away {
        for minutes in RINGS {
            event.alarm(alarm(
                &uid,
                &minutes.to_string(),
                changed,
                Alarm::display(&title, -TimeDelta::minutes(minutes)),
            ));
        }
    }
    if let Some(by) = entry.answer_by {
        let says = format!("请反馈是否参加：{title}");
        event.alarm(alarm(&uid, "answer", changed, Alarm::display(&says, utc(by.plus(-ANSWER_RING)))));
    }
    event.done()
}

/// The alarm with an id and a stamp of its own: without them each writing would make up new ones.
fn alarm(event: &str, which: &str, changed: DateTime<Utc>, mut alarm: Alarm) -> Alarm {
    alarm.uid(&format!("{which}-{event}")).timestamp(changed);
    alarm
}

const fn status(entry: &CalendarEntry) -> EventStatus {
    match (entry.cancelled, entry.tentative) {
        (true, _) => EventStatus::Cancelled,
        (false, true) => EventStatus::Tentative,
        (false, false) => EventStatus::Confirmed,
    }
}

/// The page of an entry.
fn page(entry: &CalendarEntry) -> String {
    match entry.source {
        Source::Meeting => format!("/meetings/{}", entry.id),
    }
}

fn description(activity: &Activity) -> String {
    let entry = &activity.entry;
    let mut lines =
        vec![line(&entry.org.name), format!("主持人：{}", line(&activity.chair)), format!("状态：{}", entry.state)];
    lines.extend(entry.answer.map(|a| format!("我的反馈：{}", a.label())));
    lines.extend(entry.answer_by.map(|by| format!("请在 {} 前反馈", by.written())));
    if !activity.agenda.trim().is_empty() {
        let text: String = activity.agenda.chars().filter(|c| *c == '\n' || !c.is_control()).take(AGENDA_MAX).collect();
        lines.push(format!("议程：\n{}", text.trim()));
    }
    lines.join("\n")
}

/// A text of one line, without what no calendar holds.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

fn utc(at: Instant) -> DateTime<Utc> {
    at.local().with_timezone(&Utc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::OrgId;
    use gsdj_domain::org::OrgRef;

    fn activity() -> Activity {
        let starts_at = Instant::at(chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(), 14, 30);
        Activity {
            entry: CalendarEntry {
                source: Source::Meeting,
                id: 7,
                label: "支部党员大会".into(),
                title: "示例；讨论\r\n村道, 和预备党员".into(),
                place: "村部二楼".into(),
                starts_at,
                ends_at: starts_at.plus(4 * HOUR),
                org: OrgRef { id: OrgId(12), name: "示例支部".into() },
                state: "反馈中".into(),
                cancelled: false,
                tentative: false,
                answer: None,
                answer_by: Some(starts_at.plus(-24 * HOUR)),
            },
            chair: "示例一".into(),
            agenda: format!("一、{}\n二、示例\u{7}", "长🙂".repeat(400)),
            version: 3,
            changed_at: starts_at.plus(-72 * HOUR),
        }
    }

    #[test]
    fn lines_are_folded_within_75_octets_at_whole_characters_and_end_with_crlf() {
        let text = write("示例\n支部", "https://dj.example", &[activity()]).unwrap();
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
        }
        let unfolded = text.replace("\r\n ", "");
        for line in [
            "SUMMARY:支部党员大会 · 示例；讨论  村道\\, 和预备党员",
            "UID:meeting-7@gsdj",
            "SEQUENCE:2",
            "STATUS:CONFIRMED",
            "DTSTART:20261127T063000Z",
            "DTEND:20261127T103000Z",
            "LAST-MODIFIED:20261124T063000Z",
            "URL:https://dj.example/meetings/7",
            "TRIGGER;VALUE=DATE-TIME:20261126T033000Z",
        ] {
            assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "{line} is not in\n{unfolded}");
        }
        assert_eq!(unfolded.matches("BEGIN:VALARM").count(), 3);
        assert_eq!(
            text,
            write("示例\n支部", "https://dj.example", &[activity()]).unwrap(),
            "the same is written the same"
        );
    }

    #[test]
    fn what_was_called_off_says_so_and_does_not_ring() {
        let mut off = activity();
        off.entry.cancelled = true;
        off.entry.answer_by = None;
        let text = write("示例", "https://dj.example", &[off]).unwrap();
        assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("TRANSP:TRANSPARENT\r\n"));
        assert!(!text.contains("VALARM"));
    }
}
