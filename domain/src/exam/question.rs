//! A question as it is written into the bank: checked whole, with every fault beside its field.

use super::ExamRefusal;
use super::wire::{QuestionForm, QuestionKind};
use crate::Refusal;
use crate::refusal::{check_length, check_text};
use crate::search::folded;
use std::ops::RangeInclusive;

/// The most characters of what is asked.
pub const STEM_MAX: usize = 500;
/// The most characters of one option.
pub const OPTION_MAX: usize = 200;
/// How many options a question has.
pub const OPTIONS: RangeInclusive<usize> = 2..=6;
/// The most characters of the explanation.
pub const EXPLANATION_MAX: usize = 1_000;
/// The most characters of where it comes from.
pub const SOURCE_MAX: usize = 100;
/// The most questions that may be drawn: drawing reads the ids of all of them.
pub const BANK_MAX: u64 = 20_000;

/// What a true-or-false question offers, always in this order.
const JUDGEMENT: [&str; 2] = ["正确", "错误"];

/// The form without blanks around its texts, its right answers in order and each once; a true-or-false question has the two
/// options it always has.
#[must_use]
pub fn tidy(form: &QuestionForm) -> QuestionForm {
    let mut right = form.right.clone();
    right.sort_unstable();
    right.dedup();
    let options = match form.kind {
        QuestionKind::TrueFalse => JUDGEMENT.map(str::to_owned).to_vec(),
        QuestionKind::Single | QuestionKind::Multiple => form.options.iter().map(|o| o.trim().to_owned()).collect(),
    };
    QuestionForm {
        text: form.text.trim().into(),
        explanation: form.explanation.trim().into(),
        source: form.source.trim().into(),
        options,
        right,
        ..form.clone()
    }
}

/// Checks a question.
///
/// # Errors
/// Every fault at once.
pub fn check_question(form: &QuestionForm) -> Result<(), Refusal> {
    let form = tidy(form);
    let mut faults = Vec::new();
    check_text(&mut faults, "text", "题目", &form.text, STEM_MAX);
    check_text(&mut faults, "explanation", "解析", &form.explanation, EXPLANATION_MAX);
    check_length(&mut faults, "source", "来源", &form.source, SOURCE_MAX);
    check_options(&mut faults, &form.options);
    let count = form.options.len();
    let enough = match form.kind {
        QuestionKind::Single | QuestionKind::TrueFalse => form.right.len() == 1,
        QuestionKind::Multiple => form.right.len() >= 2,
    };
    if !enough {
        faults.push(ExamRefusal::WrongNumberOfRight { kind: form.kind.label() }.into());
    } else if form.right.iter().any(|r| usize::from(*r) >= count) {
        faults.push(ExamRefusal::RightIsNoOption.into());
    }
    Refusal::collect(faults)
}

fn check_options(faults: &mut Vec<Refusal>, options: &[String]) {
    if !OPTIONS.contains(&options.len()) {
        return faults.push(ExamRefusal::WrongNumberOfOptions.into());
    }
    for (at, option) in options.iter().enumerate() {
        let got = option.chars().count();
        if got == 0 {
            faults.push(ExamRefusal::EmptyOption { letter: letter(at) }.into());
        } else if got > OPTION_MAX {
            faults.push(ExamRefusal::LongOption { letter: letter(at), got }.into());
        } else if options[..at].contains(option) {
            faults.push(ExamRefusal::SameOption { letter: letter(at) }.into());
        }
    }
}

/// A for the first option, F for the sixth.
fn letter(at: usize) -> char {
    u8::try_from(at).ok().and_then(|at| char::from_u32(u32::from(b'A') + u32::from(at))).unwrap_or('?')
}

/// The letters of these options: 「A、C」.
#[must_use]
pub fn letters(chosen: &[u8]) -> String {
    let all: Vec<String> = chosen.iter().map(|at| letter(usize::from(*at)).to_string()).collect();
    all.join("、")
}

/// What makes two questions the same however they are spaced, punctuated and their options ordered: kind, stem and options.
/// Right answers are no part of it.
#[must_use]
pub fn same(form: &QuestionForm) -> String {
    let form = tidy(form);
    let mut options: Vec<String> = form.options.iter().map(|o| bare(o)).collect();
    options.sort();
    format!("{}|{}|{}", form.kind.code(), bare(&form.text), options.join("|"))
}

/// Signs without which a text says something else.
const TELLING: &str = "%‰<>=≤≥≠≈+±×÷℃";
/// Signs that do so between two figures: 1.5, 3-5, 1/2.
const BETWEEN: &str = ".-−~/:";

/// Letters, figures and the signs that tell.
fn bare(text: &str) -> String {
    let signs: Vec<char> = text.chars().map(folded).filter(|c| !c.is_whitespace()).collect();
    let figure = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let tells = |(at, c): &(usize, &char)| {
        let between = BETWEEN.contains(**c) && figure(at.checked_sub(1)) && figure(Some(at + 1));
        c.is_alphanumeric() || TELLING.contains(**c) || between
    };
    signs.iter().enumerate().filter(tells).flat_map(|(_, c)| c.to_lowercase()).collect()
}

impl QuestionForm {
    /// Whether the same is right in both, however options are ordered and punctuated.
    #[must_use]
    pub fn has_the_same_right(&self, other: &Self) -> bool {
        let right = |form: &Self| {
            let mut texts: Vec<String> = form.right_texts().iter().map(|text| bare(text)).collect();
            texts.sort();
            texts
        };
        right(self) == right(other)
    }

    /// The texts of the right options, sorted.
    #[must_use]
    pub fn right_texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self
            .options
            .iter()
            .zip(0_u8..)
            .filter(|(_, at)| self.right.contains(at))
            .map(|(o, _)| o.as_str())
            .collect();
        texts.sort_unstable();
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam::Subject;

    pub(super) fn form(kind: QuestionKind, options: &[&str], right: &[u8]) -> QuestionForm {
        QuestionForm {
            kind,
            text: "示例题目".into(),
            options: options.iter().map(|o| (*o).into()).collect(),
            right: right.to_vec(),
            explanation: "示例解析".into(),
            subject: Subject::OrgLife,
            source: String::new(),
            active: true,
        }
    }

    fn code(form: &QuestionForm) -> Result<(), &'static str> {
        check_question(form).map_err(|r| r.code())
    }

    #[test]
    fn each_kind_has_its_number_of_right_answers() {
        use QuestionKind::{Multiple, Single, TrueFalse};
        assert_eq!(code(&form(Single, &["甲", "乙"], &[1])), Ok(()));
        assert_eq!(code(&form(Single, &["甲", "乙"], &[0, 1])), Err("exam_right_count"));
        assert_eq!(code(&form(Multiple, &["甲", "乙", "丙"], &[2, 0])), Ok(()));
        assert_eq!(code(&form(Multiple, &["甲", "乙", "丙"], &[2, 2])), Err("exam_right_count"));
        assert_eq!(code(&form(Multiple, &["甲", "乙", "丙"], &[2, 3])), Err("exam_right_no_option"));
        assert_eq!(code(&form(TrueFalse, &[], &[1])), Ok(()));
        assert_eq!(code(&form(TrueFalse, &["随便"], &[2])), Err("exam_right_no_option"));
    }

    #[test]
    fn options_are_two_to_six_and_differ() {
        let single = |options: &[&str]| code(&form(QuestionKind::Single, options, &[0]));
        assert_eq!(single(&["甲"]), Err("exam_option_count"));
        assert_eq!(single(&["甲"; 7]), Err("exam_option_count"));
        assert_eq!(single(&["甲", " 甲 "]), Err("exam_option_same"));
        assert_eq!(single(&["甲", " "]), Err("exam_option_empty"));
        assert_eq!(single(&["甲", &"长".repeat(OPTION_MAX + 1)]), Err("exam_option_long"));
        assert_eq!(single(&["甲", "乙", "丙", "丁", "戊", "己"]), Ok(()));
    }

    #[test]
    fn the_same_question_is_known_again_however_it_is_written() {
        let one = form(QuestionKind::Single, &["每月 1 次", "每季度1次"], &[0]);
        let mut other = form(QuestionKind::Single, &["每季度1次", "每月1次。"], &[1]);
        other.text = " 示例 题目（ ）".into();
        assert_eq!(same(&one), same(&other));
        other.options[0] = "每年1次".into();
        assert_ne!(same(&one), same(&other));
        let multiple = form(QuestionKind::Multiple, &["每月 1 次", "每季度1次"], &[0, 1]);
        assert_ne!(same(&one), same(&multiple));
        assert_eq!(letters(&[0, 2]), "A、C");
        // a full stop more says nothing, and what is right stays the same
        assert!(one.has_the_same_right(&form(QuestionKind::Single, &["每季度1次", "每月1次。"], &[1])));
        // a sign between figures, or one that compares, says something else
        for (one, other) in [("1.5%", "15%"), ("3-5 名", "35 名"), ("甲＞乙", "甲≥乙"), ("1%", "1")] {
            let of = |option: &str| same(&form(QuestionKind::Single, &[option, "示例"], &[0]));
            assert_ne!(of(one), of(other), "{one} {other}");
        }
        assert_eq!(bare("甲 － 乙。"), bare("甲乙"));
    }
}
