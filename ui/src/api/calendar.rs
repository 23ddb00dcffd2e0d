//! The calendar of activities and its subscription.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use chrono::NaiveDate;
use gsdj_domain::OrgId;
use gsdj_domain::calendar::{Calendar, Subscription, SubscriptionState};

/// What takes place from `from` to `to`, both included.
pub async fn list(from: NaiveDate, to: NaiveDate, org: Option<OrgId>) -> Result<Fetched<Calendar>, ApiError> {
    let org = org.map(|o| o.to_string()).unwrap_or_default();
    get(query::with("/api/calendar", &[("from", from.to_string()), ("to", to.to_string()), ("org", org)])).await
}

/// Whether there is a subscription.
pub async fn subscription() -> Result<Fetched<SubscriptionState>, ApiError> {
    get("/api/calendar/subscription".into()).await
}

/// Makes the secret address, in place of an earlier one.
pub async fn subscribe(key: IdempotencyKey) -> Result<Sent<Subscription>, ApiError> {
    send(Method::Post, "/api/calendar/subscription".into(), &(), key).await
}

/// Takes it back.
pub async fn unsubscribe(key: IdempotencyKey) -> Result<Sent<()>, ApiError> {
    send(Method::Delete, "/api/calendar/subscription".into(), &(), key).await
}
