//! Searching over what is read.

use super::{ApiError, Fetched, get, query};
use gsdj_domain::search::{SearchKind, SearchPage};

/// What is found by these words.
pub async fn ask(q: String, kind: Option<SearchKind>, cursor: Option<String>) -> Result<Fetched<SearchPage>, ApiError> {
    let kind = kind.map(|k| k.code().to_owned()).unwrap_or_default();
    get(query::with("/api/search", &[("q", q), ("kind", kind), ("cursor", cursor.unwrap_or_default())])).await
}

/// The address of the page that searches for these words, among things of this kind or of all.
#[must_use]
pub fn address(q: &str, kind: Option<SearchKind>) -> String {
    let kind = kind.map(|k| k.code().to_owned()).unwrap_or_default();
    query::with("/search", &[("q", q.trim().to_owned()), ("kind", kind)])
}
