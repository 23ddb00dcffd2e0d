//! The first view of the manual: it comes with the program, so nothing is asked for it.

use super::{Text, frame};
use gsdj_domain::manual::{self, ASK, Block, GROUPS};
use maud::{Markup, html};

const TITLE: &str = "操作指南";

fn contents(current: &str) -> Markup {
    let pages = manual::pages();
    html! {
        nav.manual-contents aria-label="目录" { @for group in GROUPS {
            section {
                h2 { (group) }
                ul { @for page in pages.iter().filter(|page| page.group == group) {
                    li { a href={ "/manual/" (page.slug) } aria-current=[(page.slug == current).then_some("page")] { (page.title) } }
                } }
            }
        } }
    }
}

/// The contents.
pub fn home() -> Text {
    let main = html! {
        div.list-tools { input.input.search type="search" aria-label="搜索操作指南" placeholder=(ASK) readonly; }
        (contents(""))
    };
    Text { title: TITLE.into(), page: ("page-wide manual-home", main), ..Text::default() }
}

/// A page.
pub fn one(slug: &str) -> Option<Text> {
    let page = manual::page(slug)?;
    let main = html! {
        (contents(slug))
        article.article {
            (frame::heading(&page.title, Some("/manual")))
            p.muted { (page.summary) }
            @for block in &page.blocks { (self::block(block)) }
        }
    };
    let says = page.summary.clone();
    Some(Text {
        title: page.title,
        says,
        back: Some("/manual".into()),
        page: ("manual", main),
        headed: true,
        ..Text::default()
    })
}

fn block(block: &Block) -> Markup {
    html! { @match block {
        Block::Heading(text) => { h2 { (text) } }
        Block::Text(text) => { p { (text) } }
        Block::Steps(all) => { ol { @for one in all { li { (one) } } } }
        Block::Points(all) => { ul { @for one in all { li { (one) } } } }
        Block::Tip(text) => { p.tip { b { "请注意：" } (text) } }
        Block::Link { label, to } => { p.go { a.btn.btn-line href=(to) { (label) } } }
        // a table of its own page's making
        Block::PointRules => {}
        Block::Picture(picture) => {
            figure.manual-shot.narrow[picture.is_narrow()] {
                img src=(picture.address()) alt=(picture.caption) width=(picture.size().0) height=(picture.size().1) loading="lazy" decoding="async";
                figcaption { (picture.caption) }
            }
        }
    } }
}
