//! The rows of the roll: a table on the computer, lines on the phone, tiles on the television.

use super::model::COLUMNS;
use super::page_roll::Roll;
use crate::kit::{Chip, Frame, Tone, use_frame};
use gsdj_domain::member::{MemberClass, MemberRow, MemberStatus};
use leptos::prelude::*;

/// The rows; pressing one opens it.
#[component]
pub fn Rows(rows: RwSignal<Vec<MemberRow>>, roll: Roll, columns: RwSignal<Vec<&'static str>>) -> impl IntoView {
    let frame = use_frame();
    move || {
        if frame.get() == Frame::Computer {
            view! { <Wide rows=rows roll=roll columns=columns/> }.into_any()
        } else {
            view! {
                <ul class="people panel">
                    <For each=move || rows.get() key=|m| m.id children=move |m| view! { <Line member=m roll=roll/> }/>
                </ul>
            }
            .into_any()
        }
    }
}

/// What stands beside a name.
pub fn marks(m: &MemberRow) -> impl IntoView + use<> {
    let (class, status) = (m.class, m.status);
    view! {
        {m.post.clone().map(|p| view! { <Chip tone=Tone::Gold>{p}</Chip> })}
        {(class == MemberClass::Probationary).then(|| view! { <Chip tone=Tone::Info>{class.label()}</Chip> })}
        {(status != MemberStatus::Present).then(|| view! { <Chip tone=Tone::Warn>{status.label()}</Chip> })}
    }
}

#[component]
fn Wide(rows: RwSignal<Vec<MemberRow>>, roll: Roll, columns: RwSignal<Vec<&'static str>>) -> impl IntoView {
    let subtree = roll.is_subtree();
    let shown = Memo::new(move |_| {
        let chosen = columns.get();
        COLUMNS.into_iter().filter(|c| chosen.contains(&c.code) && (subtree || c.code != "branch")).collect::<Vec<_>>()
    });
    let head = |c: super::model::Column| view! { <th scope="col">{c.label}</th> };
    view! {
        <table class="grid-table roll-table">
            <caption class="sr-only">"党员"</caption>
            <thead><tr><th scope="col">"姓名"</th>{move || shown.get().into_iter().map(head).collect_view()}</tr></thead>
            <tbody>
                <For each=move || rows.get() key=|m| m.id children=move |m| view! { <Row member=m roll=roll shown=shown/> }/>
            </tbody>
        </table>
    }
}

#[component]
fn Row(member: MemberRow, roll: Roll, shown: Memo<Vec<super::model::Column>>) -> impl IntoView {
    let id = member.id;
    let selected = move || roll.open.with(|o| o.as_ref().is_some_and(|m| m.id == id));
    let (pressed, kept) = (member.clone(), member.clone());
    let cell = move |c: super::model::Column| {
        let text = Some((c.text)(&kept)).filter(|t| !t.is_empty()).unwrap_or_else(|| "–".into());
        view! { <td class:tight=c.code != "branch">{text}</td> }
    };
    view! {
        <tr data-go="" aria-selected=move || selected().to_string() on:click=move |_| roll.open.set(Some(pressed.clone()))>
            <td>
                <span class="row wrap">
                    <button type="button" class="row-link plain-button" aria-expanded=move || selected().to_string()>{member.name.clone()}</button>
                    {marks(&member)}
                </span>
            </td>
            {move || shown.get().into_iter().map(&cell).collect_view()}
        </tr>
    }
}

#[component]
fn Line(member: MemberRow, roll: Roll) -> impl IntoView {
    let pressed = member.clone();
    let note = match (&member.org_name, member.phone.is_empty()) {
        (Some(branch), _) => branch.clone(),
        (None, true) => "没有登记手机号".into(),
        (None, false) => member.phone.clone(),
    };
    view! {
        <li>
            <button type="button" class="person plain-button" on:click=move |_| roll.open.set(Some(pressed.clone()))>
                <span class="avatar" aria-hidden="true">{member.name.chars().next().map(String::from)}</span>
                <span class="grow">
                    <span class="row wrap"><b>{member.name.clone()}</b>{marks(&member)}</span>
                    <span class="person-note">{note}</span>
                </span>
            </button>
        </li>
    }
}
