//! What waits for this organisation's review, what it decided, what was filed with it; and deciding a meeting.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::meeting::{MeetingView, ReviewForm};
use gsdj_domain::review::{FiledItem, FiledReadForm, ReviewCounts, ReviewItem, ReviewKind};
use gsdj_domain::{MeetingId, Page};

/// What waits for review, or was decided already.
pub async fn list(
    decided: bool,
    kind: Option<ReviewKind>,
    cursor: Option<String>,
) -> Result<Fetched<Page<ReviewItem>>, ApiError> {
    let pairs = [
        ("decided", decided.to_string()),
        ("kind", kind.map(|k| k.code().to_owned()).unwrap_or_default()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/reviews", &pairs)).await
}

/// How many wait, and how many filed things are not read yet.
pub async fn counts() -> Result<Fetched<ReviewCounts>, ApiError> {
    get("/api/reviews/counts".into()).await
}

/// What was filed, the latest first.
pub async fn filed(cursor: Option<String>) -> Result<Fetched<Page<FiledItem>>, ApiError> {
    get(query::with("/api/reviews/filed", &[("cursor", cursor.unwrap_or_default())])).await
}

/// Notes filed things as read; all when none is named.
pub async fn read(ids: Vec<i64>, key: IdempotencyKey) -> Result<Sent<ReviewCounts>, ApiError> {
    send(Method::Post, "/api/reviews/filed/read".into(), &FiledReadForm { ids }, key).await
}

/// Approves or returns.
pub async fn decide(id: MeetingId, form: ReviewForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, format!("/api/meetings/{id}/review"), &form, key).await
}
