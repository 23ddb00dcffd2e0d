//! `/learning/manage/:id/lessons/new` and `/learning/manage/lessons/:id`: one lesson.

use super::lesson_form::{Target, TheForm};
use super::model::TypedLesson;
use super::questions::Questions;
use crate::api;
use crate::kit::{Loaded, PageHead, use_id, use_load};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::LessonView;
use gsdj_domain::{CourseId, LessonId};
use leptos::prelude::*;

/// Adding one.
#[component]
pub fn NewLesson() -> impl IntoView {
    let id = use_id(CourseId);
    view! {
        <Only permission=Permission::ManageCourses>
            <div class="page-narrow learning">
                {move || id.get().map(|id| view! {
                    <PageHead title="加课时" back=format!("/learning/manage/{id}")/>
                    <TheForm target=Target::New(id) typed=TypedLesson::default()/>
                })}
            </div>
        </Only>
    }
}

/// Changing one.
#[component]
pub fn EditLesson() -> impl IntoView {
    let id = use_id(LessonId);
    view! {
        <Only permission=Permission::ManageCourses>
            <div class="page-narrow learning">{move || id.get().map(|id| view! { <Stands id=id/> })}</div>
        </Only>
    }
}

#[component]
fn Stands(id: LessonId) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(
        move || async move {
            let view = api::learning::lesson(id).await?;
            let subtitles = if view.data.subtitled { api::learning::subtitle_text(id).await? } else { String::new() };
            Ok(api::Fetched { data: (view.data, subtitles), age: view.age })
        },
        &[],
    );
    view! {
        <Loaded load=load view={move |(view, subtitles): (LessonView, String)| {
            let target = Target::Old(id, view.course);
            let length = view.row.kind.is_played().then_some(view.row.duration);
            view! {
                <PageHead title="修改课时" back=format!("/learning/manage/{}", view.course)/>
                <TheForm target=target typed=TypedLesson::of(&view, subtitles)/>
                {length.map(|length| view! { <Questions lesson=id length=length/> })}
            }
        }}/>
    }
}
