//! Entries as lines, wherever they are listed.

use super::model::{answer, hours, page};
use crate::kit::{Chip, Tone, use_now};
use chrono::NaiveDate;
use gsdj_domain::calendar::CalendarEntry;
use leptos::prelude::*;

/// One entry as it stands on a day; `whose` names the organisation too.
#[component]
pub fn EntryLine(entry: CalendarEntry, day: NaiveDate, whose: bool) -> impl IntoView {
    let now = use_now();
    let kept = entry.clone();
    let said = move || answer(&kept, now.get());
    let mut where_ = entry.label.clone();
    for part in [Some(&entry.place), whose.then_some(&entry.org.name)].into_iter().flatten().filter(|p| !p.is_empty()) {
        where_ += " · ";
        where_ += part;
    }
    let state = match (entry.cancelled, entry.tentative) {
        (true, _) => Some(view! { <Chip tone=Tone::Bad>"已取消"</Chip> }),
        (false, true) => Some(view! { <Chip tone=Tone::Warn>"未通知"</Chip> }),
        (false, false) => None,
    };
    view! {
        <a class="day-entry" class:off=entry.cancelled href=page(&entry)>
            <span class="day-hours">{hours(&entry, day)}</span>
            <span class="grow">
                <b>{entry.title.clone()}</b>
                <span class="cell-note">{where_}</span>
                {move || said().map(|s| view! { <span class="day-answer">{s}</span> })}
            </span>
            {state}
        </a>
    }
}
