//! What lists say of courses, in words that the pages and the first view of a page share.

use super::CourseRow;
use super::progress::said;

impl CourseRow {
    /// 示例主讲 · 3 课时 · 35分钟.
    #[must_use]
    pub fn about(&self) -> String {
        let length = if self.duration == 0 { String::new() } else { said(self.duration / 60_000 * 60_000) };
        let lessons = format!("{} 课时", self.lesson_count);
        let parts = [self.speaker.clone(), lessons, length];
        parts.into_iter().filter(|p| !p.is_empty() && p != "0秒").collect::<Vec<_>>().join(" · ")
    }

    /// 120 人在学; nothing while nobody is.
    #[must_use]
    pub fn studied_by(&self) -> Option<String> {
        (self.learners > 0).then(|| format!("{} 人在学", self.learners))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CourseId;
    use crate::learning::{CourseState, CourseTheme};

    #[test]
    fn a_course_is_told_in_a_line() {
        let row = CourseRow {
            id: CourseId(1),
            theme: CourseTheme::Skills,
            title: "示例".into(),
            speaker: String::new(),
            year: 2026,
            cover: None,
            state: CourseState::Published,
            recommended: false,
            learners: 0,
            lesson_count: 3,
            duration: 2_130_000,
            published_at: None,
        };
        assert_eq!((row.about().as_str(), row.studied_by()), ("3 课时 · 35分钟", None));
        let row = CourseRow { speaker: "示例主讲".into(), learners: 12, duration: 0, ..row };
        assert_eq!((row.about().as_str(), row.studied_by().as_deref()), ("示例主讲 · 3 课时", Some("12 人在学")));
    }
}
