//! Doing an act: which call it is, and what is said when it succeeded. One deed at a time.

use super::model::acts::success;
use crate::api::{self, ApiError, IdempotencyKey, Sent};
use gsdj_domain::meeting::{Act, CancelForm, Decision, MeetingView, ReviewForm, SendNotice};
use gsdj_domain::{MeetingId, MemberId};

/// Something to be done, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// 发通知 to these.
    Notice(Vec<MemberId>),
    /// 发预通知 to these.
    PreNotice(Vec<MemberId>),
    /// 结束互评.
    CloseBallot,
    /// 提醒.
    Remind,
    /// 取消会议, for this reason.
    Cancel(String),
    /// 报审, 报备, 确认.
    Submit,
    /// 撤回.
    Withdraw,
    /// 审核通过.
    Approve,
    /// 退回, for this reason.
    Return(String),
}

impl Deed {
    /// The act it is.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Notice(_) => Act::SendNotice,
            Self::PreNotice(_) => Act::SendPreNotice,
            Self::CloseBallot => Act::CloseBallot,
            Self::Remind => Act::Remind,
            Self::Cancel(_) => Act::Cancel,
            Self::Submit => Act::Submit,
            Self::Withdraw => Act::Withdraw,
            Self::Approve => Act::Approve,
            Self::Return(_) => Act::Return,
        }
    }

    /// What is said afterwards.
    #[must_use]
    pub fn done(&self) -> String {
        match self {
            Self::Notice(members) => format!("通知已发给 {} 人", members.len()),
            Self::PreNotice(members) => format!("预通知已发给 {} 人", members.len()),
            Self::CloseBallot
            | Self::Remind
            | Self::Cancel(_)
            | Self::Submit
            | Self::Withdraw
            | Self::Approve
            | Self::Return(_) => success(self.act()).into(),
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// As the call.
    pub async fn perform(self, id: MeetingId, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
        match self {
            Self::Notice(members) => api::meeting::notice(id, SendNotice { members }, key).await,
            Self::PreNotice(members) => api::meeting::pre_notice(id, SendNotice { members }, key).await,
            Self::CloseBallot => api::meeting::end_ballot(id, key).await,
            Self::Remind => api::meeting::remind(id, key).await,
            Self::Cancel(reason) => api::meeting::cancel(id, CancelForm { reason }, key).await,
            Self::Submit => api::meeting::submit(id, key).await,
            Self::Withdraw => api::meeting::withdraw(id, key).await,
            Self::Approve => {
                api::review::decide(id, ReviewForm { decision: Decision::Approve, reason: String::new() }, key).await
            }
            Self::Return(reason) => {
                api::review::decide(id, ReviewForm { decision: Decision::Return, reason }, key).await
            }
        }
    }
}
