//! The television's frame: a few words above, the time, and how the remote control works.

use super::entries::{holder, television};
use crate::kit::{use_me, use_now};
use chrono::Timelike as _;
use gsdj_domain::Instant;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// 14:26.
#[must_use]
pub fn clock(now: Instant) -> String {
    let at = now.local();
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The words above.
#[component]
pub fn Top() -> impl IntoView {
    let me = use_me();
    let path = use_location().pathname;
    let now = use_now();
    let list = Memo::new(move |_| television(&me.get().map(|m| m.permissions).unwrap_or_default()));
    let here = Memo::new(move |_| list.with(|l| holder(l, &path.read())));
    let tab = move |(i, e): (usize, super::Entry)| {
        view! {
            <a class="tv-tab" href=e.to aria-current=move || (here.get() == Some(i)).then_some("page")>{e.label}</a>
        }
    };
    view! {
        <header class="tv-top">
            <span class="wordmark">"甘肃党建"</span>
            <nav aria-label="主要栏目">{move || list.get().into_iter().enumerate().map(tab).collect_view()}</nav>
            <span class="tv-clock">{move || clock(now.get())}</span>
        </header>
    }
}

/// How the remote control works.
#[component]
pub fn How() -> impl IntoView {
    view! {
        <footer class="tv-how">
            <span><kbd>"↑↓←→"</kbd>"移动"</span>
            <span><kbd>"确定"</kbd>"打开"</span>
            <span><kbd>"返回"</kbd>"后退"</span>
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use super::clock;
    use gsdj_domain::Instant;

    #[test]
    fn the_clock_is_the_province_s() {
        assert_eq!(clock(Instant(0)), "08:00");
    }
}
