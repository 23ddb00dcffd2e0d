//! The inbox (通知, FEATURES 1.9): what people are told, and what carries them there.

use crate::page::MAX_LIMIT;
use crate::{InboxId, Instant, MeetingId, Refusal};

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
        /// Something was made public, corrected or taken back.
        Disclosure = "disclosure" "党务公开",
        /// About a post on experience.
        Experience = "experience" "经验交流",
        /// Somebody commented, or a comment was removed.
        Comment = "comment" "评论",
        /// A superior urges, or a branch has settled it.
        Urge = "urge" "督办",
        /// About an article that one writes or reviews.
        Article = "article" "稿件",
        /// A programme that one wants to be reminded of begins soon, or is off.
        Programme = "programme" "节目提醒",
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
        /// The address within the platform that it leads to, where that is not a meeting's or the topic's: `/urges?at=7`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        /// When it came.
        pub at: Instant,
        /// Already read.
        pub read: bool,
    }

    /// `POST /api/inbox/read`: which messages are marked as read; all of one's own when neither is given.
    pub struct ReadForm {
        /// Only these, at most 100; those that are not one's own are passed over.
        #[serde(default)]
        pub ids: Vec<InboxId>,
        /// Only what is about this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub topic: Option<Topic>,
    }

    /// How many are not read yet; also what the live stream sends.
    pub struct Unread {
        /// The number.
        pub unread: u32,
    }
}

impl ReadForm {
    /// Checks how many are named at once.
    ///
    /// # Errors
    /// More than a page holds.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.ids.len() <= MAX_LIMIT as usize {
            return Ok(());
        }
        Err(Refusal::Malformed { what: format!("一次最多标记 {MAX_LIMIT} 条通知") })
    }
}

/// Whether a text is an address within the platform: nothing else is followed.
#[must_use]
pub fn is_link(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\n', '\r', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_within_are_followed() {
        assert!(is_link("/urges") && is_link("/meetings/7?x=1"));
        for outside in ["", "https://example.com", "//example.com", "/\\example.com", "javascript:alert(1)", "/a b"] {
            assert!(!is_link(outside), "{outside}");
        }
    }

    #[test]
    fn a_page_of_messages_is_marked_at_once_and_no_more() {
        let form = |n| ReadForm { ids: (0..n).map(InboxId).collect(), topic: None };
        assert_eq!(form(100).check(), Ok(()));
        assert_eq!(form(101).check().map_err(|r| r.code()), Err("malformed"));
    }
}
