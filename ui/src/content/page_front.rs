//! `/news`: the province's front page; `/sites/:code`: that of a prefecture. Open to everybody.

use super::front_parts::{Blocks, Heads, SearchBox};
use super::model::prefecture;
use super::sites::Sites;
use super::television::TvFront;
use crate::api::{self, session};
use crate::kit::{Empty, Frame, IconName, Loaded, PageHead, use_frame, use_load};
use crate::lost::NotFound;
use gsdj_domain::content::{Area, FrontPage, Site};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The province's.
#[component]
pub fn NewsPage() -> impl IntoView {
    view! { <Front site=Site::Province/> }
}

/// A prefecture's.
#[component]
pub fn SitePage() -> impl IntoView {
    let params = use_params_map();
    let site = Memo::new(move |_| params.read().get("code").and_then(|code| prefecture(&code)));
    move || match site.get() {
        Some(site) => view! { <Front site=site/> }.into_any(),
        None => view! { <NotFound/> }.into_any(),
    }
}

/// Whether nobody is signed in: then there are no tabs below, and the page itself leads back.
fn is_guest() -> bool {
    !matches!(&*session::who().read_untracked(), session::Who::Known(_))
}

/// The page's name, and where back leads.
fn head(site: Site) -> (String, Option<String>) {
    if site.is_province() {
        ("党建资讯".into(), is_guest().then(|| "/".into()))
    } else {
        (site.title(), Some("/news".into()))
    }
}

#[component]
fn Front(site: Site) -> impl IntoView {
    let load = use_load(move || api::content::front(site, Area::News), &[Tag::Content]);
    let tree = use_load(move || api::content::columns(site), &[Tag::Content]);
    let columns = Memo::new(move |_| tree.data().get().map(|tree| tree.columns).unwrap_or_default());
    let frame = use_frame();
    let (title, back) = head(site);
    let title = match back {
        Some(back) => view! { <PageHead title=title back=back/> }.into_any(),
        None => view! { <PageHead title=title/> }.into_any(),
    };
    let body = move |front: FrontPage| {
        if front.is_empty() {
            return view! { <Nothing site=site/> }.into_any();
        }
        let FrontPage { headlines, blocks, .. } = front;
        view! {
            <Heads rows=headlines/>
            <Blocks blocks=blocks columns=columns/>
        }
        .into_any()
    };
    view! {
        <div class="news-page">
            {title}
            {move || if frame.get() == Frame::Tv {
                view! { <TvFront site=site load=load/> }.into_any()
            } else {
                view! {
                    <Sites here=site label="市州站点"/>
                    <SearchBox/>
                    <Loaded load=load view=body/>
                    // a foot that stands before the page would be pushed out of sight by it
                    <Show when=move || load.data().with(Option::is_some)><Sites here=site label="市州站点（页尾）"/></Show>
                }.into_any()
            }}
        </div>
    }
}

/// No article yet.
#[component]
pub(super) fn Nothing(site: Site) -> impl IntoView {
    let text = if site.is_province() {
        "编辑发布文章以后会出现在这里，市州站点可以先看。"
    } else {
        "本站编辑发布文章以后会出现在这里，可以先看全省的资讯。"
    };
    view! {
        <Empty icon=IconName::News title="还没有发布文章" text=text>
            {(!site.is_province()).then(|| view! { <a class="btn btn-primary" href="/news">"看全省资讯"</a> })}
            <a class="btn btn-line" href="/manual/news">"怎么用"</a>
        </Empty>
    }
}
