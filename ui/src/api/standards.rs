//! Checks against the standards; the standards themselves are in the pages and need no server.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::standards::{CheckCounts, CheckRow, CheckState, EvidenceChoices, MarkForm, SelfCheck};
use gsdj_domain::{OrgId, Page};

/// The check of a branch; this year's when no year is named.
pub async fn check(org: OrgId, year: Option<i32>) -> Result<Fetched<SelfCheck>, ApiError> {
    get(query::with(&of(org), &[("year", number(year))])).await
}

/// Ticks one item.
pub async fn tick(org: OrgId, form: MarkForm, key: IdempotencyKey) -> Result<Sent<SelfCheck>, ApiError> {
    send(Method::Put, of(org), &form, key).await
}

/// What of the own branch fits an item as evidence.
pub async fn choices(item: String, q: String) -> Result<Fetched<EvidenceChoices>, ApiError> {
    get(query::with("/api/self-checks/evidence", &[("item", item), ("q", q)])).await
}

/// What a list of branches is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Which year.
    pub year: Option<i32>,
    /// Below which organisation.
    pub org: Option<OrgId>,
    /// How far the check has come.
    pub state: Option<CheckState>,
    /// Part of the name or code.
    pub q: String,
}

impl Narrow {
    fn scope(&self) -> Vec<(&'static str, String)> {
        vec![("year", number(self.year)), ("org", self.org.map(|o| o.to_string()).unwrap_or_default())]
    }
}

/// The branches of the subtree with how far their checks have come.
pub async fn list(narrow: Narrow, cursor: Option<String>) -> Result<Fetched<Page<CheckRow>>, ApiError> {
    let mut pairs = narrow.scope();
    pairs.push(("state", narrow.state.map(|s| s.code().to_owned()).unwrap_or_default()));
    pairs.push(("q", narrow.q.trim().to_owned()));
    pairs.push(("cursor", cursor.unwrap_or_default()));
    get(query::with("/api/self-checks", &pairs)).await
}

/// How many branches stand where.
pub async fn counts(narrow: Narrow) -> Result<Fetched<CheckCounts>, ApiError> {
    get(query::with("/api/self-checks/counts", &narrow.scope())).await
}

fn of(org: OrgId) -> String {
    format!("/api/orgs/{org}/self-check")
}

fn number(year: Option<i32>) -> String {
    year.map(|y| y.to_string()).unwrap_or_default()
}
