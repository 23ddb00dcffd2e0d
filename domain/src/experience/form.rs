//! What is typed about a post, checked; all faults at once, each with its field.

use super::{ExperienceCommentForm, ExperienceDecision, ExperienceForm, ExperienceRefusal};
use crate::Refusal;
use crate::file::FileRefusal;
use crate::meeting::Decision;
use crate::refusal::{check_length, check_text};
use crate::time::MINUTE;

/// The most characters of a title.
pub const TITLE_MAX: usize = 80;
/// The most characters of the text.
pub const TEXT_MAX: usize = 20_000;
/// The most photos.
pub const PHOTOS_MAX: usize = 20;
/// The most characters of a reason.
pub const REASON_MAX: usize = 300;
/// The most characters of a comment.
pub const COMMENT_MAX: usize = 300;
/// How many comments an account may write within [`COMMENT_PAUSE`].
pub const COMMENTS_AT_ONCE: usize = 5;
/// The span they are counted in, in milliseconds.
pub const COMMENT_PAUSE: i64 = 10 * MINUTE;
/// The characters of an excerpt.
const EXCERPT: usize = 60;

/// Checks a post.
///
/// # Errors
/// Every fault at once.
pub fn check(form: &ExperienceForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "标题", &form.title, TITLE_MAX);
    check_text(&mut faults, "text", "正文", &form.text, TEXT_MAX);
    if form.photos.len() > PHOTOS_MAX {
        faults.push(FileRefusal::TooManyFiles { max: PHOTOS_MAX }.into());
    }
    Refusal::collect(faults)
}

/// Checks a superior's decision.
///
/// # Errors
/// A return without a reason, a publication without an audience, a text too long.
pub fn check_decision(form: &ExperienceDecision) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    match form.decision {
        Decision::Approve if form.audience.is_none() => faults.push(ExperienceRefusal::NoAudience.into()),
        Decision::Return if form.reason.trim().is_empty() => faults.push(Refusal::ReturnNeedsReason),
        Decision::Approve | Decision::Return => {}
    }
    check_length(&mut faults, "reason", "原因", form.reason.trim(), REASON_MAX);
    Refusal::collect(faults)
}

/// Checks a comment.
///
/// # Errors
/// That it is empty or too long.
pub fn check_comment(form: &ExperienceCommentForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "text", "评论", &form.text, COMMENT_MAX);
    Refusal::collect(faults)
}

/// How a text begins, in one line.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    line.chars().take(EXCERPT).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experience::ExperienceAudience;

    #[test]
    fn each_fault_is_named() {
        let post = |title: &str, text: &str| ExperienceForm { title: title.into(), text: text.into(), photos: vec![] };
        assert_eq!(check(&post("示例", "示例")), Ok(()));
        assert_eq!(check(&post("", "示例")).map_err(|r| r.code()), Err("missing"));
        assert_eq!(check(&post(&"题".repeat(300), "示例")).map_err(|r| r.code()), Err("too_long"));
        assert_eq!(check_comment(&ExperienceCommentForm { text: "🙂".repeat(300) }), Ok(()));
        assert_eq!(
            check_comment(&ExperienceCommentForm { text: "🙂".repeat(301) }).map_err(|r| r.code()),
            Err("too_long")
        );
    }

    #[test]
    fn a_decision_says_for_whom_or_why_not() {
        let decide = |decision, audience, reason: &str| {
            check_decision(&ExperienceDecision { decision, audience, reason: reason.into() }).map_err(|r| r.code())
        };
        assert_eq!(decide(Decision::Approve, Some(ExperienceAudience::Subtree), ""), Ok(()));
        assert_eq!(decide(Decision::Approve, None, ""), Err("experience_no_audience"));
        assert_eq!(decide(Decision::Return, None, "  "), Err("return_needs_reason"));
        assert_eq!(decide(Decision::Return, None, "示例"), Ok(()));
        assert_eq!(decide(Decision::Return, None, &"字".repeat(301)), Err("too_long"));
    }

    #[test]
    fn an_excerpt_is_one_line_and_never_cuts_a_character() {
        assert_eq!(excerpt("一\n\n 二\t三 "), "一 二 三");
        assert_eq!(excerpt(&"🏠".repeat(100)).chars().count(), 61);
    }
}
