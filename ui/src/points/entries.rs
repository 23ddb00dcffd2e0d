//! Every entry of one's ledger with its why, by pages and by kind.

use super::model::{signed, why};
use crate::api;
use crate::kit::{Chip, Empty, IconName, Tone, use_now};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::points::{LedgerEntry, PointKind};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The list.
#[component]
pub fn Entries(#[prop(into)] year: Signal<Option<i32>>) -> impl IntoView {
    let kind = RwSignal::new(None::<PointKind>);
    let list = use_paged(move |cursor| api::points::entries(year.get(), kind.get(), cursor), &[Tag::Points]);
    Effect::new(move |before: Option<(Option<i32>, Option<PointKind>)>| {
        let now = (year.get(), kind.get());
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let chip = move |of: Option<PointKind>| {
        view! {
            <button type="button" class="chip-button" aria-pressed=move || (kind.get() == of).to_string()
                on:click=move |_| kind.set(of)>{of.map_or("全部", PointKind::label)}</button>
        }
    };
    let kinds = std::iter::once(None).chain(PointKind::ALL.iter().copied().map(Some));
    let empty = || {
        view! {
            <Empty icon=IconName::Star title="还没有积分" text="登录、反馈会议都有积分；支部提交会议记录后自动到账。">
                <a class="btn btn-line" href="/manual/points">"为什么没有积分？"</a>
            </Empty>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"明细"</h2>
            <div class="chips" role="group" aria-label="按类别筛选">{kinds.map(chip).collect_view()}</div>
            <FreshList list=list empty=empty>
                <ul class="people"><For each=move || list.rows.get() key=|e| format!("{e:?}") children=|e| view! { <Entry entry=e/> }/></ul>
            </FreshList>
            <MoreRows list=list/>
        </section>
    }
}

#[component]
fn Entry(entry: LedgerEntry) -> impl IntoView {
    let now = use_now();
    let at = entry.at;
    let what = if entry.note.is_empty() { entry.rule.label().to_owned() } else { entry.note.clone() };
    let name = match entry.link.clone() {
        Some(to) => view! { <a class="row-link" href=to>{what}</a> }.into_any(),
        None => view! { <b>{what}</b> }.into_any(),
    };
    let line = move || format!("{} · {} · {}", entry.kind.label(), entry.rule.label(), at.spoken(now.get()));
    view! {
        <li class="entry">
            <span class="grow">
                {name}
                <span class="person-note">{line}</span>
                <span class="person-note">"为什么：" {why(&entry)}</span>
            </span>
            {entry.reversal.then(|| view! { <Chip tone=Tone::Warn>"冲销"</Chip> })}
            <span class="entry-points" class:undone=entry.undone>{signed(entry.points)}</span>
        </li>
    }
}
