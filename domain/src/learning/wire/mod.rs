//! The learning centre on the wire.

mod kind;
mod question;
mod study;

pub use kind::{CourseAct, CourseOrder, CourseState, LessonKind};
pub use question::*;
pub use study::*;

use super::theme::{CourseTheme, CourseTopic};
use crate::file::FileInfo;
use crate::{CourseId, FileId, Instant, LessonId};

wire! {
    /// `POST /api/courses`, `PUT /api/courses/{id}`: what an editor types.
    pub struct CourseForm {
        /// Its theme.
        pub theme: CourseTheme,
        /// Topics it belongs to.
        #[serde(default)]
        pub topics: Vec<CourseTopic>,
        /// What it is called, at most 80 characters.
        pub title: String,
        /// What it is about, at most 1,000 characters.
        #[serde(default)]
        pub introduction: String,
        /// Who speaks, at most 40 characters.
        #[serde(default)]
        pub speaker: String,
        /// The year it is from.
        pub year: u32,
        /// The picture: a photo that was uploaded before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// The lessons in the order they are to have; all of them, or none to leave it as it is.
        #[serde(default)]
        pub order: Vec<LessonId>,
    }

    /// `POST /api/courses/{id}/lessons`, `PUT /api/lessons/{id}`.
    pub struct LessonForm {
        /// What it is.
        pub kind: LessonKind,
        /// What it is called, at most 80 characters.
        pub title: String,
        /// The text as HTML, at most 30,000 characters; beside a film or a file it accompanies it.
        #[serde(default)]
        pub body: String,
        /// Its file, uploaded before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileId>,
        /// How long a film or a recording lasts, in milliseconds.
        #[serde(default)]
        pub duration: i64,
        /// About how many characters a document has.
        #[serde(default)]
        pub characters: u32,
        /// Subtitles as WebVTT.
        #[serde(default)]
        pub subtitles: String,
    }

    /// `PUT /api/courses/{id}/recommendation`.
    pub struct RecommendForm {
        /// Whether it is recommended.
        pub recommended: bool,
    }

    /// A course as a row of a list.
    pub struct CourseRow {
        /// The course.
        pub id: CourseId,
        /// Its theme.
        pub theme: CourseTheme,
        /// What it is called.
        pub title: String,
        /// Who speaks.
        pub speaker: String,
        /// The year it is from.
        pub year: u32,
        /// The picture: part of its address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// Where it stands.
        pub state: CourseState,
        /// It is recommended.
        pub recommended: bool,
        /// How many studied it within thirty days.
        pub learners: u32,
        /// How many lessons it has.
        pub lesson_count: u32,
        /// How long they last together, in milliseconds.
        pub duration: i64,
        /// When it was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub published_at: Option<Instant>,
    }

    /// How far somebody has come with a lesson.
    pub struct LessonProgress {
        /// What is verified, in milliseconds.
        pub covered: i64,
        /// What must be, in milliseconds.
        pub needed: i64,
        /// The real time that counts for it, in milliseconds: points are for this.
        pub credited: i64,
        /// Where to go on, in milliseconds.
        pub place: i64,
        /// When it was finished.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Instant>,
    }

    /// A lesson as a row of its course.
    pub struct LessonRow {
        /// The lesson.
        pub id: LessonId,
        /// What it is.
        pub kind: LessonKind,
        /// What it is called.
        pub title: String,
        /// How long studying it takes, in milliseconds.
        pub duration: i64,
        /// How far the caller has come; members only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub progress: Option<LessonProgress>,
    }

    /// `GET /api/courses/{id}`.
    pub struct CourseView {
        /// The row.
        #[serde(flatten)]
        pub row: CourseRow,
        /// Topics it belongs to.
        pub topics: Vec<CourseTopic>,
        /// What it is about.
        pub introduction: String,
        /// Its lessons in order.
        pub lessons: Vec<LessonRow>,
        /// The caller has chosen it.
        pub chosen: bool,
        /// How many lessons the caller has finished.
        pub finished: u32,
        /// When the caller finished all of them: there is a certificate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Instant>,
        /// What the caller may do with it as an editor.
        pub acts: Vec<CourseAct>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        pub revision: u32,
    }

    /// A part of a lesson.
    pub struct WatchedPart {
        /// From here, in milliseconds.
        pub from: i64,
        /// To here.
        pub to: i64,
    }

    /// `GET /api/lessons/{id}`.
    pub struct LessonView {
        /// The row.
        #[serde(flatten)]
        pub row: LessonRow,
        /// Its course.
        pub course: CourseId,
        /// What that is called.
        pub course_title: String,
        /// The text, as HTML.
        pub body: String,
        /// Its file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileInfo>,
        /// It has subtitles.
        pub subtitled: bool,
        /// The parts that the caller has watched.
        pub watched: Vec<WatchedPart>,
        /// The lesson after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<LessonId>,
        /// About how many characters a document has; for editors.
        pub characters: u32,
    }

    /// A course that somebody has chosen (已选课程).
    pub struct ChosenCourse {
        /// The course.
        #[serde(flatten)]
        pub row: CourseRow,
        /// How many of its lessons are finished.
        pub finished: u32,
        /// When all of them were.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Instant>,
        /// When it was chosen.
        pub chosen_at: Instant,
    }

    /// The lesson somebody studied last.
    pub struct LastStudied {
        /// The lesson.
        pub lesson: LessonId,
        /// What it is called.
        pub title: String,
        /// Its course.
        pub course: CourseId,
        /// What that is called.
        pub course_title: String,
        /// The course's picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// How far it has come.
        pub progress: LessonProgress,
    }

    /// How many published courses a theme has.
    pub struct ThemeCount {
        /// The theme.
        pub theme: CourseTheme,
        /// How many.
        pub courses: u32,
    }

    /// `GET /api/learning`: the first page of the learning centre.
    pub struct LearningHome {
        /// Where to go on; members who have studied.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last: Option<LastStudied>,
        /// Recommended courses.
        pub recommended: Vec<CourseRow>,
        /// Courses most studied.
        pub popular: Vec<CourseRow>,
        /// The latest ones.
        pub newest: Vec<CourseRow>,
        /// All themes.
        pub themes: Vec<ThemeCount>,
    }

    /// `GET /api/courses/{id}/certificate`.
    pub struct Certificate {
        /// Whose.
        pub name: String,
        /// Of which branch.
        pub org: String,
        /// For which course.
        pub course: String,
        /// How many lessons.
        pub lessons: u32,
        /// How much of them was verified, in milliseconds.
        pub verified: i64,
        /// When the last lesson was finished.
        pub finished_at: Instant,
        /// Tells certificates apart.
        pub number: String,
    }
}

impl CourseForm {
    /// An empty one.
    #[must_use]
    pub const fn new(theme: CourseTheme) -> Self {
        Self {
            theme,
            topics: Vec::new(),
            title: String::new(),
            introduction: String::new(),
            speaker: String::new(),
            year: 0,
            cover: None,
            order: Vec::new(),
        }
    }
}

impl LessonForm {
    /// An empty one.
    #[must_use]
    pub const fn new(kind: LessonKind) -> Self {
        Self {
            kind,
            title: String::new(),
            body: String::new(),
            file: None,
            duration: 0,
            characters: 0,
            subtitles: String::new(),
        }
    }
}
