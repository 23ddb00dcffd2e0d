//! The members of a branch: table on the computer, lines on the phone.

use crate::kit::{Chip, Frame, Tone, use_frame};
use gsdj_domain::member::{MemberClass, MemberRow, MemberStatus};
use leptos::prelude::*;

/// The rows; `on_reset` stands where the viewer may set passwords anew.
#[component]
pub fn MembersList(
    rows: RwSignal<Vec<MemberRow>>,
    #[prop(into)] on_reset: Signal<Option<Callback<MemberRow>>>,
) -> impl IntoView {
    let frame = use_frame();
    move || {
        if frame.get() == Frame::Computer {
            view! { <Wide rows=rows on_reset=on_reset/> }.into_any()
        } else {
            view! { <ul class="people panel">{move || rows.get().into_iter().map(|m| line(m, on_reset)).collect_view()}</ul> }.into_any()
        }
    }
}

fn marks(m: &MemberRow) -> impl IntoView + use<> {
    let (class, status) = (m.class, m.status);
    view! {
        {m.post.clone().map(|p| view! { <Chip tone=Tone::Gold>{p}</Chip> })}
        {(class == MemberClass::Probationary).then(|| view! { <Chip tone=Tone::Info>{class.label()}</Chip> })}
        {(status != MemberStatus::Present).then(|| view! { <Chip tone=Tone::Warn>{status.label()}</Chip> })}
    }
}

fn reset_button(m: MemberRow, on_reset: Signal<Option<Callback<MemberRow>>>) -> impl IntoView {
    let label = format!("重置密码：{}", m.name);
    move || {
        on_reset.get().map(|reset| {
            let m = m.clone();
            view! {
                <button type="button" class="link small" aria-label=label.clone() on:click=move |_| reset.run(m.clone())>"重置密码"</button>
            }
        })
    }
}

#[component]
fn Wide(rows: RwSignal<Vec<MemberRow>>, on_reset: Signal<Option<Callback<MemberRow>>>) -> impl IntoView {
    let row = move |m: MemberRow| {
        let text = |t: Option<&str>| t.filter(|t| !t.is_empty()).unwrap_or("–").to_owned();
        view! {
            <tr>
                <td><span class="row wrap"><b>{m.name.clone()}</b>{marks(&m)}</span></td>
                <td class="tight">{text(m.sex.map(|s| s.label()))}</td>
                <td class="tight">{m.class.label()}</td>
                <td class="tight">{text(m.joined.as_deref())}</td>
                <td class="tight">{text(Some(m.phone.as_str()))}</td>
                <td class="tight">{reset_button(m, on_reset)}</td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"党员"</caption>
            <thead>
                <tr>
                    <th scope="col">"姓名"</th>
                    <th scope="col">"性别"</th>
                    <th scope="col">"党员类别"</th>
                    <th scope="col">"入党日期"</th>
                    <th scope="col">"手机"</th>
                    <th scope="col"><span class="sr-only">"操作"</span></th>
                </tr>
            </thead>
            <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn line(m: MemberRow, on_reset: Signal<Option<Callback<MemberRow>>>) -> impl IntoView {
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">{m.name.chars().next().map(String::from)}</span>
            <span class="grow">
                <span class="row wrap"><b>{m.name.clone()}</b>{marks(&m)}</span>
                <span class="person-note">{if m.phone.is_empty() { "没有登记手机号".to_owned() } else { m.phone.clone() }}</span>
            </span>
            {reset_button(m, on_reset)}
        </li>
    }
}
