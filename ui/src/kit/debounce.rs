//! What is typed, once no more is typed: a search asks the server for words, not for every key.

use leptos::prelude::*;
use std::time::Duration;

/// How long after the last change.
const PAUSE: Duration = Duration::from_millis(250);

/// Follows `typed` after a pause; what is emptied is empty at once.
#[must_use]
pub fn use_debounced(typed: RwSignal<String>) -> Signal<String> {
    let calm = RwSignal::new(typed.get_untracked());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let text = typed.get();
        if let Some(earlier) = waiting.get_value() {
            earlier.clear();
        }
        if text.is_empty() {
            calm.set(text);
            return;
        }
        let later = set_timeout_with_handle(
            move || {
                // the page may be gone by then
                if calm.try_get_untracked().is_some_and(|before| before != text) {
                    calm.set(text);
                }
            },
            PAUSE,
        );
        waiting.set_value(later.ok());
    });
    calm.into()
}
