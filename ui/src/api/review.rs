//! What waits for this organisation's review, and deciding it.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::meeting::{MeetingRow, MeetingView, ReviewForm};
use gsdj_domain::{MeetingId, Page};

/// Meetings that wait for review, or those decided already.
pub async fn list(decided: bool, cursor: Option<String>) -> Result<Fetched<Page<MeetingRow>>, ApiError> {
    let pairs = [("decided", decided.to_string()), ("cursor", cursor.unwrap_or_default())];
    get(query::with("/api/reviews", &pairs)).await
}

/// Approves or returns.
pub async fn decide(id: MeetingId, form: ReviewForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, format!("/api/meetings/{id}/review"), &form, key).await
}
