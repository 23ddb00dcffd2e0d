//! Exams: a member's sittings, the bank, the exams as they are set up, the results.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, send_if, shell, transport};
use gsdj_domain::exam::{
    AnswersForm, AnswersKept, BranchResult, ExamForm, ExamHome, ExamResultRow, ExamResultView, ExamView,
    ExamWithdrawForm, ImportForm, ImportReport, MemberResult, PracticeForm, QuestionForm, QuestionKind, QuestionRow,
    ResultFilter, SittingRow, SittingView, Subject, SubjectCount, WrongQuestion,
};
use gsdj_domain::{ExamId, Page, QuestionId, SittingId};

/// Where a member begins.
pub async fn home() -> Result<Fetched<ExamHome>, ApiError> {
    get("/api/my-exams".into()).await
}

/// Begins an exam, or goes on with the sitting under way.
pub async fn begin(id: ExamId, key: IdempotencyKey) -> Result<Sent<SittingView>, ApiError> {
    send(Method::Post, exam_of(id, "/sittings"), &(), key).await
}

/// Practises.
pub async fn practise(form: PracticeForm, key: IdempotencyKey) -> Result<Sent<SittingView>, ApiError> {
    send(Method::Post, "/api/practice".into(), &form, key).await
}

/// One sitting.
pub async fn sitting(id: SittingId) -> Result<Fetched<SittingView>, ApiError> {
    get(format!("/api/sittings/{id}")).await
}

/// One's own sittings, the latest first.
pub async fn sittings(cursor: Option<String>) -> Result<Fetched<Page<SittingRow>>, ApiError> {
    get(query::with("/api/sittings", &[("cursor", cursor.unwrap_or_default())])).await
}

/// Hands over answers; of each the newest stays, so that it may be repeated.
pub async fn answer(id: SittingId, form: AnswersForm) -> Result<Sent<AnswersKept>, ApiError> {
    send(Method::Put, format!("/api/sittings/{id}/answers"), &form, IdempotencyKey::fresh()).await
}

/// Hands in; a second time is answered the first result.
pub async fn hand_in(id: SittingId, form: AnswersForm) -> Result<Sent<SittingView>, ApiError> {
    send(Method::Post, format!("/api/sittings/{id}/hand-in"), &form, IdempotencyKey::fresh()).await
}

/// The book of wrong answers.
pub async fn wrong(subject: Option<Subject>, cursor: Option<String>) -> Result<Fetched<Page<WrongQuestion>>, ApiError> {
    let pairs = [("subject", code(subject.map(Subject::code))), ("cursor", cursor.unwrap_or_default())];
    get(query::with("/api/wrong-answers", &pairs)).await
}

fn code(code: Option<&str>) -> String {
    code.unwrap_or_default().to_owned()
}

/// What a list of the bank shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BankFilter {
    /// Only of this subject.
    pub subject: Option<Subject>,
    /// Only of this kind.
    pub kind: Option<QuestionKind>,
    /// Only those that are drawn, or that are not.
    pub active: Option<bool>,
    /// Only those with this text.
    pub q: String,
}

impl BankFilter {
    /// As pairs of a query.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, String); 4] {
        [
            ("subject", code(self.subject.map(Subject::code))),
            ("kind", code(self.kind.map(QuestionKind::code))),
            ("active", self.active.map(|a| a.to_string()).unwrap_or_default()),
            ("q", self.q.trim().to_owned()),
        ]
    }
}

/// Questions of the bank.
pub async fn questions(filter: BankFilter, cursor: Option<String>) -> Result<Fetched<Page<QuestionRow>>, ApiError> {
    let mut pairs = filter.pairs().to_vec();
    pairs.push(("cursor", cursor.unwrap_or_default()));
    get(query::with("/api/questions", &pairs)).await
}

/// How many there are.
pub async fn question_counts() -> Result<Fetched<Vec<SubjectCount>>, ApiError> {
    get("/api/questions/counts".into()).await
}

/// One question.
pub async fn question(id: QuestionId) -> Result<Fetched<QuestionRow>, ApiError> {
    get(format!("/api/questions/{id}")).await
}

/// Writes a question, or changes one as it stood at a version.
pub async fn save_question(
    stands: Option<(QuestionId, u32)>,
    form: QuestionForm,
    key: IdempotencyKey,
) -> Result<Sent<QuestionRow>, ApiError> {
    match stands {
        None => send(Method::Post, "/api/questions".into(), &form, key).await,
        Some((id, version)) => send_if(Method::Put, format!("/api/questions/{id}"), &form, key, version).await,
    }
}

/// Checks a file of questions, or applies what was checked.
pub async fn import(form: ImportForm, key: IdempotencyKey) -> Result<Sent<ImportReport>, ApiError> {
    send(Method::Post, "/api/questions/import".into(), &form, key).await
}

/// A file that is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BankFile {
    /// To fill in.
    Template,
    /// The whole bank.
    Export,
}

/// Has the browser save a file; says where, in words.
///
/// # Errors
/// The sentence to show.
pub async fn save_file(file: BankFile) -> Result<String, String> {
    if shell::is_app() {
        return Err("请在电脑上用浏览器打开平台后下载".into());
    }
    let path = match file {
        BankFile::Template => "/api/questions/template",
        BankFile::Export => "/api/questions/export",
    };
    let file = transport::file(path).await.map_err(|e| e.sentence())?;
    super::archive::offer(&file).map_err(|_| "浏览器没有保存文件，请检查下载权限".to_owned())?;
    Ok(format!("已下载 {}", file.name))
}

/// The exams as they are set up.
pub async fn exams(cursor: Option<String>) -> Result<Fetched<Page<ExamView>>, ApiError> {
    get(query::with("/api/exams", &[("cursor", cursor.unwrap_or_default())])).await
}

/// One of them.
pub async fn exam(id: ExamId) -> Result<Fetched<ExamView>, ApiError> {
    get(exam_of(id, "")).await
}

/// Sets one up, or changes one as it stood at a revision.
pub async fn save_exam(
    stands: Option<(ExamId, u32)>,
    form: ExamForm,
    key: IdempotencyKey,
) -> Result<Sent<ExamView>, ApiError> {
    match stands {
        None => send(Method::Post, "/api/exams".into(), &form, key).await,
        Some((id, revision)) => send_if(Method::Put, exam_of(id, ""), &form, key, revision).await,
    }
}

/// Publishes one.
pub async fn publish(id: ExamId, key: IdempotencyKey) -> Result<Sent<ExamView>, ApiError> {
    send(Method::Post, exam_of(id, "/publication"), &(), key).await
}

/// Withdraws one.
pub async fn withdraw(id: ExamId, form: ExamWithdrawForm, key: IdempotencyKey) -> Result<Sent<ExamView>, ApiError> {
    send(Method::Post, exam_of(id, "/withdrawal"), &form, key).await
}

/// Throws one away.
pub async fn delete(id: ExamId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, exam_of(id, ""), &(), key).await.map(drop)
}

fn exam_of(id: ExamId, part: &str) -> String {
    format!("/api/exams/{id}{part}")
}

/// The exams that are or were published.
pub async fn results(cursor: Option<String>) -> Result<Fetched<Page<ExamResultRow>>, ApiError> {
    get(query::with("/api/exam-results", &[("cursor", cursor.unwrap_or_default())])).await
}

/// How one went, by counts.
pub async fn result(id: ExamId) -> Result<Fetched<ExamResultView>, ApiError> {
    get(result_of(id, "")).await
}

/// How one's own members did.
pub async fn member_results(
    id: ExamId,
    state: Option<ResultFilter>,
    cursor: Option<String>,
) -> Result<Fetched<Page<MemberResult>>, ApiError> {
    let pairs = [("state", code(state.map(ResultFilter::code))), ("cursor", cursor.unwrap_or_default())];
    get(query::with(&result_of(id, "/members"), &pairs)).await
}

/// How branches did, by counts.
pub async fn branch_results(
    id: ExamId,
    q: String,
    cursor: Option<String>,
) -> Result<Fetched<Page<BranchResult>>, ApiError> {
    let pairs = [("q", q.trim().to_owned()), ("cursor", cursor.unwrap_or_default())];
    get(query::with(&result_of(id, "/branches"), &pairs)).await
}

fn result_of(id: ExamId, part: &str) -> String {
    format!("/api/exam-results/{id}{part}")
}
