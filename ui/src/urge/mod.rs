//! 督办: pressing it, what one is urged about, and settling it.

mod page_list;
mod press;

pub use page_list::Urges;
pub use press::UrgeSheet;
