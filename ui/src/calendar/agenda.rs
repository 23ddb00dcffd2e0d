//! The calendar as a list, day by day.

use super::entries::EntryLine;
use super::model::{Month, day_label, days};
use crate::kit::{Empty, IconName, use_now};
use chrono::NaiveDate;
use gsdj_domain::Instant;
use gsdj_domain::calendar::CalendarEntry;
use leptos::prelude::*;

/// The id of a day's group, to be scrolled to.
#[must_use]
pub fn anchor(day: NaiveDate) -> String {
    format!("day-{day}")
}

/// The days of a month on which something takes place.
#[component]
pub fn Agenda(entries: Signal<Vec<CalendarEntry>>, month: Memo<Month>, whose: bool) -> impl IntoView {
    let now = use_now();
    let today = Memo::new(move |_| now.get().day());
    let shown = Memo::new(move |_| entries.with(|all| days(all, month.get())));
    let group = move |(day, all): (NaiveDate, Vec<CalendarEntry>)| {
        let label = move || day_label(day, Instant::midnight(today.get()));
        let line = move |entry: CalendarEntry| view! { <li><EntryLine entry=entry day=day whose=whose/></li> };
        view! {
            <section class="panel agenda-day" id=anchor(day) class:today=move || today.get() == day>
                <h2 class="agenda-date">{label}</h2>
                <ul class="people">{all.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    };
    let none = move || {
        shown.with(Vec::is_empty).then(|| {
            let title = format!("{}没有活动", month.get().title());
            view! { <Empty icon=IconName::Calendar title=title text="支部创建会议后会出现在这里。"/> }
        })
    };
    view! {
        <div class="agenda">
            {move || shown.get().into_iter().map(group).collect_view()}
            {none}
        </div>
    }
}
