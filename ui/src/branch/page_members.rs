//! `/branch/members`: the members of one's own branch, by name; the administrator sets passwords anew.

use super::members_list::MembersList;
use super::password::PasswordSheet;
use crate::api;
use crate::kit::{Empty, IconName, PageHead, can, use_me};
use crate::workbench::{FreshList, MoreRows, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::member::MemberRow;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn MembersPage() -> impl IntoView {
    let me = use_me();
    let org = Memo::new(move |_| me.get().map(|m| m.org));
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="党员" back="/branch"/>
                {move || org.get().map(|org| view! { <Members org=org/> })}
            </div>
        </Workbench>
    }
}

/// The members of a branch with search; also on the page of an organisation.
#[component]
pub fn Members(org: OrgId) -> impl IntoView {
    let manages = can(Permission::ManageBranch);
    let q = RwSignal::new(String::new());
    let list = use_paged(move |cursor| api::branch::members(org, q.get(), cursor), &[Tag::Orgs]);
    let open = RwSignal::new(false);
    let whom = RwSignal::new(None::<MemberRow>);
    let reset = Callback::new(move |m: MemberRow| {
        whom.set(Some(m));
        open.set(true);
    });
    let name = Signal::derive(move || whom.with(|m| m.as_ref().map(|m| m.name.clone()).unwrap_or_default()));
    let call = move |key| {
        let id = whom.with_untracked(|m| m.as_ref().map(|m| m.id)).unwrap_or(gsdj_domain::MemberId(0));
        api::branch::reset_member(id, key)
    };
    let empty = move || {
        if q.with(String::is_empty) {
            view! { <Empty icon=IconName::People title="还没有党员" text="党员来自全国党员信息管理系统，同步后会出现在这里。"/> }.into_any()
        } else {
            view! { <Empty icon=IconName::Search title="没有找到" text="请核对姓名；刚转入的党员要等同步。"/> }
                .into_any()
        }
    };
    view! {
        <div class="list-tools">
            <input class="input search" type="search" aria-label="按姓名查找党员" placeholder="按姓名查找"
                prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
            <a class="chip-button" href="/manual/members">"怎么用"</a>
        </div>
        <FreshList list=list empty=empty>
            <MembersList rows=list.rows on_reset=Signal::derive(move || manages.get().then_some(reset))/>
        </FreshList>
        <MoreRows list=list/>
        <PasswordSheet open=open whose=name call=call/>
    }
}
