//! The roll of members on the page: narrowed, looked at one by one, exported.

mod columns;
mod detail;
mod export;
mod filters;
pub mod model;
mod page_roll;
mod rows;

pub use export::fetch;
pub use page_roll::{BranchRoll, WholeRoll};
