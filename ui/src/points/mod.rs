//! Points on the page: totals, entries with their why, the rules.

pub mod model;
mod page_mine;
mod rules;

pub use page_mine::MyPointsPage;
pub use rules::PointRules;
