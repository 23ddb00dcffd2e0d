//! 学标对标: the standards to read and search (they are part of the pages), a branch's check of itself with evidence, and
//! how far the checks of a subtree have come.

mod chapters;
mod check_view;
mod evidence;
mod list_parts;
pub mod model;
mod page_check;
mod page_field;
mod page_fields;
mod page_list;
mod parts;
mod picker;
mod tick_sheet;

pub use page_check::{CheckOfOrg, OwnCheck};
pub use page_field::FieldPage;
pub use page_fields::FieldsPage;
pub use page_list::CheckList;
