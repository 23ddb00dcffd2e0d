//! Sittings on the wire. Nothing of one that is under way says what is right: [`QuestionVerdict`] appears with the result.

use super::bank::QuestionKind;
use crate::exam::Subject;
use crate::{ExamId, Instant, QuestionId, SittingId};

coded! {
    /// What a sitting is a sitting of.
    pub enum SittingKind {
        /// An exam.
        Exam = "exam" "考试",
        /// A group of five drawn at will.
        Practice = "practice" "随机练习",
        /// Out of the book of wrong answers.
        Wrong = "wrong" "错题练习",
    }
}

coded! {
    /// Who handed a sitting in.
    pub enum HandedInBy {
        /// The member.
        Member = "member" "本人交卷",
        /// The server, when the time was over.
        Clock = "clock" "到时自动交卷",
        /// The server, because another practice was begun.
        Next = "next" "开始新的练习时收卷",
    }
}

wire! {
    /// `POST /api/practice`.
    pub struct PracticeForm {
        /// Only of this subject.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub subject: Option<Subject>,
        /// Out of the book of wrong answers.
        #[serde(default)]
        pub wrong: bool,
    }

    /// A sitting in a list.
    pub struct SittingRow {
        /// The sitting.
        pub id: SittingId,
        /// Of what.
        pub kind: SittingKind,
        /// Of which exam.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub exam: Option<ExamId>,
        /// What it is called.
        pub title: String,
        /// When it began.
        pub begun_at: Instant,
        /// When its time is over.
        pub deadline: Instant,
        /// Its questions.
        pub questions: u32,
        /// What came of it, once it is handed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub result: Option<SittingResult>,
    }

    /// What came of a sitting.
    pub struct SittingResult {
        /// When it was handed in.
        pub handed_in_at: Instant,
        /// By whom.
        pub by: HandedInBy,
        /// Answered in time, as far as the server knows.
        pub answered: u32,
        /// Right.
        pub right: u32,
        /// Out of a hundred.
        pub score: u32,
        /// From which on it is passed; absent for practice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pass_mark: Option<u32>,
        /// Whether it is passed.
        pub passed: bool,
        /// Groups of five that were answered whole.
        pub full_groups: u32,
        /// Points that they earned; what the day's cap left.
        pub points: u32,
    }

    /// What was right about a question; only after handing in.
    pub struct QuestionVerdict {
        /// The right options, by their place as shown.
        pub right: Vec<u8>,
        /// Whether the answer was right; absent where there was none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub correct: Option<bool>,
        /// Why.
        pub explanation: String,
        /// Where it comes from.
        pub source: String,
    }

    /// A question of a sitting, as it is asked.
    pub struct SatQuestion {
        /// Its place, from 0.
        pub seat: u32,
        /// How it is answered.
        pub kind: QuestionKind,
        /// What it is about.
        pub subject: Subject,
        /// What is asked.
        pub text: String,
        /// The options, mixed for this sitting.
        pub options: Vec<String>,
        /// What is answered so far, by place; empty when nothing is.
        pub chosen: Vec<u8>,
        /// The counter of that answer; 0 when nothing was written yet.
        pub counter: i64,
        /// The device that wrote it.
        pub device: i64,
        /// What was right. Absent while it is under way, and while the same question is asked in another sitting under way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub verdict: Option<QuestionVerdict>,
    }

    /// `GET /api/sittings/{id}`.
    pub struct SittingView {
        /// The row.
        #[serde(flatten)]
        pub row: SittingRow,
        /// The questions, in their order.
        pub asked: Vec<SatQuestion>,
    }

    /// One answer on its way.
    pub struct AnswerWrite {
        /// Of which question.
        pub seat: u32,
        /// The options chosen, by their place as shown; none takes the answer back.
        pub chosen: Vec<u8>,
        /// Above every counter that the device has seen in this sitting.
        pub counter: i64,
        /// The device's own number.
        pub device: i64,
    }

    /// `PUT /api/sittings/{id}/answers` and `POST /api/sittings/{id}/hand-in`: what may not have arrived yet.
    pub struct AnswersForm {
        /// The answers; of each question the newest stays, whatever comes when.
        #[serde(default)]
        pub answers: Vec<AnswerWrite>,
    }

    /// How answers stand after some came in.
    pub struct AnswersKept {
        /// Of every question that was written about: what stands now.
        pub answers: Vec<AnswerWrite>,
    }

    /// A question in the book of wrong answers.
    pub struct WrongQuestion {
        /// The question.
        pub id: QuestionId,
        /// How it is answered.
        pub kind: QuestionKind,
        /// What it is about.
        pub subject: Subject,
        /// What is asked.
        pub text: String,
        /// The options as they were written.
        pub options: Vec<String>,
        /// What was answered last when it was wrong, by place.
        pub chosen: Vec<u8>,
        /// How often it was right since; at two it leaves the book.
        pub right_since: u32,
        /// When it was last answered wrong.
        pub wrong_at: Instant,
        /// What is right; absent while it is asked in a sitting under way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub verdict: Option<QuestionVerdict>,
    }
}
