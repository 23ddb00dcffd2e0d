//! Organisations: the tree, searching it, one organisation, choosing one.

mod page_org;
mod page_tree;
mod picker;

pub use page_org::OrgPage;
pub use page_tree::OrgTree;
pub use picker::OrgPicker;
