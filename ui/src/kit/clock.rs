//! Now, by the server's clock: a device whose own clock is wrong still shows deadlines right.

use gsdj_domain::Instant;
use leptos::prelude::*;
use std::time::Duration;

/// How often the time shown moves on.
const TICK: Duration = Duration::from_secs(20);

thread_local! {
    static AHEAD: std::cell::Cell<i64> = const { std::cell::Cell::new(0) };
    static NOW: ArcRwSignal<Instant> = ArcRwSignal::new(Instant(0));
}

/// Now, moving.
#[must_use]
pub fn use_now() -> Signal<Instant> {
    let now = NOW.with(Clone::clone);
    Signal::derive(move || now.get())
}

/// Now, once.
#[must_use]
pub fn now() -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole numbers well below 2^53")]
    let device = js_sys::Date::now() as i64;
    Instant(device + AHEAD.with(std::cell::Cell::get))
}

/// Milliseconds since the page was opened, on a clock that nobody sets.
#[must_use]
pub fn steady() -> i64 {
    let now = web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now());
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page was opened")]
    let now = now as i64;
    now
}

/// Comes back after a while.
pub async fn pause(wait: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                // nothing but the waiting ends with it
                let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
            },
            wait,
        );
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Lets the browser do what waits meanwhile: what follows is a task of its own, so that a slow device stays at hand while a
/// page is made.
pub async fn breathe() {
    pause(Duration::ZERO).await;
}

/// Notes the server's clock.
pub fn set_server_time(server: Instant) {
    let off = server.0 - now().0;
    // small differences are the network's, not the clock's
    if off.abs() > 5_000 {
        AHEAD.with(|a| a.set(a.get() + off));
        tick();
    }
}

/// Notes the server's clock as HTTP says it, to the second.
pub fn heed_date(date: &str) {
    let at = js_sys::Date::parse(date);
    if at.is_finite() {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "milliseconds since 1970 are whole numbers well below 2^53"
        )]
        set_server_time(Instant(at as i64 + 500));
    }
}

/// Starts the ticking; call once.
pub fn start() {
    tick();
    let _ = set_interval_with_handle(tick, TICK);
}

fn tick() {
    NOW.with(|n| n.set(now()));
}
