//! 党务公开 (FEATURES 2.3): what a branch makes public, to whom, and for how long. No approval and no feedback; it becomes
//! visible by itself when its period starts and ends by itself.
//!
//! Whom it is for is asked when it is read, not kept: who joins a group sees what runs, who leaves the branch doesn't.

mod form;
mod period;
mod refusal;
mod wire;

pub use form::{ATTACHMENTS_MAX, PHOTOS_MAX, REASON_MAX, TEXT_MAX, TITLE_MAX, check};
pub use period::{Period, days_left, latest_end};
pub use refusal::DisclosureRefusal;
pub use wire::*;
