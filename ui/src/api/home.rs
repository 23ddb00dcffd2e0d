//! The home page.

use super::{ApiError, Fetched, get, session};
use crate::kit::clock;
use gsdj_domain::home::Home;

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
