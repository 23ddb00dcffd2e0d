//! The size of an article's type: A− and A+, kept on this device.

use super::model::{SIZES, size_of};
use crate::kit::storage;
use leptos::prelude::*;

/// Under which name the device remembers it.
const KEPT: &str = "gsdj.article-size";

/// The size as this device remembers it.
pub fn use_size() -> RwSignal<usize> {
    RwSignal::new(size_of(storage::get(KEPT).as_deref()))
}

/// A− and A+.
#[component]
pub fn SizeButtons(size: RwSignal<usize>) -> impl IntoView {
    let step = move |by: isize| {
        let next = size.get_untracked().saturating_add_signed(by).min(SIZES.len() - 1);
        size.set(next);
        storage::put(KEPT, &next.to_string());
    };
    let says = move || SIZES.get(size.get()).copied().unwrap_or_default();
    view! {
        <div class="news-size" role="group" aria-label="正文字号">
            <button type="button" class="chip-button" aria-label="A−，缩小字号" disabled=move || size.get() == 0 on:click=move |_| step(-1)>"A−"</button>
            <span class="news-size-now" role="status">{says}</span>
            <button type="button" class="chip-button" aria-label="A+，放大字号" disabled={move || size.get() + 1 >= SIZES.len()} on:click=move |_| step(1)>"A+"</button>
        </div>
    }
}
