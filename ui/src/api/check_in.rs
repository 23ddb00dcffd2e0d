//! Check-in on the spot, guests, packs for places without internet.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::check_in::{
    CardCheckIn, CheckInForm, CheckInHeads, CheckInScreen, CheckedIn, Elsewhere, GuestDecision, GuestRow,
    ManualCheckIn, UndoCheckIn,
};
use gsdj_domain::{MeetingId, Page};

/// The chair's screen.
pub async fn screen(id: MeetingId) -> Result<Fetched<CheckInScreen>, ApiError> {
    get(of(id, "check-in")).await
}

/// Where check-in stands.
pub async fn heads(id: MeetingId) -> Result<Fetched<CheckInHeads>, ApiError> {
    get(of(id, "check-in/heads")).await
}

/// Checks the caller in.
pub async fn check_in(id: MeetingId, form: CheckInForm, key: IdempotencyKey) -> Result<Sent<CheckedIn>, ApiError> {
    send(Method::Post, of(id, "check-in"), &form, key).await
}

/// Checks somebody in by hand.
pub async fn by_hand(id: MeetingId, form: ManualCheckIn, key: IdempotencyKey) -> Result<Sent<CheckedIn>, ApiError> {
    send(Method::Post, of(id, "check-ins"), &form, key).await
}

/// Undoes a check-in.
pub async fn undo(id: MeetingId, form: UndoCheckIn, key: IdempotencyKey) -> Result<Sent<Option<bool>>, ApiError> {
    send(Method::Post, of(id, "check-ins/undo"), &form, key).await
}

/// Checks the holder of a card in.
pub async fn by_card(id: MeetingId, form: CardCheckIn, key: IdempotencyKey) -> Result<Sent<CheckedIn>, ApiError> {
    send(Method::Post, of(id, "check-ins/card"), &form, key).await
}

/// Decides on a guest.
pub async fn decide(id: MeetingId, form: GuestDecision, key: IdempotencyKey) -> Result<Sent<GuestRow>, ApiError> {
    send(Method::Post, of(id, "guests"), &form, key).await
}

/// 在外参加组织生活.
pub async fn elsewhere(cursor: Option<String>) -> Result<Fetched<Page<Elsewhere>>, ApiError> {
    get(query::with("/api/attendance-elsewhere", &[("cursor", cursor.unwrap_or_default())])).await
}

fn of(id: MeetingId, part: &str) -> String {
    format!("/api/meetings/{id}/{part}")
}
