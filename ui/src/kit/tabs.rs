//! Tabs that filter what is below: arrow keys move between them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The tab after `at` when `key` is pressed, out of `count`; `None` for other keys.
#[must_use]
pub fn step(at: usize, count: usize, key: &str) -> Option<usize> {
    match key {
        _ if count == 0 => None,
        "ArrowRight" => Some((at + 1) % count),
        "ArrowLeft" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

/// Tabs; `chosen` is the place of the one that is on.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    #[prop(into)] tabs: Signal<Vec<String>>,
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        let Some(next) = step(chosen.get_untracked(), tabs.with_untracked(Vec::len), &ev.key()) else { return };
        ev.prevent_default();
        chosen.set(next);
        let list = ev.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let item = list.and_then(|l| u32::try_from(next).ok().and_then(|n| l.children().item(n)));
        if let Some(tab) = item.and_then(|i| i.dyn_into::<web_sys::HtmlElement>().ok()) {
            // one that takes no focus is chosen all the same
            let _ = tab.focus();
        }
    };
    let tab = move |(i, text): (usize, String)| {
        view! {
            <button type="button" role="tab" aria-selected=move || (chosen.get() == i).to_string()
                tabindex=move || if chosen.get() == i { "0" } else { "-1" } on:click=move |_| chosen.set(i)>{text}</button>
        }
    };
    view! {
        <div class="tabs-row" role="tablist" aria-label=label on:keydown=keys>
            {move || tabs.get().into_iter().enumerate().map(tab).collect_view()}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_go_round() {
        assert_eq!(step(1, 2, "ArrowRight"), Some(0));
        assert_eq!(step(0, 2, "ArrowLeft"), Some(1));
        assert_eq!(step(0, 2, "Enter"), None);
        assert_eq!(step(0, 0, "Home"), None);
    }
}
