//! Back: to where one came from if that was a page of ours, else to where the page says.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    /// Whether a [`Guard`] has laid its page into the history twice: then going back leads to it, whatever lies behind.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
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
    std::mem::forget(window_event_listener(leptos::ev::popstate, |_| {
        let location = window().location();
        let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
        // a page that lies in the history twice is not gone back from
        let stays = LAST.with_borrow(|last| last.as_deref().is_some_and(|last| same(last, &here)));
        COMING.set(if stays { Way::On } else { Way::Back });
    }));
    Effect::new(move |_| {
        let here = location.pathname.get() + &location.search.get();
        let before = LAST.replace(Some(here.clone()));
        let way = COMING.replace(Way::On);
        if before.is_some_and(|b| b != here) {
            DEPTH.set(depth_after(DEPTH.get(), way));
        }
    });
}

/// Whether two addresses are one; the router leaves the question mark of a query out.
fn same(one: &str, other: &str) -> bool {
    one.replace('?', "") == other.replace('?', "")
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
        if DEPTH.get() > 0 || GUARDED.get() {
            // a history that refuses leaves the page where it is
            let _ = window().history().and_then(|h| h.back());
        } else {
            replace(otherwise);
        }
    }
}

/// Stands before the way back: whoever goes back is asked first.
///
/// The browser can't be kept from going back; so the page lies in the history twice, and going back leads to itself.
#[derive(Clone)]
pub struct Guard {
    asks: Arc<AtomicBool>,
    laid: Arc<AtomicBool>,
}

impl Guard {
    /// Sets it up for as long as what calls it lives; `ask` is called when somebody goes back.
    pub fn set(ask: impl Fn() + 'static) -> Self {
        let guard = Self { asks: Arc::new(true.into()), laid: Arc::default() };
        guard.lay();
        let own = guard.clone();
        let handle = window_event_listener(leptos::ev::popstate, move |_| {
            if own.asks.load(Ordering::Relaxed) && own.laid.load(Ordering::Relaxed) {
                own.lay();
                ask();
            }
        });
        let asks = guard.asks.clone();
        on_cleanup(move || {
            asks.store(false, Ordering::Relaxed);
            GUARDED.set(false);
            handle.remove();
        });
        guard
    }

    fn history() -> Option<web_sys::History> {
        window().history().ok()
    }

    /// Lays the page into the history once more.
    fn lay(&self) {
        let laid =
            Self::history().is_some_and(|h| h.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", None).is_ok());
        self.laid.store(laid, Ordering::Relaxed);
        GUARDED.set(laid);
    }

    /// Takes it away while the page stays: nothing has to be asked any more.
    pub fn lift(&self) {
        self.asks.store(false, Ordering::Relaxed);
        GUARDED.set(false);
        if self.laid.swap(false, Ordering::Relaxed)
            && let Some(history) = Self::history()
        {
            // a history that refuses costs one press more
            let _ = history.back();
        }
    }

    /// Takes it away and goes back, or to `otherwise` when nothing of ours lies behind; `replace` is [`use_replace`]'s.
    pub fn leave(&self, replace: &impl Fn(&str), otherwise: &str) {
        self.asks.store(false, Ordering::Relaxed);
        GUARDED.set(false);
        let laid = self.laid.swap(false, Ordering::Relaxed);
        match Self::history() {
            Some(history) if laid && DEPTH.get() > 0 => {
                let _ = history.go_with_delta(-2);
            }
            Some(_) | None => replace(otherwise),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Way, depth_after, same};

    #[test]
    fn going_on_and_back_ends_where_it_began() {
        let through = |ways: &[Way]| ways.iter().fold(0, |depth, way| depth_after(depth, *way));
        assert_eq!(through(&[Way::On, Way::Back]), 0);
        assert_eq!(through(&[Way::On, Way::Instead, Way::Instead, Way::Back]), 0);
        assert_eq!(through(&[Way::Back]), 0);
    }

    #[test]
    fn an_address_is_itself_with_or_without_its_question_mark() {
        assert!(same("/meetingskind=x", "/meetings?kind=x") && !same("/a", "/b"));
    }
}
