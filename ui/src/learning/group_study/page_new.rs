//! `/learning/group-studies/new?lesson=…`: who is there, then it begins.

use super::people::Ticks;
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Icon, IconName, Loaded, PageHead, use_load, use_save};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::{GroupStudyForm, LessonView};
use gsdj_domain::{LessonId, MemberId};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::collections::BTreeSet;

/// The page.
#[component]
pub fn NewGroupStudy() -> impl IntoView {
    let map = use_query_map();
    let lesson = Memo::new(move |_| map.read().get("lesson").and_then(|l| l.parse().ok()).map(LessonId));
    view! {
        <Only permission=Permission::HoldGroupStudies>
            <div class="page-narrow learning">
                <PageHead title="开始集中学习" back="/learning/group-studies"/>
                {move || match lesson.get() {
                    Some(lesson) => view! { <New lesson=lesson/> }.into_any(),
                    None => view! { <p>"请先选一个课时。"<a class="link" href="/learning/courses">"去选课程"</a></p> }.into_any(),
                }}
            </div>
        </Only>
    }
}

#[component]
fn New(lesson: LessonId) -> impl IntoView {
    let load = use_load(move || api::learning::lesson(lesson), &[]);
    let ticked = RwSignal::new(BTreeSet::<MemberId>::new());
    let go = use_navigate();
    let save = use_save(move |members: Vec<MemberId>, key| {
        let go = go.clone();
        async move {
            let form = GroupStudyForm { lesson, members, meeting: None };
            if let Sent::Done(view) = api::learning::begin_group_study(form, key).await? {
                go(&format!("/learning/group-studies/{}", view.row.id), Default::default());
            }
            Ok(())
        }
    });
    let error = Signal::derive(move || save.field("members").get());
    let beside = move || save.error().get().filter(|e| e.field("members").is_none()).map(|e| e.sentence());
    let begin = move |_| save.go(ticked.get_untracked().into_iter().collect());
    view! {
        <Loaded load=load view={|view: LessonView| view! {
            <section class="panel"><p class="muted small">{view.course_title}</p><h2>{view.row.title}</h2></section>
        }}/>
        <section class="panel"><Ticks ticked=ticked error=error/></section>
        <p class="fault" role="alert">{beside}</p>
        <div class="acts"><Button kind=ButtonKind::Primary busy=save.pending() on_click=begin><Icon name=IconName::Start/>"开始"</Button></div>
    }
}
