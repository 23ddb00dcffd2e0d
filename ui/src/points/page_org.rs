//! `/branch/points`: 年度积分表 of one's own branch with its members; `/orgs/:id/points`: of an organisation below. As of the night
//! before; members only where the province lets one see them.

use super::bars::MonthBars;
use super::export::SheetExportButton;
use super::model::as_of;
use super::note::PolicyNote;
use super::sums::Sums;
use crate::api;
use crate::api::points::Whose;
use crate::kit::{Empty, IconName, Loaded, PageHead, use_id, use_load, use_me};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::points::{BranchSheet, OrgPoints, PointKind, SheetRow};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

fn use_year() -> Memo<Option<i32>> {
    let map = use_query_map();
    Memo::new(move |_| map.read().get("year").and_then(|y| y.parse::<i32>().ok()))
}

/// Of one's own branch; above the branches, of one's own organisation.
#[component]
pub fn BranchPoints() -> impl IntoView {
    view! { <Only permission=Permission::SeePointSheets><Own/></Only> }
}

#[component]
fn Own() -> impl IntoView {
    let me = use_me();
    let branch =
        Memo::new(move |_| me.with(|m| m.as_ref().map(|m| (m.org, m.permissions.contains(&Permission::ManageBranch)))));
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="年度积分"/>
                <PolicyNote/>
                {move || branch.get().map(|(org, branch)| if branch {
                    view! { <Branch org=org/> }.into_any()
                } else {
                    view! { <Total org=org own=true/> }.into_any()
                })}
            </div>
        </Workbench>
    }
}

/// Of an organisation below.
#[component]
pub fn PointsOfOrg() -> impl IntoView {
    view! { <Only permission=Permission::SeePointSheets><Below/></Only> }
}

#[component]
fn Below() -> impl IntoView {
    let id = use_id(OrgId);
    view! {
        <Workbench>
            <div class="page-wide">
                {move || id.get().map(|org| view! {
                    <PageHead title="年度积分" back=format!("/orgs/{org}")/>
                    <PolicyNote/>
                    <Total org=org own=false/>
                })}
            </div>
        </Workbench>
    }
}

/// Sums and months of any organisation, and below them the members where one may see them.
#[component]
fn Total(org: OrgId, own: bool) -> impl IntoView {
    let year = use_year();
    let load = use_load(move || api::points::of_org(org, year.get()), &[Tag::Points]);
    let policy = use_load(api::points::policy, &[Tag::Points]).data();
    let reaches = move || {
        !own && policy.with(|p| p.as_ref().is_some_and(|p| p.reach == gsdj_domain::points::PointsReach::Superiors))
    };
    let name = use_load(move || api::branch::org(org), &[Tag::Orgs]).data();
    let title = move || name.with(|o| o.as_ref().map(|o| o.name.clone()));
    let is_branch = move || name.with(|o| o.as_ref().is_some_and(|o| o.kind == gsdj_domain::org::OrgKind::Branch));
    let show = move |points: Signal<OrgPoints>| {
        let sums = Memo::new(move |_| points.with(|p| p.sums));
        let months = Memo::new(move |_| points.with(|p| p.months.clone()));
        view! {
            <Sums sums=sums of=Signal::derive(move || points.with(|p| format!("{} 年，{}", p.year, as_of(p.as_of.as_deref()))))/>
            <MonthBars months=months label="各月的积分"/>
            <div class="chips"><a class="chip-button" href=format!("/rankings?org={org}&of=branches")>"学习排行"</a></div>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">{title}</h2>
            <Loaded load=load view=show/>
        </section>
        <Show when=move || is_branch() && !reaches()>
            <p class="muted">"为什么看不到党员的积分：党员的积分只在本支部内可见，由省委组织部设置。"</p>
        </Show>
        <Show when=move || is_branch() && reaches()>
            <Members org=org year=year/>
        </Show>
    }
}

/// A branch's own sheet.
#[component]
fn Branch(org: OrgId) -> impl IntoView {
    let year = use_year();
    let load = use_load(move || api::points::branch_sheet(org, year.get()), &[Tag::Points]);
    let show = move |sheet: Signal<BranchSheet>| {
        let sums = Memo::new(move |_| sheet.with(|s| s.sums));
        let months = Memo::new(move |_| sheet.with(|s| s.months.clone()));
        let number = Signal::derive(move || sheet.with(|s| s.year));
        let of = Signal::derive(move || sheet.with(|s| format!("{} 年，{}", s.year, as_of(s.as_of.as_deref()))));
        view! {
            <section class="panel">
                <h2 class="panel-title">{move || sheet.with(|s| s.org.name.clone())}</h2>
                <Sums sums=sums of=of/>
                <MonthBars months=months label="各月的积分"/>
                <p class="muted small">"支部合计是党员在本支部期间取得的积分，含已转出的党员。"</p>
                <div class="chips">
                    <a class="chip-button" href=move || format!("/branch/points?year={}", number.get() - 1)>{move || format!("看 {} 年", number.get() - 1)}</a>
                    <a class="chip-button" href="/rankings">"学习排行"</a>
                    <SheetExportButton whose=Whose::Branch(org) year=number/>
                </div>
            </section>
            <Members org=org year=year/>
        }
    };
    view! { <Loaded load=load view=show/> }
}

/// The members with their sums, as the roll has them.
#[component]
fn Members(org: OrgId, year: Memo<Option<i32>>) -> impl IntoView {
    let list = use_paged(move |cursor| api::points::sheet_members(org, year.get(), cursor), &[Tag::Points]);
    Effect::new(move |before: Option<Option<i32>>| {
        let now = year.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = || view! { <Empty icon=IconName::People title="没有党员" text="党员由全国党员信息管理系统同步。"/> };
    let line = move |row: SheetRow| {
        let year = year.get_untracked().map(|y| format!("?year={y}")).unwrap_or_default();
        let to = format!("/members/{}/points{year}", row.member);
        view! {
            <tr>
                <td><a class="row-link" href=to>{row.name}</a></td>
                {PointKind::ALL.iter().map(|kind| view! { <td class="tight">{row.sums.of(*kind)}</td> }).collect_view()}
                <td class="tight"><b>{row.sums.total()}</b></td>
            </tr>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"党员"</h2>
            <FreshList list=list empty=empty>
                <div class="points-table">
                    <table class="grid-table">
                        <caption class="sr-only">"党员的年度积分"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"姓名"</th>
                                {PointKind::ALL.iter().map(|k| view! { <th scope="col">{k.label().trim_end_matches("积分")}</th> }).collect_view()}
                                <th scope="col">"合计"</th>
                            </tr>
                        </thead>
                        <tbody><For each=move || list.rows.get() key=|row| format!("{row:?}") children=line/></tbody>
                    </table>
                </div>
            </FreshList>
            <MoreRows list=list/>
        </section>
    }
}
