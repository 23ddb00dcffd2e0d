//! 党建数字图书库 (FEATURES 5.10, 5.14): journals, books, papers, topics and audio books; the place in them; one's shelf.
//!
//! A work is a list of chapters with levels, which is its contents: an issue of a journal is a heading with its articles
//! below. A place is a chapter and how far into it, in a measure that no type size or screen changes.

mod contents;
mod form;
mod place;
mod refusal;
mod state;
mod text;
mod wire;

pub use contents::{LEVEL_MAX, check_contents, neighbours, progress, shares};
pub use form::{AUTHOR_MAX, CHAPTERS_MAX, INTRODUCTION_MAX, TEXT_MAX, TITLE_MAX, check_chapter, check_work};
pub use form::{IMPORT_MAX, RECORDING_MAX};
pub use place::{BookPlace, COUNT_MAX, check_place, merge, moved, opened};
pub use refusal::LibraryRefusal;
pub use state::Work;
pub use text::{Part, laid_out, measure};
pub use wire::*;
