//! `/workbench`: what can be done here, as doors, and what waits first.

use super::model::{Entry, Picture, rail};
use super::{Only, Workbench};
use crate::kit::{Icon, IconName, PageHead, use_me};
use gsdj_domain::account::Permission;
use leptos::prelude::*;

/// The entry page of 在线用标.
#[component]
pub fn WorkbenchEntry() -> impl IntoView {
    view! { <Only permission=Permission::EnterWorkbench><Doors/></Only> }
}

#[component]
fn Doors() -> impl IntoView {
    let me = use_me();
    let groups = move || rail(&me.get().map(|m| m.permissions).unwrap_or_default());
    let group = |g: super::model::Group| {
        view! {
            <section>
                <h2 class="sub">{g.title}</h2>
                <div class="doors">{g.entries.into_iter().map(door).collect_view()}</div>
            </section>
        }
    };
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="在线用标"/>
                {move || groups().into_iter().map(group).collect_view()}
                <p class="muted small"><a class="link" href="/manual/layout">"找不到功能？看操作指南"</a></p>
            </div>
        </Workbench>
    }
}

fn door(e: Entry) -> impl IntoView {
    view! {
        <a class="door" href=e.to>
            <span class="door-icon"><Icon name=picture(e.picture)/></span>
            <span class="grow">
                <b>{e.label}</b>
                <span class="cell-note">{e.says}</span>
            </span>
        </a>
    }
}

const fn picture(p: Picture) -> IconName {
    match p {
        Picture::Branch => IconName::Home,
        Picture::Committee | Picture::Members => IconName::People,
        Picture::Tree => IconName::Tree,
        Picture::Meeting => IconName::Calendar,
        Picture::Review => IconName::Check,
        Picture::Log => IconName::Paper,
        Picture::Public => IconName::Eye,
        Picture::Shared => IconName::News,
        Picture::Urge => IconName::Warning,
        Picture::Book => IconName::Book,
        Picture::Points => IconName::Star,
    }
}
