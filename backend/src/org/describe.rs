//! The branch describes itself and forms its committee (FEATURES 2.2); only the branch itself may, its superiors and
//! members may read.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, OrgInScope, PathId, Read, ReadProblems, Scope, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::Permission;
use gsdj_domain::audit::Deed;
use gsdj_domain::branch::{self, BranchCommittee, Overview};
use gsdj_domain::{OrgId, Refusal};

/// 支部概述.
#[utoipa::path(get, path = "/api/orgs/{id}/overview", tag = "branch", params(("id" = OrgId, Path)),
    responses((status = 200, body = Overview), ReadProblems))]
pub(super) async fn overview(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
) -> Result<Read<Overview>> {
    let scope = who.scope();
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        store::overview(c, &org)
    };
    Ok(Read(app.store.read(read).await?))
}

/// Describe the branch.
#[utoipa::path(put, path = "/api/orgs/{id}/overview", tag = "branch", params(("id" = OrgId, Path)), request_body = Overview,
    responses((status = 200, body = Overview), WriteProblems))]
pub(super) async fn set_overview(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<OrgId>,
    act: Act<Overview>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let org = own(c, &caller.scope(), id)?;
        branch::check_overview(&form)?;
        store::set_overview(c, &org, &form)?;
        audit::write(c, &caller, now, Deed::OverviewChanged, "")?;
        Ok(form.clone())
    })
    .await
}

/// 支委会.
#[utoipa::path(get, path = "/api/orgs/{id}/committee", tag = "branch", params(("id" = OrgId, Path)),
    responses((status = 200, body = BranchCommittee), ReadProblems))]
pub(super) async fn committee(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
) -> Result<Read<BranchCommittee>> {
    let scope = who.scope();
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        store::committee_with_term(c, org.id())
    };
    Ok(Read(app.store.read(read).await?))
}

/// Form the committee.
#[utoipa::path(put, path = "/api/orgs/{id}/committee", tag = "branch", params(("id" = OrgId, Path)), request_body = BranchCommittee,
    responses((status = 200, body = BranchCommittee), WriteProblems))]
pub(super) async fn set_committee(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<OrgId>,
    act: Act<BranchCommittee>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let org = own(c, &caller.scope(), id)?;
        branch::check_committee(&form, &store::member_ids(c, org.id())?)?;
        store::set_committee(c, org.id(), &form)?;
        let formed = store::committee_with_term(c, org.id())?;
        let posts: Vec<_> = formed.posts.iter().map(|p| format!("{} {}", p.post.label(), p.name)).collect();
        audit::write(c, &caller, now, Deed::CommitteeChanged, &posts.join("、"))?;
        Ok(formed)
    })
    .await
}

/// The branch itself; others within the scope may look but not change.
fn own(c: &mut Conn<'_>, scope: &Scope, id: OrgId) -> Result<OrgInScope> {
    let org = scope.org(c, id)?;
    if org.id() == scope.org { Ok(org) } else { Err(Refusal::NoPermission(Permission::ManageBranch).into()) }
}
