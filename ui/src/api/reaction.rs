//! 收藏, 点赞, 分享, 评论, for whatever is read.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::meeting::Decision;
use gsdj_domain::reaction::{
    Favourite, Reacted, ReactionDeed, ReactionForm, Reactions, Remark, RemarkDecision, RemarkForm, RemarkRemovalForm,
    RemarkView, Target,
};
use gsdj_domain::{CommentId, Page};

fn of(path: &str, target: Target, cursor: Option<String>) -> String {
    let pairs = [
        ("kind", target.kind.code().to_owned()),
        ("id", target.id.to_string()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    query::with(path, &pairs)
}

/// What stands to a thing.
pub async fn reactions(target: Target) -> Result<Fetched<Reactions>, ApiError> {
    get(of("/api/reactions", target, None)).await
}

/// Gives or takes back; waits in the outbox when there is no network.
pub async fn set(target: Target, deed: ReactionDeed, on: bool, key: IdempotencyKey) -> Result<Sent<Reacted>, ApiError> {
    let form = ReactionForm { kind: target.kind, id: target.id, deed, on };
    send(Method::Put, "/api/reactions".into(), &form, key).await
}

/// The comments on a thing, the latest first.
pub async fn remarks(target: Target, cursor: Option<String>) -> Result<Fetched<Page<Remark>>, ApiError> {
    get(of("/api/reactions/comments", target, cursor)).await
}

/// Comments; waits in the outbox when there is no network.
pub async fn remark(target: Target, text: String, key: IdempotencyKey) -> Result<Sent<Remark>, ApiError> {
    let form = RemarkForm { kind: target.kind, id: target.id, text };
    send(Method::Post, "/api/reactions/comments".into(), &form, key).await
}

/// One comment with what it is on.
pub async fn one(id: CommentId) -> Result<Fetched<RemarkView>, ApiError> {
    get(format!("/api/reactions/comments/{id}")).await
}

/// Lets it pass, or not.
pub async fn decide(
    id: CommentId,
    decision: Decision,
    reason: String,
    key: IdempotencyKey,
) -> Result<Sent<RemarkView>, ApiError> {
    send(Method::Post, format!("/api/reactions/comments/{id}/decision"), &RemarkDecision { decision, reason }, key)
        .await
}

/// Removes it.
pub async fn remove(id: CommentId, reason: String, key: IdempotencyKey) -> Result<Sent<RemarkView>, ApiError> {
    send(Method::Post, format!("/api/reactions/comments/{id}/removal"), &RemarkRemovalForm { reason }, key).await
}

/// What one keeps, the latest first.
pub async fn favourites(cursor: Option<String>) -> Result<Fetched<Page<Favourite>>, ApiError> {
    get(query::with("/api/favourites", &[("cursor", cursor.unwrap_or_default())])).await
}
