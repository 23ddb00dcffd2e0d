//! The lesson's page: loads it once; what is being watched must not be drawn anew.

use super::player::Player;
use super::reader::Reader;
use super::study::use_study;
use crate::api;
use crate::archive::RichText;
use crate::content::{Acts, Remarks};
use crate::kit::{Icon, IconName, Loaded, PageHead, use_id, use_load};
use gsdj_domain::learning::LessonView;
use gsdj_domain::reaction::{Target, TargetKind};
use gsdj_domain::{LessonId, rich};
use leptos::prelude::*;

/// The page.
#[component]
pub fn LessonPage() -> impl IntoView {
    let id = use_id(LessonId);
    view! { <div class="page-wide learning lesson-page">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: LessonId) -> impl IntoView {
    let load = use_load(move || api::learning::lesson(id), &[]);
    let waiting = move || load.data().with(Option::is_none);
    view! {
        {move || waiting().then(|| view! { <PageHead title="课时" back="/learning/centre"/> })}
        <Loaded load=load view={move |view: LessonView| view! { <Whole view=view/> }}/>
    }
}

#[component]
fn Whole(view: LessonView) -> impl IntoView {
    let course = format!("/learning/courses/{}", view.course);
    let study = use_study(&view, None);
    let target = Target { kind: TargetKind::Lesson, id: view.row.id.0 };
    let path = format!("/learning/lessons/{}", view.row.id);
    let (title, course_title, next) = (view.row.title.clone(), view.course_title.clone(), view.next);
    let played = view.row.kind.is_played();
    // beside a film its text stands below; of what is read it is the text itself
    let notes = Some(rich::read_html(&view.body)).filter(|b| played && !b.is_empty());
    let body = if played {
        view! { <Player view=view study=study/> }.into_any()
    } else {
        view! { <Reader view=view study=study/> }.into_any()
    };
    view! {
        <PageHead title=title.clone() back=course.clone()/>
        <h2 class="meeting-title phone-only">{title.clone()}</h2>
        <p class="muted small">{course_title.clone()}</p>
        {body}
        {notes.map(|blocks| view! { <section class="panel"><h2 class="panel-title">"本课说明"</h2><RichText blocks=blocks/></section> })}
        <Acts target=target title=title note=course_title path=path/>
        <nav class="row wrap lesson-ways" aria-label="接着学">
            {next.map(|next| view! { <a class="btn btn-quiet" href=format!("/learning/lessons/{next}")>"下一课时"<Icon name=IconName::Forward/></a> })}
            <a class="btn btn-line" href=course>"回到课程"</a>
        </nav>
        <Remarks target=target/>
    }
}
