//! The keyboard: 1 to 6 choose, the arrows turn the pages, Enter goes on. Pure table, one listener, silent in dialogs.

use super::Desk;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Choose this option.
    Choose(u8),
    /// The question before.
    Back,
    /// The next question.
    Next,
}

/// What `key` means; Enter only where it presses nothing of its own.
#[must_use]
pub fn press(key: &str, on_button: bool) -> Option<Press> {
    match key {
        "ArrowLeft" => Some(Press::Back),
        "ArrowRight" => Some(Press::Next),
        "Enter" if !on_button => Some(Press::Next),
        "1" | "2" | "3" | "4" | "5" | "6" => key.parse::<u8>().ok().map(|n| Press::Choose(n - 1)),
        _ => None,
    }
}

/// Listens as long as the screen is there.
pub(super) fn listen(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |ev| {
        let within = |selector| {
            let element = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            element.and_then(|e| e.closest(selector).ok().flatten()).is_some()
        };
        if ev.ctrl_key() || ev.meta_key() || ev.alt_key() || within("dialog, textarea, select, summary") {
            return;
        }
        let Some(press) = press(&ev.key(), within("a, button")) else { return };
        // a radio button would take the arrows for itself
        ev.prevent_default();
        match press {
            Press::Choose(option) => desk.choose(option),
            Press::Back => desk.back(),
            Press::Next => desk.next(),
        }
    });
    on_cleanup(move || handle.remove());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_choose_and_turn_the_pages() {
        assert_eq!(press("1", false), Some(Press::Choose(0)));
        assert_eq!(press("6", true), Some(Press::Choose(5)));
        assert_eq!([press("7", false), press("0", false), press("a", false), press("ArrowUp", false)], [None; 4]);
        assert_eq!((press("Enter", false), press("Enter", true)), (Some(Press::Next), None));
        assert_eq!((press("ArrowLeft", true), press("ArrowRight", false)), (Some(Press::Back), Some(Press::Next)));
    }
}
