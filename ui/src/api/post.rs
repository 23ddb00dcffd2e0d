//! Requests for committee posts that the list lacks.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::branch::{PostDecision, PostRequest, PostRequestForm};
use gsdj_domain::{Page, PostRequestId};

/// A branch's own requests; for the province what waits for it, or what it decided on.
pub async fn list(decided: bool, cursor: Option<String>) -> Result<Fetched<Page<PostRequest>>, ApiError> {
    let decided = if decided { "true".to_owned() } else { String::new() };
    get(query::with("/api/post-requests", &[("decided", decided), ("cursor", cursor.unwrap_or_default())])).await
}

/// Asks for a post; with an id hands a returned request in again.
pub async fn ask(
    again: Option<PostRequestId>,
    form: PostRequestForm,
    key: IdempotencyKey,
) -> Result<Sent<PostRequest>, ApiError> {
    match again {
        Some(id) => send(Method::Put, format!("/api/post-requests/{id}"), &form, key).await,
        None => send(Method::Post, "/api/post-requests".into(), &form, key).await,
    }
}

/// Grants or returns.
pub async fn decide(id: PostRequestId, form: PostDecision, key: IdempotencyKey) -> Result<Sent<PostRequest>, ApiError> {
    send(Method::Post, format!("/api/post-requests/{id}/decision"), &form, key).await
}
