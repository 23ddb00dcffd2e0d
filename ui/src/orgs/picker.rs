//! Choosing an organisation of one's subtree: by name or code, level by level, or one of those chosen lately.

use crate::api;
use crate::kit::{Icon, IconName, Sheet, storage, use_debounced, use_me};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::org::OrgRow;
use leptos::prelude::*;

/// Organisations that are remembered.
const LATELY: usize = 6;

/// The sheet; `on_pick` gets whichever was pressed.
#[component]
pub fn OrgPicker(open: RwSignal<bool>, #[prop(into)] on_pick: Callback<OrgRow>) -> impl IntoView {
    let me = use_me();
    let name = move || format!("gsdj.orgs-{}", me.with_untracked(|me| me.as_ref().map_or(0, |me| me.account.0)));
    let picked = Callback::new(move |row: OrgRow| {
        remember(&name(), &row);
        open.set(false);
        on_pick.run(row);
    });
    view! {
        <Sheet open=open title="选择组织">
            {move || open.get().then(|| view! { <Choices lately=lately(&name()) on_pick=picked/> })}
        </Sheet>
    }
}

/// Those chosen lately on this device, the last first.
fn lately(name: &str) -> Vec<OrgRow> {
    storage::get(name).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn remember(name: &str, row: &OrgRow) {
    let mut all = lately(name);
    all.retain(|r| r.id != row.id);
    all.insert(0, row.clone());
    all.truncate(LATELY);
    storage::put(name, &serde_json::to_string(&all).unwrap_or_default());
}

#[component]
fn Choices(lately: Vec<OrgRow>, on_pick: Callback<OrgRow>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let q = use_debounced(typed);
    // whose children are shown while nothing is searched
    let within = RwSignal::new(None::<OrgRow>);
    let list = use_paged(
        move |cursor| {
            let (q, within) = (q.get(), within.get().map(|o| o.id));
            async move {
                if q.trim().is_empty() {
                    api::branch::children(within, cursor).await
                } else {
                    api::branch::search(q, cursor).await
                }
            }
        },
        &[],
    );
    let into = move |o: OrgRow| {
        typed.set(String::new());
        within.set(Some(o));
        list.clear();
    };
    let row = move |o: OrgRow| view! { <Choice org=o on_pick=on_pick on_into=into/> };
    let recent = StoredValue::new(lately);
    let idle = Memo::new(move |_| typed.with(|t| t.trim().is_empty()) && within.with(Option::is_none));
    let up = move |_| {
        within.set(None);
        list.clear();
    };
    view! {
        <input class="input search" type="search" aria-label="按名称或代码查找组织" placeholder="名称或代码"
            prop:value=move || typed.get() on:input=move |ev| typed.set(event_target_value(&ev))/>
        {move || (idle.get() && recent.with_value(|r| !r.is_empty())).then(|| view! {
            <h3 class="sub">"最近选过"</h3>
            <ul class="act-list">{recent.get_value().into_iter().map(row).collect_view()}</ul>
            <h3 class="sub">"逐级选择"</h3>
        })}
        {move || within.get().map(|o| view! {
            <p class="row"><button type="button" class="chip-button" on:click=up><Icon name=IconName::Back/>"从头"</button><b class="grow">{o.name}</b></p>
        })}
        <FreshList list=list empty={|| view! { <p class="muted">"没有找到这个组织"</p> }}>
            <ul class="act-list">{move || list.rows.get().into_iter().map(row).collect_view()}</ul>
        </FreshList>
        <MoreRows list=list/>
    }
}

/// One that can be chosen, and opened where it has children.
#[component]
fn Choice(org: OrgRow, on_pick: Callback<OrgRow>, #[prop(into)] on_into: Callback<OrgRow>) -> impl IntoView {
    let (name, kind, chosen) = (org.name.clone(), org.kind.label(), org.clone());
    let into = format!("{}的下级", org.name);
    view! {
        <li class="row">
            <button type="button" class="act-row" on:click=move |_| on_pick.run(chosen.clone())>
                <b class="grow">{name}</b>
                <span class="muted small">{kind}</span>
            </button>
            {(org.children > 0).then(|| view! {
                <button type="button" class="icon-button" aria-label=into on:click=move |_| on_into.run(org.clone())><Icon name=IconName::Forward/></button>
            })}
        </li>
    }
}
