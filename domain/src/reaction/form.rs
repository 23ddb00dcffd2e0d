//! What is typed in a comment or about one, checked.

use super::{RemarkDecision, RemarkForm};
use crate::Refusal;
use crate::meeting::Decision;
use crate::refusal::{check_length, check_text};
use crate::time::MINUTE;

/// The most characters of a comment.
pub const REMARK_MAX: usize = 300;
/// The most characters of a reason.
pub const REASON_MAX: usize = 300;
/// How many comments an account may write within [`REMARK_PAUSE`].
pub const REMARKS_AT_ONCE: usize = 5;
/// The span they are counted in, in milliseconds.
pub const REMARK_PAUSE: i64 = 10 * MINUTE;

/// Checks a comment.
///
/// # Errors
/// That it is empty or too long.
pub fn check_remark(form: &RemarkForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "text", "评论", &form.text, REMARK_MAX);
    Refusal::collect(faults)
}

/// Checks a decision on a comment.
///
/// # Errors
/// A return without a reason, or one too long.
pub fn check_decision(form: &RemarkDecision) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if form.decision == Decision::Return && form.reason.trim().is_empty() {
        faults.push(Refusal::ReturnNeedsReason);
    }
    check_length(&mut faults, "reason", "原因", form.reason.trim(), REASON_MAX);
    Refusal::collect(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reaction::TargetKind;

    #[test]
    fn a_comment_has_words_and_not_too_many() {
        let code =
            |text: String| check_remark(&RemarkForm { kind: TargetKind::Article, id: 1, text }).map_err(|r| r.code());
        assert_eq!(code("🙂".repeat(300)), Ok(()));
        assert_eq!(code("🙂".repeat(301)), Err("too_long"));
        assert_eq!(code(" \n".into()), Err("missing"));
    }

    #[test]
    fn who_returns_a_comment_says_why() {
        let code = |decision, reason: &str| {
            check_decision(&RemarkDecision { decision, reason: reason.into() }).map_err(|r| r.code())
        };
        assert_eq!(code(Decision::Approve, ""), Ok(()));
        assert_eq!(code(Decision::Return, " "), Err("return_needs_reason"));
        assert_eq!(code(Decision::Return, &"字".repeat(301)), Err("too_long"));
    }
}
