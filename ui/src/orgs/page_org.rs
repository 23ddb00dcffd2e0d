//! `/orgs/:id`: one organisation of the subtree: figures, for a branch its overview, committee, members and meetings.

use crate::api;
use crate::branch::{CommitteeHistory, Glance, PasswordSheet};
use crate::kit::{Button, ButtonKind, Icon, IconName, Loaded, PageHead, can, can_here, use_id, use_load, use_me};
use crate::urge::UrgeSheet;
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::branch::BranchHome;
use gsdj_domain::org::{OrgKind, OrgView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn OrgPage() -> impl IntoView {
    let id = use_id(OrgId);
    view! {
        <Workbench>
            <div class="page-wide">{move || id.get().map(|id| view! { <One id=id/> })}</div>
        </Workbench>
    }
}

#[component]
fn One(id: OrgId) -> impl IntoView {
    let load = use_load(move || api::branch::org(id), &[Tag::Orgs]);
    view! { <Loaded load=load view={move |org: Signal<OrgView>| view! { <Whole org=org.get_untracked()/> }}/> }
}

#[component]
fn Whole(org: OrgView) -> impl IntoView {
    let me = use_me();
    let resets = can(Permission::ResetPasswords);
    let (id, name, branch) = (org.id, org.name.clone(), org.kind == OrgKind::Branch);
    let superior = org.superior.as_ref().map(|s| s.id);
    let immediate = Memo::new(move |_| resets.get() && superior.is_some() && me.get().map(|m| m.org) == superior);
    let reset = RwSignal::new(false);
    let urges = can_here(Permission::Urge);
    let urging = RwSignal::new(false);
    let crumb = |o: &gsdj_domain::org::OrgRef| view! { <li><a class="link" href=format!("/orgs/{}", o.id)>{o.name.clone()}</a></li> };
    let above = org.path.len().saturating_sub(1);
    let checks = if branch { format!("/orgs/{id}/standards") } else { format!("/workbench/standards?org={id}") };
    view! {
        <nav aria-label="上级组织"><ol class="crumbs">{org.path.iter().take(above).map(crumb).collect_view()}</ol></nav>
        <PageHead title=name.clone() back="/orgs"/>
        <section class="panel"><Figures org=org/></section>
        <div class="chips">
            <a class="chip-button" href=format!("/members?org={id}")><Icon name=IconName::People/>"党员"</a>
            {(!branch).then(|| view! { <a class="chip-button" href=format!("/orgs?top={id}")><Icon name=IconName::Tree/>"下级"</a> })}
            <a class="chip-button" href=format!("/branch/calendar?org={id}")><Icon name=IconName::Clock/>"日历"</a>
            <a class="chip-button" href=format!("/meetings?org={id}")><Icon name=IconName::Calendar/>"会议"</a>
            <a class="chip-button" href=format!("/audit?org={id}")><Icon name=IconName::Paper/>"操作日志"</a>
            <a class="chip-button" href=format!("/disclosures?org={id}")><Icon name=IconName::Eye/>"党务公开"</a>
            {branch.then(|| view! {
                <a class="chip-button" href=format!("/urges?org={id}")><Icon name=IconName::Warning/>"督办记录"</a>
                <Show when=move || urges.get()>
                    <Button kind=ButtonKind::Primary on_click=move |_| urging.set(true)>"督办"</Button>
                </Show>
            })}
            <a class="chip-button" href=format!("/orgs/{id}/points")><Icon name=IconName::Star/>"年度积分"</a>
            <a class="chip-button" href=checks><Icon name=IconName::Check/>{if branch { "对标自查" } else { "自查进度" }}</a>
            <Show when=move || immediate.get()>
                <Button kind=ButtonKind::Line on_click=move |_| reset.set(true)>"重置密码"</Button>
            </Show>
        </div>
        {branch.then(|| view! { <OfBranch id=id/> })}
        {branch.then(|| view! { <UrgeSheet open=urging branch=id name=name.clone()/> })}
        <PasswordSheet open=reset whose=name call=move |key| api::branch::reset_org(id, key)/>
    }
}

#[component]
fn Figures(org: OrgView) -> impl IntoView {
    let fact = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <div class="fact"><dt>{label}</dt><dd>{value}</dd></div> })
    };
    let branch = org.kind == OrgKind::Branch;
    view! {
        <dl class="facts">
            {fact("组织类别", org.kind.label().into())}
            {fact("党组织代码", org.code)}
            {fact("党员", format!("{} 人", org.members))}
            {fact("支部", if branch { String::new() } else { format!("{} 个", org.branches) })}
            {fact("单位性质类别", if branch { org.unit_category.map_or("未设置，不能登录", |c| c.label()).into() } else { String::new() })}
            {fact("上一级党组织", org.superior.map(|s| s.name).unwrap_or_default())}
            {fact("所在市州", org.prefecture)}
            {fact("地址", org.address)}
            {fact("成立日期", org.founded.unwrap_or_default())}
        </dl>
    }
}

#[component]
fn OfBranch(id: OrgId) -> impl IntoView {
    let load = use_load(move || api::branch::home(Some(id)), &[Tag::Orgs, Tag::Meetings]);
    view! {
        <Loaded load=load view={|home: Signal<BranchHome>| view! { <Glance home=home own=false/> }}/>
        <CommitteeHistory org=id/>
    }
}
