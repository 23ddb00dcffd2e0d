//! The forms of questions and exams as they are typed.

use crate::kit::{Faults, by_field};
use gsdj_domain::exam::{
    DrawMode, ExamForm, ExamView, QuestionForm, QuestionKind, QuestionRow, Subject, check_exam, check_question, tidy,
};
use gsdj_domain::{Instant, Refusal};
use serde::{Deserialize, Serialize};

/// The most options of a question.
pub const OPTION_ROWS: usize = 6;

/// Faults by field.
fn faults(outcome: Result<(), Refusal>) -> Faults {
    outcome.map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
}

/// A question as it is typed; survives a reload as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedQuestion {
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
    /// The subject's code.
    pub subject: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it is drawn.
    pub active: bool,
}

impl Default for TypedQuestion {
    fn default() -> Self {
        Self {
            kind: QuestionKind::Single.code().into(),
            text: String::new(),
            options: vec![String::new(); OPTION_ROWS],
            right: Vec::new(),
            explanation: String::new(),
            subject: String::new(),
            source: String::new(),
            active: true,
        }
    }
}

impl TypedQuestion {
    /// As it stands.
    #[must_use]
    pub fn of(row: &QuestionRow) -> Self {
        let form = &row.form;
        let mut options = form.options.clone();
        options.resize(OPTION_ROWS, String::new());
        Self {
            kind: form.kind.code().into(),
            text: form.text.clone(),
            options,
            right: form.right.clone(),
            explanation: form.explanation.clone(),
            subject: form.subject.code().into(),
            source: form.source.clone(),
            active: form.active,
        }
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> QuestionKind {
        QuestionKind::from_code(&self.kind).unwrap_or(QuestionKind::Single)
    }

    /// As it is sent; the first subject stands in for one not chosen yet, which is a fault of its own.
    #[must_use]
    pub fn form(&self) -> QuestionForm {
        let used = self.options.iter().rposition(|o| !o.trim().is_empty()).map_or(0, |last| last + 1);
        tidy(&QuestionForm {
            kind: self.kind(),
            text: self.text.clone(),
            options: self.options[..used].to_vec(),
            right: self.right.clone(),
            explanation: self.explanation.clone(),
            subject: Subject::from_code(&self.subject).unwrap_or(Subject::Rules),
            source: self.source.clone(),
            active: self.active,
        })
    }

    /// All faults by field.
    #[must_use]
    pub fn faults(&self) -> Faults {
        let mut all = faults(check_question(&self.form()));
        if Subject::from_code(&self.subject).is_none() {
            all.insert("subject".into(), "请选择科目".into());
        }
        all
    }
}

/// The order in which faults of a question are gone to.
pub const QUESTION_FIELDS: [&str; 7] = ["kind", "subject", "text", "options", "right", "explanation", "source"];

/// An exam as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedExam {
    /// What it is called.
    pub title: String,
    /// What is said about it.
    pub note: String,
    /// The subjects' codes.
    pub subjects: Vec<String>,
    /// Groups of five.
    pub groups: String,
    /// How they are drawn.
    pub draw: String,
    /// Minutes.
    pub minutes: String,
    /// As a date-and-time field.
    pub opens_at: String,
    /// Likewise.
    pub closes_at: String,
    /// Empty: as often as one wants.
    pub tries: String,
    /// Out of a hundred.
    pub pass_mark: String,
}

impl TypedExam {
    /// A new one: from the next morning for a week.
    #[must_use]
    pub fn fresh(now: Instant) -> Self {
        let day = |n: i64| now.plus(n * gsdj_domain::time::DAY).day();
        Self {
            title: String::new(),
            note: String::new(),
            subjects: Vec::new(),
            groups: "4".into(),
            draw: DrawMode::Random.code().into(),
            minutes: "30".into(),
            opens_at: Instant::at(day(1), 9, 0).field(),
            closes_at: Instant::at(day(8), 18, 0).field(),
            tries: String::new(),
            pass_mark: "60".into(),
        }
    }

    /// As it stands.
    #[must_use]
    pub fn of(view: &ExamView) -> Self {
        let form = &view.form;
        Self {
            title: form.title.clone(),
            note: form.note.clone(),
            subjects: form.subjects.iter().map(|s| s.code().to_owned()).collect(),
            groups: form.groups.to_string(),
            draw: form.draw.code().into(),
            minutes: form.minutes.to_string(),
            opens_at: form.opens_at.field(),
            closes_at: form.closes_at.field(),
            tries: form.tries.map(|t| t.to_string()).unwrap_or_default(),
            pass_mark: form.pass_mark.to_string(),
        }
    }

    /// As it is sent; what is no number is 0, which is out of every range.
    #[must_use]
    pub fn form(&self) -> ExamForm {
        let number = |text: &str| text.trim().parse().unwrap_or(0);
        let time = |text: &str| Instant::from_field(text).unwrap_or(Instant(0));
        ExamForm {
            title: self.title.trim().into(),
            note: self.note.trim().into(),
            subjects: self.subjects.iter().filter_map(|s| Subject::from_code(s)).collect(),
            groups: number(&self.groups),
            draw: DrawMode::from_code(&self.draw).unwrap_or(DrawMode::Random),
            minutes: number(&self.minutes),
            opens_at: time(&self.opens_at),
            closes_at: time(&self.closes_at),
            tries: (!self.tries.trim().is_empty()).then(|| number(&self.tries)),
            pass_mark: number(&self.pass_mark),
        }
    }

    /// All faults by field.
    #[must_use]
    pub fn faults(&self) -> Faults {
        let mut all = faults(check_exam(&self.form()));
        for (field, text) in [("opens_at", &self.opens_at), ("closes_at", &self.closes_at)] {
            if Instant::from_field(text).is_none() {
                all.insert(field.into(), "请选择日期和时间".into());
            }
        }
        all
    }
}

/// The order in which faults of an exam are gone to.
pub const EXAM_FIELDS: [&str; 9] =
    ["title", "note", "subjects", "groups", "minutes", "pass_mark", "tries", "opens_at", "closes_at"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_sent_without_its_empty_rows() {
        let mut typed =
            TypedQuestion {
                text: " 示例 ".into(), explanation: "解析".into(), right: vec![1], ..Default::default()
            };
        (typed.options[0], typed.options[1]) = ("甲".into(), " 乙 ".into());
        assert_eq!(typed.faults().keys().map(String::as_str).collect::<Vec<_>>(), ["subject"]);
        typed.subject = Subject::OrgLife.code().into();
        assert!(typed.faults().is_empty());
        assert_eq!(
            (typed.form().options, typed.form().text),
            (vec!["甲".to_owned(), "乙".to_owned()], "示例".to_owned())
        );
        // a row left out in between is a fault beside the options
        typed.options[3] = "丁".into();
        assert!(typed.faults().contains_key("options"));
    }

    #[test]
    fn an_exam_says_what_is_wrong_beside_its_fields() {
        let now = Instant(1_773_104_400_000);
        let mut typed = TypedExam::fresh(now);
        assert_eq!(typed.faults().keys().map(String::as_str).collect::<Vec<_>>(), ["subjects", "title"]);
        (typed.title, typed.subjects) = ("示例".into(), vec![Subject::OrgLife.code().into()]);
        assert!(typed.faults().is_empty());
        (typed.groups, typed.minutes, typed.closes_at) = ("很多".into(), "0".into(), String::new());
        let fields: Vec<_> = typed.faults().into_keys().collect();
        assert_eq!(fields, ["closes_at", "groups", "minutes"]);
        assert_eq!(TypedExam::fresh(now).form().tries, None);
    }
}
