//! Ticking who is there.

use crate::api;
use crate::kit::{Loaded, use_load};
use gsdj_domain::MemberId;
use gsdj_domain::meeting::{Candidate, MeetingDraft, MeetingKind};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The branch's members with a tick each.
#[component]
pub fn Ticks(ticked: RwSignal<BTreeSet<MemberId>>, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    // the circle of the branch's own meeting is all its members
    let load = use_load(|| api::meeting::draft(MeetingKind::GeneralMeeting), &[Tag::Orgs]);
    view! { <Loaded load=load view={move |draft: MeetingDraft| view! { <List circle=draft.circle ticked=ticked error=error/> }}/> }
}

#[component]
fn List(
    circle: Vec<Candidate>,
    ticked: RwSignal<BTreeSet<MemberId>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let all: Vec<MemberId> = circle.iter().map(|c| c.id).collect();
    let count = circle.len();
    let line = move |c: Candidate| {
        let id = c.id;
        let toggle = move |ev| {
            let on = event_target_checked(&ev);
            ticked.update(|t| {
                if on {
                    t.insert(id)
                } else {
                    t.remove(&id)
                };
            });
        };
        view! {
            <li><label class="tick">
                <input type="checkbox" class="checkbox" prop:checked=move || ticked.with(|t| t.contains(&id)) on:change=toggle/>
                <span class="grow">{c.name}</span>
            </label></li>
        }
    };
    view! {
        <fieldset class="people-field" id="field-members" tabindex="-1">
            <legend>"到场的党员"</legend>
            <div class="row wrap">
                <b class="grow" role="status">{move || format!("已勾选 {} 人，共 {count} 人", ticked.with(BTreeSet::len))}</b>
                <button type="button" class="btn btn-line btn-small" on:click=move |_| ticked.set(all.iter().copied().collect())>"全部到场"</button>
                <button type="button" class="btn btn-line btn-small" on:click=move |_| ticked.set(BTreeSet::new())>"全部取消"</button>
            </div>
            <ul class="group-study-ticks">{circle.into_iter().map(line).collect_view()}</ul>
            <p class="fault" role="alert">{move || error.get()}</p>
        </fieldset>
    }
}
