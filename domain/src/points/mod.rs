//! Points (积分, FEATURES 6): the rules as one table, and the one function that decides how much a deed earns.
//!
//! The ledger itself (append-only, one entry a deed) is the store's; caps are decided here.

mod rule;
mod wire;

pub use rule::{Cap, PointKind, Rule, RuleRow, award};
pub use wire::*;
