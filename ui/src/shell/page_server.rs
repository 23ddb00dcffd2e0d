//! `/server`: which server the app talks to, or the one inside the app (只在这台电脑上使用).

use crate::api::device;
use crate::api::is_app;
use crate::kit::{Button, ButtonKind, Card, Empty, IconName, TextField};
use gsdj_domain::shell::{Choice, Sample, Server};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ServerPage() -> impl IntoView {
    if !is_app() {
        let text = "在浏览器中，您正在使用的就是这个平台的服务器。";
        return view! { <Empty icon=IconName::Info title="只有 App 需要选择服务器" text=text/> }.into_any();
    }
    let choice = RwSignal::new(None::<Choice>);
    let fault = RwSignal::new(None::<String>);
    leptos::task::spawn_local(async move {
        match device::server().await {
            Ok(now) => {
                fault.set(now.trouble.clone());
                choice.set(Some(now));
            }
            Err(sentence) => fault.set(Some(sentence)),
        }
    });
    let here = move || choice.get().is_some_and(|c| c.here_possible && !c.fixed && c.server != Some(Server::Here));
    view! {
        <div class="server-choice">
            <header>
                <h1>"甘肃党建"</h1>
                <p class="muted">"请选择数据从哪里来。以后可在“我的 › 服务器”中更改。"</p>
            </header>
            {move || choice.get().filter(|now| !now.samples.is_empty()).map(|now| view! { <Samples samples=now.samples/> })}
            {move || choice.get().map(|now| view! { <Address now=now fault=fault/> })}
            <Show when=here><Here fault=fault choice=choice/></Show>
        </div>
    }
    .into_any()
}

/// Takes a server up; then the pages start anew with it, or tell the accounts to start with.
fn take_up(
    server: Server,
    fault: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    choice: Option<RwSignal<Option<Choice>>>,
) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    fault.set(None);
    leptos::task::spawn_local(async move {
        match (device::set_server(&server).await, choice) {
            (Ok(now), Some(choice)) if !now.samples.is_empty() => choice.set(Some(now)),
            (Ok(_), _) => start_anew(),
            (Err(sentence), _) => fault.set(Some(sentence)),
        }
        busy.set(false);
    });
}

fn start_anew() {
    if let Some(window) = web_sys::window() {
        // a window that can't be reloaded shows the old pages until the app is started again
        let _ = window.location().set_href("/");
    }
}

#[component]
fn Address(now: Choice, fault: RwSignal<Option<String>>) -> impl IntoView {
    let fixed = now.fixed;
    let typed = match now.server {
        Some(Server::Remote { url }) => url,
        Some(Server::Here) | None => String::new(),
    };
    let address = RwSignal::new(typed);
    let busy = RwSignal::new(false);
    let go = move || take_up(Server::Remote { url: address.get_untracked() }, fault, busy, None);
    view! {
        <form class="sheet-card" on:submit=move |event| { event.prevent_default(); go(); }>
            <h2 class="card-head">"连接服务器"</h2>
            <p class="muted">"填写上级党组织告知的地址。会议、通知和反馈与网页版相同。"</p>
            <TextField label="服务器地址" name="server" value=address error=fault hint="例如 https://dj.example.gov.cn" inputmode="url"/>
            {fixed.then(|| view! { <p class="muted">"地址由本机管理员指定，不能在此更改。"</p> })}
            <Button kind=ButtonKind::Primary busy=busy submit=true disabled=fixed>"连接"</Button>
        </form>
    }
}

#[component]
fn Here(fault: RwSignal<Option<String>>, choice: RwSignal<Option<Choice>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    view! {
        <Card title="只在这台电脑上使用">
            <p class="muted">
                "不需要服务器和网络，数据只保存在这台电脑上，其他电脑和手机看不到。首次使用会装入一套虚构的示例数据，需要片刻。"
            </p>
            <Button kind=ButtonKind::Line busy=busy on_click=move |_| take_up(Server::Here, fault, busy, Some(choice))>
                "在这台电脑上开始"
            </Button>
            <p class="muted" role="status">{move || busy.get().then_some("正在准备示例数据，请稍候…")}</p>
        </Card>
    }
}

/// The accounts with which the server inside the app begins.
#[component]
fn Samples(samples: Vec<Sample>) -> impl IntoView {
    let line = |sample: Sample| {
        view! {
            <li class="sample">
                <b>{sample.name}</b>
                <span class="muted small">{sample.note}</span>
                <span>"账号 " <code>{sample.account}</code> " · 密码 " <code>{sample.password}</code></span>
            </li>
        }
    };
    view! {
        <Card title="这台电脑上的示例账号">
            <p class="muted">"单机数据已准备好，人物和组织均为虚构。可用下列账号登录："</p>
            <Button kind=ButtonKind::Primary on_click=|_| start_anew()>"开始使用"</Button>
            <ul class="samples">{samples.into_iter().map(line).collect_view()}</ul>
        </Card>
    }
}
