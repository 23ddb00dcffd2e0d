//! `/learning/group-studies` (集中学习专区): what it is, the branch's group studies, the latest first, and the way to a course.

use crate::api;
use crate::kit::{Chip, Empty, Icon, IconName, PageHead, Tone, use_now};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::learning::GroupStudyRow;
use gsdj_domain::learning::progress::said;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The ways on (FEATURES 5.11).
const WAYS: [(&str, &str, IconName); 4] = [
    ("首页", "/learning/centre", IconName::Home),
    ("选择课程", "/learning/courses", IconName::Search),
    ("专题课程", "/learning/topics", IconName::Flag),
    ("已选课程", "/learning/chosen", IconName::Book),
];

/// The page.
#[component]
pub fn GroupStudies() -> impl IntoView {
    view! { <Only permission=Permission::HoldGroupStudies><All/></Only> }
}

#[component]
fn All() -> impl IntoView {
    let list = use_paged(api::learning::group_studies, &[Tag::Study]);
    let empty = || {
        view! {
            <Empty icon=IconName::People title="还没有集中学习" text="打开一门课程，在要看的课时旁边按“集中学习”，勾选到场的党员就可以开始。">
                <a class="btn btn-primary" href="/learning/courses">"去选课程"</a>
            </Empty>
        }
    };
    let way = |(label, to, icon): (&'static str, &'static str, IconName)| {
        view! { <a class="learning-way" href=to><span class="door-icon"><Icon name=icon/></span><b>{label}</b></a> }
    };
    view! {
        <div class="page-wide learning">
            <PageHead title="党支部集中学习专区" back="/learning/centre"/>
            <nav class="learning-ways" aria-label="集中学习">{WAYS.into_iter().map(way).collect_view()}</nav>
            <p class="muted">"在电视或电脑上一起看课，到场的党员按核实的时长记学习进度和积分，与自己看过的部分不重复。"</p>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|s| format!("{s:?}") children=|s| view! { <li><One row=s/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn One(row: GroupStudyRow) -> impl IntoView {
    let now = use_now();
    let (at, over) = (row.started_at, row.ended_at.is_some());
    view! {
        <a class="meeting-card" href=format!("/learning/group-studies/{}", row.id)>
            <span class="row wrap">
                <span class="grow muted small">{row.course_title.clone()}</span>
                {if over { view! { <Chip>"已结束"</Chip> } } else { view! { <Chip tone=Tone::Ok>"进行中"</Chip> } }}
            </span>
            <span class="title">{row.title.clone()}</span>
            <span class="line"><Icon name=IconName::Clock/>{move || at.spoken(now.get())}</span>
            <span class="line"><Icon name=IconName::People/>{format!("{} 人，已学 {}", row.people, said(row.covered))}</span>
        </a>
    }
}
