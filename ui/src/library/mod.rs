//! 党建数字图书库 on the page: finding something to read, reading and listening, one's shelf; the editors' desk.

mod desk;
pub mod model;
mod page_library;
mod page_read;
mod page_shelf;
mod page_work;
mod parts;
mod player;
mod reader;
mod tracker;

pub use desk::{DeskPage, DeskWorkPage};
pub use page_library::LibraryPage;
pub use page_read::ReadPage;
pub use page_shelf::ShelfPage;
pub use page_work::WorkPage;
