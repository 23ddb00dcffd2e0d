//! 经验交流 on the page: reading, liking, commenting; writing and handing in; publishing and returning.

mod acts;
mod comments;
pub mod model;
mod page_edit;
mod page_list;
mod page_view;

pub use page_edit::{EditExperience, NewExperience};
pub use page_list::Experiences;
pub use page_view::ExperiencePage;
