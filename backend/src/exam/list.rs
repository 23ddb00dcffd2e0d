//! What a member finds: the exams that are open, what is under way, their history, their book of wrong answers.

use super::begin::member;
use super::{hand_in, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::Page;
use gsdj_domain::exam::{ExamHome, SittingRow, Subject, WrongQuestion};
use serde::Deserialize;
use utoipa::IntoParams;

/// The latest results on the first page.
const LATEST: usize = 3;

/// Where a member begins: open exams, what is under way, practice, the latest results. What is over is handed in by looking.
#[utoipa::path(get, path = "/api/my-exams", tag = "exam", responses((status = 200, body = ExamHome), ReadProblems))]
pub(super) async fn home(State(app): State<App>, who: Allowed<needs::EnterExams>) -> Result<Read<ExamHome>> {
    hand_in::settle_over(&app, &who).await?;
    let (caller, now) = (who.clone(), app.now());
    let read = move |c: &mut Conn<'_>| {
        let member = member(&caller)?;
        let latest = store::sitting::history(c, member, i64::MAX, LATEST, true)?;
        Ok(ExamHome {
            exams: store::paper::open(c, member, now)?,
            under_way: store::sitting::all_under_way(c, member)?.iter().map(store::sitting::Stored::row).collect(),
            subjects: store::question::subjects(c)?,
            wrong: store::wrong::count(c, member)?,
            latest: latest.iter().map(store::sitting::Stored::row).collect(),
        })
    };
    Ok(Read(app.store.read(read).await?))
}

/// One's own sittings, the latest first.
#[utoipa::path(get, path = "/api/sittings", tag = "exam", params(PageParams), responses((status = 200, body = Page<SittingRow>), ReadProblems))]
pub(super) async fn history(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<SittingRow>>> {
    let (caller, limit, after) = (who.clone(), page.limit(), page.after()?.unwrap_or(i64::MAX));
    let read = move |c: &mut Conn<'_>| store::sitting::history(c, member(&caller)?, after, limit + 1, false);
    let rows = app.store.read(read).await?.iter().map(store::sitting::Stored::row).collect();
    Ok(Read(Page::cut(rows, limit, |row: &SittingRow| row.id.to_string())))
}

/// Of which questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WrongParams {
    /// Only of this subject.
    #[param(inline)]
    subject: Option<Subject>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The book of wrong answers: questions answered wrong and not yet right twice since, the latest first.
#[utoipa::path(get, path = "/api/wrong-answers", tag = "exam", params(WrongParams), responses((status = 200, body = Page<WrongQuestion>), ReadProblems))]
pub(super) async fn wrong(
    State(app): State<App>,
    who: Allowed<needs::EnterExams>,
    Params(params): Params<WrongParams>,
) -> Result<Read<Page<WrongQuestion>>> {
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let (caller, limit, after) = (who.clone(), page.limit(), page.after_pair()?);
    let read = move |c: &mut Conn<'_>| {
        let member = member(&caller)?;
        let open = store::sitting::asked_now(c, member)?;
        store::wrong::list(c, member, params.subject, after.unwrap_or((i64::MAX, 0)), limit + 1, &open)
    };
    let rows = app.store.read(read).await?;
    Ok(Read(Page::cut(rows, limit, |row| format!("{}_{}", row.wrong_at.0, row.id))))
}
