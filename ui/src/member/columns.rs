//! Which columns the table shows: chosen once, remembered on this device.

use super::model::{COLUMNS, shown};
use crate::kit::{Button, ButtonKind, Sheet, storage};
use leptos::prelude::*;

/// Under what the device remembers them.
const NAME: &str = "gsdj.roll-columns";

/// The codes of the columns that are shown.
#[must_use]
pub fn remembered() -> RwSignal<Vec<&'static str>> {
    RwSignal::new(shown(storage::get(NAME).as_deref()))
}

/// The sheet in which they are ticked.
#[component]
pub fn ColumnSheet(open: RwSignal<bool>, columns: RwSignal<Vec<&'static str>>, subtree: bool) -> impl IntoView {
    let tick = move |code: &'static str, on: bool| {
        columns.update(|all| {
            all.retain(|c| *c != code);
            if on {
                all.push(code);
            }
        });
        storage::put(NAME, &columns.with_untracked(|all| all.join(",")));
    };
    let row = move |c: super::model::Column| {
        let on = move || columns.with(|all| all.contains(&c.code));
        view! {
            <label class="check-row">
                <input type="checkbox" class="checkbox" prop:checked=on on:change=move |ev| tick(c.code, event_target_checked(&ev))/>
                <span>{c.label}</span>
            </label>
        }
    };
    view! {
        <Sheet open=open title="显示哪些列">
            <p class="muted small">"只影响这台设备。"</p>
            {COLUMNS.into_iter().filter(|c| subtree || c.code != "branch").map(row).collect_view()}
            <div class="sheet-foot"><Button kind=ButtonKind::Primary on_click=move |_| open.set(false)>"完成"</Button></div>
        </Sheet>
    }
}
