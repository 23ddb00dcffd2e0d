//! What stands around a first view: the bar of a phone or of a computer, whichever the style sheet shows, and the words that
//! `boot-check.js` changes when the program can't start.

use super::ask::Asked;
use super::{First, Text};
use gsdj_domain::home::Platform;
use maud::{Markup, html};

/// The arrow that leads back.
fn arrow() -> Markup {
    html! { svg.i viewBox="0 0 24 24" aria-hidden="true" { path d="M15 5l-7 7 7 7" {} } }
}

fn name() -> Markup {
    html! { a.wordmark href="/" { img src="/favicon.svg" alt="" width="28" height="28"; "甘肃党建" } }
}

/// Puts the frame around a text.
pub fn around(text: Text, platform: &Platform, asked: Asked) -> First {
    let Text { title, says, back, picture, page: (class, text) } = text;
    let head = html! {
        header.topbar {
            div.topbar-row {
                @if let Some(back) = &back {
                    a.bar-button href=(back) aria-label="返回" { (arrow()) }
                    p.first-title { (title) }
                } @else {
                    (name())
                }
            }
        }
        header.top {
            div.top-row {
                (name())
                nav aria-label="主要栏目" {}
                a.top-link href="/search" { "搜索" }
                a.top-link href="/manual" { "用户手册" }
                a.top-link href="/sign-in" { "登录" }
            }
        }
        @if platform.demo { aside.notes aria-label="平台提示" { p.demo-note { "示例数据：人名、单位与内容均为虚构" } } }
    };
    let heading = back.as_ref().map(|back| {
        html! { div.page-head { a.icon-button href=(back) aria-label="返回" { (arrow()) } h1 { (title) } } }
    });
    let text = html! {
        div #boot.boot-first {
            div.boot-first-note {
                b #boot-title { "甘肃党建" }
                p #boot-text { "正在载入，请稍候…" }
            }
            (head)
            main.first-main { div class=(class) { @if let Some(heading) = heading { (heading) } (text) } }
        }
    };
    let picture = picture.map(|path| format!("{}{path}", platform.address.trim_end_matches('/')));
    First { title, says, picture, text, asked }
}
