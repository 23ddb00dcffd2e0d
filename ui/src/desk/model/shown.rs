//! What a list shows, as its address says it.

use crate::api::desk::Shown;
use crate::api::query;
use gsdj_domain::ColumnId;
use gsdj_domain::content::{ArticleState, Site};

/// What an address says; `get` reads one of its pairs.
#[must_use]
pub fn read(get: impl Fn(&str) -> Option<String>) -> Shown {
    Shown {
        site: get("site").and_then(|s| Site::from_code(&s)),
        state: get("state").and_then(|s| ArticleState::from_code(&s)),
        column: get("column").and_then(|c| c.parse().ok()).map(ColumnId),
        mine: get("mine").as_deref() == Some("true"),
        q: get("q").unwrap_or_default(),
    }
}

/// The address that says so.
#[must_use]
pub fn address(shown: &Shown) -> String {
    let pairs = [
        ("site", shown.site.map(|s| s.code().to_owned()).unwrap_or_default()),
        ("state", shown.state.map(|s| s.code().to_owned()).unwrap_or_default()),
        ("column", shown.column.map(|c| c.to_string()).unwrap_or_default()),
        ("mine", if shown.mine { "true".into() } else { String::new() }),
        ("q", shown.q.trim().to_owned()),
    ];
    query::with("/desk", &pairs)
}
