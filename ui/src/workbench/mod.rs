//! 在线用标: the rail beside every page of the work on the computer, its entry page, and lists by pages.

mod focus;
pub mod model;
mod more;
mod only;
mod page_entry;
pub mod paged;
mod rail;

pub use focus::field_of;
pub use more::{FreshList, MoreRows};
pub use only::Only;
pub use page_entry::WorkbenchEntry;
pub use paged::{Paged, use_paged};
pub use rail::Workbench;
