//! The branch forms its committee, for a term and after the one before (FEATURES 2.2).

use super::describe::own;
use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::branch::committee::Ground;
use gsdj_domain::branch::{self, BranchCommittee, PastCommittee};
use gsdj_domain::{Instant, OrgId, Page};

/// 支委会.
#[utoipa::path(get, path = "/api/orgs/{id}/committee", tag = "branch", params(("id" = OrgId, Path)),
    responses((status = 200, body = BranchCommittee), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
) -> Result<Read<BranchCommittee>> {
    let scope = who.scope();
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        store::whole_committee(c, org.id())
    };
    Ok(Read(app.store.read(read).await?))
}

/// Form the committee, or with `new_term` a newly elected one.
#[utoipa::path(put, path = "/api/orgs/{id}/committee", tag = "branch", params(("id" = OrgId, Path)), request_body = BranchCommittee,
    responses((status = 200, body = BranchCommittee), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<OrgId>,
    act: Act<BranchCommittee>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        own(c, &caller.scope(), id)?;
        form_committee(c, &caller, &form, now)
    })
    .await
}

/// Forms the committee of the caller's branch.
///
/// # Errors
/// Every fault of the form at once.
pub fn form_committee(c: &mut Conn<'_>, who: &Caller, form: &BranchCommittee, now: Instant) -> Result<BranchCommittee> {
    let (members, added) = (store::member_ids(c, who.org)?, store::added_posts(c, who.org)?);
    let before = store::in_office(c, who.org)?.and_then(|t| t.begins);
    let ground = Ground { members: &members, added: &added, before: before.as_deref() };
    branch::check_committee(form, ground)?;
    store::set_committee(c, who.org, form, now)?;
    let formed = store::whole_committee(c, who.org)?;
    let held = |p: &branch::CommitteeMember| format!("{} {}", p.held().label(&formed.added), p.name);
    let posts: Vec<_> = formed.posts.iter().map(held).collect();
    let what = if form.new_term { "换届：" } else { "" };
    audit::write(c, who, now, Deed::CommitteeChanged, &format!("{what}{}", posts.join("、")))?;
    Ok(formed)
}

/// The committees of a branch, the one in office first: who held which post from when to when.
#[utoipa::path(get, path = "/api/orgs/{id}/committee/history", tag = "branch", params(("id" = OrgId, Path), PageParams),
    responses((status = 200, body = Page<PastCommittee>), ReadProblems))]
pub(super) async fn history(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<PastCommittee>>> {
    let scope = who.scope();
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        let rows = store::history(c, &org, after, limit)?;
        Ok(Page::cut(rows, limit, |(id, _)| id.to_string()))
    };
    let page = app.store.read(read).await?;
    Ok(Read(Page { items: page.items.into_iter().map(|(_, past)| past).collect(), next: page.next }))
}
