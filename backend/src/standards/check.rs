//! A branch's check of one year: seen by the branch, its members and its superiors; ticked by the branch alone, and only
//! while the year lasts.

use super::{evidence, store};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, OrgInScope, Params, PathId, Read, ReadProblems, Scope, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::Permission;
use gsdj_domain::audit::Deed;
use gsdj_domain::org::{OrgKind, OrgRef};
use gsdj_domain::standards::{
    Field, FoundView, MarkForm, MarkView, SelfCheck, check_mark, items, progress, year_bounds, year_of,
};
use gsdj_domain::{Instant, OrgId, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct YearParams {
    /// The year; this one when not given.
    year: Option<i32>,
}

/// The check of a branch: what was ticked, with what evidence, and what the platform's own records show.
#[utoipa::path(get, path = "/api/orgs/{id}/self-check", tag = "standards", params(("id" = OrgId, Path), YearParams),
    responses((status = 200, body = SelfCheck), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::ReadStandards>,
    PathId(id): PathId<OrgId>,
    Params(params): Params<YearParams>,
) -> Result<Read<SelfCheck>> {
    let (scope, now) = (who.scope(), app.now());
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        view(c, &scope, &org, params.year.unwrap_or_else(|| year_of(now)), now)
    };
    Ok(Read(app.store.read(read).await?))
}

/// Tick one item of this year's check, change what was said of it, or take it back.
#[utoipa::path(put, path = "/api/orgs/{id}/self-check", tag = "standards", params(("id" = OrgId, Path)), request_body = MarkForm,
    responses((status = 200, body = SelfCheck), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::CheckStandards>,
    PathId(id): PathId<OrgId>,
    act: Act<MarkForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        tick(c, &caller, id, &form, now)?;
        let scope = caller.scope();
        let org = scope.org(c, id)?;
        view(c, &scope, &org, form.year, now)
    })
    .await
}

/// Says of one item what the form says.
///
/// # Errors
/// When it is not the caller's own branch, the year is not open, the item is not its field's, the evidence is not its
/// own, or somebody else was quicker.
pub fn tick(c: &mut Conn<'_>, who: &Caller, branch: OrgId, form: &MarkForm, now: Instant) -> Result<()> {
    let org = own(c, &who.scope(), branch)?;
    let field = store::branch(c, org.id())?.field;
    let item = check_mark(field, form, now)?;
    let turn = store::turn(c, org.id(), form.year)?;
    if store::version(c, org.id(), form)? != form.version {
        return Err(Refusal::Stale.into());
    }
    let said = match form.verdict {
        Some(verdict) => {
            let links = evidence::own(c, &org, &form.evidence)?;
            store::set_mark(c, org.id(), form, verdict, &who.name, turn + 1, now)?;
            store::set_evidence(c, org.id(), form, &links)?;
            verdict.label()
        }
        None => {
            store::take_back(c, org.id(), form)?;
            "撤销"
        }
    };
    if let Some(field) = field {
        store::recount(c, org.id(), form.year, field, turn + 1, now)?;
    }
    audit::write(c, who, now, Deed::StandardTicked, &format!("{} {}：{said}", item.code, item.title))
}

/// The branch itself; others within the scope may look but not tick.
pub(super) fn own(c: &mut Conn<'_>, scope: &Scope, id: OrgId) -> Result<OrgInScope> {
    let org = scope.org(c, id)?;
    if org.id() == scope.org { Ok(org) } else { Err(Refusal::NoPermission(Permission::CheckStandards).into()) }
}

/// The check as somebody with this scope sees it.
fn view(c: &mut Conn<'_>, scope: &Scope, org: &OrgInScope, year: i32, now: Instant) -> Result<SelfCheck> {
    if org.kind() != OrgKind::Branch {
        return Err(Refusal::NotFound.into());
    }
    let bounds = year_bounds(year, now).ok_or_else(|| Refusal::Malformed { what: "年度无效".into() })?;
    let branch = store::branch(c, org.id())?;
    let heads = store::years(c, org.id())?;
    let open = year == year_of(now);
    // a year that is over keeps the standard it was held against
    let then = heads.iter().find(|(y, _)| *y == year).map(|(_, field)| *field);
    let field = if open { branch.field } else { then.or(branch.field) };
    let (marks, found) = match field {
        Some(field) => {
            (marks(c, scope, org, (year, field))?, found(c, scope, org, &branch, (year, bounds, field), now)?)
        }
        None => (Vec::new(), Vec::new()),
    };
    let said: Vec<_> = marks.iter().map(|m| (m.item.as_str(), m.verdict)).collect();
    let mut years: Vec<_> = heads.iter().map(|(y, _)| *y).filter(|y| *y != year_of(now)).collect();
    years.insert(0, year_of(now));
    Ok(SelfCheck {
        org: OrgRef { id: org.id(), name: org.name().to_owned() },
        field,
        year,
        years,
        open,
        chapters: field.map(|f| progress(f, &said)).unwrap_or_default(),
        marks,
        found,
    })
}

/// What was ticked, in the order of the field's items.
fn marks(c: &mut Conn<'_>, scope: &Scope, org: &OrgInScope, (year, field): (i32, Field)) -> Result<Vec<MarkView>> {
    let mut marks = store::marks(c, org.id(), year)?;
    for (item, link) in store::linked(c, org.id(), year, scope.member)? {
        if let Some(mark) = marks.iter_mut().find(|m| m.item == item) {
            mark.evidence.push(evidence::seen(c, org, link)?);
        }
    }
    let order: Vec<_> = items(field).map(|item| item.code).collect();
    let place = |mark: &MarkView| order.iter().position(|code| *code == mark.item);
    marks.retain(|mark| place(mark).is_some());
    marks.sort_by_key(place);
    Ok(marks)
}

type Year = (i32, (Instant, Instant), Field);

/// What the platform's own records say of the field's items.
fn found(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: &OrgInScope,
    branch: &store::Branch,
    (year, bounds, field): Year,
    now: Instant,
) -> Result<Vec<FoundView>> {
    let held = store::held(c, org.id(), bounds, scope.member)?;
    let facts = evidence::facts(c, org, branch, (year, now), &held)?;
    let mut all = Vec::new();
    for item in items(field) {
        let Some(finding) = item.probe.and_then(|probe| probe.look(&facts)) else { continue };
        let views = finding.evidence.iter().map(|link| evidence::shown(&facts, &held, *link)).collect();
        all.push(FoundView { item: item.code.into(), state: finding.state, says: finding.says, evidence: views });
    }
    Ok(all)
}
