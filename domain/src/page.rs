//! Long lists by pages: a cursor, never an offset, so that page 4,000 costs what page 1 does.

use serde::{Deserialize, Serialize};

/// Rows a page holds unless asked otherwise.
pub const DEFAULT_LIMIT: u32 = 20;
/// Rows a page holds at most.
pub const MAX_LIMIT: u32 = 100;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the list's own order.
    pub items: Vec<T>,
    /// Hand this back as `cursor` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of `limit` rows from `limit + 1` fetched ones; `cursor` names the place after a row.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(cursor) } else { None };
        Self { items: rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_has_no_cursor() {
        assert_eq!(Page::cut(vec![3, 2, 1], 2, |r| r.to_string()), Page { items: vec![3, 2], next: Some("2".into()) });
        assert_eq!(Page::cut(vec![3, 2], 2, |r| r.to_string()).next, None);
        assert_eq!(Page::<i32>::cut(vec![], 2, |r| r.to_string()).next, None);
    }
}
