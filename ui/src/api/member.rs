//! The roll of members: listed, counted, exported.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use crate::member::model::pairs;
use gsdj_domain::member::{ExportForm, ExportTicket, MemberCounts, MemberFilter, MemberRow, MemberScope};
use gsdj_domain::{OrgId, Page};

/// Rows fetched at a time.
const ROWS: &str = "50";

/// Members of an organisation or of its whole subtree, narrowed.
pub async fn list(
    org: OrgId,
    scope: MemberScope,
    filter: MemberFilter,
    cursor: Option<String>,
) -> Result<Fetched<Page<MemberRow>>, ApiError> {
    let mut pairs = pairs(&filter);
    pairs.push(("scope", scope_of(scope)));
    pairs.push(("limit", ROWS.into()));
    pairs.push(("cursor", cursor.unwrap_or_default()));
    get(query::with(&format!("/api/orgs/{org}/members"), &pairs)).await
}

/// How many there are of each kind.
pub async fn counts(org: OrgId, scope: MemberScope) -> Result<Fetched<MemberCounts>, ApiError> {
    get(query::with(&format!("/api/orgs/{org}/members/counts"), &[("scope", scope_of(scope))])).await
}

/// Has a file made of the list; its purpose is noted.
pub async fn export(org: OrgId, form: ExportForm, key: IdempotencyKey) -> Result<Sent<ExportTicket>, ApiError> {
    send(Method::Post, format!("/api/orgs/{org}/members/export"), &form, key).await
}

fn scope_of(scope: MemberScope) -> String {
    if scope == MemberScope::Own { String::new() } else { scope.code().into() }
}
