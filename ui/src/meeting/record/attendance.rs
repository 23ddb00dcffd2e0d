//! 到会名单: ticks, quick choices and what they amount to, live (FEATURES 3.10).

use crate::kit::{Icon, IconName};
use crate::meeting::model::people;
use crate::meeting::model::record::{Written, answered_attend, checked_in, everybody};
use gsdj_domain::MemberId;
use gsdj_domain::meeting::{Attendee, MeetingView};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The ticks.
#[component]
pub fn Attendance(
    view: StoredValue<MeetingView>,
    present: RwSignal<BTreeSet<MemberId>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let expected = view.with_value(|v| v.people.iter().filter(|p| p.expected).cloned().collect::<Vec<Attendee>>());
    let many = expected.len() > 10;
    let any_there = expected.iter().any(|p| p.checked_in_at.is_some());
    let outcome = Memo::new(move |_| {
        let written = Written { present: present.get(), ..Written::default() };
        let outcome = view.with_value(|v| written.outcome(&v.row.tally));
        (outcome.enough, outcome.sentence)
    });
    let set = move |who: fn(&[Attendee]) -> BTreeSet<MemberId>| present.set(view.with_value(|v| who(&v.people)));
    let lines = move || {
        let q = q.get();
        expected.iter().filter(|p| p.name.contains(q.trim())).map(|p| line(p, present)).collect_view()
    };
    view! {
        <fieldset class="people-field" id="field-present" tabindex="-1">
            <legend>"到会名单"</legend>
            <p class="tally-verdict" class:enough=move || outcome.with(|o| o.0) role="status">
                {move || view! { <Icon name=if outcome.with(|o| o.0) { IconName::Check } else { IconName::Warning }/> }}
                {move || outcome.with(|o| o.1.clone())}
            </p>
            <div class="chips" role="group" aria-label="快速勾选">
                <button type="button" class="chip-button" on:click=move |_| set(everybody)>"全部到会"</button>
                {any_there.then(|| view! { <button type="button" class="chip-button" on:click=move |_| set(checked_in)>"按签到勾选"</button> })}
                <button type="button" class="chip-button" on:click=move |_| set(answered_attend)>"按反馈勾选"</button>
                <button type="button" class="chip-button" on:click=move |_| present.set(BTreeSet::new())>"全部清除"</button>
            </div>
            {many.then(|| view! {
                <input class="input search" type="search" aria-label="按姓名查找" placeholder="按姓名查找"
                    prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
            })}
            <ul class="ticks">{lines}</ul>
            <p class="fault" role="alert">{move || error.get()}</p>
        </fieldset>
    }
}

fn line(p: &Attendee, present: RwSignal<BTreeSet<MemberId>>) -> impl IntoView + use<> {
    let id = p.member;
    // what they had answered, not what the ticks say now
    let answered = people::state(&Attendee { present: None, ..p.clone() });
    let toggle = move |ev| {
        let there = event_target_checked(&ev);
        present.update(|all| {
            if there {
                all.insert(id)
            } else {
                all.remove(&id)
            };
        });
    };
    view! {
        <li>
            <label class="tick">
                <input type="checkbox" class="checkbox" prop:checked=move || present.with(|all| all.contains(&id)) on:change=toggle/>
                <span class="grow">{p.name.clone()}</span>
                <span class="muted small">{if p.checked_in_at.is_some() { "已签到".to_owned() } else { format!("反馈：{answered}") }}</span>
            </label>
        </li>
    }
}
