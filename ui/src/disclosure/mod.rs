//! 党务公开 on the page: what is public now, for how long; setting up, correcting and taking back.

pub mod model;
mod page_edit;
mod page_list;
mod page_view;
mod reach;

pub use page_edit::{EditDisclosure, NewDisclosure};
pub use page_list::Disclosures;
pub use page_view::DisclosurePage;
