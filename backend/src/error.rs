//! How acts fail: refused (the user reads why) or internal (logged once, never shown).

use gsdj_domain::Refusal;

/// Why an act did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The platform says no; the caller is told why.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Two transactions got in each other's way; the store tries again by itself.
    #[error("conflict between transactions")]
    Conflict,
    /// Something broke; the cause goes to the log and nowhere else.
    #[error("internal: {0}")]
    Internal(#[source] anyhow::Error),
}

/// The result of everything that may be refused.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An internal fault described in words.
    pub fn broken(what: impl std::fmt::Display) -> Self {
        Self::Internal(anyhow::anyhow!("{what}"))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Self::Internal(e.into())
    }
}

impl From<postgres::Error> for Error {
    fn from(e: postgres::Error) -> Self {
        use postgres::error::SqlState;
        // two that found the same key free at the same instant: the later one may hear of the key and not of the other one,
        // and sees it when it tries again
        let meets_others =
            [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::UNIQUE_VIOLATION];
        match e.code() {
            Some(c) if meets_others.contains(c) => Self::Conflict,
            Some(_) | None => Self::Internal(e.into()),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Self {
        Self::Internal(e.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::Internal(e.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(e: anyhow::Error) -> Self {
        Self::Internal(e)
    }
}
