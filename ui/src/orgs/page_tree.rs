//! `/orgs`: the tree below one's own organisation or below one chosen, children by page (FEATURES 12.1), and search on the
//! server.

use super::tree::{TreeView, name};
use crate::api;
use crate::kit::{Empty, Icon, IconName, Loaded, PageHead, can, use_debounced, use_load};
use crate::workbench::{FreshList, MoreRows, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::org::{OrgRef, OrgRow, OrgView};
use gsdj_domain::routes::Tag;
use gsdj_domain::{OrgId, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn OrgTree() -> impl IntoView {
    let watches = can(Permission::WatchTerms);
    let map = use_query_map();
    let top = Memo::new(move |_| map.read().get("top").and_then(|t| t.parse().ok()).map(OrgId));
    let typed = RwSignal::new(String::new());
    let q = use_debounced(typed);
    let searching = Memo::new(move |_| q.with(|q| !q.trim().is_empty()));
    let search = NodeRef::<leptos::html::Input>::new();
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="组织"/>
                <form role="search" class="list-tools" on:submit=|ev| ev.prevent_default()>
                    <input node_ref=search class="input search" type="search" aria-label="按名称或代码查找组织" placeholder="名称或代码，两个字就能找到"
                        prop:value=move || typed.get() on:input=move |ev| typed.set(event_target_value(&ev))/>
                    <Show when=move || watches.get()><a class="chip-button" href="/orgs/terms"><Icon name=IconName::Clock/>"换届提醒"</a></Show>
                    <a class="chip-button" href="/manual/orgs">"怎么用"</a>
                </form>
                {move || top.get().map(|id| view! { <Crumbs id=id/> })}
                <section class="panel">
                    {move || if searching.get() {
                        view! { <Found q=q/> }.into_any()
                    } else {
                        view! { <Roots top=top/> }.into_any()
                    }}
                </section>
            </div>
        </Workbench>
    }
}

/// The way down to the organisation that the tree begins at.
#[component]
fn Crumbs(id: OrgId) -> impl IntoView {
    let load = use_load(move || api::branch::org(id), &[Tag::Orgs]);
    let crumb = |o: OrgRef| view! { <li><a class="link" href=format!("/orgs?top={}", o.id)>{o.name}</a></li> };
    view! {
        <Loaded load=load view={move |org: OrgView| {
            let above = org.path.len().saturating_sub(1);
            view! {
                <nav aria-label="当前位置">
                    <ol class="crumbs">
                        <li><a class="link" href="/orgs"><Icon name=IconName::Tree/>"全部"</a></li>
                        {org.path.into_iter().take(above).map(crumb).collect_view()}
                        <li aria-current="page">{org.name}</li>
                    </ol>
                </nav>
            }
        }}/>
    }
}

/// The tree, once its top has come.
#[component]
fn Roots(top: Memo<Option<OrgId>>) -> impl IntoView {
    let load = use_load(move || api::branch::top(top.get()), &[Tag::Orgs]);
    view! { <Loaded load=load view={|page: Page<OrgRow>| view! { <TreeView roots=page.items/> }}/> }
}

#[component]
fn Found(q: Signal<String>) -> impl IntoView {
    let list = use_paged(move |cursor| api::branch::search(q.get().trim().to_owned(), cursor), &[Tag::Orgs]);
    let empty = || view! { <Empty icon=IconName::Search title="没有找到" text="只能找到您管辖范围内的组织，请核对名称或代码。"/> };
    view! {
        <FreshList list=list empty=empty>
            <ul class="tree">
                {move || list.rows.get().into_iter().map(|o| view! { <li><div class="tree-row">{name(&o, false)}</div></li> }).collect_view()}
            </ul>
        </FreshList>
        <MoreRows list=list/>
    }
}
