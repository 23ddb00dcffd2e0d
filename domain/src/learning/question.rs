//! The rules of questions before the screen (FEATURES 13.5). A question is one of an exam's, at a place in what is played;
//! answering earns nothing of its own (FEATURES 6.1 has no row for it).

use super::{LearningRefusal, LessonForm, LessonQuestionForm, QuestionOutcome};
use crate::Refusal;
use crate::exam::{QuestionForm, QuestionKind, Subject, check_question, fits, is_right, tidy};
use crate::time::SECOND;

/// The most questions of a lesson.
pub const QUESTIONS_MAX: usize = 20;

/// A place as it is typed and shown: 12:05.
#[must_use]
pub fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / SECOND;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Whole seconds: nobody sees a smaller step, and two questions within one second are at one place.
#[must_use]
pub const fn tidy_place(at: i64) -> i64 {
    at.div_euclid(SECOND).saturating_mul(SECOND)
}

impl LessonQuestionForm {
    /// As a question of an exam, by whose rules it is checked: it has no subject and no source of its own.
    #[must_use]
    pub fn question(&self) -> QuestionForm {
        QuestionForm {
            kind: self.kind,
            text: self.text.clone(),
            options: self.options.clone(),
            right: self.right.clone(),
            explanation: self.explanation.clone(),
            subject: Subject::Theory,
            source: String::new(),
            active: false,
        }
    }

    /// Without blanks around its texts, its right answers in order, its place in whole seconds.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let QuestionForm { kind, text, options, right, explanation, .. } = tidy(&self.question());
        Self { at: tidy_place(self.at), kind, text, options, right, explanation }
    }
}

/// Checks a question of a lesson that lasts so long and has other questions at these places.
///
/// # Errors
/// Every fault at once.
pub fn check_lesson_question(form: &LessonQuestionForm, duration: i64, others: &[i64]) -> Result<(), Refusal> {
    let mut faults = match check_question(&form.question()) {
        Ok(()) => Vec::new(),
        Err(Refusal::Several(faults)) => faults,
        Err(fault) => vec![fault],
    };
    let at = tidy_place(form.at);
    if !(SECOND..=duration).contains(&at) {
        faults.push(LearningRefusal::QuestionOutside { end: clock(duration) }.into());
    } else if others.contains(&at) {
        faults.push(LearningRefusal::QuestionThere { at: clock(at) }.into());
    }
    Refusal::collect(faults)
}

/// Checks that a lesson as it is typed still holds the questions at these places.
///
/// # Errors
/// [`LearningRefusal::HasQuestions`], [`LearningRefusal::QuestionBeyond`].
pub fn check_with_questions(form: &LessonForm, places: &[i64]) -> Result<(), Refusal> {
    let Some(last) = places.iter().max() else { return Ok(()) };
    if !form.kind.is_played() {
        return Err(LearningRefusal::HasQuestions.into());
    }
    if *last > form.duration {
        return Err(LearningRefusal::QuestionBeyond { at: clock(*last) }.into());
    }
    Ok(())
}

/// Checks that something is an answer to a question.
///
/// # Errors
/// [`LearningRefusal::NothingChosen`], [`LearningRefusal::NoSuchOption`].
pub fn check_answer(kind: QuestionKind, options: usize, chosen: &[u8]) -> Result<(), Refusal> {
    if chosen.is_empty() {
        return Err(LearningRefusal::NothingChosen.into());
    }
    if fits(chosen, options, kind == QuestionKind::Multiple) {
        Ok(())
    } else {
        Err(LearningRefusal::NoSuchOption.into())
    }
}

/// What came of a question: numbers, and nobody's name.
#[must_use]
pub fn outcome(right: &[u8], explanation: &str, options: usize, answers: &[Vec<u8>]) -> QuestionOutcome {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let chose = |at: usize| answers.iter().filter(|a| a.iter().any(|c| usize::from(*c) == at)).count();
    QuestionOutcome {
        right: right.to_vec(),
        explanation: explanation.to_owned(),
        counts: (0..options).map(|at| number(chose(at))).collect(),
        right_answers: number(answers.iter().filter(|a| is_right(right, a)).count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::LessonKind;
    use proptest::prelude::*;

    fn form(at: i64) -> LessonQuestionForm {
        LessonQuestionForm {
            at,
            kind: QuestionKind::Single,
            text: " 示例题目 ".into(),
            options: vec!["甲".into(), "乙 ".into()],
            right: vec![1],
            explanation: "示例解析".into(),
        }
    }

    fn code(form: &LessonQuestionForm, others: &[i64]) -> Result<(), &'static str> {
        check_lesson_question(form, 60_500, others).map_err(|r| r.code())
    }

    #[test]
    fn a_question_stands_within_what_is_played_and_alone() {
        assert_eq!(code(&form(1_000), &[]), Ok(()));
        assert_eq!(code(&form(60_999), &[]), Ok(()), "the last whole second");
        for outside in [0, 999, -1, 61_000, i64::MAX, i64::MIN] {
            assert_eq!(code(&form(outside), &[]), Err("lesson_question_outside"), "{outside}");
        }
        assert_eq!(code(&form(5_400), &[5_000]), Err("lesson_question_there"));
        assert_eq!(code(&form(6_000), &[5_000]), Ok(()));
    }

    #[test]
    fn every_fault_is_named_beside_its_field() {
        let bad = LessonQuestionForm { text: String::new(), right: vec![], explanation: String::new(), ..form(0) };
        let Err(Refusal::Several(faults)) = check_lesson_question(&bad, 60_000, &[]) else { panic!("{bad:?}") };
        let fields: Vec<_> = faults.iter().filter_map(Refusal::field).collect();
        assert_eq!(fields, ["text", "explanation", "right", "at"]);
    }

    #[test]
    fn what_is_kept_is_tidy() {
        let judgement = LessonQuestionForm { kind: QuestionKind::TrueFalse, options: vec![], ..form(5_999) }.tidied();
        assert_eq!((judgement.at, judgement.text.as_str(), judgement.options.len()), (5_000, "示例题目", 2));
        assert_eq!(form(1_000).tidied().options, ["甲", "乙"]);
        assert_eq!([clock(5_999), clock(725_000), clock(3_725_000), clock(-1)], ["0:05", "12:05", "62:05", "0:00"]);
    }

    #[test]
    fn a_lesson_keeps_the_length_that_its_questions_need() {
        let film = LessonForm { duration: 60_000, ..LessonForm::new(LessonKind::Video) };
        let code = |form: &LessonForm, places: &[i64]| check_with_questions(form, places).map_err(|r| r.code());
        assert_eq!(code(&film, &[5_000, 60_000]), Ok(()));
        assert_eq!(code(&film, &[61_000, 5_000]), Err("lesson_question_beyond"));
        assert_eq!(code(&LessonForm::new(LessonKind::Text), &[5_000]), Err("lesson_has_questions"));
        assert_eq!(code(&LessonForm::new(LessonKind::Text), &[]), Ok(()));
    }

    #[test]
    fn an_answer_is_one_of_the_options() {
        use QuestionKind::{Multiple, Single};
        let code = |kind, chosen: &[u8]| check_answer(kind, 3, chosen).map_err(|r| r.code());
        assert_eq!([code(Single, &[2]), code(Multiple, &[2, 0])], [Ok(()), Ok(())]);
        assert_eq!(code(Single, &[]), Err("group_study_nothing_chosen"));
        assert_eq!([code(Single, &[0, 1]), code(Multiple, &[3])], [Err("group_study_no_such_option"); 2]);
    }

    proptest! {
        /// The numbers are those of a count by hand.
        #[test]
        fn the_distribution_counts_every_answer(
            answers in prop::collection::vec(prop::collection::btree_set(0..4_u8, 1..4), 0..60),
            right in prop::collection::btree_set(0..4_u8, 1..4),
        ) {
            let lists: Vec<Vec<u8>> = answers.iter().map(|a| a.iter().copied().collect()).collect();
            let right_list: Vec<u8> = right.iter().copied().collect();
            let told = outcome(&right_list, "", 4, &lists);
            let chosen: u32 = answers.iter().map(|a| u32::try_from(a.len()).unwrap()).sum();
            prop_assert_eq!(told.counts.iter().sum::<u32>(), chosen);
            prop_assert_eq!(told.right_answers as usize, answers.iter().filter(|a| **a == right).count());
            prop_assert!(told.counts.iter().all(|n| *n as usize <= answers.len()));
        }
    }
}
