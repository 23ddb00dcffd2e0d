//! What this device remembers (`localStorage`); devices that remember nothing work all the same.

use web_sys::Storage;

fn store() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What is remembered under `name`.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    store()?.get_item(name).ok()?
}

/// Remembers; a device that is full or forbids it forgets.
pub fn put(name: &str, value: &str) {
    if let Some(store) = store() {
        let _ = store.set_item(name, value);
    }
}

/// Forgets.
pub fn remove(name: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(name);
    }
}

/// The names of what is remembered that begin so.
#[must_use]
pub fn names(start: &str) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let names = (0..store.length().unwrap_or(0)).filter_map(|i| store.key(i).ok().flatten());
    names.filter(|n| n.starts_with(start)).collect()
}

/// Forgets everything whose name begins so.
pub fn remove_all(start: &str) {
    names(start).iter().for_each(|name| remove(name));
}
