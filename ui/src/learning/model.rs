//! What the learning centre's pages say and where they lead, decided without a browser.

use crate::api::learning::Wanted;
use crate::api::query;
use crate::kit::IconName;
use gsdj_domain::learning::progress::said;
use gsdj_domain::learning::{CourseOrder, CourseTheme, CourseTopic, LessonKind, LessonRow, WatchedPart};

/// What the address of the list says.
#[must_use]
pub fn wanted(get: impl Fn(&str) -> Option<String>) -> Wanted {
    Wanted {
        theme: get("theme").and_then(|t| CourseTheme::from_code(&t)),
        topic: get("topic").and_then(|t| CourseTopic::from_code(&t)),
        order: get("order").and_then(|o| CourseOrder::from_code(&o)).unwrap_or(CourseOrder::Newest),
        q: get("q").unwrap_or_default(),
    }
}

/// The list's address.
#[must_use]
pub fn address(wanted: &Wanted) -> String {
    query::with("/learning/courses", &wanted.pairs())
}

/// The list in an order.
#[must_use]
pub fn of_order(order: CourseOrder) -> String {
    address(&Wanted { theme: None, topic: None, order, q: String::new() })
}

/// What the list is called.
#[must_use]
pub fn title(wanted: &Wanted) -> &'static str {
    match (wanted.theme, wanted.topic, wanted.order) {
        (Some(theme), _, _) => theme.label(),
        (None, Some(topic), _) => topic.label(),
        (None, None, CourseOrder::Newest) => "选择课程",
        (None, None, order) => order.label(),
    }
}

/// The picture of a kind of lesson.
#[must_use]
pub const fn icon(kind: LessonKind) -> IconName {
    match kind {
        LessonKind::Video => IconName::Play,
        LessonKind::Audio => IconName::Headphones,
        LessonKind::Text => IconName::Paper,
        LessonKind::Document => IconName::Book,
    }
}

/// 视频 · 12分05秒.
#[must_use]
pub fn lesson_line(row: &LessonRow) -> String {
    let length = said(row.duration);
    match row.kind {
        LessonKind::Video | LessonKind::Audio => format!("{} · {length}", row.kind.label()),
        LessonKind::Text | LessonKind::Document => format!("{} · 约读 {length}", row.kind.label()),
    }
}

/// Where studying a course goes on: the first lesson that is not finished, or the first of all.
#[must_use]
pub fn goes_on(lessons: &[LessonRow]) -> Option<&LessonRow> {
    let open = |l: &&LessonRow| l.progress.as_ref().is_none_or(|p| p.finished_at.is_none());
    lessons.iter().find(open).or_else(|| lessons.first())
}

/// What the button says that leads there.
#[must_use]
pub fn verb(lessons: &[LessonRow], finished: u32) -> &'static str {
    let begun = lessons.iter().any(|l| l.progress.as_ref().is_some_and(|p| p.covered > 0));
    if finished > 0 && usize::try_from(finished).is_ok_and(|f| f == lessons.len()) {
        "再看一遍"
    } else if begun {
        "继续学习"
    } else {
        "开始学习"
    }
}

/// The hue of a theme's own cover, in degrees.
#[must_use]
pub fn hue(theme: CourseTheme) -> u32 {
    const HUES: [u32; 14] = [8, 24, 0, 14, 350, 210, 40, 265, 110, 165, 130, 190, 225, 310];
    let place = CourseTheme::ALL.iter().position(|t| *t == theme).unwrap_or(0);
    HUES.get(place).copied().unwrap_or(8)
}

/// The parts that were watched, as the background of a bar: a gradient with hard edges.
#[must_use]
pub fn watched_bar(parts: &[WatchedPart], duration: i64) -> String {
    let share = |ms: i64| ms.clamp(0, duration.max(1)) * 10_000 / duration.max(1);
    let place = |ms: i64| format!("{}.{:02}%", share(ms) / 100, share(ms) % 100);
    let mut stops = Vec::new();
    for part in parts {
        let (from, to) = (place(part.from), place(part.to));
        stops.push(format!("transparent {from}, var(--watched) {from}, var(--watched) {to}, transparent {to}"));
    }
    if stops.is_empty() { "none".into() } else { format!("linear-gradient(to right, {})", stops.join(", ")) }
}

/// 1:05, 12:05, 1:02:05.
#[must_use]
pub fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1_000;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::learning::LessonProgress;
    use gsdj_domain::{Instant, LessonId};

    fn lesson(id: i64, covered: i64, finished: bool) -> LessonRow {
        let finished_at = finished.then_some(Instant(1));
        let progress = LessonProgress { covered, needed: 9, credited: 0, place: 0, finished_at };
        let (id, kind, title) = (LessonId(id), LessonKind::Video, "示例".to_owned());
        LessonRow { id, kind, title, duration: 725_000, progress: Some(progress) }
    }

    #[test]
    fn the_address_brings_the_list_back() {
        let shown =
            Wanted { theme: Some(CourseTheme::Skills), topic: None, order: CourseOrder::Popular, q: "果树 ".into() };
        assert_eq!(address(&shown), "/learning/courses?theme=skills&order=popular&q=%E6%9E%9C%E6%A0%91");
        let read = wanted(|name| match name {
            "theme" => Some("skills".into()),
            "order" => Some("popular".into()),
            _ => None,
        });
        assert_eq!(
            (read.theme, read.order, title(&read)),
            (Some(CourseTheme::Skills), CourseOrder::Popular, "适用技术")
        );
        assert_eq!(of_order(CourseOrder::Newest), "/learning/courses");
        assert_eq!(title(&wanted(|_| None)), "选择课程");
    }

    #[test]
    fn studying_goes_on_with_what_is_not_finished() {
        let all = [lesson(1, 9, true), lesson(2, 3, false), lesson(3, 0, false)];
        assert_eq!(goes_on(&all).map(|l| l.id), Some(LessonId(2)));
        assert_eq!(verb(&all, 1), "继续学习");
        assert_eq!(goes_on(&all[..1]).map(|l| l.id), Some(LessonId(1)));
        assert_eq!((verb(&all[..1], 1), verb(&all[2..], 0)), ("再看一遍", "开始学习"));
        assert_eq!(goes_on(&[]), None);
    }

    #[test]
    fn a_lesson_says_what_it_is_in_a_line() {
        assert_eq!(lesson_line(&lesson(1, 0, false)), "视频 · 12分05秒");
    }

    #[test]
    fn the_bar_shows_what_was_watched() {
        assert_eq!(watched_bar(&[], 100), "none");
        let bar = watched_bar(&[WatchedPart { from: 0, to: 50 }, WatchedPart { from: 75, to: 500 }], 100);
        assert!(bar.contains("var(--watched) 0.00%, var(--watched) 50.00%") && bar.contains("var(--watched) 100.00%"));
        assert_eq!([clock(-1), clock(65_999), clock(3_725_000)], ["0:00", "1:05", "1:02:05"]);
    }

    #[test]
    fn every_theme_has_a_colour_of_its_own() {
        let mut hues: Vec<_> = CourseTheme::ALL.iter().map(|t| hue(*t)).collect();
        hues.sort_unstable();
        hues.dedup();
        assert_eq!(hues.len(), CourseTheme::ALL.len());
    }
}
