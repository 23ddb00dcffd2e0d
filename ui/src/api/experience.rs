//! 经验交流 and its comments.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, send_if};
use gsdj_domain::experience::{
    CommentRemovalForm, ExperienceComment, ExperienceCommentForm, ExperienceDecision, ExperienceForm, ExperienceLikes,
    ExperienceOrder, ExperienceRow, ExperienceTakedownForm, ExperienceView,
};
use gsdj_domain::{CommentId, ExperienceId, Page};

/// Published posts, or the own branch's wherever they stand.
pub async fn list(
    own: bool,
    order: ExperienceOrder,
    q: String,
    cursor: Option<String>,
) -> Result<Fetched<Page<ExperienceRow>>, ApiError> {
    let pairs = [
        ("own", if own { "true".into() } else { String::new() }),
        ("order", order.code().to_owned()),
        ("q", q.trim().to_owned()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/experiences", &pairs)).await
}

/// One, whole.
pub async fn view(id: ExperienceId) -> Result<Fetched<ExperienceView>, ApiError> {
    get(of(id, "")).await
}

/// Writes a draft.
pub async fn create(form: ExperienceForm, key: IdempotencyKey) -> Result<Sent<ExperienceView>, ApiError> {
    send(Method::Post, "/api/experiences".into(), &form, key).await
}

/// Changes one as it stood at `revision`; refused when somebody else changed it since.
pub async fn change(
    id: ExperienceId,
    revision: u32,
    form: ExperienceForm,
    key: IdempotencyKey,
) -> Result<Sent<ExperienceView>, ApiError> {
    send_if(Method::Put, of(id, ""), &form, key, revision).await
}

/// Throws a draft away.
pub async fn delete(id: ExperienceId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, of(id, ""), &(), key).await.map(drop)
}

/// 报审.
pub async fn submit(id: ExperienceId, key: IdempotencyKey) -> Result<Sent<ExperienceView>, ApiError> {
    send(Method::Post, of(id, "/submission"), &(), key).await
}

/// Takes it back.
pub async fn withdraw(id: ExperienceId, key: IdempotencyKey) -> Result<Sent<ExperienceView>, ApiError> {
    send(Method::Delete, of(id, "/submission"), &(), key).await
}

/// Publishes or returns.
pub async fn decide(
    id: ExperienceId,
    form: ExperienceDecision,
    key: IdempotencyKey,
) -> Result<Sent<ExperienceView>, ApiError> {
    send(Method::Post, of(id, "/review"), &form, key).await
}

/// Takes a published one down.
pub async fn take_down(
    id: ExperienceId,
    form: ExperienceTakedownForm,
    key: IdempotencyKey,
) -> Result<Sent<ExperienceView>, ApiError> {
    send(Method::Post, of(id, "/takedown"), &form, key).await
}

/// Gives a like or takes it back; waits in the outbox when there is no network.
pub async fn like(id: ExperienceId, liked: bool, key: IdempotencyKey) -> Result<Sent<ExperienceLikes>, ApiError> {
    let method = if liked { Method::Put } else { Method::Delete };
    send(method, of(id, "/like"), &(), key).await
}

/// Comments, the latest first.
pub async fn comments(id: ExperienceId, cursor: Option<String>) -> Result<Fetched<Page<ExperienceComment>>, ApiError> {
    get(query::with(&of(id, "/comments"), &[("cursor", cursor.unwrap_or_default())])).await
}

/// Comments; waits in the outbox when there is no network.
pub async fn comment(
    id: ExperienceId,
    form: ExperienceCommentForm,
    key: IdempotencyKey,
) -> Result<Sent<ExperienceComment>, ApiError> {
    send(Method::Post, of(id, "/comments"), &form, key).await
}

/// Removes a comment.
pub async fn remove(
    id: CommentId,
    form: CommentRemovalForm,
    key: IdempotencyKey,
) -> Result<Sent<ExperienceComment>, ApiError> {
    send(Method::Post, format!("/api/comments/{id}/removal"), &form, key).await
}

fn of(id: ExperienceId, part: &str) -> String {
    format!("/api/experiences/{id}{part}")
}
