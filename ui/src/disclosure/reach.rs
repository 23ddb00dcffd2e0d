//! 公开范围: everybody, chosen party groups, or chosen members.

use crate::kit::{Icon, IconName};
use gsdj_domain::disclosure::{DisclosureDraft, DisclosureGroup, DisclosureReach, MemberChoice};
use gsdj_domain::{GroupId, MemberId};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The signals of a reach.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// A reach's code.
    pub reach: RwSignal<String>,
    /// The groups ticked.
    pub groups: RwSignal<BTreeSet<GroupId>>,
    /// The members ticked.
    pub members: RwSignal<BTreeSet<MemberId>>,
}

/// The choice; `fixed` while it is public.
#[component]
pub fn ReachField(
    draft: StoredValue<DisclosureDraft>,
    chosen: Chosen,
    fixed: bool,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let option = move |reach: &DisclosureReach| {
        let code = reach.code();
        view! {
            <label class="tick">
                <input type="radio" name="reach" class="radio" disabled=fixed prop:checked=move || chosen.reach.get() == code
                    on:change=move |_| chosen.reach.set(code.to_owned())/>
                <span class="grow">{reach.label()}</span>
            </label>
        }
    };
    let is = move |reach: DisclosureReach| chosen.reach.get() == reach.code();
    view! {
        <fieldset class="people-field" id="field-reach" tabindex="-1">
            <legend>"公开范围"</legend>
            {fixed.then(|| view! { <p class="muted small">"公示期间不能修改公开范围。"</p> })}
            <div>{DisclosureReach::ALL.iter().map(option).collect_view()}</div>
            <Show when=move || is(DisclosureReach::Groups)><Groups draft=draft chosen=chosen.groups fixed=fixed/></Show>
            <Show when=move || is(DisclosureReach::Members)><Members draft=draft chosen=chosen.members fixed=fixed/></Show>
            <p class="fault" role="alert">{move || error.get().map(|f| view! { <Icon name=IconName::Warning/><span>{f}</span> })}</p>
        </fieldset>
    }
}

fn toggle<T: Ord + Copy + Send + Sync + 'static>(chosen: RwSignal<BTreeSet<T>>, id: T) {
    chosen.update(|all| {
        if !all.remove(&id) {
            all.insert(id);
        }
    });
}

#[component]
fn Groups(draft: StoredValue<DisclosureDraft>, chosen: RwSignal<BTreeSet<GroupId>>, fixed: bool) -> impl IntoView {
    let line = move |g: DisclosureGroup| {
        let id = g.id;
        view! {
            <li>
                <label class="tick">
                    <input type="checkbox" class="checkbox" disabled=fixed prop:checked=move || chosen.with(|c| c.contains(&id))
                        on:change=move |_| toggle(chosen, id)/>
                    <span class="grow">{g.name}</span>
                    <span class="muted small">{format!("{} 人", g.members)}</span>
                </label>
            </li>
        }
    };
    let all = draft.with_value(|d| d.groups.clone());
    let none = all.is_empty();
    view! {
        <div id="field-groups" tabindex="-1">
            {none.then(|| view! { <p class="muted">"本支部还没有党小组，请选择“全体党员”或“指定党员”。"</p> })}
            <ul class="ticks">{all.into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Members(draft: StoredValue<DisclosureDraft>, chosen: RwSignal<BTreeSet<MemberId>>, fixed: bool) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let line = move |m: MemberChoice| {
        let id = m.id;
        view! {
            <li>
                <label class="tick">
                    <input type="checkbox" class="checkbox" disabled=fixed prop:checked=move || chosen.with(|c| c.contains(&id))
                        on:change=move |_| toggle(chosen, id)/>
                    <span class="grow">{m.name}</span>
                    <span class="muted small">{m.class.label()}</span>
                </label>
            </li>
        }
    };
    let shown = move || {
        let q = q.get();
        let all = draft.with_value(|d| d.members.clone());
        all.into_iter().filter(|m| m.name.contains(q.trim())).map(line).collect_view()
    };
    view! {
        <div id="field-members" tabindex="-1">
            <p class="muted small" role="status">{move || format!("已选 {} 人", chosen.with(BTreeSet::len))}</p>
            <input class="input search" type="search" aria-label="按姓名查找党员" placeholder="按姓名查找"
                prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
            <ul class="ticks">{shown}</ul>
        </div>
    }
}
