//! What 经验交流 is refused for: each row a code, a status, a field and a sentence.

use crate::Instant;
use crate::time::lasting;

refusals! {
    /// Why something about a post on experience is not done.
    pub enum ExperienceRefusal {
        /// The act does not fit where the post stands.
        NotNow {
            /// What was tried, as a Chinese label.
            act: &'static str,
            /// Where it stands, as a Chinese label.
            state: &'static str,
        } = "experience_not_now" 409 => format!("现在不能{act}：文章{state}");
        /// Publishing says to whom.
        NoAudience = "experience_no_audience" 422 in "audience" => "请选择公开范围";
        /// Taking down needs a reason.
        TakedownNeedsReason = "experience_takedown_needs_reason" 422 in "reason" => "下架时请写明原因";
        /// Removing somebody else's comment needs a reason.
        RemovalNeedsReason = "comment_removal_needs_reason" 422 in "reason" => "移除他人的评论时请写明原因";
        /// Too many comments in a short time.
        TooManyComments {
            /// When the next one is taken.
            until: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "too_many_comments" 429 in "text" => format!("评论过于频繁，请{}后再试", lasting(until.0 - now.0 + 59_999));
        /// It is removed already.
        AlreadyRemoved = "comment_already_removed" 409 => "这条评论已经移除";
    }
}
