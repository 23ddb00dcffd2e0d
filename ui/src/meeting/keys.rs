//! Keyboard shortcuts of the meeting pages (the computer): pure table, one listener, silent while somebody types.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// The next row.
    Down,
    /// The row before.
    Up,
    /// Create a meeting.
    New,
    /// Go to the search field.
    Search,
    /// Change the open meeting.
    Edit,
    /// Show this table.
    Help,
}

/// Keys as they are shown, and what each does.
pub const TABLE: [(&[&str], &str); 7] = [
    (&["J", "↓"], "下一个会议"),
    (&["K", "↑"], "上一个会议"),
    (&["N"], "创建会议"),
    (&["E"], "修改选中的会议"),
    (&["/"], "查找"),
    (&["?"], "显示快捷键"),
    (&["Esc"], "关闭窗口"),
];

/// What `key` means; `None` for any other.
#[must_use]
pub fn shortcut(key: &str) -> Option<Shortcut> {
    match key {
        "j" | "J" | "ArrowDown" => Some(Shortcut::Down),
        "k" | "K" | "ArrowUp" => Some(Shortcut::Up),
        "n" | "N" => Some(Shortcut::New),
        "e" | "E" => Some(Shortcut::Edit),
        "/" => Some(Shortcut::Search),
        "?" | "？" => Some(Shortcut::Help),
        _ => None,
    }
}

/// The row to go to from `at` among `count`; stays at the ends.
#[must_use]
pub fn step(at: Option<usize>, count: usize, down: bool) -> Option<usize> {
    match (count, at, down) {
        (0, _, _) => None,
        (_, None, _) => Some(0),
        (n, Some(at), true) => Some((at + 1).min(n - 1)),
        (_, Some(at), false) => Some(at.saturating_sub(1)),
    }
}

/// Calls `act` for shortcuts pressed anywhere on the page, as long as the component lives. `act` says whether it took it.
pub fn use_shortcuts(act: impl Fn(Shortcut) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |ev| {
        if ev.ctrl_key() || ev.meta_key() || ev.alt_key() || ev.is_composing() || busy(&ev) {
            return;
        }
        if shortcut(&ev.key()).is_some_and(&act) {
            ev.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Somebody types, or a dialog is open.
fn busy(ev: &web_sys::KeyboardEvent) -> bool {
    let within = |selector| {
        let element = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        element.and_then(|e| e.closest(selector).ok().flatten()).is_some()
    };
    within("input, textarea, select, [contenteditable], dialog, [role=radiogroup]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_sheet_says() {
        assert_eq!(shortcut("j"), Some(Shortcut::Down));
        assert_eq!(shortcut("ArrowUp"), Some(Shortcut::Up));
        assert_eq!(shortcut("x"), None);
        for (keys, _) in TABLE.iter().filter(|(_, what)| *what != "关闭窗口") {
            let arrow = |k: &str| match k {
                "↓" => "ArrowDown".to_owned(),
                "↑" => "ArrowUp".to_owned(),
                k => k.to_owned(),
            };
            assert!(keys.iter().all(|k| shortcut(&arrow(k)).is_some()), "{keys:?}");
        }
    }

    #[test]
    fn steps_stay_within_the_list() {
        assert_eq!(step(None, 3, true), Some(0));
        assert_eq!(step(Some(2), 3, true), Some(2));
        assert_eq!(step(Some(0), 3, false), Some(0));
        assert_eq!(step(Some(0), 0, true), None);
    }
}
