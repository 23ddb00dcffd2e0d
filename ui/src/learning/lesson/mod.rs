//! `/learning/lessons/:id`: a film or a recording to play, a text or a document to read; what counts is said at all times.

mod controls;
mod keep;
mod keys;
mod meter;
mod page_lesson;
mod pause;
mod player;
mod reader;
mod study;
mod words;

pub use keep::wake;
pub use page_lesson::LessonPage;
pub(super) use pause::Pauses;
pub(super) use player::Player;
pub(super) use study::use_study;
