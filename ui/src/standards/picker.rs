//! Choosing evidence for an item: the branch's own meetings by title, what it has only one of, and uploads.

use super::model::Typed;
use crate::api;
use crate::kit::{Loaded, use_load, use_now};
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{AttachmentField, PhotoField, Uploads};
use gsdj_domain::file::FileInfo;
use gsdj_domain::standards::{EvidenceChoices, EvidenceKind, EvidenceLink, EvidenceView, Item, MeetingChoice};
use leptos::prelude::*;

/// What can be linked to the item; ticking puts it among what is typed.
#[component]
pub fn Picker(item: &'static Item, typed: RwSignal<Typed>) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let load = use_load(move || api::standards::choices(item.code.into(), q.get().trim().to_owned()), &[]);
    let has_meetings = item.evidence.iter().any(|e| e.meeting().is_some());
    let takes_files = item.evidence.contains(&EvidenceKind::File);
    view! {
        <div class="std-picker">
            {(has_meetings || takes_files).then(|| view! {
                <input class="input search" type="search" aria-label="查找本支部的会议和文件" placeholder="按名称查找"
                    prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
            })}
            <Loaded load=load view={move |all: Signal<EvidenceChoices>| view! { <Choices all=all typed=typed/> }}/>
            {takes_files.then(|| view! { <NewFiles typed=typed/> })}
        </div>
    }
}

#[component]
fn Choices(all: Signal<EvidenceChoices>, typed: RwSignal<Typed>) -> impl IntoView {
    let none = move || all.with(|a| a.meetings.is_empty() && a.own.is_empty() && a.files.is_empty());
    view! {
        {move || none().then(|| view! { <p class="muted small">"没有可以关联的会议、文件或支部信息。会议要先上传会议记录。"</p> })}
        <ul class="ticks">
            {move || all.with(|a| a.own.clone()).into_iter().map(|v| tick(v, typed)).collect_view()}
            {move || all.with(|a| a.meetings.clone()).into_iter().map(|m| tick(of_meeting(m), typed)).collect_view()}
            {move || all.with(|a| a.files.clone()).into_iter().map(|f| tick(of_file(f), typed)).collect_view()}
        </ul>
    }
}

fn of_meeting(m: MeetingChoice) -> EvidenceView {
    EvidenceView { kind: m.link.kind, id: m.link.id, title: m.title, at: Some(m.at), file: None, opens: true }
}

fn of_file(file: FileInfo) -> EvidenceView {
    let (id, title) = (Some(file.id.0), file.name.clone());
    EvidenceView { kind: EvidenceKind::File, id, title, at: None, file: Some(file), opens: true }
}

fn tick(view: EvidenceView, typed: RwSignal<Typed>) -> impl IntoView {
    let now = use_now();
    let link = EvidenceLink { kind: view.kind, id: view.id };
    let (title, kind, at) = (view.title.clone(), view.kind, view.at);
    let toggle = move |_| {
        typed.update(|t| if t.has(link) { t.remove(link) } else { t.add(view.clone()) });
    };
    let when = move || at.map(|at| format!(" · {}", at.spoken(now.get())));
    view! {
        <li>
            <label class="tick">
                <input type="checkbox" class="checkbox" prop:checked=move || typed.with(|t| t.has(link)) on:change=toggle/>
                <span class="grow">{title}<span class="cell-note">{kind.label()}{when}</span></span>
            </label>
        </li>
    }
}

/// Files that are not on the server yet; what arrives goes among what is typed.
#[component]
fn NewFiles(typed: RwSignal<Typed>) -> impl IntoView {
    let uploads = [Purpose::Photo, Purpose::Attachment].map(|purpose| Uploads::new(purpose, Vec::new()));
    // what has arrived stands among what is typed from then on
    for arrived in uploads.map(|u| u.done) {
        Effect::new(move |_| {
            let files = arrived.get();
            if !files.is_empty() {
                arrived.set(Vec::new());
                typed.update(|t| files.into_iter().map(of_file).for_each(|view| t.add(view)));
            }
        });
    }
    let [photos, papers] = uploads;
    view! {
        <h3 class="sub">"上传新的照片或文件"</h3>
        <PhotoField uploads=photos/>
        <AttachmentField uploads=papers/>
    }
}
