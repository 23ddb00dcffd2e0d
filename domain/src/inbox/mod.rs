//! The inbox (通知, FEATURES 1.9): what people are told, and what carries them there.

use crate::{InboxId, Instant, MeetingId};

coded! {
    /// What a message is about.
    pub enum Topic {
        /// A meeting notice to answer.
        MeetingNotice = "meeting_notice" "会议通知",
        /// A life meeting announced beforehand: prepare an outline.
        PreNotice = "pre_notice" "会议预通知",
        /// A meeting already announced was changed.
        MeetingChanged = "meeting_changed" "会议变更",
        /// A meeting already announced was called off.
        MeetingCancelled = "meeting_cancelled" "会议取消",
        /// A reminder to answer.
        AnswerReminder = "answer_reminder" "反馈提醒",
        /// Something waits for one's review.
        ReviewDue = "review_due" "待审核",
        /// Something was filed, to be read.
        Filed = "filed" "报备",
        /// Returned with a reason.
        Returned = "returned" "已退回",
        /// Approved.
        Approved = "approved" "审核通过",
        /// Points came in.
        PointsEarned = "points_earned" "积分到账",
        /// The committee's term is about to end, or over.
        TermDue = "term_due" "换届提醒",
        /// Likewise, of a branch below.
        TermDueBelow = "term_due_below" "下级换届提醒",
        /// A committee post was asked for, granted or refused.
        PostRequest = "post_request" "增设职务",
        /// A guest scanned one's meeting, or the host has decided.
        Attendance = "attendance" "在外参加组织生活",
        /// A helper was registered, taken back, or has answered.
        Proxy = "proxy" "帮办",
        /// About one's account.
        Account = "account" "账号",
    }
}

wire! {
    /// One message.
    pub struct InboxItem {
        /// The message.
        pub id: InboxId,
        /// What it is about.
        pub topic: Topic,
        /// The first line.
        pub title: String,
        /// The rest.
        pub body: String,
        /// The meeting it leads to, if it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<MeetingId>,
        /// When it came.
        pub at: Instant,
        /// Already read.
        pub read: bool,
    }

    /// How many are not read yet; also what the live stream sends.
    pub struct Unread {
        /// The number.
        pub unread: u32,
    }
}
