//! `/branch`: the branch at a glance, in one answer: who we are, what is next. For a superior: their own organisation.

use super::parts::{CommitteeText, GroupsText, OverviewText};
use super::setup::SetupCard;
use crate::api;
use crate::kit::{Empty, Icon, IconName, Loaded, PageHead, can_here, use_load, use_me, use_now};
use crate::meeting::model::list::answer_by;
use crate::meeting::parts::facts::StageChip;
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::{Me, Permission, Role};
use gsdj_domain::branch::BranchHome;
use gsdj_domain::meeting::MeetingRow;
use gsdj_domain::org::OrgView;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn BranchPage() -> impl IntoView {
    let me = use_me();
    view! {
        <Workbench>
            <div class="page-wide">
                {move || me.get().map(|me| {
                    let own_branch = matches!(me.role, Role::BranchAdmin | Role::Member);
                    if own_branch { view! { <Own/> }.into_any() } else { view! { <Above me=me/> }.into_any() }
                })}
            </div>
        </Workbench>
    }
}

#[component]
fn Own() -> impl IntoView {
    let load = use_load(|| api::branch::home(None), &[Tag::Orgs, Tag::Meetings]);
    let home = load.data();
    let overview = Signal::derive(move || home.with(|h| h.as_ref().map(|h| h.overview.clone())));
    let committee = Signal::derive(move || home.with(|h| h.as_ref().map(|h| h.committee.clone())));
    let groups = Signal::derive(move || home.with(|h| h.as_ref().map(|h| h.groups.clone())));
    view! {
        <PageHead title="我的支部"/>
        <SetupCard overview=overview committee=committee groups=groups/>
        <Loaded load=load view={|home: Signal<BranchHome>| view! {
            <section class="panel"><Facts home=home members="/branch/members".into()/></section>
            <Doors/>
            <Glance home=home own=true/>
        }}/>
    }
}

/// What a branch shows of itself, to its own people and to those above.
#[component]
pub fn Glance(home: Signal<BranchHome>, own: bool) -> impl IntoView {
    let manages = can_here(Permission::ManageBranch);
    let edit = move |to: &'static str, label: &'static str| {
        view! { <Show when=move || own && manages.get()><a class="link small" href=to>{label}</a></Show> }
    };
    let overview = Memo::new(move |_| home.with(|h| h.overview.clone()));
    let committee = Memo::new(move |_| home.with(|h| h.committee.clone()));
    let groups = Memo::new(move |_| home.with(|h| h.groups.clone()));
    let me = use_me();
    let mine = Memo::new(move |_| me.with(|me| me.as_ref().and_then(|me| me.member)));
    view! {
        <div class="glance">
            <div class="glance-main">
                <Upcoming home=home own=own/>
                <section class="panel">
                    <div class="row"><h2 class="panel-title grow">"支部概述"</h2>{edit("/branch/overview", "填写")}</div>
                    {move || view! { <OverviewText overview=overview.get()/> }}
                </section>
            </div>
            <div class="glance-side">
                <section class="panel">
                    <div class="row"><h2 class="panel-title grow">"支委会"</h2>{edit("/branch/committee", "组建或调整")}</div>
                    {move || view! { <CommitteeText committee=committee.get()/> }}
                </section>
                <section class="panel">
                    <div class="row"><h2 class="panel-title grow">"党小组"</h2>{edit("/branch/groups", "划分或调整")}</div>
                    {move || view! { <GroupsText groups=groups.get() me=mine.get()/> }}
                </section>
            </div>
        </div>
    }
}

/// Name and figures; `members` is the address of the roll.
#[component]
fn Facts(home: Signal<BranchHome>, members: String) -> impl IntoView {
    let of = move |f: fn(&OrgView) -> String| move || home.with(|h| f(&h.org));
    let superior = move || home.with(|h| h.org.superior.as_ref().map(|s| s.name.clone()));
    let figure = move |label: &'static str, query: &'static str, count: fn(&BranchHome) -> u32| {
        let to = format!("{members}{query}");
        view! { <a class="figure" href=to><b>{move || home.with(count)}</b><span>{label}</span></a> }
    };
    view! {
        <h2 class="meeting-title">{of(|o| o.name.clone())}</h2>
        <p class="muted small branch-line">
            {of(|o| o.unit_category.map_or("单位性质类别未设置", |c| c.label()).into())} " · " {of(|o| o.prefecture.clone())}
            {move || superior().map(|name| format!(" · 上一级：{name}"))}
        </p>
        <div class="figures">
            {figure("名党员", "", |h| h.counts.total)}
            {figure("名预备党员", "?class=probationary", |h| h.counts.probationary)}
            {figure("名流动党员", "?status=mobile", |h| h.counts.mobile)}
            {figure("名支委", "?has_post=true", |h| h.counts.posts)}
        </div>
    }
}

/// A way on from the branch's page: address, picture, name, what is done there, who may.
type Door = (&'static str, IconName, &'static str, &'static str, Permission);

/// What a branch and its members do, one row a function.
const DOORS: &[Door] = &[
    ("/meetings", IconName::Calendar, "会议", "组织生活，查看和反馈", Permission::SeeMeetings),
    ("/branch/calendar", IconName::Clock, "活动日历", "按月查看，订阅到手机", Permission::SeeMeetings),
    ("/branch/members", IconName::People, "党员", "名册", Permission::SeeOrgs),
    ("/disclosures", IconName::Eye, "党务公开", "正在公示的内容", Permission::ReadPublic),
    ("/experiences", IconName::News, "经验交流", "各支部的做法，评论点赞", Permission::ReadPublic),
    ("/urges", IconName::Warning, "督办", "上级督办的事项", Permission::AnswerUrges),
    ("/meetings/new", IconName::Plus, "创建会议", "先创建，再发通知", Permission::ManageMeetings),
    ("/branch/committee", IconName::Flag, "支委会", "职务、任期和历届", Permission::SeeOrgs),
    ("/branch/groups", IconName::Tree, "党小组", "组长和组员", Permission::SeeOrgs),
    ("/posts", IconName::Paper, "增设职务", "申请目录里没有的职务", Permission::ManageBranch),
    ("/branch/proxies", IconName::People, "帮办", "代为反馈，签到卡", Permission::SeeProxies),
    ("/branch/elsewhere", IconName::Place, "在外参加组织生活", "流动党员的参会记录", Permission::SeeMeetings),
    ("/standards", IconName::Book, "学标对标", "六个领域的党支部标准", Permission::ReadStandards),
    ("/branch/standards", IconName::Check, "对标自查", "逐条对照，关联佐证", Permission::ReadStandards),
    ("/rankings", IconName::Star, "学习排行", "个人和支部，隔天更新", Permission::SeePoints),
    ("/branch/points", IconName::Paper, "年度积分", "支部和党员的年度积分表", Permission::SeePointSheets),
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
    view! { <nav class="doors branch-doors" aria-label="支部的功能">{DOORS.iter().map(door).collect_view()}</nav> }
}

/// The next meetings; those over or called off are not shown.
#[component]
fn Upcoming(home: Signal<BranchHome>, own: bool) -> impl IntoView {
    let rows = Memo::new(move |_| home.with(|h| h.meetings.clone()));
    let org = home.with_untracked(|h| h.org.id);
    let (calendar, all) = if own {
        ("/branch/calendar".to_owned(), "/meetings".to_owned())
    } else {
        (format!("/branch/calendar?org={org}"), format!("/meetings?org={org}"))
    };
    view! {
        <section class="panel">
            <div class="row">
                <h2 class="panel-title grow">"近期会议"</h2>
                <a class="link small" href=calendar>"日历"</a>
                <a class="link small" href=all>"全部会议"</a>
            </div>
            <ul class="people">{move || rows.get().into_iter().map(meeting).collect_view()}</ul>
            {move || rows.with(Vec::is_empty).then(|| view! {
                <Empty icon=IconName::Calendar title="近期没有会议" text="支部创建会议后会出现在这里。"/>
            })}
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
    let policy = can_here(Permission::SetPointsPolicy);
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
            <a class="door" href="/members"><span class="door-icon"><Icon name=IconName::People/></span><span class="grow"><b>"党员名册"</b><span class="cell-note">"本级和下级，查找、筛选、导出"</span></span></a>
            <a class="door" href="/branch/calendar"><span class="door-icon"><Icon name=IconName::Clock/></span><span class="grow"><b>"活动日历"</b><span class="cell-note">"下级支部的活动"</span></span></a>
            <a class="door" href="/orgs"><span class="door-icon"><Icon name=IconName::Tree/></span><span class="grow"><b>"下级组织"</b><span class="cell-note">"逐级查看、查找"</span></span></a>
            <a class="door" href="/reviews"><span class="door-icon"><Icon name=IconName::Check/></span><span class="grow"><b>"审核管理"</b><span class="cell-note">"下一级报来的事项"</span></span></a>
            <a class="door" href="/disclosures"><span class="door-icon"><Icon name=IconName::Eye/></span><span class="grow"><b>"党务公开"</b><span class="cell-note">"下级支部的公示"</span></span></a>
            <a class="door" href="/experiences"><span class="door-icon"><Icon name=IconName::News/></span><span class="grow"><b>"经验交流"</b><span class="cell-note">"各支部的做法"</span></span></a>
            <a class="door" href="/urges"><span class="door-icon"><Icon name=IconName::Warning/></span><span class="grow"><b>"督办"</b><span class="cell-note">"督办过的事项"</span></span></a>
            <a class="door" href="/meetings"><span class="door-icon"><Icon name=IconName::Calendar/></span><span class="grow"><b>"会议"</b><span class="cell-note">"下级支部的组织生活"</span></span></a>
            <a class="door" href="/standards"><span class="door-icon"><Icon name=IconName::Book/></span><span class="grow"><b>"学标对标"</b><span class="cell-note">"六个领域的党支部标准"</span></span></a>
            <a class="door" href="/branch/points"><span class="door-icon"><Icon name=IconName::Paper/></span><span class="grow"><b>"年度积分"</b><span class="cell-note">"本级和下级支部的合计"</span></span></a>
            <a class="door" href="/rankings"><span class="door-icon"><Icon name=IconName::Star/></span><span class="grow"><b>"学习排行"</b><span class="cell-note">"下级支部，隔天更新"</span></span></a>
            <Show when=move || policy.get()>
                <a class="door" href="/points/policy"><span class="door-icon"><Icon name=IconName::Shield/></span><span class="grow"><b>"积分管理"</b><span class="cell-note">"积分、排行和姓名的开关"</span></span></a>
            </Show>
            <a class="door" href="/workbench/standards"><span class="door-icon"><Icon name=IconName::Check/></span><span class="grow"><b>"自查进度"</b><span class="cell-note">"下级支部对照得怎么样"</span></span></a>
        </nav>
    }
}
