//! A branch's page in one answer (FEATURES 2.5): facts, overview, committee, groups, next meetings, counts.

use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use crate::{meeting, member, org};
use axum::extract::State;
use gsdj_domain::branch::{BranchHome, NEXT_MEETINGS};
use gsdj_domain::member::MemberScope;
use gsdj_domain::org::OrgKind;
use gsdj_domain::{OrgId, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(home))
}

/// Which branch.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// A branch of the caller's subtree; their own when not given.
    org: Option<OrgId>,
}

/// All that a branch's page shows; not found where it is no branch.
#[utoipa::path(get, path = "/api/branch", tag = "branch", params(Which), responses((status = 200, body = BranchHome), ReadProblems))]
async fn home(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    Params(which): Params<Which>,
) -> Result<Read<BranchHome>> {
    let (scope, now) = (who.scope(), app.now());
    let read = move |c: &mut Conn<'_>| {
        let branch = scope.org(c, which.org.unwrap_or(scope.org))?;
        if branch.kind() != OrgKind::Branch {
            return Err(Refusal::NotFound.into());
        }
        Ok(BranchHome {
            org: org::view(c, &scope, &branch)?,
            overview: org::overview(c, &branch)?,
            committee: org::whole_committee(c, branch.id())?,
            groups: org::arrangement(c, branch.id())?,
            meetings: meeting::next(c, &scope, &branch, NEXT_MEETINGS, now)?,
            counts: member::counts(c, &branch, MemberScope::Own)?,
        })
    };
    Ok(Read(app.store.read(read).await?))
}
