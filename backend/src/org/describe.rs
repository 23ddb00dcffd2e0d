//! The branch describes itself (FEATURES 2.2); only the branch itself may, its superiors and members may read.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, OrgInScope, PathId, Read, ReadProblems, Scope, WriteProblems, needs};
use crate::store::Conn;
use crate::{audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::Permission;
use gsdj_domain::audit::Deed;
use gsdj_domain::branch::{self, Overview, OverviewForm};
use gsdj_domain::{Instant, OrgId, Refusal};

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
#[utoipa::path(put, path = "/api/orgs/{id}/overview", tag = "branch", params(("id" = OrgId, Path)), request_body = OverviewForm,
    responses((status = 200, body = Overview), WriteProblems))]
pub(super) async fn set_overview(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<OrgId>,
    act: Act<OverviewForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let org = own(c, &caller.scope(), id)?;
        describe(c, &caller, &form, now)?;
        store::overview(c, &org)
    })
    .await
}

/// Describes the caller's branch.
///
/// # Errors
/// Every fault of the form at once; photos that the branch did not upload.
pub fn describe(c: &mut Conn<'_>, who: &Caller, form: &OverviewForm, now: Instant) -> Result<()> {
    branch::check_overview(form)?;
    file::check_owned(c, who, form.photos.as_deref().unwrap_or_default(), true)?;
    store::set_overview(c, who.org, form)?;
    audit::write(c, who, now, Deed::OverviewChanged, "")
}

/// The branch itself; others within the scope may look but not change.
pub(super) fn own(c: &mut Conn<'_>, scope: &Scope, id: OrgId) -> Result<OrgInScope> {
    let org = scope.org(c, id)?;
    if org.id() == scope.org { Ok(org) } else { Err(Refusal::NoPermission(Permission::ManageBranch).into()) }
}
