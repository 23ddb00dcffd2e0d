//! What people do with whatever is read, watched or listened to (FEATURES 5.14): 收藏, 点赞, 评论, 分享. One feature for all
//! kinds of things; what a thing is called and whether it is there is the affair of the feature it belongs to.
//!
//! A like or a favourite is given and taken back as often as one wants; points are for the first time only. A member's
//! comment is seen by others once their branch has approved it.

mod form;
mod refusal;
mod wire;

pub use form::{REASON_MAX, REMARK_MAX, REMARK_PAUSE, REMARKS_AT_ONCE, check_decision, check_remark};
pub use refusal::ReactionRefusal;
pub use wire::*;
