//! `/learning/chosen` (已选课程): the courses one has chosen, with how far they have come.

use super::parts::CourseCard;
use crate::api;
use crate::kit::{Chip, Empty, IconName, PageHead, Tone};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::learning::ChosenCourse;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ChosenCourses() -> impl IntoView {
    view! { <Only permission=Permission::EnterCourses><Chosen/></Only> }
}

#[component]
fn Chosen() -> impl IntoView {
    let list = use_paged(api::learning::chosen, &[Tag::Courses, Tag::Study]);
    let empty = || {
        view! {
            <Empty icon=IconName::Book title="还没有选课" text="选几门想学的课，学到哪里都会记住。">
                <a class="btn btn-primary" href="/learning/courses">"去选课程"</a>
            </Empty>
        }
    };
    view! {
        <div class="page-wide learning">
            <PageHead title="已选课程" back="/learning/centre"/>
            <FreshList list=list empty=empty>
                <ul class="course-tiles wrap">
                    <For each=move || list.rows.get() key=|c| format!("{c:?}") children=|c| view! { <li><One chosen=c/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn One(chosen: ChosenCourse) -> impl IntoView {
    let ChosenCourse { row, finished, finished_at, .. } = chosen;
    let of = row.lesson_count;
    let note = if finished_at.is_some() {
        view! { <span><Chip tone=Tone::Ok>"已学完"</Chip></span> }.into_any()
    } else {
        view! { <span class="small">{format!("已学完 {finished} / {of} 个课时")}</span> }.into_any()
    };
    view! { <CourseCard row=row note=note/> }
}
