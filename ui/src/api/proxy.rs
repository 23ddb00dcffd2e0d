//! 帮办: consents, what a helper can answer, members' cards.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, send};
use gsdj_domain::MemberId;
use gsdj_domain::proxy::{MemberCard, Proxies, ProxyAsk, ProxyForm, ProxyRow};

/// The consents that concern the caller.
pub async fn list() -> Result<Fetched<Proxies>, ApiError> {
    get("/api/proxies".into()).await
}

/// Registers a consent.
pub async fn register(form: ProxyForm, key: IdempotencyKey) -> Result<Sent<ProxyRow>, ApiError> {
    send(Method::Post, "/api/proxies".into(), &form, key).await
}

/// Takes one back.
pub async fn revoke(id: i64, key: IdempotencyKey) -> Result<Sent<ProxyRow>, ApiError> {
    send(Method::Post, format!("/api/proxies/{id}/revocation"), &(), key).await
}

/// What the caller can answer for others.
pub async fn asks() -> Result<Fetched<Vec<ProxyAsk>>, ApiError> {
    get("/api/proxies/meetings".into()).await
}

/// A member's card.
pub async fn card(member: MemberId) -> Result<Fetched<MemberCard>, ApiError> {
    get(of(member)).await
}

/// Makes a member's card; one made before is void.
pub async fn make_card(member: MemberId, key: IdempotencyKey) -> Result<Sent<MemberCard>, ApiError> {
    send(Method::Post, of(member), &(), key).await
}

/// Takes a card out of use.
pub async fn void_card(member: MemberId, key: IdempotencyKey) -> Result<Sent<Option<bool>>, ApiError> {
    send(Method::Delete, of(member), &(), key).await
}

fn of(member: MemberId) -> String {
    format!("/api/members/{member}/card")
}
