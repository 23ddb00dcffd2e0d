//! What reactions are refused for: each row a code, a status, a field and a sentence.

use crate::Instant;
use crate::time::lasting;

refusals! {
    /// Why something about a reaction is not done.
    pub enum ReactionRefusal {
        /// Too many comments in a short time.
        TooManyRemarks {
            /// When the next one is taken.
            until: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "too_many_remarks" 429 in "text" => format!("评论过于频繁，请{}后再试", lasting(until.0 - now.0 + 59_999));
        /// It was decided on already.
        DecidedAlready = "remark_decided_already" 409 => "这条评论已经处理过了";
        /// It is removed already.
        RemovedAlready = "remark_removed_already" 409 => "这条评论已经移除";
        /// Removing somebody else's comment needs a reason.
        RemovalNeedsReason = "remark_removal_needs_reason" 422 in "reason" => "移除他人的评论时请写明原因";
    }
}
