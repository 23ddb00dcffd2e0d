//! A work as a card, with its cover; what stands on several pages of the library.

use super::model::{come, extent};
use crate::api;
use gsdj_domain::library::{ShelfItem, WorkKind, WorkRow, WorkState};
use leptos::prelude::*;

/// The cover: the picture, or the title on the colour of its kind.
#[component]
pub fn Cover(row: WorkRow) -> impl IntoView {
    let class = match row.kind {
        WorkKind::Journal => "book-cover hue-red",
        WorkKind::Book => "book-cover hue-gold",
        WorkKind::Paper => "book-cover hue-ink",
        WorkKind::Topic => "book-cover hue-teal",
        WorkKind::Audio => "book-cover hue-plum",
    };
    view! {
        <span class=class aria-hidden="true">
            {match row.cover {
                Some(file) => view! { <img src=api::picture_address(file, 320) alt="" loading="lazy" decoding="async"/> }.into_any(),
                None => view! { <span class="book-cover-title">{row.title.clone()}</span><span class="book-cover-kind">{row.kind.label()}</span> }.into_any(),
            }}
        </span>
    }
}

/// A work as a card.
#[component]
pub fn WorkCard(row: WorkRow) -> impl IntoView {
    let by = if row.author.is_empty() { row.publisher.clone() } else { row.author.clone() };
    view! {
        <a class="book-card" href=format!("/library/works/{}", row.id)>
            <Cover row=row.clone()/>
            <span class="book-title">{row.title.clone()}</span>
            <span class="muted small book-by">{by}</span>
            <span class="muted small">{extent(&row)}</span>
        </a>
    }
}

/// A book on the shelf: goes on where it was left; one that was taken off says so.
#[component]
pub fn ShelfCard(item: ShelfItem) -> impl IntoView {
    let (row, progress) = (item.row, item.progress);
    let come = come(progress, row.kind);
    let inside = view! {
        <Cover row=row.clone()/>
        <span class="book-title">{row.title.clone()}</span>
    };
    if row.state == WorkState::Published {
        view! {
            <a class="book-card" href=format!("/library/works/{}/read", row.id)>
                {inside}
                <progress class="book-progress" max="1000" value=progress.to_string() aria-hidden="true"></progress>
                <span class="muted small">{come}</span>
            </a>
        }
        .into_any()
    } else {
        view! { <div class="book-card gone">{inside}<span class="muted small">"已下架，暂时不能阅读"</span></div> }
            .into_any()
    }
}
