//! `/articles/:id`: one article to read, for everybody; for whoever is signed in it counts, and can be kept, liked, commented.

use super::acts::Acts;
use super::counter::Counter;
use super::page_column::Crumbs;
use super::remarks::Remarks;
use super::rows::ArticleLine;
use super::size::{SizeButtons, use_size};
use crate::api;
use crate::archive::RichText;
use crate::home::grouped;
use crate::kit::{Afterwards, Frame, Loaded, PageHead, use_frame, use_id, use_load, use_now};
use crate::meeting::parts::record_view::Attachments;
use gsdj_domain::content::{ArticleRow, ArticleView, front_of, when};
use gsdj_domain::reaction::{Target, TargetKind};
use gsdj_domain::rich::Block;
use gsdj_domain::routes::Tag;
use gsdj_domain::{ArticleId, rich};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let id = use_id(ArticleId);
    view! { <div class="page-narrow news-article">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: ArticleId) -> impl IntoView {
    let load = use_load(move || api::content::article(id), &[Tag::Content]);
    let waiting = move || load.data().with(Option::is_none);
    let there = Memo::new(move |_| load.data().with(Option::is_some));
    // drawn once: the number of views alone must not draw what is being read anew
    let text = Memo::new(move |_| load.data().get().map(|view| ArticleView { views: 0, ..view }));
    let views = Memo::new(move |_| load.data().with(|view| view.as_ref().map_or(0, |view| view.views)));
    let target = Target { kind: TargetKind::Article, id: id.0 };
    // the parts of the page take it from the memos above
    let nothing = |_: Signal<ArticleView>| ();
    view! {
        {move || waiting().then(|| view! { <PageHead title="资讯" back="/news"/> })}
        <Loaded load=load view=nothing/>
        {move || text.get().map(|view| view! { <Whole view=view views=views/> })}
        <Show when=move || there.get()><Counter id=id/><Afterwards><Remarks target=target/></Afterwards></Show>
        {move || text.get().map(|view| view! { <More rows=view.more name=view.row.column.name/> })}
        <p class="small"><a class="link" href="/manual/article">"怎么用"</a></p>
    }
}

#[component]
fn Whole(view: ArticleView, views: Memo<u32>) -> impl IntoView {
    let frame = use_frame();
    let size = use_size();
    let row = view.row.clone();
    let back = view.back();
    let front = front_of(row.site);
    let target = Target { kind: TargetKind::Article, id: row.id.0 };
    let path = format!("/articles/{}", row.id);
    let note = format!("{} · {}", row.site.title(), row.column.name);
    let subtitle = (!view.subtitle.is_empty()).then(|| view! { <p class="news-subtitle">{view.subtitle.clone()}</p> });
    // the phone's bar shortens the title; elsewhere it stands whole above, and the text's own headings need one above them
    let title = row.title.clone();
    let heading = move || {
        if frame.get() == Frame::Phone {
            view! { <h2 class="news-headline">{title.clone()}</h2> }.into_any()
        } else {
            view! { <h2 class="sr-only">"正文"</h2> }.into_any()
        }
    };
    let blocks = rich::read_html(&view.body);
    let attachments = view.attachments.clone();
    view! {
        <PageHead title=row.title.clone() back=back/>
        <Crumbs front=front path=view.path.clone()/>
        <article class="panel news-paper">
            <header>
                {heading}
                {subtitle}
                <About view=view.clone() views=views/>
                {move || (frame.get() != Frame::Tv).then(|| view! { <SizeButtons size=size/> })}
            </header>
            <div class=move || format!("news-body read-{}", size.get())><Text blocks=blocks/></div>
            <Attachments files=attachments/>
        </article>
        <Afterwards><Acts target=target title=row.title.clone() note=note.clone() path=path.clone()/></Afterwards>
    }
}

/// The text; on the television by its parts, each of which takes the focus, so that the remote control walks down them.
#[component]
fn Text(blocks: Vec<Block>) -> impl IntoView {
    let frame = use_frame();
    let part = |block: Block| view! { <div class="news-part" tabindex="0"><RichText blocks=vec![block]/></div> };
    move || {
        if frame.get() == Frame::Tv {
            blocks.clone().into_iter().map(part).collect_view().into_any()
        } else {
            view! { <RichText blocks=blocks.clone()/> }.into_any()
        }
    }
}

/// Where from, by whom, when, how often opened.
#[component]
fn About(view: ArticleView, views: Memo<u32>) -> impl IntoView {
    let now = use_now();
    let (row, changed) = (view.row.clone(), view.changed_at);
    let at = row.at;
    let dated = view.dated.is_some();
    let corrected = view.version > 1;
    let said = move |label: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <span>{format!("{label}：{text}")}</span> })
    };
    view! {
        <p class="news-about">
            {said("来源", row.source.clone())}
            {said("作者", view.author.clone())}
            <span>{move || format!("{}：{}", if dated { "日期" } else { "发布" }, when(at, now.get()))}</span>
            {corrected.then(|| view! { <span>{move || format!("更新：{}", when(changed, now.get()))}</span> })}
            {move || (views.get() > 0).then(|| view! { <span>{format!("{} 次阅读", grouped(i64::from(views.get())))}</span> })}
        </p>
    }
}

/// Others of the column.
#[component]
fn More(rows: Vec<ArticleRow>, name: String) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="panel news-others" aria-labelledby="more-title">
                <h2 class="panel-title" id="more-title">{format!("{name}的其他文章")}</h2>
                <ul class="news-lines">{rows.into_iter().map(|row| view! { <li><ArticleLine row=row/></li> }).collect_view()}</ul>
            </section>
        }
    })
}
