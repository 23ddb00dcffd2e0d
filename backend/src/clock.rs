//! The server's clock: the system's, or one that a test sets.

use gsdj_domain::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where "now" comes from.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands until it is moved (UTC milliseconds).
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now`.
    #[must_use]
    pub fn standing(now: Instant) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now.0)))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Set(at) => Instant(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a set clock; the system's can't be moved and stays.
    pub fn set(&self, to: Instant) {
        if let Self::Set(at) = self {
            at.store(to.0, Ordering::SeqCst);
        }
    }
}
