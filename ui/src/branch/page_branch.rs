//! `/branch`: the branch at a glance: what waits, what is next, who we are. For a superior: their own organisation.

use super::parts::{CommitteeText, GroupsText, OverviewText};
use super::setup::SetupCard;
use crate::api;
use crate::kit::{Empty, Icon, IconName, Loaded, PageHead, can_here, use_load, use_me, use_now};
use crate::meeting::model::list::{Filter, answer_by};
use crate::meeting::parts::facts::StageChip;
use crate::workbench::Workbench;
use gsdj_domain::account::{Me, Permission, Role};
use gsdj_domain::branch::{BranchCommittee, Groups, Overview};
use gsdj_domain::meeting::{MeetingRow, Stage};
use gsdj_domain::org::OrgView;
use gsdj_domain::routes::Tag;
use gsdj_domain::{OrgId, Page};
use leptos::prelude::*;

/// How many meetings the branch's page shows.
const SHOWN: usize = 4;

/// The page.
#[component]
pub fn BranchHome() -> impl IntoView {
    let me = use_me();
    view! {
        <Workbench>
            <div class="page-wide">
                {move || me.get().map(|me| {
                    let own_branch = matches!(me.role, Role::BranchAdmin | Role::Member);
                    if own_branch { view! { <Own me=me/> }.into_any() } else { view! { <Above me=me/> }.into_any() }
                })}
            </div>
        </Workbench>
    }
}

#[component]
fn Own(me: Me) -> impl IntoView {
    let (org, member) = (me.org, me.member);
    let manages = can_here(Permission::ManageBranch);
    let edit = move |to: &'static str, label: &'static str| {
        view! { <Show when=move || manages.get()><a class="link small" href=to>{label}</a></Show> }
    };
    let view_of = use_load(move || api::branch::org(org), &[Tag::Orgs]);
    let overview = use_load(move || api::branch::overview(org), &[Tag::Orgs]);
    let committee = use_load(move || api::branch::committee(org), &[Tag::Orgs]);
    let groups = use_load(move || api::branch::groups(org), &[Tag::Orgs]);
    view! {
        <PageHead title="我的支部"/>
        <SetupCard overview=overview.data() committee=committee.data() groups=groups.data()/>
        <section class="panel"><Loaded load=view_of view={|o: Signal<OrgView>| view! { <Facts org=o/> }}/></section>
        <Doors/>
        <Upcoming/>
        <section class="panel">
            <div class="row"><h2 class="panel-title grow">"支部概述"</h2>{edit("/branch/overview", "填写")}</div>
            <Loaded load=overview view={|o: Signal<Overview>| view! { {move || view! { <OverviewText overview=o.get()/> }} }}/>
        </section>
        <section class="panel">
            <div class="row"><h2 class="panel-title grow">"支委会"</h2>{edit("/branch/committee", "组建或调整")}</div>
            <Loaded load=committee view={|c: Signal<BranchCommittee>| view! { {move || view! { <CommitteeText committee=c.get()/> }} }}/>
        </section>
        <section class="panel">
            <div class="row"><h2 class="panel-title grow">"党小组"</h2>{edit("/branch/groups", "划分或调整")}</div>
            <Loaded load=groups view={move |g: Signal<Groups>| view! { {move || view! { <GroupsText groups=g.get() me=member/> }} }}/>
        </section>
    }
}

#[component]
fn Facts(org: Signal<OrgView>) -> impl IntoView {
    let category = move || org.with(|o| o.unit_category.map_or("未设置", |c| c.label()));
    let superior = move || org.with(|o| o.superior.as_ref().map(|s| s.name.clone()));
    view! {
        <h2 class="meeting-title">{move || org.with(|o| o.name.clone())}</h2>
        <dl class="facts">
            <div class="fact"><dt>"党员"</dt><dd>{move || format!("{} 人", org.with(|o| o.members))}</dd></div>
            <div class="fact"><dt>"单位性质类别"</dt><dd>{category}</dd></div>
            {move || superior().map(|name| view! { <div class="fact"><dt>"上一级党组织"</dt><dd>{name}</dd></div> })}
            <div class="fact"><dt>"所在市州"</dt><dd>{move || org.with(|o| o.prefecture.clone())}</dd></div>
        </dl>
    }
}

/// A way on from the branch's page: address, picture, name, what is done there, who may.
type Door = (&'static str, IconName, &'static str, &'static str, Permission);

/// What a branch and its members do, one row a function.
const DOORS: &[Door] = &[
    ("/meetings", IconName::Calendar, "会议", "组织生活，查看和反馈", Permission::SeeMeetings),
    ("/branch/members", IconName::People, "党员", "名册", Permission::SeeOrgs),
    ("/meetings/new", IconName::Plus, "创建会议", "先创建，再发通知", Permission::ManageMeetings),
    ("/branch/committee", IconName::Flag, "支委会", "职务、任期和历届", Permission::SeeOrgs),
    ("/branch/groups", IconName::Tree, "党小组", "组长和组员", Permission::SeeOrgs),
    ("/posts", IconName::Paper, "增设职务", "申请目录里没有的职务", Permission::ManageBranch),
];

#[component]
fn Doors() -> impl IntoView {
    let door = |(to, icon, label, says, permission): &Door| {
        let may = can_here(*permission);
        let (to, icon, label, says) = (*to, *icon, *label, *says);
        view! {
            <Show when=move || may.get()>
                <a class="door" href=to>
                    <span class="door-icon"><Icon name=icon/></span>
                    <span class="grow"><b>{label}</b><span class="cell-note">{says}</span></span>
                </a>
            </Show>
        }
    };
    view! { <nav class="doors" aria-label="支部的功能">{DOORS.iter().map(door).collect_view()}</nav> }
}

/// The next meetings; those over or called off are not shown.
#[component]
fn Upcoming() -> impl IntoView {
    let load = use_load(|| api::meeting::list(Filter::default(), None, None), &[Tag::Meetings]);
    let open = |page: &Page<MeetingRow>| {
        let rows = page.items.iter().filter(|m| !matches!(m.stage, Stage::Done | Stage::Cancelled));
        rows.take(SHOWN).cloned().collect::<Vec<_>>()
    };
    view! {
        <section class="panel">
            <div class="row"><h2 class="panel-title grow">"近期会议"</h2><a class="link small" href="/meetings">"全部会议"</a></div>
            <Loaded load=load view={move |page: Signal<Page<MeetingRow>>| view! {
                <ul class="people">{move || page.with(open).into_iter().map(meeting).collect_view()}</ul>
                {move || page.with(|p| open(p).is_empty()).then(|| view! {
                    <Empty icon=IconName::Calendar title="近期没有会议" text="支部创建会议后会出现在这里。"/>
                })}
            }}/>
        </section>
    }
}

fn meeting(row: MeetingRow) -> impl IntoView {
    let now = use_now();
    let starts = row.starts_at;
    let due = row.clone();
    view! {
        <li>
            <a class="file" href=format!("/meetings/{}", row.id)>
                <span class="grow">
                    <b>{row.title.clone()}</b>
                    <span class="cell-note">{move || format!("{} · {}", starts.spoken(now.get()), row.place)}</span>
                    {move || answer_by(&due, now.get()).map(|t| view! { <span class="cell-note">{t}</span> })}
                </span>
                <StageChip stage=row.stage/>
            </a>
        </li>
    }
}

/// Above the branches: the own organisation and the ways down.
#[component]
fn Above(me: Me) -> impl IntoView {
    let org: OrgId = me.org;
    let load = use_load(move || api::branch::org(org), &[Tag::Orgs]);
    let decides = can_here(Permission::DecidePosts);
    let counts = |o: &OrgView| format!("{} 个支部，{} 名党员", o.branches, o.members);
    view! {
        <PageHead title="本级组织"/>
        <section class="panel">
            <Loaded load=load view={move |o: Signal<OrgView>| view! {
                <h2 class="meeting-title">{move || o.with(|o| o.name.clone())}</h2>
                <p class="muted">{move || o.with(counts)}</p>
            }}/>
        </section>
        <nav class="doors" aria-label="功能">
            <a class="door" href="/orgs/terms"><span class="door-icon"><Icon name=IconName::Clock/></span><span class="grow"><b>"换届提醒"</b><span class="cell-note">"任期已届满和六个月内届满的支部"</span></span></a>
            <Show when=move || decides.get()>
                <a class="door" href="/posts"><span class="door-icon"><Icon name=IconName::Paper/></span><span class="grow"><b>"增设职务申请"</b><span class="cell-note">"支部申请的支委会职务"</span></span></a>
            </Show>
            <a class="door" href="/orgs"><span class="door-icon"><Icon name=IconName::Tree/></span><span class="grow"><b>"下级组织"</b><span class="cell-note">"逐级查看、查找"</span></span></a>
            <a class="door" href="/reviews"><span class="door-icon"><Icon name=IconName::Check/></span><span class="grow"><b>"审核管理"</b><span class="cell-note">"下一级报来的会议"</span></span></a>
            <a class="door" href="/meetings"><span class="door-icon"><Icon name=IconName::Calendar/></span><span class="grow"><b>"会议"</b><span class="cell-note">"下级支部的组织生活"</span></span></a>
        </nav>
    }
}
