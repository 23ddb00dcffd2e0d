//! `/learning/manage`: the editors' courses, by where they stand.

use crate::api;
use crate::kit::{Empty, Icon, IconName, PageHead, Tabs};
use crate::learning::parts::CourseCard;
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::learning::CourseState;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ManageCourses() -> impl IntoView {
    view! { <Only permission=Permission::ManageCourses><All/></Only> }
}

#[component]
fn All() -> impl IntoView {
    // most that an editor looks for is out already
    let chosen = RwSignal::new(CourseState::ALL.iter().position(|s| *s == CourseState::Published).unwrap_or_default());
    let state = Memo::new(move |_| CourseState::ALL.get(chosen.get()).copied().unwrap_or(CourseState::Draft));
    let list = use_paged(move |cursor| api::learning::managed(state.get(), String::new(), cursor), &[Tag::Courses]);
    Effect::new(move |before: Option<CourseState>| {
        let now = state.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let tabs = Signal::stored(CourseState::ALL.iter().map(|s| s.label().to_owned()).collect::<Vec<_>>());
    let empty = || {
        view! {
            <Empty icon=IconName::Play title="这里没有课程" text="先编课程，加上课时，再发布给大家学。">
                <a class="btn btn-primary" href="/learning/manage/new">"编一门课程"</a>
            </Empty>
        }
    };
    view! {
        <div class="page-wide learning">
            <div class="head">
                <div class="grow"><PageHead title="管理课程" back="/learning/centre"/></div>
                <a class="btn btn-primary" href="/learning/manage/new"><Icon name=IconName::Plus/>"编课程"</a>
            </div>
            <Tabs label="课程状态" tabs=tabs chosen=chosen/>
            <FreshList list=list empty=empty>
                <ul class="course-tiles wrap">
                    <For each=move || list.rows.get() key=|c| format!("{c:?}")
                        children=|row| { let to = format!("/learning/manage/{}", row.id); view! { <li><CourseCard row=row to=to/></li> } }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}
