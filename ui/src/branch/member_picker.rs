//! Choosing a member of the branch, with search on the server.

use super::model::{Draft, holds};
use crate::api;
use crate::kit::Sheet;
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::branch::AddedPost;
use gsdj_domain::member::MemberRow;
use leptos::prelude::*;

/// The sheet; `on_pick` gets whoever was pressed.
#[component]
pub fn MemberPicker(
    open: RwSignal<bool>,
    org: OrgId,
    #[prop(into)] title: Signal<String>,
    draft: RwSignal<Draft>,
    added: StoredValue<Vec<AddedPost>>,
    #[prop(into)] on_pick: Callback<MemberRow>,
) -> impl IntoView {
    view! {
        <Sheet open=open title=title>
            {move || open.get().then(|| view! { <Choices org=org draft=draft added=added on_pick=on_pick/> })}
        </Sheet>
    }
}

#[component]
fn Choices(
    org: OrgId,
    draft: RwSignal<Draft>,
    added: StoredValue<Vec<AddedPost>>,
    on_pick: Callback<MemberRow>,
) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let list = use_paged(move |cursor| api::branch::members(org, q.get(), cursor), &[]);
    let row = move |m: MemberRow| {
        let held = added.with_value(|a| draft.with_untracked(|d| holds(d, a, &m)));
        let name = m.name.clone();
        view! {
            <li>
                <button type="button" class="act-row" on:click=move |_| on_pick.run(m.clone())>
                    <b class="grow">{name}</b>
                    <span class="muted small">{held}</span>
                </button>
            </li>
        }
    };
    view! {
        <input class="input search" type="search" aria-label="按姓名查找党员" placeholder="按姓名查找"
            prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
        <FreshList list=list empty=|| view! { <p class="muted">"没有找到这名党员"</p> }>
            <ul class="act-list">{move || list.rows.get().into_iter().map(row).collect_view()}</ul>
        </FreshList>
        <MoreRows list=list/>
    }
}
