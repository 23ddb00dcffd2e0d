//! `/orgs`: the tree below one's own organisation, children by page (FEATURES 12.1), and search on the server.

use crate::api;
use crate::kit::{Chip, Empty, Icon, IconName, PageHead, Tone, can};
use crate::workbench::{FreshList, MoreRows, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::org::{OrgKind, OrgRow};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn OrgTree() -> impl IntoView {
    let q = RwSignal::new(String::new());
    let watches = can(Permission::WatchTerms);
    let searching = Memo::new(move |_| q.with(|q| !q.trim().is_empty()));
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="组织"/>
                <form role="search" class="list-tools" on:submit=|ev| ev.prevent_default()>
                    <input class="input search" type="search" aria-label="按名称或代码查找组织" placeholder="名称或代码，两个字就能找到"
                        prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
                    <Show when=move || watches.get()><a class="chip-button" href="/orgs/terms"><Icon name=IconName::Clock/>"换届提醒"</a></Show>
                    <a class="chip-button" href="/manual/orgs">"怎么用"</a>
                </form>
                <section class="panel">
                    {move || if searching.get() {
                        view! { <Found q=q/> }.into_any()
                    } else {
                        view! { <Branches parent=None open=true/> }.into_any()
                    }}
                </section>
            </div>
        </Workbench>
    }
}

#[component]
fn Found(q: RwSignal<String>) -> impl IntoView {
    let list = use_paged(move |cursor| api::branch::search(q.get().trim().to_owned(), cursor), &[Tag::Orgs]);
    let empty = || view! { <Empty icon=IconName::Search title="没有找到" text="只能找到您管辖范围内的组织，请核对名称或代码。"/> };
    view! {
        <FreshList list=list empty=empty>
            <ul class="tree">
                {move || list.rows.get().into_iter().map(|o| view! { <li><div class="tree-row">{name(&o)}</div></li> }).collect_view()}
            </ul>
        </FreshList>
        <MoreRows list=list/>
    }
}

/// The children of one node, by page.
#[component]
fn Branches(parent: Option<OrgId>, open: bool) -> AnyView {
    let list = use_paged(move |cursor| api::branch::children(parent, cursor), &[Tag::Orgs]);
    let empty = || view! { <p class="muted">"没有下级组织"</p> };
    // the list stands inside, so that nothing but its rows is ever in it
    view! {
        <FreshList list=list empty=empty>
            <ul class:tree=parent.is_none()>
                <For each=move || list.rows.get() key=|o| o.id children=move |o| view! { <Node org=o open=open/> }/>
            </ul>
        </FreshList>
        <MoreRows list=list/>
    }
    .into_any()
}

/// A node; its children are fetched when it is opened for the first time.
#[component]
fn Node(org: OrgRow, open: bool) -> impl IntoView {
    let shown = RwSignal::new(open && org.children > 0);
    let id = org.id;
    let has = org.children > 0;
    let label = format!("{}的下级组织", org.name);
    view! {
        <li>
            <div class="tree-row">
                {if has {
                    view! {
                        <button type="button" class="tree-toggle" aria-expanded=move || shown.get().to_string() aria-label=label
                            on:click=move |_| shown.update(|s| *s = !*s)>
                            <Icon name=IconName::Forward/>
                        </button>
                    }.into_any()
                } else {
                    view! { <span class="tree-toggle" aria-hidden="true"></span> }.into_any()
                }}
                {name(&org)}
            </div>
            {move || shown.get().then(|| view! { <Branches parent=Some(id) open=false/> })}
        </li>
    }
}

fn name(o: &OrgRow) -> impl IntoView + use<> {
    let kind = o.kind;
    let tone = match kind {
        OrgKind::Province | OrgKind::Committee => Tone::Gold,
        OrgKind::GeneralBranch => Tone::Info,
        OrgKind::Branch => Tone::Plain,
    };
    let count = match (o.members, o.children) {
        (Some(members), _) => format!("{members} 名党员"),
        (None, children) => format!("下级 {children} 个"),
    };
    view! {
        <a class="tree-link" href=format!("/orgs/{}", o.id)>
            <b>{o.name.clone()}</b>
            " "
            <Chip tone=tone>{kind.label()}</Chip>
            <span class="cell-note">{format!("{} · {count}", o.code)}</span>
        </a>
    }
}
