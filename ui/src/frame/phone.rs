//! The phone's frame: the red bar above, five tabs below.

use super::back::use_back;
use super::entries::{TABS, holder};
use super::pull::Sign;
use super::{look, title};
use crate::kit::{Icon, IconName, heading, use_me};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// How a count is written in a badge.
#[must_use]
pub fn badge(count: u32) -> String {
    if count > 99 { "99+".into() } else { count.to_string() }
}

/// What the bell says to those who listen.
#[must_use]
pub fn bell_label(unread: u32) -> String {
    if unread == 0 { "通知".into() } else { format!("通知，{unread} 条未读") }
}

/// The bar: where one is, the way back, the inbox.
#[component]
pub fn TopBar() -> impl IntoView {
    let path = use_location().pathname;
    let plain = Memo::new(move |_| matches!(path.get().as_str(), "/" | "/home" | "/sign-in"));
    let me = use_me();
    let signed_in = Memo::new(move |_| me.get().is_some_and(|m| !m.must_change_password));
    view! {
        <header class="topbar">
            <div class="topbar-row">
                <BackButton/>
                <Show when=move || plain.get() fallback=move || { let title = title(); view! { <h1>{move || title.get()}</h1> } }>
                    <a class="wordmark" href="/"><img src="/favicon.svg" alt="" width="28" height="28"/>"甘肃党建"</a>
                </Show>
                <Show when=move || plain.get()><a class="bar-button" href="/search" aria-label="搜索"><Icon name=IconName::Search/></a></Show>
                <Show when=move || signed_in.get() fallback=GuestButtons><ScanButton/><Bell/></Show>
            </div>
        </header>
        <Sign/>
    }
}

#[component]
fn BackButton() -> impl IntoView {
    let heading = heading();
    let back = use_back();
    move || {
        let to = heading.get().back?;
        let back = back.clone();
        let target = to.clone();
        let go = move |ev: leptos::ev::MouseEvent| {
            ev.prevent_default();
            back(&target);
        };
        Some(view! { <a class="bar-button" href=to aria-label="返回" on:click=go><Icon name=IconName::Back/></a> })
    }
}

/// The bell with the number of messages not read, as it changes.
#[component]
pub fn Bell() -> impl IntoView {
    let me = use_me();
    let unread = Memo::new(move |_| me.get().map_or(0, |m| m.unread));
    view! {
        <a class="bar-button" href="/inbox" aria-label=move || bell_label(unread.get())>
            <Icon name=IconName::Bell/>
            {move || (unread.get() > 0).then(|| view! { <span class="badge" aria-hidden="true">{badge(unread.get())}</span> })}
        </a>
    }
}

/// 扫一扫: check-in and whatever else of ours has a code.
#[component]
fn ScanButton() -> impl IntoView {
    view! { <a class="bar-button" href="/scan" aria-label="扫一扫"><Icon name=IconName::Scan/></a> }
}

#[component]
fn GuestButtons() -> impl IntoView {
    view! { <a class="bar-button" href="/manual" aria-label="操作指南"><Icon name=IconName::Question/></a> }
}

/// The five tabs; away on pages that lead back, so that the thumb finds the page's own acts.
#[component]
pub fn Tabs() -> impl IntoView {
    let path = use_location().pathname;
    let heading = heading();
    let me = use_me();
    let here = Memo::new(move |_| holder(&TABS, &path.read()));
    let root = Memo::new(move |_| TABS.iter().any(|t| t.to == *path.read()) || heading.read().back.is_none());
    let shown = Memo::new(move |_| root.get() && me.get().is_some_and(|m| !m.must_change_password));
    Effect::new(move |_| look::set_class("no-tabs", !shown.get()));
    let tab = move |(i, e): (usize, super::Entry)| {
        view! {
            <a href=e.to aria-current=move || (here.get() == Some(i)).then_some("page")>
                <Icon name=e.icon/>
                <span>{e.label}</span>
            </a>
        }
    };
    view! {
        <Show when=move || shown.get()>
            <nav class="tabs" aria-label="主要栏目">{TABS.into_iter().enumerate().map(tab).collect_view()}</nav>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bell_says_how_many() {
        assert_eq!(bell_label(0), "通知");
        assert_eq!(bell_label(3), "通知，3 条未读");
        assert_eq!(badge(100), "99+");
    }
}
