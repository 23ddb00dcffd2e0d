//! 经验交流 (FEATURES 2.7): a branch writes, its immediate superior publishes or returns with a reason, others comment.
//!
//! Nothing written is lost: what comes back is edited and handed in again, every round is kept, and while the superior has
//! not looked it can be taken back (FEATURES 12.5, 12.6).

mod form;
mod refusal;
mod state;
mod wire;

pub use form::{COMMENT_MAX, COMMENT_PAUSE, COMMENTS_AT_ONCE, PHOTOS_MAX, REASON_MAX, TEXT_MAX, TITLE_MAX};
pub use form::{check, check_comment, check_decision, excerpt};
pub use refusal::ExperienceRefusal;
pub use state::Experience;
pub use wire::*;
