//! 督办.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::urge::{SettleForm, UrgeForm, UrgeRow, UrgeState};
use gsdj_domain::{OrgId, Page, UrgeId};

/// What one is urged about, or urges; of one branch only, if one is given.
pub async fn list(
    org: Option<OrgId>,
    state: Option<UrgeState>,
    cursor: Option<String>,
) -> Result<Fetched<Page<UrgeRow>>, ApiError> {
    let pairs = [
        ("org", org.map(|o| o.to_string()).unwrap_or_default()),
        ("state", state.map(|s| s.code().to_owned()).unwrap_or_default()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/urges", &pairs)).await
}

/// Urges a branch.
pub async fn press(branch: OrgId, form: UrgeForm, key: IdempotencyKey) -> Result<Sent<UrgeRow>, ApiError> {
    send(Method::Post, format!("/api/orgs/{branch}/urges"), &form, key).await
}

/// Says that it was read.
pub async fn read(id: UrgeId, key: IdempotencyKey) -> Result<Sent<UrgeRow>, ApiError> {
    send(Method::Post, format!("/api/urges/{id}/read"), &(), key).await
}

/// Settles it.
pub async fn settle(id: UrgeId, form: SettleForm, key: IdempotencyKey) -> Result<Sent<UrgeRow>, ApiError> {
    send(Method::Post, format!("/api/urges/{id}/settlement"), &form, key).await
}
