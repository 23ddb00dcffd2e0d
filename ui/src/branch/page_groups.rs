//! `/branch/groups`: the administrator divides the members into groups; everybody of the branch sees their own.

use super::arrange::{Draft, Everybody, everybody, summary};
use super::group_card::{GroupCard, Ungrouped};
use super::parts::GroupsText;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Confirm, Empty, Icon, IconName, Loaded, PageHead, Tone, can_here, draft, focus_field, toast,
    use_load, use_me, use_save,
};
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::branch::{Groups, GroupsForm};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let me = use_me();
    let org = Memo::new(move |_| me.get().map(|m| m.org));
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="党小组" back="/branch"/>
                {move || org.get().map(|org| view! { <Of org=org/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Of(org: OrgId) -> impl IntoView {
    let manages = can_here(Permission::ManageBranch);
    let me = use_me();
    // what is being edited must not change under the hand
    let load = use_load(move || api::branch::groups(org), &[]);
    view! {
        <Loaded load=load view={move |g: Signal<Groups>| {
            let groups = g.get_untracked();
            let member = me.with_untracked(|m| m.as_ref().and_then(|m| m.member));
            if manages.get_untracked() {
                view! { <Editor org=org groups=groups/> }.into_any()
            } else {
                view! { <section class="panel"><GroupsText groups=groups me=member/></section> }.into_any()
            }
        }}/>
    }
}

#[component]
fn Editor(org: OrgId, groups: Groups) -> impl IntoView {
    let people = StoredValue::new(everybody(&groups));
    let latest = StoredValue::new(Draft::of(&groups));
    let rows = RwSignal::new(Draft::of(&groups));
    let restore = move |old: Draft| rows.set(people.with_value(|p| old.among(p)));
    let kept = draft::keep("branch-groups".into(), move || rows.get(), restore);
    let tried = RwSignal::new(false);
    let faults = Memo::new(move |_| people.with_value(|p| rows.with(|d| d.faults(p))));
    let go = use_navigate();
    let save = use_save(move |form: GroupsForm, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::branch::put_groups(org, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "党小组已保存");
                go("/branch", Default::default());
            }
            Ok(())
        }
    });
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        match faults.with_untracked(|f| f.keys().next().copied()) {
            Some(key) => focus_field(&format!("group-{key}")),
            None => save.go(rows.with_untracked(Draft::form)),
        }
    };
    let keys = Memo::new(move |_| rows.with(|d| d.groups.iter().map(|g| g.key).collect::<Vec<_>>()));
    let none = move || keys.with(Vec::is_empty);
    let undecided = move || none() && latest.with_value(|l| l.version == 0);
    let outdated = move || rows.with(|d| d.version) != latest.with_value(|l| l.version);
    let ask = RwSignal::new(None::<u32>);
    let sentence = move || people.with_value(|p| rows.with(|d| summary(d, p)));
    view! {
        <form class="form-page" novalidate on:submit=submit>
            <p class="row wrap">
                <span class="grow" role="status">{sentence}</span>
                <a class="chip-button" href="/manual/groups">"怎么用"</a>
                <button type="button" class="chip-button" on:click=move |_| rows.update(Draft::add)><Icon name=IconName::Plus/>"添加党小组"</button>
            </p>
            <p class="note row wrap" hidden=move || !outdated()>
                <span class="grow">"这里是您上次没有保存的划分，之后党小组已在别处改动过。"</span>
                <button type="button" class="link" on:click=move |_| rows.set(latest.get_value())>"放弃它，按最新的来"</button>
            </p>
            {move || undecided().then(|| view! { <Start/> })}
            <div class="group-board">
                <For each=move || keys.get() key=|key| *key children=move |key| view! {
                    <GroupCard key=key rows=rows people=people on_remove=move |key| ask.set(Some(key))
                        faults=Signal::derive(move || faults.with(|f| f.get(&key).cloned().filter(|_| tried.get()).unwrap_or_default()))/>
                }/>
                <Show when=move || !none()><Ungrouped rows=rows people=people/></Show>
            </div>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>
                    {move || if none() { "保存：本支部不划分党小组" } else { "保存" }}
                </Button>
            </div>
        </form>
        <RemoveGroup ask=ask rows=rows people=people/>
    }
}

#[component]
fn Start() -> impl IntoView {
    view! {
        <Empty icon=IconName::People title="还没有划分党小组"
            text="党员较多或者住得分散的支部，应当划分党小组并设组长。人数少、不需要划分的，直接按下面的“保存”即可。"/>
    }
}

/// Asks before a group goes; a new and empty one goes at once.
#[component]
fn RemoveGroup(ask: RwSignal<Option<u32>>, rows: RwSignal<Draft>, people: StoredValue<Everybody>) -> impl IntoView {
    let open = RwSignal::new(false);
    let row = move || ask.get().and_then(|key| rows.with_untracked(|d| d.row(key).cloned()));
    Effect::new(move |_| {
        let Some(row) = row() else { return };
        if row.id.is_none() && row.members.is_empty() {
            rows.update(|d| d.remove(row.key));
            ask.set(None);
        } else {
            open.set(true);
        }
    });
    let text = move || {
        row().map_or_else(String::new, |row| {
            let there = people.with_value(|p| row.members.iter().filter(|m| p.contains_key(m)).count());
            format!("“{}”的 {there} 名党员会变为未编入；它召开过的党小组会和记录都保留。按“保存”后生效。", row.name)
        })
    };
    let yes = move |()| {
        if let Some(key) = ask.get_untracked() {
            rows.update(|d| d.remove(key));
        }
        open.set(false);
    };
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            ask.set(None);
        }
        is
    });
    view! {
        <Confirm open=open title="删除党小组" text=Signal::derive(text) yes="删除" danger=true on_yes=yes/>
    }
}
