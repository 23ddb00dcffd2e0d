//! 直播节目预告: channels, windows of the guide, reminders, and editing them.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::programme_guide::{
    Channel, ChannelForm, Guide, PasteForm, PasteReport, Programme, ProgrammeForm, Reminder, ReminderForm,
};
use gsdj_domain::{ChannelId, Instant, ProgrammeId};

/// Every channel.
///
/// # Errors
/// As [`ApiError`].
pub async fn channels() -> Result<Fetched<Vec<Channel>>, ApiError> {
    get("/api/channels".into()).await
}

/// What is on within a window, of one channel or of the first page of them.
///
/// # Errors
/// As [`ApiError`].
pub async fn guide(channel: Option<ChannelId>, from: Instant, to: Instant) -> Result<Fetched<Guide>, ApiError> {
    let pairs = [
        ("from", from.0.to_string()),
        ("to", to.0.to_string()),
        ("channel", channel.map(|c| c.to_string()).unwrap_or_default()),
    ];
    get(query::with("/api/programmes", &pairs)).await
}

/// What one is reminded of.
///
/// # Errors
/// As [`ApiError`].
pub async fn reminders() -> Result<Fetched<Vec<Reminder>>, ApiError> {
    get("/api/programmes/reminders".into()).await
}

/// Sets a reminder, so many minutes before; nothing takes it back.
///
/// # Errors
/// As [`ApiError`].
pub async fn remind(id: ProgrammeId, minutes: Option<u32>, key: IdempotencyKey) -> Result<Sent<Programme>, ApiError> {
    let path = format!("/api/programmes/{id}/reminder");
    match minutes {
        Some(minutes) => send(Method::Put, path, &ReminderForm { minutes }, key).await,
        None => send(Method::Delete, path, &(), key).await,
    }
}

/// Sets up a channel, or changes one.
///
/// # Errors
/// As [`ApiError`].
pub async fn save_channel(
    id: Option<ChannelId>,
    form: ChannelForm,
    key: IdempotencyKey,
) -> Result<Sent<Channel>, ApiError> {
    match id {
        Some(id) => send(Method::Put, format!("/api/channels/{id}"), &form, key).await,
        None => send(Method::Post, "/api/channels".into(), &form, key).await,
    }
}

/// Takes a channel away.
///
/// # Errors
/// As [`ApiError`].
pub async fn remove_channel(id: ChannelId, key: IdempotencyKey) -> Result<Sent<()>, ApiError> {
    send(Method::Delete, format!("/api/channels/{id}"), &(), key).await
}

/// Enters a programme, or changes one.
///
/// # Errors
/// As [`ApiError`].
pub async fn save(
    id: Option<ProgrammeId>,
    form: ProgrammeForm,
    key: IdempotencyKey,
) -> Result<Sent<Programme>, ApiError> {
    match id {
        Some(id) => send(Method::Put, format!("/api/programmes/{id}"), &form, key).await,
        None => send(Method::Post, "/api/programmes".into(), &form, key).await,
    }
}

/// Takes a programme away.
///
/// # Errors
/// As [`ApiError`].
pub async fn remove(id: ProgrammeId, key: IdempotencyKey) -> Result<Sent<()>, ApiError> {
    send(Method::Delete, format!("/api/programmes/{id}"), &(), key).await
}

/// Pastes lines into a channel, or looks what they would do.
///
/// # Errors
/// As [`ApiError`].
pub async fn paste(id: ChannelId, form: PasteForm, key: IdempotencyKey) -> Result<Sent<PasteReport>, ApiError> {
    send(Method::Post, format!("/api/channels/{id}/programmes"), &form, key).await
}
