//! 督办 (FEATURES 4.1): a superior urges a branch; the branch says that it has read it, and what it did about it.
//!
//! Any organisation above the branch may urge, not only the immediate superior: supervision runs down the whole chain.
//! Of one matter at most one urge is open at a time, whoever pressed.

use crate::org::{OrgKind, OrgRef};
use crate::refusal::{check_length, check_text};
use crate::{Instant, Refusal, UrgeId};

/// The most characters of an urge and of the branch's note.
pub const TEXT_MAX: usize = 200;

coded! {
    /// What a branch is urged about.
    pub enum UrgeTopic {
        /// 未按期召开会议.
        Meeting = "meeting" "未按期召开会议",
        /// 未提交记录.
        Record = "record" "未提交会议记录",
        /// 换届到期.
        Election = "election" "换届到期",
        /// 其他.
        Other = "other" "其他",
    }
}

coded! {
    /// Where an urge stands.
    pub enum UrgeState {
        /// The branch has not said that it read it.
        Unread = "unread" "未读",
        /// Read, not settled.
        Read = "read" "已读",
        /// Settled, with a note.
        Settled = "settled" "已办结",
    }
}

refusals! {
    /// Why something about an urge is not done.
    pub enum UrgeRefusal {
        /// Only branches are urged.
        NotABranch = "urge_not_a_branch" 422 => "只能督办党支部";
        /// An urge of this matter is open already.
        AlreadyUrged {
            /// When it was pressed.
            at: Instant,
            /// By whom.
            by: String,
        } = "already_urged" 409 => format!("{}已于 {} 就此事督办，该支部尚未办结", by, at.written());
        /// 其他 says what.
        NeedsText = "urge_needs_text" 422 in "text" => "选择“其他”时请写明督办事项";
        /// Settled already.
        AlreadySettled = "urge_already_settled" 409 => "此事已办结";
    }
}

wire! {
    /// `POST /api/orgs/{id}/urges`.
    pub struct UrgeForm {
        /// About what.
        pub topic: UrgeTopic,
        /// In words, at most 200 characters; required for 其他.
        #[serde(default)]
        pub text: String,
    }

    /// `POST /api/urges/{id}/settlement`.
    pub struct SettleForm {
        /// What was done about it, at most 200 characters.
        pub note: String,
    }

    /// An urge.
    pub struct UrgeRow {
        /// The urge.
        pub id: UrgeId,
        /// Who is urged.
        pub org: OrgRef,
        /// Who urges.
        pub by: OrgRef,
        /// About what.
        pub topic: UrgeTopic,
        /// In words.
        pub text: String,
        /// When.
        pub at: Instant,
        /// Where it stands.
        pub state: UrgeState,
        /// When the branch said that it read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub read_at: Option<Instant>,
        /// When it was settled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub settled_at: Option<Instant>,
        /// What the branch did about it.
        #[serde(default)]
        pub note: String,
    }
}

/// Checks an urge of an organisation of this kind.
///
/// # Errors
/// Every fault at once.
pub fn check(form: &UrgeForm, of: OrgKind) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if of != OrgKind::Branch {
        faults.push(UrgeRefusal::NotABranch.into());
    }
    if form.topic == UrgeTopic::Other && form.text.trim().is_empty() {
        faults.push(UrgeRefusal::NeedsText.into());
    }
    check_length(&mut faults, "text", "督办内容", &form.text, TEXT_MAX);
    Refusal::collect(faults)
}

/// Checks what the branch says it did.
///
/// # Errors
/// That it is missing or too long.
pub fn check_settlement(form: &SettleForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "note", "办理情况", &form.note, TEXT_MAX);
    Refusal::collect(faults)
}

/// Where an urge with these times stands.
#[must_use]
pub const fn state(read_at: Option<Instant>, settled_at: Option<Instant>) -> UrgeState {
    match (read_at, settled_at) {
        (_, Some(_)) => UrgeState::Settled,
        (Some(_), None) => UrgeState::Read,
        (None, None) => UrgeState::Unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_branch_is_urged_and_other_matters_are_named() {
        let check = |topic, text: &str, of| check(&UrgeForm { topic, text: text.into() }, of).map_err(|r| r.code());
        assert_eq!(check(UrgeTopic::Meeting, "", OrgKind::Branch), Ok(()));
        assert_eq!(check(UrgeTopic::Meeting, "", OrgKind::GeneralBranch), Err("urge_not_a_branch"));
        assert_eq!(check(UrgeTopic::Other, "  ", OrgKind::Branch), Err("urge_needs_text"));
        assert_eq!(check(UrgeTopic::Record, &"🙂".repeat(200), OrgKind::Branch), Ok(()));
        assert_eq!(check(UrgeTopic::Record, &"字".repeat(201), OrgKind::Branch), Err("too_long"));
        assert_eq!(check_settlement(&SettleForm { note: " ".into() }).map_err(|r| r.code()), Err("missing"));
    }

    #[test]
    fn a_settled_urge_is_settled_whether_or_not_it_was_said_to_be_read() {
        let now = Some(Instant(1));
        let states = [state(None, None), state(now, None), state(now, now), state(None, now)];
        assert_eq!(states, [UrgeState::Unread, UrgeState::Read, UrgeState::Settled, UrgeState::Settled]);
    }
}
