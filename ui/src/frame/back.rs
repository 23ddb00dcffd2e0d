//! Back: to where one came from if that was a page of ours, else to where the page says.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::cell::{Cell, RefCell};

thread_local! {
    /// How many pages of ours lie behind this one in the browser's history.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
    static COMING: Cell<Way> = const { Cell::new(Way::On) };
}

/// How an address is come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a link: the address before lies behind it.
    On,
    /// By going back.
    Back,
    /// In place of the address before.
    Instead,
}

/// The depth after an address was come to.
#[must_use]
pub fn depth_after(depth: u32, way: Way) -> u32 {
    match way {
        Way::On => depth.saturating_add(1),
        Way::Back => depth.saturating_sub(1),
        Way::Instead => depth,
    }
}

/// Counts the pages opened; once, inside the router.
pub fn watch() {
    let location = use_location();
    // for as long as the page lives
    std::mem::forget(window_event_listener(leptos::ev::popstate, |_| COMING.set(Way::Back)));
    Effect::new(move |_| {
        let here = location.pathname.get() + &location.search.get();
        let before = LAST.replace(Some(here.clone()));
        let way = COMING.replace(Way::On);
        if before.is_some_and(|b| b != here) {
            DEPTH.set(depth_after(DEPTH.get(), way));
        }
    });
}

/// Goes to an address in place of this one: back does not lead here again. Call it where the router is in reach.
pub fn use_replace(scroll: bool) -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |to: &str| {
        let here = LAST.with_borrow(|last| last.as_deref() == Some(to));
        if !here {
            COMING.set(Way::Instead);
        }
        navigate(to, NavigateOptions { replace: true, scroll, ..Default::default() });
    }
}

/// Goes back, or to `otherwise` when nothing of ours lies behind. Call it where the router is in reach.
pub fn use_back() -> impl Fn(&str) + Clone + 'static {
    let replace = use_replace(true);
    move |otherwise: &str| {
        if DEPTH.get() > 0 {
            // a history that refuses leaves the page where it is
            let _ = window().history().and_then(|h| h.back());
        } else {
            replace(otherwise);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Way, depth_after};

    #[test]
    fn going_on_and_back_ends_where_it_began() {
        let through = |ways: &[Way]| ways.iter().fold(0, |depth, way| depth_after(depth, *way));
        assert_eq!(through(&[Way::On, Way::Back]), 0);
        assert_eq!(through(&[Way::On, Way::Instead, Way::Instead, Way::Back]), 0);
        assert_eq!(through(&[Way::Back]), 0);
    }
}
