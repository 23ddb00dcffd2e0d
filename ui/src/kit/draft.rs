//! What was typed survives a reload: kept in this browser until it is sent.

use crate::api::session::{Who, who};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How the names of drafts begin.
pub const NAMES: &str = "gsdj-draft-";

/// What is kept under one key.
#[derive(Clone)]
pub struct Kept {
    key: String,
    live: StoredValue<bool>,
}

impl Kept {
    /// Forgets it: it was sent.
    pub fn clear(&self) {
        self.live.set_value(false);
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key);
        }
    }
}

/// Under which name this account's `key` is kept: one person's words are not the next person's on the same device.
fn name_of(key: &str) -> String {
    let account = match &*who().read_untracked() {
        Who::Known(me) => me.account.0,
        Who::Unknown | Who::Failed(_) | Who::Nobody => 0,
    };
    format!("{NAMES}{account}-{key}")
}

/// Whether something is kept under `key`.
#[must_use]
pub fn kept(key: &str) -> bool {
    storage().and_then(|s| s.get_item(&name_of(key)).ok().flatten()).is_some()
}

/// Keeps what `read` says whenever it changes, and hands what was kept before to `restore` first.
pub fn keep<T>(key: String, read: impl Fn() -> T + 'static, restore: impl FnOnce(T)) -> Kept
where
    T: Serialize + DeserializeOwned + 'static,
{
    let kept = Kept { key: name_of(&key), live: StoredValue::new(true) };
    let before = storage().and_then(|s| s.get_item(&kept.key).ok().flatten());
    if let Some(value) = before.and_then(|text| serde_json::from_str(&text).ok()) {
        restore(value);
    }
    let (key, live) = (kept.key.clone(), kept.live);
    Effect::new(move |first: Option<()>| {
        let text = serde_json::to_string(&read()).unwrap_or_default();
        if let Some(storage) = storage().filter(|_| first.is_some() && live.get_value()) {
            // a full or forbidden storage costs only the draft
            let _ = storage.set_item(&key, &text);
        }
    });
    kept
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
