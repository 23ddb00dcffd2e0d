//! Exams on the wire: as they are set up, and as a member finds them.

use super::sitting::SittingRow;
use crate::exam::Subject;
use crate::{ExamId, Instant, SittingId};

coded! {
    /// How an exam's questions are drawn.
    pub enum DrawMode {
        /// Anew for each sitting.
        Random = "random" "每次随机抽题",
        /// Once, when it is published: all sit the same questions.
        Fixed = "fixed" "固定试题",
    }
}

coded! {
    /// Where an exam stands.
    pub enum ExamState {
        /// Being set up.
        Draft = "draft" "未发布",
        /// Published.
        Published = "published" "已发布",
        /// Withdrawn: nobody begins it any more.
        Withdrawn = "withdrawn" "已撤回",
    }
}

coded! {
    /// What is done to an exam.
    pub enum ExamAct {
        /// Change it.
        Edit = "edit" "修改",
        /// Publish it.
        Publish = "publish" "发布",
        /// Withdraw it.
        Withdraw = "withdraw" "撤回",
        /// Throw it away.
        Delete = "delete" "删除",
    }
}

wire! {
    /// `POST /api/exams`, `PUT /api/exams/{id}`.
    pub struct ExamForm {
        /// What it is called, at most 80 characters.
        pub title: String,
        /// What members are told about it, at most 500 characters.
        #[serde(default)]
        pub note: String,
        /// Out of which subjects its questions are drawn.
        pub subjects: Vec<Subject>,
        /// Groups of five, 1 to 20.
        pub groups: u32,
        /// How they are drawn.
        pub draw: DrawMode,
        /// Minutes from its beginning, 1 to 180.
        pub minutes: u32,
        /// From when on it may be begun.
        pub opens_at: Instant,
        /// Until when; every sitting ends then at the latest.
        pub closes_at: Instant,
        /// How often it may be sat, 1 to 20; absent: as often as one wants.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tries: Option<u32>,
        /// Out of a hundred, from which on it is passed.
        pub pass_mark: u32,
    }

    /// An exam, for those who keep them.
    pub struct ExamView {
        /// The exam.
        pub id: ExamId,
        /// What it is.
        #[serde(flatten)]
        pub form: ExamForm,
        /// Where it stands.
        pub state: ExamState,
        /// Why it was withdrawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub withdrawn_for: Option<String>,
        /// Whether somebody has begun it.
        pub was_sat: bool,
        /// What may be done now.
        pub acts: Vec<ExamAct>,
        /// Counts its changes.
        pub revision: u32,
    }

    /// `POST /api/exams/{id}/withdrawal`.
    pub struct ExamWithdrawForm {
        /// Why, at most 300 characters.
        pub reason: String,
    }

    /// An exam as a member finds it.
    pub struct OpenExam {
        /// The exam.
        pub id: ExamId,
        /// What it is called.
        pub title: String,
        /// What is said about it.
        pub note: String,
        /// What it is about.
        pub subjects: Vec<Subject>,
        /// Questions of a sitting.
        pub questions: u32,
        /// Minutes.
        pub minutes: u32,
        /// From when on.
        pub opens_at: Instant,
        /// Until when.
        pub closes_at: Instant,
        /// Out of a hundred.
        pub pass_mark: u32,
        /// How often it may be sat, where that is counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tries: Option<u32>,
        /// Sittings so far, the one under way included.
        pub sat: u32,
        /// The best so far, out of a hundred.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub best: Option<u32>,
        /// It is passed.
        pub passed: bool,
        /// The sitting under way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub under_way: Option<SittingId>,
    }

    /// `GET /api/my-exams`: where a member begins.
    pub struct ExamHome {
        /// Exams that are open, or will be, those that close first first; at most 50.
        pub exams: Vec<OpenExam>,
        /// Sittings under way, the latest first.
        pub under_way: Vec<SittingRow>,
        /// The subjects that have five questions at least.
        pub subjects: Vec<Subject>,
        /// Questions in the book of wrong answers.
        pub wrong: u32,
        /// The latest three that were handed in.
        pub latest: Vec<SittingRow>,
    }
}
