//! Choosing an organisation of one's subtree by name or code.

use crate::api;
use crate::kit::Sheet;
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::org::OrgRow;
use leptos::prelude::*;

/// The sheet; `on_pick` gets whichever was pressed.
#[component]
pub fn OrgPicker(open: RwSignal<bool>, #[prop(into)] on_pick: Callback<OrgRow>) -> impl IntoView {
    let picked = Callback::new(move |row: OrgRow| {
        open.set(false);
        on_pick.run(row);
    });
    view! {
        <Sheet open=open title="选择组织">
            {move || open.get().then(|| view! { <Choices on_pick=picked/> })}
        </Sheet>
    }
}

#[component]
fn Choices(on_pick: Callback<OrgRow>) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let list = use_paged(
        move |cursor| {
            let q = q.get();
            async move {
                if q.trim().is_empty() {
                    api::branch::children(None, cursor).await
                } else {
                    api::branch::search(q, cursor).await
                }
            }
        },
        &[],
    );
    let row = move |o: OrgRow| {
        let (name, kind) = (o.name.clone(), o.kind.label());
        view! {
            <li>
                <button type="button" class="act-row" on:click=move |_| on_pick.run(o.clone())>
                    <b class="grow">{name}</b>
                    <span class="muted small">{kind}</span>
                </button>
            </li>
        }
    };
    view! {
        <input class="input search" type="search" aria-label="按名称或代码查找组织" placeholder="名称或代码"
            prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
        <FreshList list=list empty=|| view! { <p class="muted">"没有找到这个组织"</p> }>
            <ul class="act-list">{move || list.rows.get().into_iter().map(row).collect_view()}</ul>
        </FreshList>
        <MoreRows list=list/>
    }
}
