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

/// The heading of a page, and the way back.
pub fn heading(title: &str, back: Option<&str>) -> Markup {
    html! { div.page-head {
        @if let Some(back) = back { a.icon-button href=(back) aria-label="返回" { (arrow()) } }
        h1 { (title) }
    } }
}

/// Puts the frame around a text.
pub fn around(text: Text, platform: &Platform, asked: Asked) -> First {
    let Text { title, says, back, picture, page: (class, text), headed } = text;
    // the platform's own front page has its name for a title
    let plain = class == "guide";
    let head = html! {
        header.topbar {
            div.topbar-row {
                @if let Some(back) = &back { a.bar-button href=(back) aria-label="返回" { (arrow()) } }
                @if plain { (name()) } @else { p.first-title { (title) } }
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
    let heading = (!plain && !headed).then(|| heading(&title, back.as_deref()));
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
