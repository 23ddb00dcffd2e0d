//! How exams went: a branch sees its members, those above it see branches by counts alone.

use super::store::{paper, result};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, PathId, Read, ReadProblems, Scope, needs, searched};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::exam::{BranchResult, ExamResultRow, ExamResultView, ExamState, MemberResult, ResultFilter};
use gsdj_domain::{ExamId, OrgId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// An exam that is or was published.
fn published(c: &mut Conn<'_>, id: ExamId) -> Result<paper::Stored> {
    let stored = paper::load(c, id)?;
    if stored.rules.state == ExamState::Draft { Err(Refusal::NotFound.into()) } else { Ok(stored) }
}

fn row(stored: paper::Stored) -> ExamResultRow {
    ExamResultRow {
        id: stored.id,
        title: stored.form.title,
        opens_at: stored.form.opens_at,
        closes_at: stored.form.closes_at,
        state: stored.rules.state,
        pass_mark: stored.form.pass_mark,
    }
}

/// The exams that are or were published, the latest first.
#[utoipa::path(get, path = "/api/exam-results", tag = "exam", params(PageParams), responses((status = 200, body = Page<ExamResultRow>), ReadProblems))]
pub(super) async fn exams(
    State(app): State<App>,
    _: Allowed<needs::SeeExamResults>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<ExamResultRow>>> {
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let rows = app.store.read(move |c| paper::list(c, false, after, limit + 1)).await?;
    let rows = rows.into_iter().map(row).collect();
    Ok(Read(Page::cut(rows, limit, |row: &ExamResultRow| row.id.to_string())))
}

/// Within what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Within {
    /// Only one organisation's subtree within the caller's own.
    org: Option<OrgId>,
}

/// The path of what is looked at.
fn top(c: &mut Conn<'_>, scope: &Scope, org: Option<OrgId>) -> Result<String> {
    match org {
        Some(org) => Ok(scope.org(c, org)?.path().to_owned()),
        None => Ok(scope.path.clone()),
    }
}

/// How an exam went in the caller's subtree, by counts.
#[utoipa::path(get, path = "/api/exam-results/{id}", tag = "exam", params(("id" = ExamId, Path), Within),
    responses((status = 200, body = ExamResultView), ReadProblems))]
pub(super) async fn exam(
    State(app): State<App>,
    who: Allowed<needs::SeeExamResults>,
    PathId(id): PathId<ExamId>,
    Params(within): Params<Within>,
) -> Result<Read<ExamResultView>> {
    let scope = who.scope();
    let read = move |c: &mut Conn<'_>| {
        let stored = published(c, id)?;
        let top = top(c, &scope, within.org)?;
        let (sat, passed, branches) = result::counts(c, id, &top)?;
        Ok(ExamResultView { row: row(stored), sat, passed, branches })
    };
    Ok(Read(app.store.read(read).await?))
}

/// Which members.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MemberParams {
    /// Only those who stand so.
    #[param(inline)]
    state: Option<ResultFilter>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The members of one's own branch with their best results, and who has not sat.
#[utoipa::path(get, path = "/api/exam-results/{id}/members", tag = "exam", params(("id" = ExamId, Path), MemberParams),
    responses((status = 200, body = Page<MemberResult>), ReadProblems))]
pub(super) async fn members(
    State(app): State<App>,
    who: Allowed<needs::WatchExams>,
    PathId(id): PathId<ExamId>,
    Params(params): Params<MemberParams>,
) -> Result<Read<Page<MemberResult>>> {
    let branch = who.org;
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(0));
    let read = move |c: &mut Conn<'_>| {
        published(c, id)?;
        result::members(c, id, branch, params.state, after, limit + 1)
    };
    let rows = app.store.read(read).await?;
    Ok(Read(Page::cut(rows, limit, |row| row.member.to_string())))
}

/// Which branches.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct BranchParams {
    /// Only one organisation's subtree within the caller's own.
    org: Option<OrgId>,
    /// Only branches with this text in their name.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The branches of one's subtree by counts, in the order of the tree; nobody is named.
#[utoipa::path(get, path = "/api/exam-results/{id}/branches", tag = "exam", params(("id" = ExamId, Path), BranchParams),
    responses((status = 200, body = Page<BranchResult>), ReadProblems))]
pub(super) async fn branches(
    State(app): State<App>,
    who: Allowed<needs::OverseeExams>,
    PathId(id): PathId<ExamId>,
    Params(params): Params<BranchParams>,
) -> Result<Read<Page<BranchResult>>> {
    let scope = who.scope();
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let limit = page.limit();
    let after = page.cursor.unwrap_or_default();
    let q = searched(params.q);
    let read = move |c: &mut Conn<'_>| {
        published(c, id)?;
        let top = top(c, &scope, params.org)?;
        result::branches(c, id, &top, q.as_deref(), &after, limit + 1)
    };
    let page = Page::cut(app.store.read(read).await?, limit, |(path, _)| path.clone());
    Ok(Read(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next: page.next }))
}
