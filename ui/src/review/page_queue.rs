//! `/reviews`: the queue of a superior. Opening a line leads to the meeting, where it is decided.

use crate::api;
use crate::kit::{Empty, Frame, Icon, IconName, PageHead, use_frame, use_now};
use crate::meeting::model::list::details;
use crate::meeting::model::tally::verdict;
use crate::meeting::parts::facts::StageChip;
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::MeetingRow;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page; `?decided=true` shows what was decided.
#[component]
pub fn Reviews() -> impl IntoView {
    view! { <Only permission=Permission::ReviewMeetings><QueuePage/></Only> }
}

#[component]
fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let decided = Memo::new(move |_| query.read().get("decided").as_deref() == Some("true"));
    let list = use_paged(move |cursor| api::review::list(decided.get(), cursor), &[Tag::Reviews, Tag::Meetings]);
    Effect::new(move |before: Option<bool>| {
        let now = decided.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let tab = move |label: &'static str, to: &'static str, is: bool| {
        view! { <a class="chip-button" href=to aria-current=move || (decided.get() == is).then_some("true")>{label}</a> }
    };
    let empty = move || {
        if decided.get() {
            view! { <Empty icon=IconName::Check title="还没有审核过的会议" text="审核通过或退回的会议会列在这里。"/> }
                .into_any()
        } else {
            view! { <Empty icon=IconName::Check title="没有等待审核的会议" text="下一级党组织报审后，会出现在这里，并通知您。"/> }.into_any()
        }
    };
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="审核管理"/>
                <nav class="chips" aria-label="审核">
                    {tab("等待审核", "/reviews", false)} {tab("已审核", "/reviews?decided=true", true)}
                    <a class="chip-button" href="/manual/review">"怎么用"</a>
                </nav>
                <FreshList list=list empty=empty>
                    {move || if frame.get() == Frame::Computer {
                        view! { <Queue rows=list.rows/> }.into_any()
                    } else {
                        view! { <QueueCards rows=list.rows/> }.into_any()
                    }}
                </FreshList>
                <MoreRows list=list/>
            </div>
        </Workbench>
    }
}

fn key(row: &MeetingRow) -> String {
    format!("{row:?}")
}

fn present(row: &MeetingRow) -> String {
    verdict(&row.tally).map(|(_, v)| v).unwrap_or_else(|| "–".into())
}

#[component]
fn Queue(rows: RwSignal<Vec<MeetingRow>>) -> impl IntoView {
    let now = use_now();
    let line = move |row: MeetingRow| {
        let starts = row.starts_at;
        view! {
            <tr>
                <td>
                    <a class="row-link" href=format!("/meetings/{}", row.id)>{row.title.clone()}</a>
                    <span class="cell-note">{format!("{} · {}", row.kind.label(), details(&row))}</span>
                </td>
                <td>{row.org.name.clone()}</td>
                <td class="tight">{move || starts.spoken(now.get())}</td>
                <td class="tight">{present(&row)}</td>
                <td class="tight"><StageChip stage=row.stage/></td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"下一级报来的会议"</caption>
            <thead>
                <tr>
                    <th scope="col">"会议"</th>
                    <th scope="col">"党组织"</th>
                    <th scope="col">"会议时间"</th>
                    <th scope="col">"到会"</th>
                    <th scope="col">"状态"</th>
                </tr>
            </thead>
            <tbody><For each=move || rows.get() key=key children=line/></tbody>
        </table>
    }
}

#[component]
fn QueueCards(rows: RwSignal<Vec<MeetingRow>>) -> impl IntoView {
    let now = use_now();
    let card = move |row: MeetingRow| {
        let starts = row.starts_at;
        view! {
            <li>
                <a class="meeting-card" href=format!("/meetings/{}", row.id)>
                    <span class="row wrap"><span class="grow muted small">{row.org.name.clone()}</span><StageChip stage=row.stage/></span>
                    <span class="title">{row.title.clone()}</span>
                    <span class="line"><Icon name=IconName::Clock/>{move || starts.spoken(now.get())} " · " {row.kind.label()}</span>
                    <span class="line"><Icon name=IconName::People/>{present(&row)}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="cards"><For each=move || rows.get() key=key children=card/></ul> }
}
