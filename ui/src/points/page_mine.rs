//! `/me/points`: this year's points by kind, every entry with its why, the rules.

use super::model::{signed, why};
use super::rules::PointRules;
use crate::api;
use crate::kit::{Empty, IconName, Loaded, PageHead, use_load, use_now};
use crate::workbench::Only;
use gsdj_domain::Instant;
use gsdj_domain::account::Permission;
use gsdj_domain::points::{KindTotal, LedgerEntry, MyPoints};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn MyPointsPage() -> impl IntoView {
    view! { <Only permission=Permission::OwnPoints><Points/></Only> }
}

#[component]
fn Points() -> impl IntoView {
    let load = use_load(api::points::mine, &[Tag::Points]);
    view! {
        <div class="page-narrow">
            <PageHead title="我的积分" back="/me"/>
            <Loaded load=load view={move |points: Signal<MyPoints>| view! { <Mine points=points/> }}/>
            <section class="panel">
                <h2 class="panel-title">"规则说明"</h2>
                <p class="muted">"日、月、季度、年按北京时间计算；同一件事只计一次。"</p>
                <PointRules/>
            </section>
        </div>
    }
}

#[component]
fn Mine(points: Signal<MyPoints>) -> impl IntoView {
    let now = use_now();
    let kind = |k: &KindTotal| view! { <div class="points-kind"><span class="small">{k.kind.label()}</span><b>{k.points}</b></div> };
    view! {
        <section class="panel" aria-label="今年的积分">
            <p class="points-total" role="status"><b>{move || points.with(|p| p.total)}</b>"分，今年"</p>
            <div class="points-kinds">{move || points.with(|p| p.by_kind.iter().map(kind).collect_view())}</div>
        </section>
        <section class="panel">
            <h2 class="panel-title">"明细"</h2>
            {move || points.with(|p| p.entries.is_empty()).then(|| view! {
                <Empty icon=IconName::Star title="还没有积分" text="登录、反馈会议都有积分；支部提交会议记录后自动到账。">
                    <a class="btn btn-line" href="/manual/points">"为什么没有积分？"</a>
                </Empty>
            })}
            <ul class="people">
                {move || points.with(|p| p.entries.iter().map(|e| entry(e, now.get())).collect_view())}
            </ul>
        </section>
    }
}

fn entry(e: &LedgerEntry, now: Instant) -> impl IntoView + use<> {
    view! {
        <li class="entry">
            <span class="grow">
                <b>{if e.note.is_empty() { e.rule.label().to_owned() } else { e.note.clone() }}</b>
                <span class="person-note">{format!("{} · {}", e.kind.label(), e.at.spoken(now))}</span>
                <span class="person-note">"为什么：" {why(e)}</span>
            </span>
            <span class="entry-points">{signed(e.points)}</span>
        </li>
    }
}
