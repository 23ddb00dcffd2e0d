//! The first views of the platform's own front page and of its search.

use super::Text;
use gsdj_domain::home::{DOORS, SAYS, WELCOME};
use gsdj_domain::search::{ASK, SAYS as SAYS_SEARCH};
use maud::html;

/// The search, where nothing is asked yet.
pub fn search() -> Text {
    let main = html! {
        div.list-tools { input.input.search type="search" aria-label="搜索" placeholder=(ASK) readonly; }
        p.muted { (SAYS_SEARCH) }
    };
    let back = Some("/news".into());
    Text { title: "搜索".into(), says: SAYS_SEARCH.into(), back, page: ("page-narrow", main), ..Text::default() }
}

/// Welcome, and the four doors.
pub fn first() -> Text {
    let main = html! {
        section.guide-hero {
            div.guide-words {
                h1 { (WELCOME) }
                p { (SAYS) }
                div.guide-acts { a.btn.btn-gold href="/sign-in" { "登录" } a.btn.btn-glass href="/manual" { "用户手册" } }
            }
        }
        nav.guide-doors aria-label="四个栏目" {
            @for door in &DOORS {
                a class={ "guide-door door-" (door.colour) } href=(door.to) {
                    span.guide-door-icon {}
                    b { (door.label) }
                    span.guide-door-says { (door.says) }
                    span.guide-door-state { (door.state) }
                }
            }
        }
    };
    Text { title: "甘肃党建".into(), page: ("guide", main), ..Text::default() }
}
