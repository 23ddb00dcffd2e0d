//! The home page.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, send, session};
use crate::kit::clock;
use gsdj_domain::home::{Home, ShortcutsForm};

/// Everything it needs.
///
/// # Errors
/// As [`ApiError`].
pub async fn home() -> Result<Fetched<Home>, ApiError> {
    let home: Fetched<Home> = get("/api/home".into()).await?;
    if home.age.is_none() {
        clock::set_server_time(home.data.now);
        session::set_unread(home.data.unread);
    }
    Ok(home)
}

/// Keeps one's choice of shortcuts.
///
/// # Errors
/// As [`ApiError`].
pub async fn set_shortcuts(form: ShortcutsForm, key: IdempotencyKey) -> Result<Sent<ShortcutsForm>, ApiError> {
    send(Method::Put, "/api/home/shortcuts".into(), &form, key).await
}
