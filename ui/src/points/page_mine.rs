//! `/me/points`: a year's points by kind and by day, what is still to be had, what waits to be sent, every entry with its why.

use super::entries::Entries;
use super::model::{day_said, left_today, still_open};
use super::note::PolicyNote;
use super::pending::Pending;
use super::sums::Sums;
use crate::api;
use crate::kit::{Icon, IconName, Loaded, PageHead, use_load};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::points::{DaySums, MyPoints, OpenRule};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Days shown before one asks for more.
const DAYS: usize = 7;

/// The page.
#[component]
pub fn MyPointsPage() -> impl IntoView {
    view! { <Only permission=Permission::OwnPoints><Points/></Only> }
}

#[component]
fn Points() -> impl IntoView {
    let map = use_query_map();
    let year = Memo::new(move |_| map.read().get("year").and_then(|y| y.parse::<i32>().ok()));
    let load = use_load(move || api::points::mine(year.get()), &[Tag::Points]);
    // where points are refused nothing below would say more
    let there = Memo::new(move |_| load.data().with(Option::is_some));
    view! {
        <div class="page-narrow">
            <PageHead title="我的积分" back="/me"/>
            <PolicyNote/>
            <Loaded load=load view={move |points: Signal<MyPoints>| view! { <Mine points=points/> }}/>
            <Show when=move || there.get()>
                <Pending/>
                <Days year=year/>
                <Entries year=year/>
            </Show>
        </div>
    }
}

#[component]
fn Mine(points: Signal<MyPoints>) -> impl IntoView {
    let sums = Memo::new(move |_| points.with(|p| p.by_kind));
    let of = Signal::derive(move || points.with(|p| format!("{} 年", p.year)));
    let years = Memo::new(move |_| points.with(|p| (p.years.clone(), p.year)));
    let present = move || years.with(|(all, year)| all.first() == Some(year));
    let open = Memo::new(move |_| points.with(|p| p.open.clone()));
    let today = Memo::new(move |_| points.with(|p| p.today));
    view! {
        <section class="panel" aria-label="积分合计">
            <Sums sums=sums of=of/>
            <Years years=years/>
        </section>
        <nav class="chips" aria-label="积分的其他页面">
            <a class="chip-button" href="/rankings"><Icon name=IconName::Star/>"学习排行"</a>
            <a class="chip-button" href=move || format!("/me/points/sheet?year={}", years.with(|y| y.1))><Icon name=IconName::Paper/>"年度积分表"</a>
            <a class="chip-button" href="/points/rules"><Icon name=IconName::Book/>"规则说明"</a>
        </nav>
        <Show when=present><Still open=open today=today/></Show>
    }
}

/// The years there are.
#[component]
fn Years(years: Memo<(Vec<i32>, i32)>) -> impl IntoView {
    let chip = move |year: i32| {
        let here = move || years.with(|y| y.1 == year).then_some("true");
        view! { <a class="chip-button" href=format!("/me/points?year={year}") aria-current=here>{format!("{year} 年")}</a> }
    };
    view! {
        <Show when=move || years.with(|y| y.0.len() > 1)>
            <nav class="chips" aria-label="年度">{move || years.get().0.into_iter().map(chip).collect_view()}</nav>
        </Show>
    }
}

/// What is still to be had, by rule.
#[component]
fn Still(open: Memo<Vec<OpenRule>>, today: Memo<i64>) -> impl IntoView {
    let line = |o: OpenRule| {
        let row = o.rule.row();
        view! {
            <li class="entry">
                <span class="grow">
                    <b>{o.rule.label()}</b>
                    <span class="person-note">{format!("每次 {} 分，{}；已得 {} 分", row.points, row.cap_said(), o.earned)}</span>
                </span>
                <span class="points-left">{format!("还可得 {}", o.left.unwrap_or_default())}</span>
            </li>
        }
    };
    let group = move |(label, rows): (&'static str, Vec<OpenRule>)| {
        let first = label == "今天";
        view! {
            <details class="points-group" open=first>
                <summary>{label} <span class="muted small">{format!("{} 项", rows.len())}</span></summary>
                <ul class="people">{rows.into_iter().map(line).collect_view()}</ul>
            </details>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"还可以得"</h2>
            <p class="muted">{move || format!("今天已得 {} 分，还可以得 {} 分。", today.get(), open.with(|o| left_today(o)))}</p>
            {move || still_open(&open.get()).into_iter().map(group).collect_view()}
        </section>
    }
}

/// The days that brought points, the latest first.
#[component]
fn Days(year: Memo<Option<i32>>) -> impl IntoView {
    let load = use_load(move || api::points::days(year.get()), &[Tag::Points]);
    let all = RwSignal::new(false);
    let line = |d: DaySums| {
        view! {
            <li class="entry"><span class="grow">{day_said(&d.day)}</span><span class="entry-points">{d.sums.total()}</span></li>
        }
    };
    let show = move |days: Signal<Vec<DaySums>>| {
        let shown = move || {
            let most = if all.get() { usize::MAX } else { DAYS };
            days.get().into_iter().take(most).map(line).collect_view()
        };
        let more = move || !all.get() && days.with(|d| d.len() > DAYS);
        view! {
            {move || days.with(Vec::is_empty).then(|| view! { <p class="muted">"这一年还没有积分。"</p> })}
            <ul class="people">{shown}</ul>
            <Show when=more><button type="button" class="more" on:click=move |_| all.set(true)>"显示全部日期"</button></Show>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"按日"</h2>
            <Loaded load=load view=show/>
        </section>
    }
}
