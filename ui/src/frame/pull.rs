//! Pull to refresh on the phone: from the top of the page, down, let go.

use super::{Frame, use_frame};
use crate::api;
use crate::kit::{Icon, IconName};
use leptos::ev::TouchEvent;
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;

/// Letting go beyond this refreshes, in CSS pixels of the sign's way.
const ENOUGH: f64 = 56.0;
/// The sign goes no further.
const FURTHEST: f64 = 84.0;
/// How long the sign turns.
const TURNS: Duration = Duration::from_millis(700);

/// How far the sign has come when the finger has gone `distance`: it resists, and stops.
#[must_use]
pub fn way(distance: f64) -> f64 {
    if distance <= 0.0 { 0.0 } else { (distance * 0.5).min(FURTHEST) }
}

/// Whether letting go now refreshes.
#[must_use]
pub fn is_enough(way: f64) -> bool {
    way >= ENOUGH
}

thread_local! {
    static START: Cell<Option<f64>> = const { Cell::new(None) };
    static WAY: ArcRwSignal<f64> = ArcRwSignal::new(0.0);
    static TURNING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

fn y_of(ev: &TouchEvent) -> Option<f64> {
    let touches = ev.touches();
    (touches.length() == 1).then(|| touches.item(0)).flatten().map(|t| f64::from(t.client_y()))
}

fn begin(ev: &TouchEvent) {
    let at_top = window().scroll_y().is_ok_and(|y| y <= 0.0);
    let in_dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    START.set(y_of(ev).filter(|_| at_top && !in_dialog && use_frame().get_untracked() == Frame::Phone));
}

fn moved(ev: &TouchEvent) {
    let (Some(start), Some(y)) = (START.get(), y_of(ev)) else { return };
    let now = way(y - start);
    let signal = WAY.with(Clone::clone);
    if (signal.get_untracked() - now).abs() > 0.5 {
        signal.set(now);
    }
}

fn end() {
    let signal = WAY.with(Clone::clone);
    let enough = START.take().is_some() && is_enough(signal.get_untracked());
    signal.set(0.0);
    if enough {
        let turning = TURNING.with(Clone::clone);
        turning.set(true);
        api::touch(gsdj_domain::routes::Tag::ALL);
        set_timeout(move || turning.set(false), TURNS);
    }
}

/// Follows the finger; once.
pub fn watch() {
    // for as long as the page lives
    std::mem::forget((
        window_event_listener(leptos::ev::touchstart, |ev| begin(&ev)),
        window_event_listener(leptos::ev::touchmove, |ev| moved(&ev)),
        window_event_listener(leptos::ev::touchend, |_| end()),
        window_event_listener(leptos::ev::touchcancel, |_| {
            START.set(None);
            end();
        }),
    ));
}

/// The sign that comes down.
#[component]
pub fn Sign() -> impl IntoView {
    let (way, turning) = (WAY.with(Clone::clone), TURNING.with(Clone::clone));
    let style = {
        let way = way.clone();
        move || format!("transform:translateY({:.0}px) rotate({:.0}deg)", way.get() - 8.0, way.get() * 3.0)
    };
    let shown = {
        let (way, turning) = (way.clone(), turning.clone());
        Memo::new(move |_| way.get() > 6.0 || turning.get())
    };
    let (ready, turns) = (move || is_enough(way.get()), move || turning.get());
    view! {
        <Show when=move || shown.get()>
            <div class="pull" class:ready=ready.clone() class:turning=turns.clone() style=style.clone() aria-hidden="true">
                <Icon name=IconName::Refresh/>
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pulling_resists_and_stops() {
        assert_eq!(way(-30.0), 0.0);
        assert_eq!(way(60.0), 30.0);
        assert_eq!(way(5_000.0), FURTHEST);
        assert!(is_enough(way(120.0)) && !is_enough(way(80.0)));
    }
}
