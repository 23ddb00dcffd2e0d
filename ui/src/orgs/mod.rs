//! Organisations: the tree, searching it, one organisation, choosing one, whose committee is due for re-election.

mod model;
mod page_org;
mod page_terms;
mod page_tree;
mod picker;
mod tree;

pub use page_org::OrgPage;
pub use page_terms::Terms;
pub use page_tree::OrgTree;
pub use picker::OrgPicker;
