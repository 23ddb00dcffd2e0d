//! `/learning/centre` (党员学习中心): where to go on, what is recommended, most studied and new, and the fourteen themes.

use super::model::of_order;
use super::parts::{CourseShelf, Cover, ProgressLine};
use crate::api;
use crate::kit::{Empty, Frame, Icon, IconName, Loaded, PageHead, use_allowed, use_frame, use_load};
use gsdj_domain::learning::{CENTRE_WAYS, CourseOrder, CourseTheme, LastStudied, LearningHome, ThemeCount, Way};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn LearningHomePage() -> impl IntoView {
    let load = use_load(api::learning::home, &[Tag::Courses, Tag::Study]);
    view! {
        <div class="page-wide learning">
            <PageHead title="党员学习中心" back="/learning"/>
            <Ways/>
            <Loaded load=load view={move |home: LearningHome| view! { <Body home=home/> }}/>
        </div>
    }
}

#[component]
fn Ways() -> impl IntoView {
    const ICONS: [IconName; CENTRE_WAYS.len()] =
        [IconName::Search, IconName::Flag, IconName::Book, IconName::People, IconName::Plus];
    let allowed = use_allowed();
    let one = |(way, icon): (Way, IconName)| {
        view! {
            <a class="learning-way" href=way.to>
                <span class="door-icon"><Icon name=icon/></span>
                <span class="grow"><b>{way.label}</b><span class="cell-note">{way.says}</span></span>
            </a>
        }
    };
    let open = move || {
        let ways = CENTRE_WAYS.into_iter().zip(ICONS);
        allowed.with(|allowed| ways.filter(|(way, _)| way.is_open(allowed)).map(one).collect_view())
    };
    view! { <nav class="learning-ways" aria-label="学习中心">{open}</nav> }
}

#[component]
fn Body(home: LearningHome) -> impl IntoView {
    let nothing = home.newest.is_empty();
    let LearningHome { last, recommended, popular, newest, themes } = home;
    view! {
        {last.map(|last| view! { <GoOn last=last/> })}
        {nothing.then(|| view! { <Empty icon=IconName::Play title="还没有课程" text="省级管理员发布课程以后，会出现在这里。"/> })}
        <CourseShelf title="重点推荐" all=of_order(CourseOrder::Recommended) rows=recommended/>
        <CourseShelf title="热门课件" all=of_order(CourseOrder::Popular) rows=popular/>
        <CourseShelf title="最新课程" all=of_order(CourseOrder::Newest) rows=newest/>
        <Themes themes=themes/>
    }
}

/// The lesson studied last.
#[component]
fn GoOn(last: LastStudied) -> impl IntoView {
    let to = format!("/learning/lessons/{}", last.lesson);
    let progress = Signal::stored(last.progress.clone());
    view! {
        <section class="panel go-on" aria-label="继续学习">
            <Cover course=last.course theme=CourseTheme::Remote cover=last.cover/>
            <div class="grow">
                <p class="muted small">"上次学到"</p>
                <p class="title">{last.title.clone()}</p>
                <p class="muted small">{last.course_title.clone()}</p>
                <ProgressLine progress=progress/>
            </div>
            <a class="btn btn-primary" href=to><Icon name=IconName::Start/>"继续学习"</a>
        </section>
    }
}

#[component]
fn Themes(themes: Vec<ThemeCount>) -> impl IntoView {
    let frame = use_frame();
    let one = |t: ThemeCount| {
        let hue = format!("--hue: {}", super::model::hue(t.theme));
        view! {
            <li>
                <a class="theme-card" href=t.theme.address() style=hue>
                    <b>{t.theme.label()}</b>
                    <span class="small">{t.theme.says()}</span>
                    <span class="small muted">{if t.courses == 0 { "暂无课程".to_owned() } else { format!("{} 门课程", t.courses) }}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="shelf">
            <div class="shelf-head"><h2>"远程教育"</h2></div>
            <ul class="theme-cards" class:tv-themes=move || frame.get() == Frame::Tv>{themes.into_iter().map(one).collect_view()}</ul>
        </section>
    }
}
