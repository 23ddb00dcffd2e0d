//! 在线考试 on the wire. Nothing of a sitting that is under way says what is right: [`Verdict`] appears with the result.

use super::Subject;
use crate::org::OrgRef;
use crate::{ExamId, Instant, MemberId, QuestionId, SittingId};

coded! {
    /// How a question is answered (题型).
    pub enum QuestionKind {
        /// One of the options.
        Single = "single" "单选题",
        /// Two or more of them.
        Multiple = "multiple" "多选题",
        /// True or false.
        TrueFalse = "true_false" "判断题",
    }
}

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

coded! {
    /// What came of a row of an import.
    pub enum ImportOutcome {
        /// A new question.
        New = "new" "新题",
        /// The bank, or a row before, holds the same question.
        Duplicate = "duplicate" "重复",
        /// Something is wrong with it.
        Faulty = "faulty" "有错",
    }
}

coded! {
    /// Which members of a branch are listed with their results.
    pub enum ResultFilter {
        /// Those who have not sat.
        NotSat = "not_sat" "未参加",
        /// Those who have sat and not passed yet.
        Failed = "failed" "未合格",
        /// Those who have passed.
        Passed = "passed" "已合格",
    }
}

wire! {
    /// `POST /api/questions`, `PUT /api/questions/{id}`: a question as it is written.
    pub struct QuestionForm {
        /// How it is answered.
        pub kind: QuestionKind,
        /// What is asked, at most 500 characters.
        pub text: String,
        /// Two to six options, at most 200 characters each; true-or-false questions have theirs by themselves.
        #[serde(default)]
        pub options: Vec<String>,
        /// The right ones, by their place from 0.
        pub right: Vec<u8>,
        /// Why, at most 1,000 characters; shown after handing in.
        pub explanation: String,
        /// What it is about.
        pub subject: Subject,
        /// Where it comes from, at most 100 characters.
        #[serde(default)]
        pub source: String,
        /// Whether it is drawn.
        pub active: bool,
    }

    /// A question of the bank, for those who keep it.
    pub struct QuestionRow {
        /// The question.
        pub id: QuestionId,
        /// Rises with each change; papers already sat keep theirs.
        pub version: u32,
        /// What stands there now.
        #[serde(flatten)]
        pub form: QuestionForm,
        /// When it was last changed.
        pub changed_at: Instant,
    }

    /// How many questions there are of a subject.
    pub struct SubjectCount {
        /// Of what.
        pub subject: Subject,
        /// That may be drawn.
        pub active: u32,
        /// That may not.
        pub inactive: u32,
    }

    /// `POST /api/questions/import`.
    pub struct ImportForm {
        /// The .xlsx file, in base64.
        pub file: String,
        /// Absent: only check. Else the mark of the check whose outcome is to be applied.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub checked: Option<String>,
    }

    /// Something wrong with a cell of an import.
    pub struct ImportFault {
        /// The column's heading.
        pub column: String,
        /// What is wrong.
        pub sentence: String,
    }

    /// What came of one row.
    pub struct ImportRow {
        /// The row's number as the spreadsheet shows it.
        pub line: u32,
        /// What came of it.
        pub outcome: ImportOutcome,
        /// How its question begins.
        pub text: String,
        /// What is wrong with it, or of what it is a duplicate.
        pub faults: Vec<ImportFault>,
    }

    /// The report on an import: every row that holds something, in order.
    pub struct ImportReport {
        /// Whether it was applied, or only checked.
        pub applied: bool,
        /// Hand it back to apply exactly this.
        pub checked: String,
        /// New questions.
        pub new: u32,
        /// Rows that repeat what is there.
        pub duplicates: u32,
        /// Rows with faults.
        pub faulty: u32,
        /// Headings whose columns were not read.
        pub unknown: Vec<String>,
        /// The rows.
        pub rows: Vec<ImportRow>,
    }

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
    pub struct Verdict {
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
        pub verdict: Option<Verdict>,
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
        pub verdict: Option<Verdict>,
    }

    /// An exam in the list of results.
    pub struct ExamResultRow {
        /// The exam.
        pub id: ExamId,
        /// What it is called.
        pub title: String,
        /// From when on.
        pub opens_at: Instant,
        /// Until when.
        pub closes_at: Instant,
        /// Where it stands.
        pub state: ExamState,
        /// Out of a hundred.
        pub pass_mark: u32,
    }

    /// `GET /api/exam-results/{id}`: how an exam went in the caller's subtree, by where people belonged when they first sat it.
    pub struct ExamResultView {
        /// The exam.
        #[serde(flatten)]
        pub row: ExamResultRow,
        /// Members who have sat it.
        pub sat: u32,
        /// Members who have passed it.
        pub passed: u32,
        /// Branches of which somebody has.
        pub branches: u32,
    }

    /// A member of the branch with their best result.
    pub struct MemberResult {
        /// Who.
        pub member: MemberId,
        /// The name.
        pub name: String,
        /// The best, out of a hundred; absent when they have not sat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub best: Option<u32>,
        /// Whether it is passed.
        pub passed: bool,
        /// How often they have handed it in.
        pub sat: u32,
        /// When the best was handed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
    }

    /// A branch with its counts, and nobody's name.
    pub struct BranchResult {
        /// Which.
        pub org: OrgRef,
        /// Its members today.
        pub members: u32,
        /// Those who sat as its members.
        pub sat: u32,
        /// Those of them who passed.
        pub passed: u32,
    }
}
