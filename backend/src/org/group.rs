//! The branch divides its members into party groups (FEATURES 2.2). The whole arrangement is one write: a move changes two
//! groups at once, and a version keeps what was made from an old list from dissolving what it does not know.

use super::describe::own;
use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::branch::{Groups, GroupsForm, check_groups};
use gsdj_domain::{GroupId, Instant, MemberId, OrgId, Refusal};
use std::collections::HashMap;

/// The party groups with their present members, and who is in none.
#[utoipa::path(get, path = "/api/orgs/{id}/groups", tag = "branch", params(("id" = OrgId, Path)),
    responses((status = 200, body = Groups), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
) -> Result<Read<Groups>> {
    let scope = who.scope();
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        store::arrangement(c, org.id())
    };
    Ok(Read(app.store.read(read).await?))
}

/// Divide the members anew. Groups keep their ids; those left out are dissolved, what they have held stays.
#[utoipa::path(put, path = "/api/orgs/{id}/groups", tag = "branch", params(("id" = OrgId, Path)), request_body = GroupsForm,
    responses((status = 200, body = Groups), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<OrgId>,
    act: Act<GroupsForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        own(c, &caller.scope(), id)?;
        arrange_groups(c, &caller, &form, now)
    })
    .await
}

/// Divides the members of the caller's branch.
///
/// # Errors
/// [`Refusal::Stale`] when it was divided anew since; every fault of the form at once.
pub fn arrange_groups(c: &mut Conn<'_>, who: &Caller, form: &GroupsForm, now: Instant) -> Result<Groups> {
    if store::groups_version(c, who.org)? != form.version {
        return Err(Refusal::Stale.into());
    }
    let before = store::arrangement(c, who.org)?;
    let known: Vec<GroupId> = before.groups.iter().map(|g| g.id).collect();
    let everybody = before.groups.iter().flat_map(|g| &g.members).chain(&before.ungrouped);
    let names: HashMap<MemberId, &str> = everybody.map(|m| (m.id, m.name.as_str())).collect();
    check_groups(form, &known, &|id| names.get(&id).map(|name| (*name).to_owned()))?;
    store::arrange(c, who.org, form, now)?;
    let divided: Vec<_> = form.groups.iter().map(|g| format!("{} {} 人", g.name.trim(), g.members.len())).collect();
    let what = if divided.is_empty() { "不划分党小组".to_owned() } else { divided.join("、") };
    audit::write(c, who, now, Deed::GroupsChanged, &what)?;
    store::arrangement(c, who.org)
}
