//! Where sittings are kept on this device: one entry for each account and sitting, changed only by reading, changing and writing it
//! again, so that two windows lose nothing of each other. A device that forbids storage keeps them while the page lives.

use super::model::Kept;
use crate::api::session::{Who, who};
use crate::kit::{clock, storage};
use gsdj_domain::SittingId;
use gsdj_domain::exam::SittingView;
use gsdj_domain::time::DAY;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How the names begin.
const NAMES: &str = "gsdj-exam-";
/// How long a sitting that came to its end is kept, for what came too late to be seen, in milliseconds.
const SEEN: i64 = 7 * DAY;

thread_local! {
    static HERE: RefCell<BTreeMap<String, Kept>> = const { RefCell::new(BTreeMap::new()) };
    static CHANGES: ArcRwSignal<u64> = ArcRwSignal::new(0);
}

/// Rises with every change of anything kept.
#[must_use]
pub fn changes() -> Signal<u64> {
    let changes = CHANGES.with(Clone::clone);
    Signal::derive(move || changes.get())
}

/// How the names of the one signed in begin; nothing when nobody is known to be.
fn own_names() -> Option<String> {
    match &*who().read_untracked() {
        Who::Known(me) => Some(format!("{NAMES}{}-", me.account)),
        Who::Unknown | Who::Failed(_) | Who::Nobody => None,
    }
}

fn name(id: SittingId) -> Option<String> {
    own_names().map(|start| format!("{start}{id}"))
}

fn read(name: &str) -> Option<Kept> {
    let there = storage::get(name).and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    let here = HERE.with_borrow(|here| here.get(name).cloned());
    match (there, here) {
        (Some(there), Some(here)) => Some(there.with(&here)),
        (there, here) => there.or(here),
    }
}

fn write(name: String, kept: Kept) {
    if let Ok(text) = serde_json::to_string(&kept) {
        storage::put(&name, &text);
    }
    HERE.with_borrow_mut(|here| here.insert(name, kept));
    CHANGES.with(|changes| changes.update(|n| *n += 1));
}

/// What is kept of a sitting.
#[must_use]
pub fn load(id: SittingId) -> Option<Kept> {
    read(&name(id)?)
}

/// Takes what the server shows of a sitting; keeps it from then on.
pub fn see(view: &SittingView) {
    let Some(name) = name(view.row.id) else { return };
    let mut kept = read(&name).unwrap_or_else(|| Kept::new(view.clone(), device()));
    if kept.view != *view {
        kept.see(view.clone());
    }
    if view.row.result.is_some() && kept.too_late().is_empty() {
        return forget(&name);
    }
    write(name, kept);
}

/// Changes what is kept of a sitting.
pub fn change(id: SittingId, f: impl FnOnce(&mut Kept)) {
    let Some(name) = name(id) else { return };
    if let Some(mut kept) = read(&name) {
        f(&mut kept);
        write(name, kept);
    }
}

fn forget(name: &str) {
    storage::remove(name);
    HERE.with_borrow_mut(|here| here.remove(name));
    CHANGES.with(|changes| changes.update(|n| *n += 1));
}

/// Forgets a sitting: it is not the account's, or gone.
pub fn drop_it(id: SittingId) {
    if let Some(name) = name(id) {
        forget(&name);
    }
}

/// The sittings of which something is still to be sent; those long over are forgotten.
#[must_use]
pub fn waiting() -> Vec<SittingId> {
    let Some(start) = own_names() else { return Vec::new() };
    let mut names = storage::names(&start);
    names.extend(HERE.with_borrow(|here| here.keys().filter(|n| n.starts_with(&start)).cloned().collect::<Vec<_>>()));
    names.sort();
    names.dedup();
    let now = clock::now();
    let mut waiting = Vec::new();
    for name in names {
        let Some(kept) = read(&name) else { continue };
        if kept.view.row.deadline.plus(SEEN) < now {
            forget(&name);
        } else if kept.waits(now) {
            waiting.push(kept.view.row.id);
        }
    }
    waiting
}

/// A number for this device in a sitting it has not met before.
fn device() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^52")]
    let number = (js_sys::Math::random() * 4_503_599_627_370_496.0) as i64;
    number
}
