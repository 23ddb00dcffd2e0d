//! The branches of the list: a table on the computer, cards elsewhere.

use super::model::{Place, Show as Which, Whose, split_line, state_tone};
use crate::api::standards::Narrow;
use crate::kit::{Chip, use_now};
use gsdj_domain::Instant;
use gsdj_domain::standards::{CheckRow, CheckTally};
use leptos::prelude::*;

fn to(row: &CheckRow, year: Option<i32>) -> String {
    Place { whose: Whose::Below(row.org.id), year, chapter: None, show: Which::All }.address()
}

fn field(row: &CheckRow) -> &'static str {
    row.field.map_or("未设置单位性质类别", |f| f.label())
}

fn when(at: Option<Instant>, now: Instant) -> String {
    at.map_or_else(|| "–".to_owned(), |at| at.spoken(now))
}

fn meter(tally: CheckTally) -> impl IntoView {
    let says = format!("{}/{}", tally.ticked(), tally.total);
    view! {
        <span class="std-meter">
            <span class="std-meter-line" aria-hidden="true"><i style=format!("width: {}%", tally.percent())></i></span>
            <span>{says}</span>
        </span>
    }
}

/// The table.
#[component]
pub fn Rows(rows: RwSignal<Vec<CheckRow>>, narrow: Memo<Narrow>) -> impl IntoView {
    let now = use_now();
    let line = move |row: CheckRow| {
        let (at, state, tally) = (row.at, row.state, row.tally);
        let href = narrow.with(|n| to(&row, n.year));
        view! {
            <tr>
                <td><a class="row-link" href=href>{row.org.name.clone()}</a><span class="cell-note">{row.code.clone()}</span></td>
                <td>{field(&row)}</td>
                <td class="tight">{meter(tally)}</td>
                <td class="tight">{split_line(&tally)}</td>
                <td class="tight"><Chip tone=state_tone(state)>{state.label()}</Chip></td>
                <td class="tight">{move || when(at, now.get())}</td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"下级支部的自查进度"</caption>
            <thead>
                <tr>
                    <th scope="col">"支部"</th>
                    <th scope="col">"适用标准"</th>
                    <th scope="col">"进度"</th>
                    <th scope="col">"结果"</th>
                    <th scope="col">"状态"</th>
                    <th scope="col">"最近更新"</th>
                </tr>
            </thead>
            <tbody><For each=move || rows.get() key=|row| format!("{row:?}") children=line/></tbody>
        </table>
    }
}

/// The cards.
#[component]
pub fn Cards(rows: RwSignal<Vec<CheckRow>>, narrow: Memo<Narrow>) -> impl IntoView {
    let now = use_now();
    let card = move |row: CheckRow| {
        let (at, state, tally) = (row.at, row.state, row.tally);
        let href = narrow.with(|n| to(&row, n.year));
        let updated = move || at.map(|at| format!(" · {}", at.spoken(now.get())));
        view! {
            <li>
                <a class="meeting-card" href=href>
                    <span class="row wrap"><span class="title grow">{row.org.name.clone()}</span><Chip tone=state_tone(state)>{state.label()}</Chip></span>
                    <span class="line">{field(&row)}{updated}</span>
                    {meter(tally)}
                    <span class="line">{split_line(&tally)}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="cards"><For each=move || rows.get() key=|row| format!("{row:?}") children=card/></ul> }
}
