//! A question of a lesson as it is typed (FEATURES 13.5). Pure.

use super::model::{from_length, length};
use crate::exam::model::form::TypedQuestion;
use crate::kit::{Faults, by_field};
use gsdj_domain::exam::{OPTIONS, QuestionForm, QuestionKind};
use gsdj_domain::learning::{LessonQuestion, LessonQuestionForm, check_lesson_question};
use gsdj_domain::{LessonQuestionId, exam};
use serde::{Deserialize, Serialize};

/// The order in which a question's faults are gone to.
pub const FIELDS: [&str; 5] = ["at", "text", "options", "right", "explanation"];

/// A question as it is typed; survives a reload as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// 位置, as minutes and seconds.
    pub at: String,
    /// The kind's code.
    pub kind: String,
    /// What is asked.
    pub text: String,
    /// Six rows, those at the end may be empty.
    pub options: Vec<String>,
    /// The places of the right ones.
    pub right: Vec<u8>,
    /// Why.
    pub explanation: String,
}

impl Default for Typed {
    fn default() -> Self {
        let TypedQuestion { kind, text, options, right, explanation, .. } = TypedQuestion::default();
        Self { at: String::new(), kind, text, options, right, explanation }
    }
}

impl Typed {
    /// What stands now.
    #[must_use]
    pub fn of(question: &LessonQuestion) -> Self {
        let form = &question.form;
        let mut options = form.options.clone();
        options.resize(*OPTIONS.end(), String::new());
        Self {
            at: length(form.at),
            kind: form.kind.code().into(),
            text: form.text.clone(),
            options,
            right: form.right.clone(),
            explanation: form.explanation.clone(),
        }
    }

    /// As it is sent; a place that can't be read is none.
    #[must_use]
    pub fn form(&self) -> LessonQuestionForm {
        let typed = TypedQuestion {
            kind: self.kind.clone(),
            text: self.text.clone(),
            options: self.options.clone(),
            right: self.right.clone(),
            explanation: self.explanation.clone(),
            ..TypedQuestion::default()
        };
        let QuestionForm { kind, text, options, right, explanation, .. } = typed.form();
        LessonQuestionForm { at: from_length(&self.at).unwrap_or(-1), kind, text, options, right, explanation }
    }

    /// All faults by field, in a lesson that lasts so long (in milliseconds) and has these questions beside.
    #[must_use]
    pub fn faults(&self, duration: i64, others: &[i64]) -> Faults {
        let checked = check_lesson_question(&self.form(), duration, others);
        checked.map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    }
}

/// Where the other questions stand.
#[must_use]
pub fn others(all: &[LessonQuestion], but: Option<LessonQuestionId>) -> Vec<i64> {
    all.iter().filter(|q| Some(q.id) != but).map(|q| q.form.at).collect()
}

/// A question in a line: 1:05 · 单选题 · 正确答案 B.
#[must_use]
pub fn line(form: &LessonQuestionForm) -> String {
    let right = match form.kind {
        QuestionKind::TrueFalse if form.right == [0] => "正确".into(),
        QuestionKind::TrueFalse => "错误".into(),
        QuestionKind::Single | QuestionKind::Multiple => exam::letters(&form.right),
    };
    format!("{} · {} · 答案 {right}", length(form.at), form.kind.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(at: &str) -> Typed {
        let mut options = vec![String::new(); 6];
        (options[0], options[1]) = ("甲".into(), " 乙 ".into());
        Typed {
            at: at.into(),
            text: "示例题目".into(),
            options,
            right: vec![1],
            explanation: "示例解析".into(),
            ..Typed::default()
        }
    }

    #[test]
    fn a_place_is_typed_as_minutes_and_seconds() {
        let form = typed("1：05").form();
        assert_eq!((form.at, form.options.len(), form.options[1].as_str()), (65_000, 2, "乙"));
        assert!(typed("1:05").faults(120_000, &[5_000]).is_empty());
        for (at, others) in [("", &[][..]), ("x", &[]), ("2:01", &[]), ("0", &[]), ("1:05", &[65_000])] {
            let faults = typed(at).faults(120_000, others);
            assert_eq!(faults.keys().collect::<Vec<_>>(), ["at"], "{at}");
        }
    }

    #[test]
    fn every_fault_is_beside_its_field() {
        let faults = Typed::default().faults(120_000, &[]);
        assert_eq!(faults.keys().collect::<Vec<_>>(), ["at", "explanation", "options", "right", "text"]);
        assert!(faults.keys().all(|field| FIELDS.contains(&field.as_str())));
    }

    #[test]
    fn what_stands_is_typed_again_and_said_in_a_line() {
        let question = LessonQuestion { id: LessonQuestionId(1), form: typed("12:05").form() };
        assert_eq!(Typed::of(&question).form(), question.form);
        assert_eq!(line(&question.form), "12:05 · 单选题 · 答案 B");
        let judgement = LessonQuestionForm { kind: QuestionKind::TrueFalse, right: vec![0], ..question.form.clone() };
        assert_eq!(line(&judgement), "12:05 · 判断题 · 答案 正确");
        assert_eq!(others(&[question], Some(LessonQuestionId(1))), Vec::<i64>::new());
    }
}
