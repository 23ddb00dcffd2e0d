//! The month as a grid: with entries in its cells on the computer, with dots on the phone. Arrows move from day to day.

use super::model::{Month, day_label, on, step};
use crate::kit::use_now;
use chrono::{Datelike, NaiveDate};
use gsdj_domain::Instant;
use gsdj_domain::calendar::CalendarEntry;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Entries that a cell names.
const NAMED: usize = 3;
const HEADS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// The grid; `day` is the chosen day, `on_pick` hears that one was pressed, `on_open` that its entries are to be gone through.
#[component]
pub fn MonthGrid(
    entries: Signal<Vec<CalendarEntry>>,
    month: Memo<Month>,
    day: RwSignal<NaiveDate>,
    small: bool,
    #[prop(into)] on_month: Callback<Month>,
    #[prop(into)] on_pick: Callback<NaiveDate>,
    #[prop(into)] on_open: Callback<NaiveDate>,
) -> impl IntoView {
    let grid = NodeRef::<html::Table>::new();
    // by keys: then the focus follows, also into another month's grid
    let walking = StoredValue::new(false);
    Effect::new(move |_| {
        month.track();
        day.track();
        if walking.get_value() {
            focus(grid);
        }
    });
    let keys = move |ev: KeyboardEvent| {
        if ev.key() == "Enter" || ev.key() == " " {
            ev.prevent_default();
            walking.set_value(false);
            on_open.run(day.get_untracked());
            return;
        }
        let Some(to) = step(day.get_untracked(), &ev.key()) else { return };
        ev.prevent_default();
        walking.set_value(true);
        day.set(to);
        if !month.get_untracked().holds(to) {
            on_month.run(Month::of(to));
        }
    };
    let pick = Callback::new(move |d: NaiveDate| {
        walking.set_value(false);
        day.set(d);
        on_pick.run(d);
    });
    let cell =
        move |d: NaiveDate| view! { <Cell entries=entries month=month chosen=day day=d small=small on_pick=pick/> };
    let week = move |week: [NaiveDate; 7]| view! { <tr>{week.map(cell).into_iter().collect_view()}</tr> };
    let label = move || format!("{}，用方向键选择日期", month.get().title());
    view! {
        <table node_ref=grid class="month" class:small=small role="grid" aria-label=label on:keydown=keys>
            <thead><tr>{HEADS.map(|h| view! { <th scope="col" abbr=h>{h.trim_start_matches('周')}</th> }).into_iter().collect_view()}</tr></thead>
            <tbody>{move || month.get().weeks().into_iter().map(week).collect_view()}</tbody>
        </table>
    }
}

/// Moves the focus to the chosen day, once it is drawn.
fn focus(grid: NodeRef<html::Table>) {
    request_animation_frame(move || {
        let cell = grid.get_untracked().and_then(|g| g.query_selector("[tabindex='0']").ok().flatten());
        if let Some(cell) = cell.and_then(|c| c.dyn_into::<web_sys::HtmlElement>().ok()) {
            // a cell that takes no focus is chosen all the same
            let _ = cell.focus();
        }
    });
}

#[component]
fn Cell(
    entries: Signal<Vec<CalendarEntry>>,
    month: Memo<Month>,
    chosen: RwSignal<NaiveDate>,
    day: NaiveDate,
    small: bool,
    on_pick: Callback<NaiveDate>,
) -> impl IntoView {
    let now = use_now();
    let here = Memo::new(move |_| entries.with(|all| on(all, day)));
    let today = Memo::new(move |_| now.get().day() == day);
    let is_chosen = Memo::new(move |_| chosen.get() == day);
    let label = move || {
        let date = day_label(day, Instant::midnight(now.get().day()));
        match here.with(Vec::len) {
            0 => format!("{date}，没有活动"),
            n => format!("{date}，{n} 项活动"),
        }
    };
    let name = |e: CalendarEntry| {
        let clock = e.starts_at.local().format("%H:%M").to_string();
        view! { <span class="month-entry" class:off=e.cancelled class:waits=e.answer_by.is_some()><i>{clock}</i>{e.title}</span> }
    };
    let inside = move || {
        let all = here.get();
        let more = all.len().saturating_sub(NAMED);
        if small {
            return (!all.is_empty()).then(|| view! { <span class="month-dot"></span> }).into_any();
        }
        view! {
            {all.into_iter().take(NAMED).map(name).collect_view()}
            {(more > 0).then(|| view! { <span class="month-more">{format!("还有 {more} 项")}</span> })}
        }
        .into_any()
    };
    view! {
        <td role="gridcell" tabindex=move || if is_chosen.get() { "0" } else { "-1" } aria-selected=move || is_chosen.get().to_string()
            aria-current=move || today.get().then_some("date") class:outside=move || !month.get().holds(day)
            on:click=move |_| on_pick.run(day)>
            <span class="sr-only">{label}</span>
            <span class="month-day" aria-hidden="true">{day.day()}</span>
            <span aria-hidden="true">{inside}</span>
        </td>
    }
}
