//! `/branch/overview`: read by everybody of the branch, written by its administrator.

use super::parts::OverviewText;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Loaded, PageHead, TextField, Tone, can, draft, toast, use_load, use_me, use_save,
};
use crate::meeting::model::form::{Faults, by_field};
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::branch::{INTRODUCTION_MAX, Overview, check_overview};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let me = use_me();
    let org = Memo::new(move |_| me.get().map(|m| m.org));
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="支部概述" back="/branch"/>
                {move || org.get().map(|org| view! { <Of org=org/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Of(org: OrgId) -> impl IntoView {
    let manages = can(Permission::ManageBranch);
    let load = use_load(move || api::branch::overview(org), &[]);
    view! {
        <Loaded load=load view={move |o: Signal<Overview>| {
            let overview = o.get_untracked();
            if manages.get_untracked() {
                view! { <Editor org=org overview=overview/> }.into_any()
            } else {
                view! { <section class="panel"><OverviewText overview=overview/></section> }.into_any()
            }
        }}/>
    }
}

fn faults(overview: &Overview) -> Faults {
    check_overview(overview).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
}

#[component]
fn Editor(org: OrgId, overview: Overview) -> impl IntoView {
    let introduction = RwSignal::new(overview.introduction);
    let place = RwSignal::new(overview.meeting_place);
    let contact = RwSignal::new(overview.contact);
    let typed =
        move || Overview { introduction: introduction.get(), meeting_place: place.get(), contact: contact.get() };
    let kept = draft::keep(
        "branch-overview".into(),
        move || (introduction.get(), place.get(), contact.get()),
        move |(a, b, c)| {
            introduction.set(a);
            place.set(b);
            contact.set(c);
        },
    );
    let go = use_navigate();
    let save = use_save(move |form: Overview, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::branch::put_overview(org, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "支部概述已保存");
                go("/branch", Default::default());
            }
            Ok(())
        }
    });
    let all = Memo::new(move |_| faults(&typed()));
    let fault = move |field: &'static str| {
        Signal::derive(move || all.with(|f| f.get(field).cloned()).or_else(|| save.field(field).get()))
    };
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if all.with_untracked(Faults::is_empty) {
            save.go(untrack(typed));
        }
    };
    view! {
        <form class="form-page" novalidate on:submit=submit>
            <Card>
                <TextField label="支部简介" name="introduction" value=introduction error=fault("introduction") multiline=true max=INTRODUCTION_MAX
                    hint="支部的由来、党员情况、工作特点"/>
                <TextField label="活动场所" name="meeting_place" value=place error=fault("meeting_place") max=120/>
                <TextField label="联系方式" name="contact" value=contact error=fault("contact") max=60 hint="联系人和电话"/>
            </Card>
            <p class="small"><a class="link" href="/manual/overview">"怎么用"</a></p>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
        </form>
    }
}
