//! The branch on the page: overview, committee and the ones before it, groups, members.

pub mod arrange;
mod group_card;
mod history;
mod member_picker;
mod members_list;
pub mod model;
mod page_branch;
mod page_committee;
mod page_groups;
mod page_members;
mod page_overview;
pub mod parts;
mod password;
mod setup;

pub use history::CommitteeHistory;
pub use page_branch::BranchHome;
pub use page_committee::CommitteePage;
pub use page_groups::GroupsPage;
pub use page_members::{Members, MembersPage};
pub use page_overview::OverviewPage;
pub use password::PasswordSheet;
