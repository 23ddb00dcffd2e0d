//! `/me`: who one is, what belongs to the account, size and colour.

use crate::api::session;
use crate::frame::look::{self, Theme};
use crate::kit::{Button, ButtonKind, Confirm, Icon, IconName, PageHead, Tone, can, toast, use_me, use_save};
use gsdj_domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    let me = use_me();
    let (points, sees) = (can(Permission::OwnPoints), can(Permission::SeePoints));
    let (sheets, decides) = (can(Permission::SeePointSheets), can(Permission::SetPointsPolicy));
    let reacts = can(Permission::React);
    let name = move || me.get().map(|m| m.name).unwrap_or_default();
    let first = move || name().chars().next().map(String::from).unwrap_or_default();
    let whose = move || me.get().map(|m| (m.org_name, m.role.label())).unwrap_or_default();
    view! {
        <div class="page-narrow me">
            <PageHead title="我的"/>
            <section class="me-card">
                <span class="me-face" aria-hidden="true">{first}</span>
                <span class="grow"><b>{name}</b><span>{move || whose().0}</span><span class="me-role">{move || whose().1}</span></span>
            </section>
            <nav class="panel me-list" aria-label="个人中心">
                <Row to="/inbox" icon=IconName::Bell label="通知"/>
                <Show when=move || points.get()><Row to="/me/points" icon=IconName::Star label="我的积分"/></Show>
                <Show when=move || sees.get()><Row to="/rankings" icon=IconName::People label="学习排行"/></Show>
                <Show when=move || sheets.get()><Row to="/branch/points" icon=IconName::Paper label="年度积分"/></Show>
                <Show when=move || decides.get()><Row to="/points/policy" icon=IconName::Shield label="积分管理"/></Show>
                <Show when=move || reacts.get()><Row to="/me/favourites" icon=IconName::Heart label="我的收藏"/></Show>
                <Row to="/password" icon=IconName::Lock label="修改密码"/>
                <Row to="/me/sessions" icon=IconName::Phone label="登录设备"/>
                <Show when=crate::api::is_app>
                    <Row to="/me/outbox" icon=IconName::Clock label="待发送"/>
                    <Row to="/server" icon=IconName::Info label="服务器"/>
                </Show>
                <Row to="/verify" icon=IconName::Shield label="核验会议记录"/>
                <Row to="/manual" icon=IconName::Book label="操作指南"/>
            </nav>
            <Look/>
            <SignOut/>
            <p class="me-version">{concat!("甘肃党建 ", env!("CARGO_PKG_VERSION"))}</p>
        </div>
    }
}

#[component]
fn Row(to: &'static str, icon: IconName, label: &'static str) -> impl IntoView {
    view! { <a class="me-row" href=to><Icon name=icon/><span class="grow">{label}</span><Icon name=IconName::Forward/></a> }
}

/// Size and colour, at once and on this device only.
#[component]
fn Look() -> impl IntoView {
    let (elder, theme) = (look::elder(), look::theme());
    let choice = move |t: Theme| {
        view! {
            <button type="button" class="chip-button" aria-pressed=move || (theme.get() == t).to_string()
                on:click=move |_| look::set_theme(t)>{t.label()}</button>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"字号和颜色"</h2>
            <label class="check-row">
                <Icon name=IconName::Type/>
                <span class="grow"><b>"长辈模式"</b><span class="hint">"文字和按钮放大一半，颜色更分明"</span></span>
                <input type="checkbox" class="toggle" role="switch" prop:checked=move || elder.get()
                    on:change=move |ev| look::set_elder(event_target_checked(&ev))/>
            </label>
            <div class="me-theme" role="group" aria-label="颜色">
                <b>"颜色"</b>
                <div class="chips">{Theme::ALL.into_iter().map(choice).collect_view()}</div>
            </div>
        </section>
    }
}

/// Signs out; asks once, because what waits to be sent stays behind.
#[component]
fn SignOut() -> impl IntoView {
    let open = RwSignal::new(false);
    let navigate = use_navigate();
    let save = use_save(move |(): (), key| {
        let navigate = navigate.clone();
        async move {
            session::sign_out(key).await?;
            navigate("/", Default::default());
            toast::show(Tone::Info, "已退出登录");
            Ok(())
        }
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    view! {
        <div class="me-out">
            <Button kind=ButtonKind::Line on_click=move |_| open.set(true)><Icon name=IconName::Exit/>"退出登录"</Button>
        </div>
        <Confirm open=open title="退出登录？" text="退出后，本机上没有提交的草稿会清除。" yes="退出登录" busy=save.pending() error=error
            on_yes=move |()| save.go(())/>
    }
}
