//! A post that the handbook's list lacks can be asked for: the request goes to the province, which grants it or returns it
//! with a reason (FEATURES 2.2).
//!
//! A granted post is the asking branch's: the list is the province's, and one branch's wish does not lengthen everybody's.
//! The province may open it to all branches when it grants it.

use super::{BranchRefusal, CommitteePost};
use crate::meeting::Decision;
use crate::meeting::form::REASON_MAX;
use crate::org::OrgRef;
use crate::refusal::{check_length, check_text};
use crate::{Instant, PostId, PostRequestId, Refusal};

/// The most characters of a post's name.
pub const NAME_MAX: usize = 20;

coded! {
    /// How a request stands.
    pub enum RequestState {
        /// The province has it.
        Waiting = "waiting" "待办理",
        /// Returned with a reason.
        Returned = "returned" "已退回",
        /// Granted.
        Approved = "approved" "已批准",
    }
}

wire! {
    /// A post beside the handbook's list that a branch may fill.
    pub struct AddedPost {
        /// The post.
        pub id: PostId,
        /// Its name.
        pub name: String,
    }

    /// What is asked for.
    pub struct PostRequestForm {
        /// The post's name, at most 20 characters.
        pub name: String,
        /// What it is needed for, at most 300 characters.
        pub reason: String,
    }

    /// The province's decision.
    pub struct PostDecision {
        /// Grant or return.
        pub decision: Decision,
        /// Why it is returned; a word along with a grant, if there is one. At most 300 characters.
        #[serde(default)]
        pub reply: String,
        /// Granted to every branch, not only to the one that asks.
        #[serde(default)]
        pub for_all: bool,
    }

    /// One time that a request was handed in.
    pub struct PostRound {
        /// The name asked for then.
        pub name: String,
        /// The reason given then.
        pub reason: String,
        /// When it was handed in.
        pub at: Instant,
        /// What was decided; absent while it waits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Decision>,
        /// What the province wrote.
        pub reply: String,
        /// When it was decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided_at: Option<Instant>,
    }

    /// A request with its history.
    pub struct PostRequest {
        /// The request.
        pub id: PostRequestId,
        /// Who asks.
        pub org: OrgRef,
        /// The post's name as it is asked for now.
        pub name: String,
        /// How it stands.
        pub state: RequestState,
        /// Every round, the first one first.
        pub rounds: Vec<PostRound>,
    }
}

/// Checks what is asked for; `offered` are the names that the branch may use already besides the list, `asked` those it
/// asks for in other requests that are not granted.
///
/// # Errors
/// Every fault at once.
pub fn check_request(form: &PostRequestForm, offered: &[String], asked: &[String]) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "name", "职务名称", &form.name, NAME_MAX);
    check_text(&mut faults, "reason", "申请理由", &form.reason, REASON_MAX);
    let name = form.name.trim();
    if CommitteePost::listed().any(|p| p.label() == name) || offered.iter().any(|o| o == name) {
        faults.push(BranchRefusal::PostOffered { name: name.into() }.into());
    } else if asked.iter().any(|a| a == name) {
        faults.push(BranchRefusal::PostAskedAlready.into());
    }
    Refusal::collect(faults)
}

/// Whether a request in this state may be edited and handed in again.
///
/// # Errors
/// [`BranchRefusal::RequestNotReturned`].
pub fn allow_resubmit(state: RequestState) -> Result<(), Refusal> {
    match state {
        RequestState::Returned => Ok(()),
        RequestState::Waiting | RequestState::Approved => {
            Err(BranchRefusal::RequestNotReturned { state: state.label() }.into())
        }
    }
}

/// Whether a request in this state may be decided on so.
///
/// # Errors
/// [`BranchRefusal::RequestNotWaiting`]; [`Refusal::ReturnNeedsReason`] for a return without one.
pub fn allow_decision(state: RequestState, form: &PostDecision) -> Result<(), Refusal> {
    match state {
        RequestState::Waiting => {}
        RequestState::Returned | RequestState::Approved => {
            return Err(BranchRefusal::RequestNotWaiting { state: state.label() }.into());
        }
    }
    if form.decision == Decision::Return && form.reply.trim().is_empty() {
        return Err(Refusal::ReturnNeedsReason);
    }
    let mut faults = Vec::new();
    check_length(&mut faults, "reason", "答复", form.reply.trim(), REASON_MAX);
    Refusal::collect(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(name: &str) -> Result<(), &'static str> {
        let form = PostRequestForm { name: name.into(), reason: "示例理由".into() };
        check_request(&form, &["调解委员".into()], &["科普委员".into()]).map_err(|r| r.code())
    }

    #[test]
    fn only_what_is_missing_is_asked_for_once() {
        assert_eq!(ask("文明实践委员"), Ok(()));
        assert_eq!(ask("组织委员"), Err("post_offered"));
        assert_eq!(ask(" 调解委员 "), Err("post_offered"));
        assert_eq!(ask("科普委员"), Err("post_asked_already"));
        assert_eq!(ask(""), Err("missing"));
        assert_eq!(ask(&"委".repeat(21)), Err("too_long"));
        // what stands in the list for added posts is no post of its own
        assert_eq!(ask(CommitteePost::Added.label()), Ok(()));
    }

    #[test]
    fn a_request_goes_to_and_fro_until_it_is_granted() {
        let decide = |state, decision, reply: &str| {
            let form = PostDecision { decision, reply: reply.into(), for_all: false };
            allow_decision(state, &form).map_err(|r| r.code())
        };
        assert_eq!(decide(RequestState::Waiting, Decision::Approve, ""), Ok(()));
        assert_eq!(decide(RequestState::Waiting, Decision::Return, " "), Err("return_needs_reason"));
        assert_eq!(decide(RequestState::Waiting, Decision::Return, &"长".repeat(REASON_MAX + 1)), Err("too_long"));
        assert_eq!(decide(RequestState::Approved, Decision::Return, "示例"), Err("request_not_waiting"));
        assert_eq!(allow_resubmit(RequestState::Returned), Ok(()));
        assert_eq!(allow_resubmit(RequestState::Waiting).map_err(|r| r.code()), Err("request_not_returned"));
    }
}
