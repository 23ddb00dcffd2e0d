//! 党员学习中心 and 集中学习专区 (FEATURES 5.3, 5.6–5.8, 5.11, 5.12, 5.15): courses and their lessons, and the rules by
//! which studying them is verified.
//!
//! What was watched is a set of spans that only ever grows ([`Spans`], FEATURES 12.2). What may be added to it is decided
//! by the server's clock ([`watch`]), by what time an absent device can have had ([`offline`]), or by a group study of the
//! branch; in each case the real time spent is marked as used, so that nobody is in two places at once. How far a lesson
//! has come is one figure, made in one place ([`progress`], FEATURES 12.4). Before a group study the screen pauses on the
//! lesson's questions and phones answer (FEATURES 13.5); they are an exam's questions, checked and marked by its rules.

mod form;
pub mod offline;
pub mod progress;
mod question;
mod refusal;
mod said;
mod spans;
mod state;
mod theme;
pub mod watch;
mod ways;
mod wire;

pub use form::{
    BODY_MAX, CHARACTERS_MAX, DURATION_MAX, DURATION_MIN, INTRODUCTION_MAX, LESSONS_MAX, SPEAKER_MAX, SUBTITLES_MAX,
    TITLE_MAX, YEAR_MIN, check_course, check_lesson, reading_time,
};
pub use progress::Progress;
pub use question::{
    QUESTIONS_MAX, check_answer, check_lesson_question, check_with_questions, clock, outcome, tidy_place,
};
pub use refusal::LearningRefusal;
pub use spans::{Span, Spans};
pub use state::{Course, allows_guest};
pub use theme::{CourseTheme, CourseTopic};
pub use watch::{BeatVerdict, Stretch};
pub use ways::{CENTRE_WAYS, EDUCATION_WAYS, ONLY_WATCHING, Way};
pub use wire::*;
