//! What is typed about courses and lessons, checked; all faults at once, each with its field.

use super::{CourseForm, LearningRefusal, LessonForm, LessonKind};
use crate::refusal::{check_length, check_text};
use crate::rich;
use crate::time::{HOUR, MINUTE, SECOND};
use crate::{Instant, Refusal};
use chrono::Datelike;

/// The most characters of a title.
pub const TITLE_MAX: usize = 80;
/// The most characters of an introduction.
pub const INTRODUCTION_MAX: usize = 1_000;
/// The most characters of a speaker's name.
pub const SPEAKER_MAX: usize = 40;
/// The most characters of a lesson's text.
pub const BODY_MAX: usize = 30_000;
/// The most characters of subtitles.
pub const SUBTITLES_MAX: usize = 200_000;
/// The most lessons of a course.
pub const LESSONS_MAX: usize = 60;
/// The first year a course may be from.
pub const YEAR_MIN: u32 = 1921;
/// The least a lesson lasts, in milliseconds.
pub const DURATION_MIN: i64 = SECOND;
/// The most, in milliseconds.
pub const DURATION_MAX: i64 = 12 * HOUR;
/// The most characters of a document.
pub const CHARACTERS_MAX: u32 = 2_000_000;

/// How long reading so many characters takes at least, in milliseconds: a tenth of a second each, between half a minute
/// and ten minutes.
#[must_use]
pub fn reading_time(characters: usize) -> i64 {
    i64::try_from(characters).unwrap_or(i64::MAX).saturating_mul(100).clamp(30 * SECOND, 10 * MINUTE)
}

/// Checks a course.
///
/// # Errors
/// Every fault at once.
pub fn check_course(form: &CourseForm, now: Instant) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "课程名称", &form.title, TITLE_MAX);
    check_length(&mut faults, "introduction", "课程简介", form.introduction.trim(), INTRODUCTION_MAX);
    check_length(&mut faults, "speaker", "主讲人", form.speaker.trim(), SPEAKER_MAX);
    let this_year = u32::try_from(now.day().year()).unwrap_or(YEAR_MIN);
    if !(YEAR_MIN..=this_year + 1).contains(&form.year) {
        faults.push(LearningRefusal::BadYear.into());
    }
    Refusal::collect(faults)
}

/// Checks a lesson; what its file holds is looked at elsewhere.
///
/// # Errors
/// Every fault at once.
pub fn check_lesson(form: &LessonForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "课时名称", &form.title, TITLE_MAX);
    let length = rich::length(&rich::read_html(&form.body));
    if form.kind == LessonKind::Text && length == 0 {
        faults.push(Refusal::Missing { field: "body", label: "课文" });
    }
    if length > BODY_MAX {
        faults.push(Refusal::TooLong { field: "body", label: "课文", max: BODY_MAX, got: length });
    }
    if form.kind.has_file() && form.file.is_none() {
        faults.push(LearningRefusal::NeedsFile { kind: form.kind.label() }.into());
    }
    if form.kind.is_played() && !(DURATION_MIN..=DURATION_MAX).contains(&form.duration) {
        faults.push(LearningRefusal::BadDuration.into());
    }
    if form.kind == LessonKind::Document && length == 0 && !(1..=CHARACTERS_MAX).contains(&form.characters) {
        faults.push(LearningRefusal::BadCharacters.into());
    }
    let subtitles = form.subtitles.trim_start_matches('\u{feff}').trim();
    check_length(&mut faults, "subtitles", "字幕", subtitles, SUBTITLES_MAX);
    if !subtitles.is_empty() && !is_webvtt(subtitles) {
        faults.push(LearningRefusal::BadSubtitles.into());
    }
    Refusal::collect(faults)
}

/// Whether a text begins as WebVTT does and has a time line.
fn is_webvtt(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let begins = first.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    begins && text.lines().any(|line| line.contains("-->"))
}

impl LessonForm {
    /// How long studying it takes, in milliseconds: what is played its length, what is read the time for its characters.
    #[must_use]
    pub fn lasts(&self) -> i64 {
        if self.kind.is_played() {
            return self.duration;
        }
        let own = rich::length(&rich::read_html(&self.body));
        let given = usize::try_from(self.characters).unwrap_or(usize::MAX);
        reading_time(if self.kind == LessonKind::Text || own > 0 { own } else { given })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileId;
    use crate::learning::CourseTheme;

    const NOW: Instant = Instant(1_773_104_400_000);

    fn course(title: &str, year: u32) -> CourseForm {
        CourseForm { title: title.into(), year, ..CourseForm::new(CourseTheme::Skills) }
    }

    fn lesson(kind: LessonKind) -> LessonForm {
        LessonForm { title: "示例".into(), ..LessonForm::new(kind) }
    }

    #[test]
    fn each_fault_of_a_course_is_named() {
        let code = |form: &CourseForm| check_course(form, NOW).map_err(|r| r.code());
        assert_eq!(code(&course("示例", 2026)), Ok(()));
        assert_eq!(code(&course(" ", 2026)), Err("missing"));
        assert_eq!(code(&course("示例", 1900)), Err("course_bad_year"));
        assert_eq!(code(&course("示例", 2028)), Err("course_bad_year"));
        assert_eq!(code(&CourseForm { speaker: "名".repeat(41), ..course("示例", 2026) }), Err("too_long"));
        assert_eq!(code(&course("", 3000)), Err("several"));
    }

    #[test]
    fn each_fault_of_a_lesson_is_named() {
        let code = |form: &LessonForm| check_lesson(form).map_err(|r| r.code());
        let video = LessonForm { file: Some(FileId(1)), duration: 60_000, ..lesson(LessonKind::Video) };
        assert_eq!(code(&video), Ok(()));
        assert_eq!(code(&LessonForm { file: None, ..video.clone() }), Err("lesson_needs_file"));
        assert_eq!(code(&LessonForm { duration: 0, ..video.clone() }), Err("lesson_bad_duration"));
        assert_eq!(code(&LessonForm { subtitles: "1\n00:01".into(), ..video.clone() }), Err("lesson_bad_subtitles"));
        assert_eq!(
            code(&LessonForm { subtitles: "\u{feff}WEBVTT\n\n00:00.000 --> 00:02.000\n示例".into(), ..video }),
            Ok(())
        );
        assert_eq!(code(&lesson(LessonKind::Text)), Err("missing"));
        assert_eq!(code(&LessonForm { body: "<p>示例</p>".into(), ..lesson(LessonKind::Text) }), Ok(()));
        let document = LessonForm { file: Some(FileId(1)), ..lesson(LessonKind::Document) };
        assert_eq!(code(&document), Err("lesson_bad_characters"));
        assert_eq!(code(&LessonForm { characters: 3_000, ..document }), Ok(()));
    }

    #[test]
    fn reading_takes_its_time_within_bounds() {
        assert_eq!([reading_time(0), reading_time(300), reading_time(301)], [30_000, 30_000, 30_100]);
        assert_eq!([reading_time(6_000), reading_time(usize::MAX)], [600_000, 600_000]);
        let text = LessonForm { body: format!("<p>{}</p>", "字".repeat(500)), ..lesson(LessonKind::Text) };
        assert_eq!(text.lasts(), 50_000);
    }
}
