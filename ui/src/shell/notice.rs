//! What the platform refused after it had waited in the outbox is told on every page until the user has looked at it.

use super::model::Sorted;
use crate::api::{self, device};
use crate::kit::{Icon, IconName};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The notice; nothing in a browser and nothing on the outbox's own page.
#[component]
pub fn RefusedNotice() -> impl IntoView {
    if !api::is_app() {
        return ().into_any();
    }
    let sentence = RwSignal::new(None::<String>);
    // the shell's news about the outbox touch what it may change
    let version = api::version(&[Tag::Meetings, Tag::Inbox]);
    Effect::new(move |_| {
        version.get();
        leptos::task::spawn_local(async move {
            if let Ok(rows) = device::outbox().await {
                let sorted = Sorted::of(rows);
                sentence.set((!sorted.refused.is_empty()).then(|| sorted.summary()));
            }
        });
    });
    let path = use_location().pathname;
    let shown = Memo::new(move |_| sentence.get().filter(|_| path.get() != "/me/outbox"));
    view! {
        <div class="refused-notice" role="alert">
            {move || shown.get().map(|text| view! {
                <a href="/me/outbox"><Icon name=IconName::Warning/><span>{text}</span><Icon name=IconName::Forward/></a>
            })}
        </div>
    }
    .into_any()
}
