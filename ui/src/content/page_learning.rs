//! `/learning`: what of 党员教育 can be read, and the ways on.

use super::front_parts::Blocks;
use super::television::TvBlocks;
use crate::api;
use crate::kit::{Frame, Icon, IconName, Loaded, PageHead, use_allowed, use_frame, use_load};
use gsdj_domain::content::{Area, FrontPage, Site};
use gsdj_domain::learning::{EDUCATION_WAYS, Way};
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
        if tv.get() && front.is_empty() {
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
    const ICONS: [IconName; EDUCATION_WAYS.len()] = [
        IconName::Play,
        IconName::People,
        IconName::Book,
        IconName::Paper,
        IconName::Forward,
        IconName::Screen,
        IconName::Star,
        IconName::Heart,
        IconName::Search,
    ];
    let allowed = use_allowed();
    let door = |(way, icon): (Way, IconName)| {
        view! {
            <li><a class="door" href=way.to>
                <span class="door-icon"><Icon name=icon/></span>
                <span class="grow"><b>{way.label}</b><span class="cell-note">{way.says}</span></span>
            </a></li>
        }
    };
    let open = move || {
        let ways = EDUCATION_WAYS.into_iter().zip(ICONS);
        allowed.with(|allowed| ways.filter(|(way, _)| way.is_open(allowed)).map(door).collect_view())
    };
    view! { <nav aria-label="党员教育"><ul class="doors news-topics">{open}</ul></nav> }
}
