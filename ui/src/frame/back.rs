//! Back: to where one came from if that was a page of ours, else to where the page says.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::cell::{Cell, RefCell};

thread_local! {
    /// How many pages of ours lie behind this one in the browser's history.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
    static GOING_BACK: Cell<bool> = const { Cell::new(false) };
}

/// The depth after a page was opened: one less after going back, one more after going on.
#[must_use]
pub fn depth_after(depth: u32, went_back: bool) -> u32 {
    if went_back { depth.saturating_sub(1) } else { depth.saturating_add(1) }
}

/// Counts the pages opened; once, inside the router.
pub fn watch() {
    let location = use_location();
    // for as long as the page lives
    std::mem::forget(window_event_listener(leptos::ev::popstate, |_| GOING_BACK.set(true)));
    Effect::new(move |_| {
        let path = location.pathname.get();
        let before = LAST.replace(Some(path.clone()));
        let went_back = GOING_BACK.replace(false);
        if before.is_some_and(|b| b != path) {
            DEPTH.set(depth_after(DEPTH.get(), went_back));
        }
    });
}

/// Goes back, or to `otherwise` when nothing of ours lies behind. Call it where the router is in reach.
pub fn use_back() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |otherwise: &str| {
        if DEPTH.get() > 0 {
            // a history that refuses leaves the page where it is
            let _ = window().history().and_then(|h| h.back());
        } else {
            navigate(otherwise, NavigateOptions { replace: true, ..Default::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::depth_after;

    #[test]
    fn going_on_and_back_ends_where_it_began() {
        assert_eq!(depth_after(depth_after(0, false), true), 0);
        assert_eq!(depth_after(0, true), 0);
    }
}
