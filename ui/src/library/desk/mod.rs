//! The editors' desk: works by where they stand, making and changing them, taking books over from files.

mod chapters;
mod head;
mod page_list;
mod page_work;
mod upload;

pub use page_list::DeskPage;
pub use page_work::DeskWorkPage;
