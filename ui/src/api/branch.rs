//! Organisations, their members, overview and committee.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::account::FirstPassword;
use gsdj_domain::branch::{
    BranchCommittee, BranchHome, Groups, GroupsForm, Overview, OverviewForm, PastCommittee, TermRow,
};
use gsdj_domain::member::MemberRow;
use gsdj_domain::org::{OrgRow, OrgView};
use gsdj_domain::{MemberId, OrgId, Page};

/// Children fetched at a time.
const CHILDREN: &str = "100";

/// The top of a tree: the caller's own organisation, or the one chosen.
pub async fn top(org: Option<OrgId>) -> Result<Fetched<Page<OrgRow>>, ApiError> {
    get(query::with("/api/orgs", &[("top", org.map(|o| o.to_string()).unwrap_or_default())])).await
}

/// Directly subordinate organisations; without a parent the caller's own as the only row.
pub async fn children(parent: Option<OrgId>, cursor: Option<String>) -> Result<Fetched<Page<OrgRow>>, ApiError> {
    let pairs = [
        ("parent", parent.map(|p| p.to_string()).unwrap_or_default()),
        ("limit", CHILDREN.into()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/orgs", &pairs)).await
}

/// Organisations of the caller's subtree by name or code.
pub async fn search(q: String, cursor: Option<String>) -> Result<Fetched<Page<OrgRow>>, ApiError> {
    get(query::with("/api/orgs", &[("q", q), ("cursor", cursor.unwrap_or_default())])).await
}

/// One organisation.
pub async fn org(id: OrgId) -> Result<Fetched<OrgView>, ApiError> {
    get(format!("/api/orgs/{id}")).await
}

/// A branch's present members, by name.
pub async fn members(id: OrgId, q: String, cursor: Option<String>) -> Result<Fetched<Page<MemberRow>>, ApiError> {
    let pairs = [("q", q), ("cursor", cursor.unwrap_or_default())];
    get(query::with(&format!("/api/orgs/{id}/members"), &pairs)).await
}

/// All that a branch's page shows: one's own, or one of the subtree.
pub async fn home(org: Option<OrgId>) -> Result<Fetched<BranchHome>, ApiError> {
    get(query::with("/api/branch", &[("org", org.map(|o| o.to_string()).unwrap_or_default())])).await
}

/// 支部概述.
pub async fn overview(id: OrgId) -> Result<Fetched<Overview>, ApiError> {
    get(format!("/api/orgs/{id}/overview")).await
}

/// Keeps the overview.
pub async fn put_overview(id: OrgId, form: OverviewForm, key: IdempotencyKey) -> Result<Sent<Overview>, ApiError> {
    send(Method::Put, format!("/api/orgs/{id}/overview"), &form, key).await
}

/// 支委会.
pub async fn committee(id: OrgId) -> Result<Fetched<BranchCommittee>, ApiError> {
    get(format!("/api/orgs/{id}/committee")).await
}

/// Keeps the committee.
pub async fn put_committee(
    id: OrgId,
    form: BranchCommittee,
    key: IdempotencyKey,
) -> Result<Sent<BranchCommittee>, ApiError> {
    send(Method::Put, format!("/api/orgs/{id}/committee"), &form, key).await
}

/// The committees of a branch, the one in office first.
pub async fn committees(id: OrgId, cursor: Option<String>) -> Result<Fetched<Page<PastCommittee>>, ApiError> {
    let path = format!("/api/orgs/{id}/committee/history");
    get(query::with(&path, &[("cursor", cursor.unwrap_or_default())])).await
}

/// The party groups, and who is in none.
pub async fn groups(id: OrgId) -> Result<Fetched<Groups>, ApiError> {
    get(format!("/api/orgs/{id}/groups")).await
}

/// Divides the members anew.
pub async fn put_groups(id: OrgId, form: GroupsForm, key: IdempotencyKey) -> Result<Sent<Groups>, ApiError> {
    send(Method::Put, format!("/api/orgs/{id}/groups"), &form, key).await
}

/// Branches whose committee's term is over or ends soon; `over` narrows to one of these.
pub async fn terms(over: Option<bool>, cursor: Option<String>) -> Result<Fetched<Page<TermRow>>, ApiError> {
    let pairs = [("over", over.map(|o| o.to_string()).unwrap_or_default()), ("cursor", cursor.unwrap_or_default())];
    get(query::with("/api/terms", &pairs)).await
}

/// Sets an immediately subordinate organisation's password anew.
pub async fn reset_org(id: OrgId, key: IdempotencyKey) -> Result<Sent<FirstPassword>, ApiError> {
    send(Method::Post, format!("/api/orgs/{id}/password-reset"), &(), key).await
}

/// Sets a member's password anew; their branch only.
pub async fn reset_member(id: MemberId, key: IdempotencyKey) -> Result<Sent<FirstPassword>, ApiError> {
    send(Method::Post, format!("/api/members/{id}/password-reset"), &(), key).await
}
