//! 学标对标 (FEATURES 2.1): the construction standards of six fields in six chapters as data, a search over them, what the
//! platform's own records show of them, and a branch's yearly check of itself.
//!
//! `text` is the data; `field` and `item` say how it is made up; `probe` looks at facts that the caller has loaded;
//! `check` holds the rules of ticking; `search` finds. Nothing here reads a store or a clock.

mod check;
mod field;
mod item;
mod probe;
mod refusal;
mod search;
#[cfg(test)]
mod tests;
mod text;
mod wire;

pub use check::{EVIDENCE_MAX, NOTE_MAX, check_mark, progress, year_bounds, year_of};
pub use field::{Chapter, Field};
pub use item::{EvidenceKind, Item, ItemScope, item, item_count, items, items_of};
pub use probe::{Facts, Finding, FindingState, Held, Probe};
pub use refusal::StandardsRefusal;
pub use search::{Group, search};
pub use wire::*;
