//! `/learning`: what of 党员教育 can be read, and the ways on.

use super::front_parts::Blocks;
use super::page_front::nothing;
use super::television::TvBlocks;
use crate::api;
use crate::kit::{Frame, Icon, IconName, Loaded, PageHead, can, use_frame, use_load};
use gsdj_domain::account::Permission;
use gsdj_domain::content::{Area, FrontPage, Site};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn LearningPage() -> impl IntoView {
    let load = use_load(|| api::content::front(Site::Province, Area::Education), &[Tag::Content]);
    let tree = use_load(|| api::content::columns(Site::Province), &[Tag::Content]);
    let columns = Memo::new(move |_| tree.data().get().map(|tree| tree.columns).unwrap_or_default());
    let frame = use_frame();
    let tv = Memo::new(move |_| frame.get() == Frame::Tv);
    let show = move |front: FrontPage| {
        if tv.get() && nothing(&front) {
            view! { <p class="muted">"还没有可以看的文章。"</p> }.into_any()
        } else if tv.get() {
            view! { <TvBlocks blocks=front.blocks/> }.into_any()
        } else {
            view! { <Blocks blocks=front.blocks columns=columns/> }.into_any()
        }
    };
    view! {
        <div class="news-page learning">
            <PageHead title="党员教育"/>
            <Ways/>
            <Loaded load=load view=show/>
        </div>
    }
}

/// What can be done today.
#[component]
fn Ways() -> impl IntoView {
    let (exams, ranked, reacts) = (can(Permission::EnterExams), can(Permission::SeePoints), can(Permission::React));
    let together = can(Permission::HoldGroupStudies);
    let (guide, library) = (can(Permission::ReadProgrammes), can(Permission::ReadLibrary));
    let door = |to: &'static str, icon: IconName, name: &'static str, says: &'static str| {
        view! {
            <li><a class="door" href=to>
                <span class="door-icon"><Icon name=icon/></span>
                <span class="grow"><b>{name}</b><span class="cell-note">{says}</span></span>
            </a></li>
        }
    };
    view! {
        <nav aria-label="党员教育">
            <ul class="doors news-topics">
                {door("/learning/centre", IconName::Play, "党员学习中心", "看课程、学专题，学到哪儿自动记住")}
                {move || together.get().then(|| door("/learning/group-studies", IconName::People, "集中学习", "支部一起看、一起记"))}
                {move || library.get().then(|| door("/library", IconName::Book, "党建数字图书库", "党刊、党书、党报，能读也能听"))}
                {move || exams.get().then(|| door("/exams", IconName::Paper, "在线考试", "做题、看解析、记积分"))}
                {door("/portals", IconName::Forward, "学习平台", "学习强国、共产党员网等")}
                {move || guide.get().then(|| door("/programmes", IconName::Screen, "直播节目预告", "看什么时候播什么，到点提醒"))}
                {move || ranked.get().then(|| door("/rankings", IconName::Star, "学习排行", "看党员和支部的学习积分"))}
                {move || reacts.get().then(|| door("/me/favourites", IconName::Heart, "我的收藏", "收藏过的文章"))}
                {door("/search", IconName::Search, "搜索", "按词语或拼音找文章")}
            </ul>
        </nav>
    }
}
