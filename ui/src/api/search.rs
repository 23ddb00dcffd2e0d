//! Searching over what is read.

use super::{ApiError, Fetched, get, query};
use gsdj_domain::search::SearchPage;

/// What is found by these words.
pub async fn ask(q: String, cursor: Option<String>) -> Result<Fetched<SearchPage>, ApiError> {
    get(query::with("/api/search", &[("q", q), ("cursor", cursor.unwrap_or_default())])).await
}

/// The address of the page that searches for these words.
#[must_use]
pub fn address(q: &str) -> String {
    query::with("/search", &[("q", q.trim().to_owned())])
}
