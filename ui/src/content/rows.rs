//! Articles as lines, cards and tiles.

use crate::api;
use crate::kit::{Chip, Tone, use_now};
use gsdj_domain::FileId;
use gsdj_domain::content::{ArticleRow, when};
use leptos::prelude::*;

/// The address of an article's page.
#[must_use]
pub fn address(row: &ArticleRow) -> String {
    format!("/articles/{}", row.id)
}

fn pinned(row: &ArticleRow) -> impl IntoView + use<> {
    row.pinned.then(|| view! { <Chip tone=Tone::Gold>"置顶"</Chip> " " })
}

fn picture(cover: Option<FileId>, class: &'static str) -> impl IntoView {
    // the title beside it says what it is about
    cover.map(|file| {
        view! { <span class=class><img src=api::picture_address(file, 320) alt="" loading="lazy" decoding="async"/></span> }
    })
}

/// A line of a list: title, how it begins, where from and when, with its picture.
#[component]
pub fn ArticleCard(row: ArticleRow, #[prop(optional)] with_column: bool) -> impl IntoView {
    let now = use_now();
    let kept = row.clone();
    view! {
        <a class="news-card" href=address(&row)>
            {picture(row.cover, "news-cover")}
            <span class="grow">
                <span class="news-title">{pinned(&row)}{row.title.clone()}</span>
                {(!row.summary.is_empty()).then(|| view! { <span class="news-summary">{row.summary.clone()}</span> })}
                <span class="news-line">{move || kept.line(with_column, now.get())}</span>
            </span>
        </a>
    }
    .into_any()
}

/// One line in a block: title and day.
#[component]
pub fn ArticleLine(row: ArticleRow) -> impl IntoView {
    let now = use_now();
    let at = row.at;
    view! {
        <a class="news-one" href=address(&row)>
            <span class="grow">{pinned(&row)}{row.title.clone()}</span>
            <span class="news-day">{move || when(at, now.get())}</span>
        </a>
    }
    .into_any()
}

/// The first of the headlines: a large picture with its title upon it.
#[component]
pub fn Lead(row: ArticleRow) -> impl IntoView {
    let now = use_now();
    let kept = row.clone();
    view! {
        <a class="news-lead" href=address(&row)>
            {match row.cover {
                Some(file) => view! { <img src=api::picture_address(file, 960) alt="" decoding="async" fetchpriority="high"/> }.into_any(),
                None => view! { <span class="news-lead-plain" aria-hidden="true"></span> }.into_any(),
            }}
            <span class="news-lead-words">
                <b>{row.title.clone()}</b>
                <span class="news-lead-summary">{row.summary.clone()}</span>
                <span class="news-lead-line">{move || kept.line(false, now.get())}</span>
            </span>
        </a>
    }
    .into_any()
}

/// A tile of the television.
#[component]
pub fn ArticleTile(row: ArticleRow, #[prop(default = "tile news-tile")] look: &'static str) -> impl IntoView {
    let now = use_now();
    let kept = row.clone();
    view! {
        <a class=look href=address(&row)>
            {picture(row.cover, "news-tile-cover")}
            <b>{row.title.clone()}</b>
            <small>{move || kept.line(true, now.get())}</small>
        </a>
    }
    .into_any()
}
