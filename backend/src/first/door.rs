//! The first view of the platform's own front page.

use super::Text;
use gsdj_domain::home::{DOORS, SAYS, WELCOME};
use maud::html;

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
    Text { title: "甘肃党建".into(), says: String::new(), back: None, picture: None, page: ("guide", main) }
}
