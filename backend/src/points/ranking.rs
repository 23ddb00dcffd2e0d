//! 学习排行 (FEATURES 5.9): persons within a branch, branches within a subtree, by points of education as of the night before.
//!
//! Members and branches find their own branch's members, and the branches of their immediate superior; those above find the
//! branches below any organisation of their subtree, and members only where the province lets them.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use chrono::Datelike;
use gsdj_domain::org::{OrgKind, OrgRef};
use gsdj_domain::points::{PointsPolicy, RankRow, RankingHead, Span, ranks};
use gsdj_domain::{Instant, OrgId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which ranking.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RankParams {
    /// A year (`2026`) or a month (`2026-11`); the present year when not given.
    #[param(max_length = 7)]
    span: Option<String>,
    /// For those above: an organisation of their subtree.
    org: Option<OrgId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The heads' part of it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct HeadParams {
    /// A year (`2026`) or a month (`2026-11`); the present year when not given.
    #[param(max_length = 7)]
    span: Option<String>,
    /// For those above: an organisation of their subtree.
    org: Option<OrgId>,
}

/// What is ranked for whom.
struct Asked {
    span: Span,
    policy: PointsPolicy,
    /// Whose members, if a branch is meant.
    branch: Option<OrgRef>,
    /// Below which organisation: it and its path.
    top: (OrgRef, String),
}

/// The span asked for: the year of the last day that is over when none is.
fn span(text: Option<&str>, now: Instant) -> Result<Span> {
    let yesterday = now.day().pred_opt().unwrap_or_else(|| now.day());
    let found = text.map_or_else(|| Span::year(yesterday.year()), Span::parse);
    found.ok_or_else(|| Refusal::Malformed { what: "时间范围应写成 2026 或 2026-11".into() }.into())
}

fn asked(c: &mut Conn<'_>, who: &Caller, span: Span, org: Option<OrgId>) -> Result<Asked> {
    let scope = who.scope();
    let org = scope.org(c, org.unwrap_or(scope.org))?;
    let policy = store::policy(c)?;
    policy.allow_rankings()?;
    let own = OrgRef { id: org.id(), name: org.name().to_owned() };
    let (branch, top) = match org.kind() {
        OrgKind::Branch => (Some(own), org.superior().unwrap_or(org.id())),
        OrgKind::Province | OrgKind::Committee | OrgKind::GeneralBranch => (None, org.id()),
    };
    let (name, path) = store::names_of(c, top)?;
    Ok(Asked { span, policy, branch, top: (OrgRef { id: top, name }, path) })
}

impl Asked {
    /// Whose members the caller may see ranked.
    ///
    /// # Errors
    /// When no branch is meant, or its members are seen inside it only.
    fn members_of(&self, who: &Caller) -> Result<OrgId> {
        let branch = self.branch.as_ref().ok_or(Refusal::NotFound)?;
        self.policy.allow_members(branch.id == who.org)?;
        Ok(branch.id)
    }

    /// A branch's members, ranked; named as the province lets them be. Only the lines from a place on are made, at most so many.
    fn members(&self, c: &mut Conn<'_>, who: &Caller, from: usize, most: usize) -> Result<Vec<RankRow>> {
        let all = store::members(c, self.members_of(who)?, self.span)?;
        let places = ranks(all.iter().map(|line| line.points));
        let lines = all.iter().zip(places).zip(1_u32..).skip(from).take(most);
        lines
            .map(|((line, rank), place)| {
                let own = who.member == Some(line.id);
                let name = if own || self.policy.names { store::name_of(c, line.id)? } else { String::new() };
                Ok(RankRow { place, rank, name, points: line.points, own, org: None })
            })
            .collect()
    }

    /// The caller's own line among the members.
    fn own(&self, c: &mut Conn<'_>, who: &Caller) -> Result<Option<RankRow>> {
        let (Some(member), Ok(branch)) = (who.member, self.members_of(who)) else { return Ok(None) };
        let all = store::members(c, branch, self.span)?;
        let Some(at) = all.iter().position(|line| line.id == member) else { return Ok(None) };
        Ok(self.members(c, who, at, 1)?.pop())
    }

    /// The branches of the subtree from a place on, at most so many.
    fn branches(&self, c: &mut Conn<'_>, app: &App, who: &Caller, from: usize, most: usize) -> Result<Vec<RankRow>> {
        let (top, path) = &self.top;
        let board = app.boards.of(c, (top.id, path), self.span)?;
        let mut rows = Vec::with_capacity(most.min(101));
        for ((line, rank), place) in board.from(from).iter().take(most).zip(0_usize..) {
            let (name, at) = store::names_of(c, line.id)?;
            let row = RankRow {
                place: u32::try_from(from + place + 1).unwrap_or(u32::MAX),
                rank: *rank,
                name: if at.starts_with(path) { name } else { String::new() },
                points: line.points,
                own: line.id == who.org,
                org: Some(line.id).filter(|_| at.starts_with(&who.org_path)),
            };
            rows.push(row);
        }
        Ok(rows)
    }

    /// The line of the caller's branch.
    fn own_branch(&self, c: &mut Conn<'_>, app: &App, who: &Caller) -> Result<Option<RankRow>> {
        let (top, path) = &self.top;
        let Some(at) = app.boards.of(c, (top.id, path), self.span)?.place_of(who.org) else { return Ok(None) };
        Ok(self.branches(c, app, who, at, 1)?.pop())
    }
}

/// What 学习排行 is of, and where the caller and their branch stand.
#[utoipa::path(get, path = "/api/rankings/learning", tag = "points", params(HeadParams), responses((status = 200, body = RankingHead), ReadProblems))]
pub(super) async fn head(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    Params(params): Params<HeadParams>,
) -> Result<Read<RankingHead>> {
    let (caller, span) = (who.clone(), span(params.span.as_deref(), app.now())?);
    let shown = app.clone();
    let read = move |c: &mut Conn<'_>| {
        let asked = asked(c, &caller, span, params.org)?;
        let sees = asked.members_of(&caller).is_ok();
        Ok(RankingHead {
            span: span.text(),
            as_of: store::night(c)?.map(|(day, _)| day),
            own: asked.own(c, &caller)?,
            own_branch: asked.own_branch(c, &shown, &caller)?,
            members_of: asked.branch.clone().filter(|_| sees),
            branches_of: asked.top.0.clone(),
            names: asked.policy.names,
        })
    };
    Ok(Read(app.store.read(read).await?))
}

/// The place after which a page begins: a row's own.
fn begins(cursor: Option<i64>) -> usize {
    cursor.and_then(|place| usize::try_from(place).ok()).unwrap_or(0)
}

/// The members of a branch by their points of education, the most first; those without points are left out.
#[utoipa::path(get, path = "/api/rankings/learning/members", tag = "points", params(RankParams), responses((status = 200, body = Page<RankRow>), ReadProblems))]
pub(super) async fn members(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    Params(params): Params<RankParams>,
) -> Result<Read<Page<RankRow>>> {
    let (caller, span) = (who.clone(), span(params.span.as_deref(), app.now())?);
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let (limit, from) = (page.limit(), begins(page.after()?));
    let read = move |c: &mut Conn<'_>| {
        let asked = asked(c, &caller, span, params.org)?;
        asked.members(c, &caller, from, limit + 1)
    };
    Ok(Read(Page::cut(app.store.read(read).await?, limit, |row| row.place.to_string())))
}

/// The branches of a subtree by their points of education, the most first; those without points are left out.
#[utoipa::path(get, path = "/api/rankings/learning/branches", tag = "points", params(RankParams), responses((status = 200, body = Page<RankRow>), ReadProblems))]
pub(super) async fn branches(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    Params(params): Params<RankParams>,
) -> Result<Read<Page<RankRow>>> {
    let (caller, span) = (who.clone(), span(params.span.as_deref(), app.now())?);
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let (limit, from) = (page.limit(), begins(page.after()?));
    let shown = app.clone();
    let read = move |c: &mut Conn<'_>| {
        let asked = asked(c, &caller, span, params.org)?;
        asked.branches(c, &shown, &caller, from, limit + 1)
    };
    Ok(Read(Page::cut(app.store.read(read).await?, limit, |row| row.place.to_string())))
}
