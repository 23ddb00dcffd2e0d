//! 历届支委会: who held which post from when to when.

use super::model::span;
use crate::api;
use crate::kit::{Chip, Tone};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::branch::{PastCommittee, Tenure};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The committees of a branch, the one in office first; nothing where none was ever formed.
#[component]
pub fn CommitteeHistory(org: OrgId) -> impl IntoView {
    let list = use_paged(move |cursor| api::branch::committees(org, cursor), &[Tag::Orgs]);
    view! {
        <section class="panel">
            <h2 class="panel-title">"历届支委会"</h2>
            <FreshList list=list empty=|| view! { <p class="muted">"组建支委会后，每一届的任职情况都会记在这里。"</p> }>
                {move || list.rows.get().into_iter().enumerate().map(|(at, past)| committee(past, at == 0)).collect_view()}
            </FreshList>
            <MoreRows list=list/>
        </section>
    }
}

fn committee(past: PastCommittee, open: bool) -> impl IntoView {
    let title = span(past.begins.as_deref(), past.ends.as_deref());
    let current = past.over.is_none();
    let over = past.over.map(|day| format!("{day} 换届"));
    view! {
        <details class="past" open=open>
            <summary class="row wrap">
                <span class="grow">{format!("任期 {title}")}</span>
                {current.then(|| view! { <Chip tone=Tone::Ok>"本届"</Chip> })}
                {over.map(|text| view! { <span class="muted small">{text}</span> })}
            </summary>
            <ul class="tenures">{past.tenures.into_iter().map(tenure).collect_view()}</ul>
        </details>
    }
}

fn tenure(t: Tenure) -> impl IntoView {
    let days = match (&t.since, &t.until) {
        (since, None) => span(since.as_deref(), None),
        (since, until) => span(since.as_deref(), until.as_deref()),
    };
    view! {
        <li class:former=t.until.is_some()>
            <b>{t.name}</b>
            <span>{t.post}</span>
            <span class="muted small">{days}</span>
        </li>
    }
}
