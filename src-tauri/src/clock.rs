//! The device's clock, read in one place.

use gsdj_domain::Instant;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now, by the device's clock; the epoch when the clock stands before it.
#[must_use]
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
