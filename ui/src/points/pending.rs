//! What was done without a network and will bring points once it is sent: the app knows it from its outbox (FEATURES 10.2).

use crate::api::{self, device};
use crate::kit::{Chip, Tone, use_now};
use gsdj_domain::routes::Tag;
use gsdj_domain::shell::OutboxRow;
use leptos::prelude::*;

/// The rows that wait; nothing in a browser.
#[component]
pub fn Pending() -> impl IntoView {
    if !api::is_app() {
        return ().into_any();
    }
    let rows = RwSignal::new(Vec::<OutboxRow>::new());
    // the shell's news about the outbox touch what it may change
    let version = api::version(&[Tag::Meetings, Tag::Points, Tag::Inbox]);
    Effect::new(move |_| {
        version.track();
        leptos::task::spawn_local(async move {
            if let Ok(list) = device::outbox().await {
                // the page may be gone by then
                let _ = rows.try_set(device::waiting(list, Tag::Points));
            }
        });
    });
    let now = use_now();
    let line = move |row: OutboxRow| {
        let at = row.queued_at;
        view! {
            <li class="entry">
                <span class="grow">
                    <b>{row.what}</b>
                    <span class="person-note">{move || at.spoken(now.get())} " · 联网后自动发送，按规则记积分"</span>
                </span>
                <Chip tone=Tone::Warn>"待确认"</Chip>
            </li>
        }
    };
    view! {
        <Show when=move || rows.with(|r| !r.is_empty())>
            <section class="panel" aria-label="待确认的积分">
                <div class="row"><h2 class="panel-title grow">"待确认"</h2><a class="link small" href="/me/outbox">"待发送"</a></div>
                <ul class="people">{move || rows.get().into_iter().map(line).collect_view()}</ul>
            </section>
        </Show>
    }
    .into_any()
}
