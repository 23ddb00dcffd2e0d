//! `/manual` and `/manual/:page`: contents with search, and one page.

use crate::api;
use crate::kit::{Empty, Frame, IconName, PageHead, use_debounced, use_frame};
use crate::points::PointRules;
use crate::search::Line;
use gsdj_domain::manual::{ASK, Block, GROUPS, Hit, Page, Picture, page, pages, search};
use gsdj_domain::search::{SearchHit, SearchKind, pieces};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Contents and search.
#[component]
pub fn ManualHome() -> impl IntoView {
    let query = use_query_map();
    let q = RwSignal::new(query.with_untracked(|m| m.get("q")).unwrap_or_default());
    let all = StoredValue::new(pages());
    let hits = Memo::new(move |_| q.with(|q| all.with_value(|all| search(all, q))));
    let near = use_near(q, hits);
    // a television has no keys to type with: there the contents are walked
    let frame = use_frame();
    view! {
        <div class="page-wide manual-home">
            <PageHead title="操作指南"/>
            <Show when=move || frame.get() != Frame::Tv>
                <form role="search" class="list-tools" on:submit=|ev| ev.prevent_default()>
                    <input class="input search" type="search" aria-label="搜索操作指南" placeholder=ASK
                        prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
                </form>
            </Show>
            <p class="sr-only" role="status">{move || q.with(|q| (!q.trim().is_empty()).then(|| format!("找到 {} 页", hits.with(Vec::len).max(near.with(Vec::len)))))}</p>
            {move || if q.with(|q| q.trim().is_empty()) {
                view! { <Contents current=String::new()/> }.into_any()
            } else if hits.with(Vec::is_empty) && !near.with(Vec::is_empty) {
                near.get().into_iter().map(|hit| view! { <Line hit=hit/> }).collect_view().into_any()
            } else if hits.with(Vec::is_empty) {
                view! { <Empty icon=IconName::Search title="没有找到" text="换一个词试试；仍找不到，请联系支部管理员或上一级党组织。"/> }.into_any()
            } else {
                hits.get().into_iter().map(|h| hit(h, &q.read())).collect_view().into_any()
            }}
        </div>
    }
}

/// What the platform finds where no page holds the words as they are: by how they sound, by initials, with a slip. Nothing
/// without a network.
fn use_near(q: RwSignal<String>, exact: Memo<Vec<Hit>>) -> RwSignal<Vec<SearchHit>> {
    let near = RwSignal::new(Vec::new());
    let calm = use_debounced(q);
    Effect::new(move |_| {
        let asked = calm.get();
        near.set(Vec::new());
        if asked.trim().is_empty() || !exact.with_untracked(Vec::is_empty) {
            return;
        }
        spawn_local(async move {
            let found = api::search::ask(asked.clone(), Some(SearchKind::Manual), None).await;
            if let Ok(found) = found
                && calm.try_get_untracked() == Some(asked)
            {
                near.set(found.data.items);
            }
        });
    });
    near
}

/// A page that was found, with what was searched for marked.
fn hit(h: Hit, q: &str) -> impl IntoView + use<> {
    let mark = |text: &str| {
        let piece = |(t, is): (String, bool)| if is { view! { <mark>{t}</mark> }.into_any() } else { t.into_any() };
        pieces(text, q).into_iter().map(|p| piece((p.text.to_owned(), p.hit))).collect_view()
    };
    view! {
        <a class="hit" href=format!("/manual/{}", h.page.slug)>
            <b>{mark(&h.page.title)}</b>
            <span class="person-note">{mark(&h.line)}</span>
        </a>
    }
}

/// Every page under its group.
#[component]
fn Contents(current: String) -> impl IntoView {
    let all = pages();
    let link = |p: &Page| {
        let here = (p.slug == current).then_some("page");
        view! { <li><a href=format!("/manual/{}", p.slug) aria-current=here>{p.title.clone()}</a></li> }
    };
    let group = |g: &'static str| {
        view! {
            <section>
                <h2>{g}</h2>
                <ul>{all.iter().filter(|p| p.group == g).map(link).collect_view()}</ul>
            </section>
        }
    };
    view! { <nav class="manual-contents" aria-label="目录">{GROUPS.into_iter().map(group).collect_view()}</nav> }
}

/// One page, the contents beside it on the computer.
#[component]
pub fn ManualPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("page").unwrap_or_default());
    move || match page(&slug.get()) {
        Some(found) => view! { <Article page=found/> }.into_any(),
        None => view! {
            <div class="page-narrow">
                <PageHead title="操作指南" back="/manual"/>
                <Empty icon=IconName::Search title="没有这一页" text="它可能改了名字，请从目录里找。">
                    <a class="btn btn-primary" href="/manual">"看目录"</a>
                </Empty>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Article(page: Page) -> impl IntoView {
    let frame = use_frame();
    let slug = page.slug.clone();
    view! {
        <div class="manual">
            <Show when=move || frame.get() == Frame::Computer>
                <Contents current=slug.clone()/>
            </Show>
            <article class="article">
                <PageHead title=page.title back="/manual"/>
                <p class="muted">{page.summary}</p>
                {page.blocks.into_iter().map(block).collect_view()}
            </article>
        </div>
    }
}

fn block(b: Block) -> AnyView {
    let items = |all: Vec<String>| all.into_iter().map(|t| view! { <li>{t}</li> }).collect_view();
    match b {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Text(text) => view! { <p>{text}</p> }.into_any(),
        Block::Steps(all) => view! { <ol>{items(all)}</ol> }.into_any(),
        Block::Points(all) => view! { <ul>{items(all)}</ul> }.into_any(),
        Block::Tip(text) => view! { <p class="tip"><b>"请注意："</b>{text}</p> }.into_any(),
        Block::Link { label, to } => view! { <p class="go"><a class="btn btn-line" href=to>{label}</a></p> }.into_any(),
        Block::PointRules => view! { <PointRules/> }.into_any(),
        Block::Picture(picture) => figure(&picture),
    }
}

/// A screen as it looks, fetched when the reader comes near.
fn figure(picture: &Picture) -> AnyView {
    let (width, height) = picture.size();
    view! {
        <figure class="manual-shot" class:narrow=picture.is_narrow()>
            <img src=picture.address() alt=picture.caption.clone() width=width height=height loading="lazy" decoding="async"/>
            <figcaption>{picture.caption.clone()}</figcaption>
        </figure>
    }
    .into_any()
}
