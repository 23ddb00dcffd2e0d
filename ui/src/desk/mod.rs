//! 编辑台 on the page: what is written for a site, from the draft to what readers see; its versions, the columns, and who edits.

mod acts;
mod edit;
pub mod model;
mod order;
mod page_columns;
mod page_edit;
mod page_editors;
mod page_links;
mod page_list;
mod page_versions;
mod page_view;
mod parts;
mod preview;
mod topic;

pub use page_columns::Columns;
pub use page_edit::{EditArticle, NewArticle};
pub use page_editors::Editors;
pub use page_links::DeskLinks;
pub use page_list::Desk;
pub use page_versions::Versions;
pub use page_view::DeskArticle;
