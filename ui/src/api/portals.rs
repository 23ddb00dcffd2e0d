//! 学习平台: the ways out.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, send};
use gsdj_domain::portals::{PortalForm, Portals, Visit, VisitForm};

/// Every way out, and what going out still brings today.
///
/// # Errors
/// As [`ApiError`].
pub async fn list() -> Result<Fetched<Portals>, ApiError> {
    get("/api/portals".into()).await
}

/// Goes out: counted by the server.
///
/// # Errors
/// As [`ApiError`].
pub async fn visit(form: VisitForm, key: IdempotencyKey) -> Result<Sent<Visit>, ApiError> {
    send(Method::Post, "/api/portals/visits".into(), &form, key).await
}

/// Sets an address, closes a way, or goes back to the documented one.
///
/// # Errors
/// As [`ApiError`].
pub async fn set(form: PortalForm, key: IdempotencyKey) -> Result<Sent<Portals>, ApiError> {
    send(Method::Put, "/api/portals".into(), &form, key).await
}
