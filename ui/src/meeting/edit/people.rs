//! 应到名单: everybody of the circle is expected, or not counted for a reason.

use super::state::Form;
use crate::kit::{Chip, Tone};
use crate::meeting::model::form::{Place, in_circle};
use gsdj_domain::MemberId;
use gsdj_domain::meeting::{Candidate, ExclusionReason};
use gsdj_domain::member::MemberClass;
use leptos::prelude::*;

/// The list with its counts, search and 「全部应到」.
#[component]
pub fn PeopleField(form: Form, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let circle = form.draft.with_value(|d| d.circle.clone());
    let many = circle.len() > 10;
    let heads = Memo::new(move |_| form.draft.with_value(|d| form.typed().heads(d)));
    let group = Memo::new(move |_| form.typed().group);
    let everybody = move |_| {
        form.people.update(|p| p.values_mut().for_each(|place| *place = Place::Expected));
    };
    let lines = move || {
        let q = q.get();
        let there = |c: &&Candidate| form.draft.with_value(|d| in_circle(d, group.get(), c.id));
        circle.iter().filter(there).filter(|c| c.name.contains(q.trim())).map(|c| line(c, form)).collect_view()
    };
    view! {
        <fieldset class="people-field" id="field-expected" tabindex="-1" aria-describedby="people-fault">
            <legend>"应到名单"</legend>
            <div class="row wrap">
                <b class="grow" role="status">
                    {move || { let (yes, no) = heads.get(); format!("应到 {yes} 人，不计入 {no} 人") }}
                </b>
                <button type="button" class="btn btn-line btn-small" on:click=everybody>"全部应到"</button>
            </div>
            {many.then(|| view! {
                <input class="input search" type="search" aria-label="按姓名查找" placeholder="按姓名查找"
                    prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
            })}
            <ul class="placing">{lines}</ul>
            <p class="fault" id="people-fault" role="alert">{move || error.get()}</p>
        </fieldset>
    }
}

fn line(c: &Candidate, form: Form) -> impl IntoView + use<> {
    let (id, name) = (c.id, c.name.clone());
    let place = Memo::new(move |_| form.people.with(|p| p.get(&id).cloned().unwrap_or(Place::Expected)));
    let set = move |new: Place| {
        form.people.update(|p| {
            p.insert(id, new);
        });
    };
    let toggle = move |ev| {
        set(if event_target_checked(&ev) {
            Place::Expected
        } else {
            Place::Excluded(ExclusionReason::Illness, String::new())
        });
    };
    let suggested = c.suggested.map(|r| format!("登记为{}", r.label()));
    view! {
        <li class="placing-line">
            <label class="tick">
                <input type="checkbox" class="checkbox" prop:checked=move || place.get() == Place::Expected on:change=toggle/>
                <span class="grow">
                    {name.clone()}
                    {(c.class == MemberClass::Probationary).then(|| view! { " " <Chip tone=Tone::Plain>"预备"</Chip> })}
                </span>
                <span class="muted small">{move || if place.get() == Place::Expected { "应到".to_owned() } else { "不计入".to_owned() }}</span>
            </label>
            {move || match place.get() {
                Place::Expected => None,
                Place::Excluded(reason, note) => Some(why_not(id, &name, reason, note, suggested.clone(), form)),
            }}
        </li>
    }
}

fn why_not(
    id: MemberId,
    name: &str,
    reason: ExclusionReason,
    note: String,
    suggested: Option<String>,
    form: Form,
) -> impl IntoView + use<> {
    let choose = move |ev| {
        if let Some(reason) = ExclusionReason::from_code(&event_target_value(&ev)) {
            form.people.update(|p| {
                let old = p.get(&id).cloned();
                let note = if let Some(Place::Excluded(_, note)) = old { note } else { String::new() };
                p.insert(id, Place::Excluded(reason, note));
            });
        }
    };
    // written back when the field is left, so that the line is not drawn anew at every key
    let write = move |ev| {
        let note = event_target_value(&ev);
        form.people.update(|p| {
            p.insert(id, Place::Excluded(reason, note));
        });
    };
    let other = reason == ExclusionReason::Other;
    let option = |r: &ExclusionReason| view! { <option value=r.code() selected=*r == reason>{r.label()}</option> };
    view! {
        <div class="placing-why">
            <select class="select" aria-label=format!("{name}不计入应到的原因") on:change=choose>
                {ExclusionReason::ALL.iter().map(option).collect_view()}
            </select>
            <input class="input grow" aria-label=format!("{name}不计入应到的说明") value=note on:change=write
                placeholder=if other { "请写明原因" } else { "说明（可不填）" } aria-required=other.to_string()/>
            {suggested.map(|s| view! { <span class="muted small">{s}</span> })}
        </div>
    }
}
