//! Points on the page: one's own with every entry's why, the rules, 学习排行, yearly sheets, and the province's switches.

mod bars;
mod entries;
mod export;
pub mod model;
mod note;
mod page_mine;
mod page_org;
mod page_policy;
mod page_ranking;
mod page_rules;
mod page_sheet;
mod pending;
mod rules;
mod sums;

pub use page_mine::MyPointsPage;
pub use page_org::{BranchPoints, PointsOfOrg};
pub use page_policy::PolicyPage;
pub use page_ranking::Rankings;
pub use page_rules::RulesPage;
pub use page_sheet::{MySheet, SheetOfMember};
pub use rules::PointRules;
