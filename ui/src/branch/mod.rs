//! The branch on the page: at a glance, overview, committee and the ones before it, groups.

pub mod arrange;
mod group_card;
mod history;
mod member_picker;
pub mod model;
mod page_branch;
mod page_committee;
mod page_groups;
mod page_overview;
pub mod parts;
mod password;
mod setup;

pub use history::CommitteeHistory;
pub use page_branch::{BranchPage, Glance};
pub use page_committee::CommitteePage;
pub use page_groups::GroupsPage;
pub use page_overview::OverviewPage;
pub use password::{GivenPassword, PasswordSheet};
