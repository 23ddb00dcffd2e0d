//! The exams as they are set up: written, published, withdrawn.

use super::store::{self, paper};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, IfMatch, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs,
};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::exam::{self, DrawMode, ExamAct, ExamForm, ExamState, ExamView, ExamWithdrawForm};
use gsdj_domain::{ExamId, Instant, Page};

/// The exams, the latest first.
#[utoipa::path(get, path = "/api/exams", tag = "exam", params(PageParams), responses((status = 200, body = Page<ExamView>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    _: Allowed<needs::ManageExams>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<ExamView>>> {
    let (limit, after, now) = (page.limit(), page.after()?.unwrap_or(i64::MAX), app.now());
    let rows = app.store.read(move |c| paper::list(c, true, after, limit + 1)).await?;
    let rows = rows.iter().map(|stored| stored.view(now)).collect();
    Ok(Read(Page::cut(rows, limit, |row: &ExamView| row.id.to_string())))
}

/// One exam.
#[utoipa::path(get, path = "/api/exams/{id}", tag = "exam", params(("id" = ExamId, Path)), responses((status = 200, body = ExamView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    _: Allowed<needs::ManageExams>,
    PathId(id): PathId<ExamId>,
) -> Result<Read<ExamView>> {
    let now = app.now();
    Ok(Read(app.store.read(move |c| Ok(paper::load(c, id)?.view(now))).await?))
}

/// Set up an exam; members don't see it before it is published.
#[utoipa::path(post, path = "/api/exams", tag = "exam", request_body = ExamForm, responses((status = 201, body = ExamView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    act: Act<ExamForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        Ok(paper::load(c, id)?.view(now))
    })
    .await
}

/// Sets up an exam.
///
/// # Errors
/// Every fault of the form at once.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &ExamForm, now: Instant) -> Result<ExamId> {
    exam::check_exam(form)?;
    let id = paper::insert(c, form)?;
    audit::write(c, who, now, Deed::ExamWritten, form.title.trim())?;
    Ok(id)
}

/// Change an exam that is not published and that nobody has sat. `If-Match` with the revision guards against overwriting.
#[utoipa::path(put, path = "/api/exams/{id}", tag = "exam", params(("id" = ExamId, Path)), request_body = ExamForm,
    responses((status = 200, body = ExamView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    PathId(id): PathId<ExamId>,
    read_at: IfMatch,
    act: Act<ExamForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = paper::load(c, id)?;
        stored.rules.allow(ExamAct::Edit, now)?;
        read_at.check(stored.revision)?;
        exam::check_exam(&form)?;
        paper::update(c, id, &form)?;
        audit::write(c, &caller, now, Deed::ExamWritten, form.title.trim())?;
        Ok(paper::load(c, id)?.view(now))
    })
    .await
}

/// Throw an exam away that nobody has sat.
#[utoipa::path(delete, path = "/api/exams/{id}", tag = "exam", params(("id" = ExamId, Path)), responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    PathId(id): PathId<ExamId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = paper::load(c, id)?;
        stored.rules.allow(ExamAct::Delete, now)?;
        paper::delete(c, id)?;
        audit::write(c, &caller, now, Deed::ExamDeleted, &stored.form.title)
    })
    .await
}

/// Publish an exam. The questions of one that all sit alike are drawn now.
#[utoipa::path(post, path = "/api/exams/{id}/publication", tag = "exam", params(("id" = ExamId, Path)),
    responses((status = 200, body = ExamView), WriteProblems))]
pub(super) async fn publication(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    PathId(id): PathId<ExamId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let (caller, seed) = (who.clone(), rand::random());
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        publish(c, &caller, id, seed, now)?;
        Ok(paper::load(c, id)?.view(now))
    })
    .await
}

/// Publishes an exam, with a draw of this seed. One that was sat before keeps the questions it was sat with.
///
/// # Errors
/// When it is published already, its time is over, or the bank is too small for it.
pub fn publish(c: &mut Conn<'_>, who: &Caller, id: ExamId, seed: u64, now: Instant) -> Result<()> {
    let stored = paper::load(c, id)?;
    stored.rules.allow(ExamAct::Publish, now)?;
    let pool = store::question::pool(c, &stored.form.subjects)?;
    // also for one that is drawn anew each time: it must be possible
    let drawn = exam::draw(&pool, stored.form.groups, seed)?;
    if stored.form.draw == DrawMode::Fixed && !stored.rules.was_sat {
        paper::set_fixed(c, id, &drawn)?;
    }
    paper::set_state(c, id, ExamState::Published, "")?;
    audit::write(c, who, now, Deed::ExamPublished, &stored.form.title)
}

/// Withdraw an exam: nobody begins it any more; who has begun goes on to the end.
#[utoipa::path(post, path = "/api/exams/{id}/withdrawal", tag = "exam", params(("id" = ExamId, Path)), request_body = ExamWithdrawForm,
    responses((status = 200, body = ExamView), WriteProblems))]
pub(super) async fn withdrawal(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    PathId(id): PathId<ExamId>,
    act: Act<ExamWithdrawForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        withdraw(c, &caller, id, &form, now)?;
        Ok(paper::load(c, id)?.view(now))
    })
    .await
}

/// Withdraws an exam.
///
/// # Errors
/// When it is not published, or no reason is given.
pub fn withdraw(c: &mut Conn<'_>, who: &Caller, id: ExamId, form: &ExamWithdrawForm, now: Instant) -> Result<()> {
    let stored = paper::load(c, id)?;
    stored.rules.allow(ExamAct::Withdraw, now)?;
    let reason = exam::check_withdrawal(form)?;
    paper::set_state(c, id, ExamState::Withdrawn, reason)?;
    audit::write(c, who, now, Deed::ExamWithdrawn, &format!("{}：{reason}", stored.form.title))
}
