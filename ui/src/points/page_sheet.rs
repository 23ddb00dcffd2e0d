//! `/me/points/sheet`: one's own 年度积分表; `/members/:id/points`: a member's, for the branch. By kind, month and rule; live.

use super::bars::MonthBars;
use super::export::SheetExportButton;
use super::note::PolicyNote;
use super::sums::Sums;
use crate::api;
use crate::api::points::Whose;
use crate::kit::{Loaded, PageHead, use_id, use_load, use_me, use_now};
use crate::workbench::{Only, Workbench};
use gsdj_domain::MemberId;
use gsdj_domain::account::Permission;
use gsdj_domain::points::{MemberSheet, RuleSum};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// One's own.
#[component]
pub fn MySheet() -> impl IntoView {
    view! { <Only permission=Permission::OwnPoints><Own/></Only> }
}

#[component]
fn Own() -> impl IntoView {
    let me = use_me();
    let id = Memo::new(move |_| me.with(|m| m.as_ref().and_then(|m| m.member)));
    view! {
        <div class="page-narrow">
            <PageHead title="年度积分表" back="/me/points"/>
            <PolicyNote/>
            {move || id.get().map(|id| view! { <Sheet id=id own=true/> })}
        </div>
    }
}

/// A member's.
#[component]
pub fn SheetOfMember() -> impl IntoView {
    view! { <Only permission=Permission::SeePointSheets><Other/></Only> }
}

#[component]
fn Other() -> impl IntoView {
    let id = use_id(MemberId);
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="党员年度积分表" back="/branch/points"/>
                <PolicyNote/>
                {move || id.get().map(|id| view! { <Sheet id=id own=false/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Sheet(id: MemberId, own: bool) -> impl IntoView {
    let map = use_query_map();
    let year = Memo::new(move |_| map.read().get("year").and_then(|y| y.parse::<i32>().ok()));
    let load = use_load(move || api::points::member_sheet(id, year.get()), &[Tag::Points]);
    view! { <Loaded load=load view={move |sheet: Signal<MemberSheet>| view! { <Whole sheet=sheet own=own/> }}/> }
}

#[component]
fn Whole(sheet: Signal<MemberSheet>, own: bool) -> impl IntoView {
    let now = use_now();
    let year = Signal::derive(move || sheet.with(|s| s.year));
    let sums = Memo::new(move |_| sheet.with(|s| s.sums));
    let months = Memo::new(move |_| sheet.with(|s| s.months.clone()));
    let rules = Memo::new(move |_| sheet.with(|s| s.rules.clone()));
    let id = sheet.with_untracked(|s| s.member);
    let who = move || sheet.with(|s| format!("{} · {}", s.name, s.org.name));
    let until = move || {
        let until = sheet.with(|s| s.until);
        until.map_or_else(|| "全年".to_owned(), |at| format!("截至{}", at.spoken(now.get())))
    };
    let earlier = move || {
        let (path, year) =
            (if own { "/me/points/sheet".to_owned() } else { format!("/members/{id}/points") }, year.get());
        format!("{path}?year={}", year - 1)
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">{who}</h2>
            <Sums sums=sums of=Signal::derive(move || format!("{} 年，{}", year.get(), until()))/>
            <MonthBars months=months label="各月的积分"/>
            <div class="chips">
                <a class="chip-button" href=earlier>{move || format!("看 {} 年", year.get() - 1)}</a>
                <SheetExportButton whose=Whose::Member(id) year=year/>
            </div>
        </section>
        <section class="panel">
            <h2 class="panel-title">"按规则"</h2>
            <Rules rules=rules/>
        </section>
    }
}

#[component]
fn Rules(rules: Memo<Vec<RuleSum>>) -> impl IntoView {
    let row = |r: RuleSum| {
        view! {
            <tr>
                <td>{r.rule.label()}<span class="cell-note">{r.rule.row().kind.label()}</span></td>
                <td class="tight">{format!("{} 次", r.deeds)}</td>
                <td class="tight">{if r.undone == 0 { "–".to_owned() } else { format!("{} 次", r.undone) }}</td>
                <td class="tight">{format!("{} 分", r.points)}</td>
            </tr>
        }
    };
    view! {
        {move || rules.with(Vec::is_empty).then(|| view! { <p class="muted">"这一年还没有记录。"</p> })}
        <Show when=move || rules.with(|r| !r.is_empty())>
            <table class="grid-table">
                <caption class="sr-only">"各条规则的积分"</caption>
                <thead><tr><th scope="col">"做什么"</th><th scope="col">"次数"</th><th scope="col">"其中冲销"</th><th scope="col">"积分"</th></tr></thead>
                <tbody>{move || rules.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </Show>
    }
}
