//! `/orgs/terms`: branches whose committee's term is over or ends within six months, the most pressing first.

use crate::api;
use crate::branch::model::Term;
use crate::branch::parts::tone;
use crate::kit::{Chip, Empty, Frame, Icon, IconName, PageHead, use_frame};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::branch::TermRow;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page; `?over=true` shows what is over, `?over=false` what is not yet.
#[component]
pub fn Terms() -> impl IntoView {
    view! { <Only permission=Permission::WatchTerms><List/></Only> }
}

#[component]
fn List() -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let over = Memo::new(move |_| query.read().get("over").and_then(|t| t.parse::<bool>().ok()));
    let list = use_paged(move |cursor| api::branch::terms(over.get(), cursor), &[Tag::Orgs]);
    Effect::new(move |before: Option<Option<bool>>| {
        let now = over.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let tab = move |label: &'static str, to: &'static str, is: Option<bool>| {
        view! { <a class="chip-button" href=to aria-current=move || (over.get() == is).then_some("true")>{label}</a> }
    };
    let empty = || {
        view! { <Empty icon=IconName::Check title="没有需要换届的支部" text="支委会任期已经届满、或者六个月内届满的支部会列在这里。"/> }
    };
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="换届提醒" back="/orgs"/>
                <nav class="chips" aria-label="换届">
                    {tab("全部", "/orgs/terms", None)}
                    {tab("已届满", "/orgs/terms?over=true", Some(true))}
                    {tab("将届满", "/orgs/terms?over=false", Some(false))}
                    <a class="chip-button" href="/manual/terms">"怎么用"</a>
                </nav>
                <FreshList list=list empty=empty>
                    {move || if frame.get() == Frame::Computer {
                        view! { <Table rows=list.rows/> }.into_any()
                    } else {
                        view! { <ul class="cards">{move || list.rows.get().into_iter().map(card).collect_view()}</ul> }.into_any()
                    }}
                </FreshList>
                <MoreRows list=list/>
            </div>
        </Workbench>
    }
}

fn chip(left: i64) -> impl IntoView {
    let term = Term::with(left);
    let says = match &term {
        Term::Over(days) => format!("已届满 {days} 天"),
        Term::EndsSoon(0) => "今天届满".to_owned(),
        Term::EndsSoon(days) | Term::Runs(days) => format!("还有 {days} 天"),
        Term::Unknown => String::new(),
    };
    // within the half year everything is worth a look
    let tone = if matches!(term, Term::Runs(_)) { crate::kit::Tone::Plain } else { tone(&term) };
    view! { <Chip tone=tone>{says}</Chip> }
}

#[component]
fn Table(rows: RwSignal<Vec<TermRow>>) -> impl IntoView {
    let line = |row: TermRow| {
        view! {
            <tr>
                <td><a class="row-link" href=format!("/orgs/{}", row.org.id)>{row.org.name}</a></td>
                <td class="tight">{row.secretary.unwrap_or_else(|| "–".into())}</td>
                <td class="tight">{row.begins.unwrap_or_else(|| "–".into())}</td>
                <td class="tight">{row.ends}</td>
                <td class="tight">{chip(row.days_left)}</td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"需要换届的支部"</caption>
            <thead>
                <tr>
                    <th scope="col">"党支部"</th>
                    <th scope="col">"支部书记"</th>
                    <th scope="col">"任期开始"</th>
                    <th scope="col">"任期届满"</th>
                    <th scope="col">"距届满"</th>
                </tr>
            </thead>
            <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
        </table>
    }
}

fn card(row: TermRow) -> impl IntoView {
    view! {
        <li>
            <a class="meeting-card" href=format!("/orgs/{}", row.org.id)>
                <span class="row wrap"><span class="title grow">{row.org.name}</span>{chip(row.days_left)}</span>
                <span class="line"><Icon name=IconName::Clock/>{format!("{} 届满", row.ends)}</span>
                <span class="line"><Icon name=IconName::Person/>{row.secretary.map_or_else(|| "没有支部书记".to_owned(), |name| format!("支部书记 {name}"))}</span>
            </a>
        </li>
    }
}
