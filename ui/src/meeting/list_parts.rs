//! Rows of the computer, cards of the phone, tiles of the television.

use super::keys::TABLE;
use super::model::list::{Filter, answer_by, answers, details, details_from_above};
use super::page_list::Here;
use super::parts::facts::StageChip;
use crate::kit::{Chip, Empty, Icon, IconName, Sheet, Tone, can, use_now};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::MeetingRow;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Whether the open meeting has the whole width; shared between the list and its pane.
#[derive(Clone, Copy)]
pub struct Wide(pub RwSignal<bool>);

/// A row is drawn anew only when something in it changed.
fn key(row: &MeetingRow) -> String {
    format!("{row:?}")
}

/// The table; pressing a row opens it beside.
#[component]
pub fn Rows(rows: RwSignal<Vec<MeetingRow>>, here: Here) -> impl IntoView {
    view! {
        <table class="grid-table">
            <caption class="sr-only">"会议，按时间从新到旧"</caption>
            <thead>
                <tr>
                    <th scope="col">"会议"</th>
                    <th scope="col">"时间"</th>
                    <th scope="col">"反馈"</th>
                    <th scope="col">"状态"</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || rows.get() key=key children=move |row| view! { <Row row=row here=here/> }/>
            </tbody>
        </table>
    }
}

#[component]
fn Row(row: MeetingRow, here: Here) -> impl IntoView {
    let above = can(Permission::ReviewMeetings);
    let now = use_now();
    let go = use_navigate();
    let id = row.id;
    let to = move || {
        here.filter.track();
        here.meeting(id)
    };
    let note = if above.get_untracked() { details_from_above(&row) } else { details(&row) };
    let selected = move || here.open.get() == Some(id);
    let starts = row.starts_at;
    view! {
        <tr data-go="" aria-selected=move || selected().to_string() on:click=move |_| go(&here.meeting(id), scroll_stays())>
            <td>
                <a class="row-link" href=to aria-current=move || selected().then_some("true")
                    on:click=|ev| ev.stop_propagation()>{row.title.clone()}</a>
                <span class="cell-note">{note}</span>
            </td>
            <td class="tight">{move || starts.spoken(now.get())}</td>
            <td class="tight">{answers(&row)}</td>
            <td class="tight"><StageChip stage=row.stage/></td>
        </tr>
    }
}

fn scroll_stays() -> leptos_router::NavigateOptions {
    leptos_router::NavigateOptions { scroll: false, ..Default::default() }
}

/// Cards for the thumb, or tiles for the remote.
#[component]
pub fn Cards(rows: RwSignal<Vec<MeetingRow>>, here: Here, tiles: bool) -> impl IntoView {
    view! {
        <ul class="cards" class:tiles=tiles>
            <For each=move || rows.get() key=key children=move |row| view! { <li><CardOf row=row here=here/></li> }/>
        </ul>
    }
}

#[component]
fn CardOf(row: MeetingRow, here: Here) -> impl IntoView {
    let above = can(Permission::ReviewMeetings);
    let now = use_now();
    let id = row.id;
    let due = row.clone();
    let head = if above.get_untracked() {
        format!("{} · {}", row.org.name, row.kind.label())
    } else {
        row.kind.label().into()
    };
    let starts = row.starts_at;
    view! {
        <a class="meeting-card" href=move || { here.filter.track(); here.meeting(id) }>
            <span class="row wrap">
                <span class="grow muted small">{head}</span>
                {row.my_answer.map(|a| view! { <Chip tone=Tone::Plain>{format!("我：{}", a.label())}</Chip> })}
                <StageChip stage=row.stage/>
            </span>
            <span class="title">{row.title.clone()}</span>
            <span class="line"><Icon name=IconName::Clock/>{move || starts.spoken(now.get())} " · " {row.place.clone()}</span>
            <span class="line"><Icon name=IconName::People/>{format!("参加 {} · 主持人 {}", answers(&row), row.chair)}</span>
            {move || answer_by(&due, now.get()).map(|t| view! { <span class="line due"><Icon name=IconName::Bell/>{t}</span> })}
        </a>
    }
}

/// Nothing to show: says what to do next.
#[component]
pub fn Nothing(narrowed: bool, manages: Signal<bool>, here: Here) -> impl IntoView {
    if narrowed {
        let all = here.list(&Filter { kind: here.filter.get_untracked().kind, ..Filter::default() });
        return view! {
            <Empty icon=IconName::Search title="没有符合条件的会议" text="换一个状态或词语再试。">
                <a class="btn btn-line" href=all>"显示全部"</a>
            </Empty>
        }
        .into_any();
    }
    let text = if manages.get_untracked() {
        "创建第一个会议，再发通知给党员。"
    } else {
        "支部创建会议并通知您以后，会出现在这里。"
    };
    view! {
        <Empty icon=IconName::Calendar title="还没有会议" text=text>
            {manages.get_untracked().then(|| view! { <a class="btn btn-primary" href="/meetings/new">"创建会议"</a> })}
            <a class="btn btn-line" href="/manual/create">"怎么用"</a>
        </Empty>
    }
    .into_any()
}

/// The table of shortcuts.
#[component]
pub fn KeySheet(open: RwSignal<bool>) -> impl IntoView {
    let line = |(keys, what): (&'static [&'static str], &'static str)| {
        view! {
            <dt>{keys.iter().map(|k| view! { <kbd>{*k}</kbd> }).collect_view()}</dt>
            <dd>{what}</dd>
        }
    };
    view! {
        <Sheet open=open title="快捷键">
            <dl class="keys">{TABLE.into_iter().map(line).collect_view()}</dl>
        </Sheet>
    }
}
