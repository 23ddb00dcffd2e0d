//! The forms as they are typed, and how uploads go on. Pure.

use crate::kit::{Faults, by_field};
use gsdj_domain::archive::TextFormat;
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::learning::{
    CourseForm, CourseTheme, CourseTopic, CourseView, LessonForm, LessonKind, LessonView, check_course, check_lesson,
};
use gsdj_domain::{FileId, Instant, rich};
use serde::{Deserialize, Serialize};

/// The order in which a course's faults are gone to.
pub const COURSE_FIELDS: [&str; 5] = ["theme", "title", "introduction", "speaker", "year"];
/// Likewise a lesson's.
pub const LESSON_FIELDS: [&str; 6] = ["title", "file", "duration", "characters", "body", "subtitles"];

/// A course as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedCourse {
    /// Its theme's code.
    pub theme: String,
    /// Its topics.
    pub topics: Vec<CourseTopic>,
    /// 课程名称.
    pub title: String,
    /// 课程简介.
    pub introduction: String,
    /// 主讲人.
    pub speaker: String,
    /// 年份.
    pub year: String,
    /// 封面.
    pub cover: Option<FileId>,
}

impl TypedCourse {
    /// What stands now.
    #[must_use]
    pub fn of(view: &CourseView) -> Self {
        Self {
            theme: view.row.theme.code().into(),
            topics: view.topics.clone(),
            title: view.row.title.clone(),
            introduction: view.introduction.clone(),
            speaker: view.row.speaker.clone(),
            year: view.row.year.to_string(),
            cover: view.row.cover,
        }
    }

    /// As it is sent; the theme must be chosen.
    #[must_use]
    pub fn form(&self) -> CourseForm {
        CourseForm {
            topics: self.topics.clone(),
            title: self.title.trim().into(),
            introduction: self.introduction.trim().into(),
            speaker: self.speaker.trim().into(),
            year: self.year.trim().parse().unwrap_or(0),
            cover: self.cover,
            ..CourseForm::new(CourseTheme::from_code(&self.theme).unwrap_or(CourseTheme::Remote))
        }
    }

    /// All faults by field.
    #[must_use]
    pub fn faults(&self, now: Instant) -> Faults {
        let checked = check_course(&self.form(), now).map_err(|r| by_field(&r.problem(String::new())));
        let mut faults = checked.err().unwrap_or_default();
        if CourseTheme::from_code(&self.theme).is_none() {
            faults.insert("theme".into(), "请选择主题".into());
        }
        faults
    }
}

/// A lesson as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedLesson {
    /// What it is.
    pub kind: LessonKind,
    /// 课时名称.
    pub title: String,
    /// 课文, as HTML.
    pub body: String,
    /// Its file.
    pub file: Option<FileInfo>,
    /// 时长, as minutes and seconds.
    pub duration: String,
    /// 字数.
    pub characters: String,
    /// 字幕; `None` leaves those there are.
    pub subtitles: String,
}

impl Default for TypedLesson {
    fn default() -> Self {
        Self {
            kind: LessonKind::Video,
            title: String::new(),
            body: String::new(),
            file: None,
            duration: String::new(),
            characters: String::new(),
            subtitles: String::new(),
        }
    }
}

impl TypedLesson {
    /// What stands now.
    #[must_use]
    pub fn of(view: &LessonView, subtitles: String) -> Self {
        let played = view.row.kind.is_played();
        Self {
            kind: view.row.kind,
            title: view.row.title.clone(),
            body: view.body.clone(),
            file: view.file.clone(),
            duration: if played { length(view.row.duration) } else { String::new() },
            characters: if view.characters > 0 { view.characters.to_string() } else { String::new() },
            subtitles,
        }
    }

    /// As it is sent; what belongs to another kind stays behind.
    #[must_use]
    pub fn form(&self) -> LessonForm {
        let kind = self.kind;
        LessonForm {
            title: self.title.trim().into(),
            body: self.body.clone(),
            file: self.file.as_ref().filter(|f| kind.has_file() && fits(kind, f.kind)).map(|f| f.id),
            duration: if kind.is_played() { from_length(&self.duration).unwrap_or(0) } else { 0 },
            characters: if kind == LessonKind::Document { self.characters.trim().parse().unwrap_or(0) } else { 0 },
            subtitles: if kind.is_played() { self.subtitles.clone() } else { String::new() },
            ..LessonForm::new(kind)
        }
    }

    /// All faults by field.
    #[must_use]
    pub fn faults(&self) -> Faults {
        check_lesson(&self.form()).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    }
}

/// Formatted text as HTML, however the field holds it.
#[must_use]
pub fn html((format, text): &(TextFormat, String)) -> String {
    rich::to_html(&rich::read(*format, text))
}

/// Whether a file can be a lesson of this kind.
#[must_use]
pub fn fits(kind: LessonKind, file: FileKind) -> bool {
    match kind {
        LessonKind::Video => file == FileKind::Video,
        LessonKind::Audio => file == FileKind::Audio,
        LessonKind::Document => matches!(file, FileKind::Pdf | FileKind::Word),
        LessonKind::Text => false,
    }
}

/// What a file chooser offers for a kind of lesson.
#[must_use]
pub const fn accepts(kind: LessonKind) -> &'static str {
    match kind {
        LessonKind::Video => "video/mp4,video/webm",
        LessonKind::Audio => "audio/mpeg,audio/mp4,audio/ogg,audio/wav",
        LessonKind::Document => ".pdf,.docx",
        LessonKind::Text => "",
    }
}

/// 12:05, as it is typed.
#[must_use]
pub fn length(ms: i64) -> String {
    let seconds = (ms + 500) / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Reads `12:05`, `1:02:05` or `725` seconds, in milliseconds.
#[must_use]
pub fn from_length(text: &str) -> Option<i64> {
    let text = text.trim().replace('：', ":");
    let mut seconds = 0_i64;
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    for part in parts {
        let part: i64 = part.trim().parse().ok().filter(|p| (0..100_000).contains(p))?;
        seconds = seconds * 60 + part;
    }
    Some(seconds * 1_000)
}

/// The least and the most of a piece, in bytes.
const PIECE: (f64, f64) = (262_144.0, 16_777_216.0);
/// How long a piece should take, in milliseconds.
const PIECE_TIME: f64 = 6_000.0;

/// How large the next piece should be after one of `size` bytes took `ms`: as much as the line takes in some seconds, at most
/// twice as much as before.
#[must_use]
pub fn next_piece(size: f64, ms: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a piece's milliseconds are few")]
    let ms = ms.max(1) as f64;
    (size * (PIECE_TIME / ms).min(2.0)).clamp(PIECE.0, PIECE.1).floor()
}

/// How large the first piece is.
#[must_use]
pub const fn first_piece() -> f64 {
    PIECE.0 * 4.0
}

/// 35%.
#[must_use]
pub fn share(sent: f64, of: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let share = (sent / of.max(1.0) * 100.0).clamp(0.0, 100.0) as u32;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_773_104_400_000);

    #[test]
    fn a_course_asks_for_its_theme() {
        let typed = TypedCourse { title: "示例".into(), year: "2026".into(), ..TypedCourse::default() };
        assert_eq!(typed.faults(NOW).keys().collect::<Vec<_>>(), ["theme"]);
        assert!(TypedCourse { theme: "skills".into(), ..typed.clone() }.faults(NOW).is_empty());
        assert_eq!(TypedCourse::default().faults(NOW).len(), 3);
    }

    #[test]
    fn what_belongs_to_another_kind_stays_behind() {
        let file = FileInfo {
            id: FileId(1),
            name: "示例.webm".into(),
            kind: FileKind::Video,
            bytes: 9,
            width: None,
            height: None,
        };
        let film =
            TypedLesson { title: "示例".into(), file: Some(file), duration: "2:05".into(), ..TypedLesson::default() };
        assert!(film.faults().is_empty());
        assert_eq!((film.form().file, film.form().duration), (Some(FileId(1)), 125_000));
        let text = TypedLesson { kind: LessonKind::Text, body: "<p>示例</p>".into(), ..film.clone() };
        assert_eq!((text.form().file, text.form().duration, text.faults().len()), (None, 0, 0));
        let sound = TypedLesson { kind: LessonKind::Audio, ..film };
        assert_eq!(sound.faults().keys().collect::<Vec<_>>(), ["file"]);
    }

    #[test]
    fn lengths_are_read_as_they_are_written() {
        assert_eq!([length(725_000), length(59_600)], ["12:05", "1:00"]);
        assert_eq!(from_length("12:05"), Some(725_000));
        assert_eq!(from_length("1：02：05"), Some(3_725_000));
        assert_eq!(from_length(" 90 "), Some(90_000));
        assert_eq!([from_length(""), from_length("a:b"), from_length("1:2:3:4"), from_length("-5")], [None; 4]);
    }

    #[test]
    fn pieces_follow_the_line() {
        assert!((next_piece(1_000_000.0, 500) - 2_000_000.0).abs() < 1.0);
        assert!((next_piece(4_000_000.0, 24_000) - 1_000_000.0).abs() < 1.0);
        assert!((next_piece(300_000.0, 60_000) - PIECE.0).abs() < 1.0);
        assert_eq!([share(0.0, 0.0), share(1.0, 3.0), share(3.0, 3.0)], [0, 33, 100]);
    }
}
