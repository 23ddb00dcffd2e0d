//! A front page from ten feet away: rows of tiles for the remote control.

use super::page_front::Nothing;
use super::rows::ArticleTile;
use crate::kit::{Icon, IconName, Load, Loaded};
use gsdj_domain::content::{ColumnBlock, FrontPage, Site};
use leptos::prelude::*;

/// Tiles of a row.
const OF_ROW: usize = 4;

/// The page.
#[component]
pub fn TvFront(site: Site, load: Load<FrontPage>) -> impl IntoView {
    let show = move |front: FrontPage| {
        if front.is_empty() {
            return view! { <Nothing site=site/><TvSites here=site/> }.into_any();
        }
        let FrontPage { headlines, blocks, .. } = front;
        let tile = |row| view! { <ArticleTile row=row look="tile large news-tile"/> };
        let heads = (!headlines.is_empty()).then(|| {
            view! {
                <section class="tv-row" aria-label="头条">
                    <h2>"头条"</h2>
                    <div class="tv-tiles">{headlines.into_iter().map(tile).collect_view()}</div>
                </section>
            }
        });
        // the sites come with the rest: what stands alone at first would take the focus
        view! { {heads}<TvBlocks blocks=blocks/><TvSites here=site/> }.into_any()
    };
    view! { <Loaded load=load view=show/> }
}

/// Rows of columns; those without articles are left out.
#[component]
pub fn TvBlocks(blocks: Vec<ColumnBlock>) -> impl IntoView {
    let row = |block: ColumnBlock| {
        let ColumnBlock { column, articles } = block;
        let all = format!("/columns/{}", column.id);
        view! {
            <section class="tv-row" aria-label=column.name.clone()>
                <h2>{column.name.clone()}</h2>
                <div class="tv-tiles">
                    {articles.into_iter().take(OF_ROW).map(|row| view! { <ArticleTile row=row/> }).collect_view()}
                    <a class="tile flat" href=all><Icon name=IconName::Forward/><b>{format!("全部{}", column.name)}</b></a>
                </div>
            </section>
        }
    };
    let full = blocks.into_iter().filter(|block| !block.articles.is_empty());
    full.map(row).collect_view().into_any()
}

#[component]
fn TvSites(here: Site) -> impl IntoView {
    let one = |site: &Site| {
        view! { <a class="tile flat news-site" href=site.address()><Icon name=IconName::Place/><b>{site.title()}</b></a> }
    };
    let others: Vec<_> = Site::ALL.iter().filter(|site| **site != here).collect();
    view! {
        <section class="tv-row" aria-label="市州站点">
            <h2>"市州站点"</h2>
            <div class="tv-tiles">{others.into_iter().map(one).collect_view()}</div>
        </section>
    }
}
