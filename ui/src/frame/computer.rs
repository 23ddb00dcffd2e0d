//! The computer's frame: a top bar with the entries one may use, the messages, one's own menu, the manual.

use super::entries::{entries, holder};
use super::look;
use super::phone::{badge, bell_label};
use crate::api::session;
use crate::kit::{Icon, IconName, Tone, toast, use_me, use_save};
use gsdj_domain::account::Me;
use leptos::html::Details;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The bar.
#[component]
pub fn Top() -> impl IntoView {
    let me = use_me();
    let free = Memo::new(move |_| me.get().filter(|m| !m.must_change_password).map(|m| m.permissions));
    let path = use_location().pathname;
    let list = Memo::new(move |_| free.get().map(|p| entries(&p)).unwrap_or_default());
    let here = Memo::new(move |_| list.with(|l| holder(l, &path.read())));
    let link = move |(i, e): (usize, super::Entry)| {
        view! { <a href=e.to aria-current=move || (here.get() == Some(i)).then_some("page")>{e.label}</a> }
    };
    view! {
        <header class="top">
            <div class="top-row">
                <a class="wordmark" href="/"><img src="/favicon.svg" alt="" width="28" height="28"/>"甘肃党建"</a>
                <nav aria-label="主要栏目">{move || list.get().into_iter().enumerate().map(link).collect_view()}</nav>
                <Show when=move || free.get().is_some()><Messages/></Show>
                <a class="top-link" href="/search"><Icon name=IconName::Search/>"搜索"</a>
                <a class="top-link" href="/manual"><Icon name=IconName::Book/>"用户手册"</a>
                <Show when=move || me.get().is_some() fallback=SignInLink><UserMenu/></Show>
            </div>
        </header>
    }
}

#[component]
fn SignInLink() -> impl IntoView {
    view! { <a class="top-link" href="/sign-in"><Icon name=IconName::Person/>"登录"</a> }
}

#[component]
fn Messages() -> impl IntoView {
    let me = use_me();
    let unread = Memo::new(move |_| me.get().map_or(0, |m| m.unread));
    view! {
        <a class="top-link" href="/inbox" aria-label=move || bell_label(unread.get())>
            <Icon name=IconName::Bell/>"通知"
            {move || (unread.get() > 0).then(|| view! { <span class="badge" aria-hidden="true">{badge(unread.get())}</span> })}
        </a>
    }
}

/// Who one is, and what belongs to the account.
#[component]
fn UserMenu() -> impl IntoView {
    let me = use_me();
    let node = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = node.get_untracked() {
            menu.set_open(false);
        }
    };
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        close();
    });
    let name = move || me.get().map(|m| m.name).unwrap_or_default();
    let whose = move || me.get().map(|m| whose(&m)).unwrap_or_default();
    let escape = move |ev: leptos::ev::KeyboardEvent| {
        if ev.key() == "Escape" {
            close();
        }
    };
    view! {
        <details class="user" node_ref=node on:keydown=escape>
            <summary aria-label=move || format!("账号：{}", name())>
                <Icon name=IconName::Person/><span class="user-name">{name}</span><Icon name=IconName::Down/>
            </summary>
            <div class="user-menu">
                <p class="user-who"><b>{name}</b><span class="cell-note">{whose}</span></p>
                <a href="/me"><Icon name=IconName::Person/>"个人中心"</a>
                <a href="/password"><Icon name=IconName::Lock/>"修改密码"</a>
                <ElderButton/>
                <SignOut/>
            </div>
        </details>
    }
}

/// What stands below the name: an organisation is not told its own name twice.
fn whose(me: &Me) -> String {
    let role = me.role.label();
    if me.name == me.org_name { role.into() } else { format!("{} · {role}", me.org_name) }
}

#[component]
fn ElderButton() -> impl IntoView {
    let elder = look::elder();
    view! {
        <button type="button" aria-pressed=move || elder.get().to_string() on:click=move |_| look::set_elder(!elder.get_untracked())>
            <Icon name=IconName::Type/>{move || if elder.get() { "关闭长辈模式" } else { "打开长辈模式" }}
        </button>
    }
}

/// Signs out; says so when it did not work.
#[component]
pub fn SignOut() -> impl IntoView {
    let save = use_save(move |(): (), key| async move {
        session::sign_out(key).await?;
        toast::show(Tone::Info, "已退出登录");
        Ok(())
    });
    Effect::new(move |_| {
        if let Some(error) = save.error().get() {
            toast::show(Tone::Bad, error.sentence());
        }
    });
    view! {
        <button type="button" aria-busy=move || save.pending().get().then_some("true") on:click=move |_| save.go(())>
            <Icon name=IconName::Exit/>"退出登录"
        </button>
    }
}

/// The foot of the page.
#[component]
pub fn Foot() -> impl IntoView {
    view! {
        <footer class="foot">
            <span>"甘肃党建信息化平台"</span>
            <a href="/manual">"用户手册"</a>
            <span>{concat!("版本 ", env!("CARGO_PKG_VERSION"))}</span>
        </footer>
    }
}
