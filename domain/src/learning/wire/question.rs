//! Questions on which the screen of a group study pauses, on the wire (FEATURES 13.5). What is right is said to editors, and to
//! those before the screen once a question is closed; who answered what is said to nobody but themselves.

use crate::exam::{QuestionKind, QuestionVerdict};
use crate::{GroupStudyId, Instant, LessonQuestionId};

wire! {
    /// `POST /api/lessons/{id}/questions`, `PUT /api/lesson-questions/{id}`: a question as an editor types it.
    pub struct LessonQuestionForm {
        /// Where the film pauses, in milliseconds from its beginning; counted in whole seconds.
        pub at: i64,
        /// How it is answered.
        pub kind: QuestionKind,
        /// What is asked, at most 500 characters.
        pub text: String,
        /// Two to six options, at most 200 characters each; true-or-false questions have theirs by themselves.
        #[serde(default)]
        pub options: Vec<String>,
        /// The right ones, by their place from 0.
        pub right: Vec<u8>,
        /// Why, at most 1,000 characters; shown once the question is closed.
        pub explanation: String,
    }

    /// A question of a lesson, for its editors.
    pub struct LessonQuestion {
        /// The question.
        pub id: LessonQuestionId,
        /// What stands there.
        #[serde(flatten)]
        pub form: LessonQuestionForm,
    }

    /// `GET /api/lessons/{id}/questions`.
    pub struct LessonQuestions {
        /// All of them, in the order of their places; at most 20.
        pub questions: Vec<LessonQuestion>,
    }

    /// `POST /api/group-studies/{id}/questions` and `…/questions/close`: which question.
    pub struct AskForm {
        /// The question.
        pub question: LessonQuestionId,
    }

    /// A question that was not asked in this group study yet: only where it waits.
    pub struct ComingQuestion {
        /// The question.
        pub question: LessonQuestionId,
        /// Where the film will pause, in milliseconds.
        pub at: i64,
    }

    /// What came of a question, once it is closed.
    pub struct QuestionOutcome {
        /// The right options, by their place from 0.
        pub right: Vec<u8>,
        /// Why.
        pub explanation: String,
        /// By option: how many have chosen it. Where several may be chosen the sum is more than the answers.
        pub counts: Vec<u32>,
        /// How many answers were wholly right.
        pub right_answers: u32,
    }

    /// A question that was asked before the screen, as it was worded then.
    pub struct AskedQuestion {
        /// The question.
        pub question: LessonQuestionId,
        /// Where the film paused, in milliseconds.
        pub at: i64,
        /// How it is answered.
        pub kind: QuestionKind,
        /// What is asked.
        pub text: String,
        /// The options.
        pub options: Vec<String>,
        /// When it was asked.
        pub asked_at: Instant,
        /// How many have answered: while it is open, of those who are there.
        pub answered: u32,
        /// What came of it; absent while it is open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub outcome: Option<QuestionOutcome>,
    }

    /// `GET /api/group-studies/{id}/questions`: what the screen needs to know.
    pub struct GroupStudyQuestions {
        /// How many are there.
        pub present: u32,
        /// What waits, in the order of its places; nothing once the group study is over.
        pub coming: Vec<ComingQuestion>,
        /// What was asked, in the order in which it was.
        pub asked: Vec<AskedQuestion>,
    }

    /// `PUT /api/group-studies/{id}/answer`: a member's answer, which may be changed until the question is closed.
    pub struct GroupAnswerForm {
        /// To which question.
        pub question: LessonQuestionId,
        /// The options chosen, by their place from 0.
        pub chosen: Vec<u8>,
    }

    /// The question that was asked last, as a phone shows it.
    pub struct QuestionForMe {
        /// The question.
        pub question: LessonQuestionId,
        /// How it is answered.
        pub kind: QuestionKind,
        /// What is asked.
        pub text: String,
        /// The options.
        pub options: Vec<String>,
        /// What the caller has answered; empty when nothing.
        pub chosen: Vec<u8>,
        /// What is right, once it is closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub verdict: Option<QuestionVerdict>,
    }

    /// `GET /api/group-studies/{id}/answer`: a member's side of a group study.
    pub struct GroupStudyForMe {
        /// The group study.
        pub id: GroupStudyId,
        /// The lesson that is watched.
        pub title: String,
        /// It is over.
        pub over: bool,
        /// The caller is checked in.
        pub present: bool,
        /// The question that was asked last; nothing for those who are not there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub question: Option<QuestionForMe>,
    }

    /// The group study in which a member sits right now, for the home page.
    pub struct JoinedGroupStudy {
        /// The group study.
        pub id: GroupStudyId,
        /// The lesson that is watched.
        pub title: String,
        /// A question is open that the member has not answered.
        pub waits: bool,
    }
}
