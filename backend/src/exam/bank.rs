//! The bank of questions: listed, written, changed; a change never touches what was sat.

use super::store::question::{self as store, Filter};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, IfMatch, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs, searched,
};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::exam::{self, ExamRefusal, QuestionForm, QuestionKind, QuestionRow, Subject, SubjectCount};
use gsdj_domain::{Instant, Page, QuestionId, Refusal};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

/// How much of a question stands in the audit log and in a refusal.
const EXCERPT: usize = 40;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListParams {
    /// Only of this subject.
    #[param(inline)]
    subject: Option<Subject>,
    /// Only of this kind.
    #[param(inline)]
    kind: Option<QuestionKind>,
    /// Only those that are drawn, or that are not.
    active: Option<bool>,
    /// Only those with this text.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The bank, the latest questions first.
#[utoipa::path(get, path = "/api/questions", tag = "exam", params(ListParams), responses((status = 200, body = Page<QuestionRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    _: Allowed<needs::ManageExams>,
    Params(params): Params<ListParams>,
) -> Result<Read<Page<QuestionRow>>> {
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let limit = page.limit();
    let filter = Filter {
        subject: params.subject,
        kind: params.kind,
        active: params.active,
        q: searched(params.q),
        after: page.after()?.unwrap_or(i64::MAX),
        limit: limit + 1,
    };
    let rows = app.store.read(move |c| store::list(c, &filter)).await?;
    Ok(Read(Page::cut(rows, limit, |row| row.id.to_string())))
}

/// How many questions there are of each subject.
#[utoipa::path(get, path = "/api/questions/counts", tag = "exam", responses((status = 200, body = Vec<SubjectCount>), ReadProblems))]
pub(super) async fn counts(State(app): State<App>, _: Allowed<needs::ManageExams>) -> Result<Read<Vec<SubjectCount>>> {
    Ok(Read(app.store.read(store::counts).await?))
}

/// One question.
#[utoipa::path(get, path = "/api/questions/{id}", tag = "exam", params(("id" = QuestionId, Path)),
    responses((status = 200, body = QuestionRow), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    _: Allowed<needs::ManageExams>,
    PathId(id): PathId<QuestionId>,
) -> Result<Read<QuestionRow>> {
    Ok(Read(app.store.read(move |c| store::load(c, id)).await?))
}

/// Write a question.
#[utoipa::path(post, path = "/api/questions", tag = "exam", request_body = QuestionForm,
    responses((status = 201, body = QuestionRow), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    act: Act<QuestionForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        store::load(c, id)
    })
    .await
}

/// Writes a question into the bank.
///
/// # Errors
/// Every fault of the form at once; when the bank holds the same question, or is full.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &QuestionForm, now: Instant) -> Result<QuestionId> {
    exam::check_question(form)?;
    let form = exam::tidy(form);
    store::check_room(c, u64::from(form.active))?;
    let id = insert(c, &form, now)?;
    audit::write(c, who, now, Deed::QuestionWritten, &excerpt(&form.text))?;
    Ok(id)
}

/// Writes checked questions that the bank does not hold, all or none, and notes it once.
///
/// # Errors
/// When the bank holds one of them, or has no room for all.
pub fn fill(c: &mut Conn<'_>, who: &Caller, forms: &[QuestionForm], said: &str, now: Instant) -> Result<()> {
    store::check_room(c, forms.iter().filter(|f| f.active).count() as u64)?;
    for form in forms {
        insert(c, &exam::tidy(form), now)?;
    }
    audit::write(c, who, now, Deed::QuestionsImported, said)
}

/// Writes a checked question that the bank does not hold.
fn insert(c: &mut Conn<'_>, form: &QuestionForm, now: Instant) -> Result<QuestionId> {
    let mark = same_mark(form);
    if store::same(c, &mark)?.is_some() {
        return Err(Refusal::from(ExamRefusal::Duplicate { text: excerpt(&form.text) }).into());
    }
    store::insert(c, form, &mark, now)
}

/// Change a question. `If-Match` with its version guards against overwriting. What was sat keeps the words it was asked in.
#[utoipa::path(put, path = "/api/questions/{id}", tag = "exam", params(("id" = QuestionId, Path)), request_body = QuestionForm,
    responses((status = 200, body = QuestionRow), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    PathId(id): PathId<QuestionId>,
    read_at: IfMatch,
    act: Act<QuestionForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let before = store::load(c, id)?;
        read_at.check(before.version)?;
        exam::check_question(&form)?;
        let form = exam::tidy(&form);
        if form == before.form {
            return Ok(before);
        }
        let mark = same_mark(&form);
        if store::same(c, &mark)?.is_some_and(|other| other != id) {
            return Err(Refusal::from(ExamRefusal::Duplicate { text: excerpt(&form.text) }).into());
        }
        store::check_room(c, u64::from(form.active && !before.form.active))?;
        store::update(c, id, before.version + 1, &form, &mark, now)?;
        audit::write(c, &caller, now, Deed::QuestionWritten, &excerpt(&form.text))?;
        store::load(c, id)
    })
    .await
}

/// By what the same question is known again.
pub(super) fn same_mark(form: &QuestionForm) -> String {
    let hash = Sha256::digest(exam::same(form).as_bytes());
    hash.iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// How a question begins.
pub(super) fn excerpt(text: &str) -> String {
    if text.chars().count() <= EXCERPT { text.to_owned() } else { text.chars().take(EXCERPT).chain(['…']).collect() }
}
