//! What a page's address says.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The id in the page's address, `/…/:id/…`; `None` where there stands something else.
pub fn use_id<T>(of: fn(i64) -> T) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id").and_then(|text| text.parse().ok()).map(of))
}
