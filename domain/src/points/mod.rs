//! Points (积分, FEATURES 6): the rules as one table, the one function that decides how much a deed earns, what the province
//! decides about points, and the spans that sums and rankings are over.
//!
//! The ledger itself (append-only, one entry a deed) is the store's; caps are decided here.

pub mod deed;
pub mod policy;
mod refusal;
mod rule;
pub mod sheet;
mod span;
mod sums;
mod wire;

pub use policy::{PointsPolicy, PointsReach, PolicyForm, check_policy};
pub use refusal::PointsRefusal;
pub use rule::{Cap, PointKind, Rule, RuleRow, award};
pub use sheet::{SheetExport, check_sheet, sheet_year};
pub use span::{FIRST_YEAR, Span};
pub use sums::{KindSums, ranks};
pub use wire::*;
