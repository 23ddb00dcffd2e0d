//! Short news at the edge of the screen, read out by screen readers, gone by itself.

use super::card::Tone;
use super::icon::Icon;
use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stays.
const STAY: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
}

thread_local! {
    static TOASTS: ArcRwSignal<Vec<Toast>> = ArcRwSignal::new(Vec::new());
    static COUNT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Shows a toast.
pub fn show(tone: Tone, text: impl Into<String>) {
    let id = COUNT.with(|c| c.replace(c.get().wrapping_add(1)));
    let toasts = TOASTS.with(Clone::clone);
    toasts.update(|all| all.push(Toast { id, tone, text: text.into() }));
    set_timeout(move || toasts.update(|all| all.retain(|t| t.id != id)), STAY);
}

/// What is said when a write lies in the outbox (FEATURES 10.2).
pub const QUEUED: &str = "已保存在本机，联网后自动提交";

/// A write lies in the outbox.
pub fn queued() {
    show(Tone::Info, QUEUED);
}

/// What lay in the outbox was refused: that it would be sent is not said any longer.
pub fn refused(sentence: impl Into<String>) {
    TOASTS.with(Clone::clone).update(|all| all.retain(|t| t.text != QUEUED));
    show(Tone::Bad, sentence);
}

/// Where toasts appear; once, in the frame.
#[component]
pub fn Toasts() -> impl IntoView {
    let toasts = TOASTS.with(Clone::clone);
    let one = |t: Toast| view! { <p class=format!("toast-line {}", t.tone.class())><Icon name=t.tone.icon()/><span>{t.text}</span></p> };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || toasts.get().into_iter().map(one).collect_view()}
        </div>
    }
}
