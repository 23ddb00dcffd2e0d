//! The sheet 订阅到手机日历: the secret address, how to use it, and the way to take it back.

use super::model::webcal;
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Icon, IconName, Loaded, Qr, Sheet, Tone, toast, use_load, use_now, use_save};
use gsdj_domain::calendar::SubscriptionState;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn Subscribe(open: RwSignal<bool>) -> impl IntoView {
    view! { <Sheet open=open title="订阅到手机日历"><Inside/></Sheet> }
}

#[component]
fn Inside() -> impl IntoView {
    let address = RwSignal::new(None::<String>);
    let state = use_load(api::calendar::subscription, &[Tag::Calendar]);
    let platform = use_load(api::session::platform, &[Tag::Session]);
    let make = use_save(move |(): (), key| async move {
        if let Sent::Done(made) = api::calendar::subscribe(key).await? {
            let base = platform.data().get_untracked().map(|p| p.address).filter(|a| !a.is_empty());
            let base = base.unwrap_or_else(|| location().origin().unwrap_or_default());
            address.set(Some(format!("{}{}", base.trim_end_matches('/'), made.path)));
        }
        Ok(())
    });
    let stop = use_save(move |(): (), key| async move {
        api::calendar::unsubscribe(key).await?;
        address.set(None);
        toast::show(Tone::Ok, "已停用，原来的地址不再更新");
        Ok(())
    });
    let fault = move || make.error().get().or_else(|| stop.error().get()).map(|e| e.sentence());
    view! {
        <p class="muted">"把支部的会议放进手机自带的日历：改期、取消会自动更新，会前提醒。"</p>
        {move || address.get().map(|a| view! { <Address address=a/> })}
        <Loaded load=state view={move |state: Signal<SubscriptionState>| view! {
            <Standing state=state shown=Signal::derive(move || address.with(Option::is_some))/>
            <p class="fault" role="alert">{fault}</p>
            <div class="sheet-foot row wrap">
                <Show when=move || state.with(|s| s.since.is_some())>
                    <Button kind=ButtonKind::Danger busy=stop.pending() on_click=move |_| stop.go(())>"停用"</Button>
                </Show>
                <Show when=move || address.with(Option::is_none)>
                    <Button kind=ButtonKind::Primary busy=make.pending() on_click=move |_| make.go(())>
                        {move || if state.with(|s| s.since.is_some()) { "换一个新地址" } else { "生成订阅地址" }}
                    </Button>
                </Show>
            </div>
        }}/>
    }
}

/// What stands: since when, and when it was last fetched.
#[component]
fn Standing(state: Signal<SubscriptionState>, shown: Signal<bool>) -> impl IntoView {
    let now = use_now();
    let says = move || {
        let SubscriptionState { since, read_at } = state.get();
        let since = since?;
        let read = match read_at {
            Some(at) => format!("最近一次被日历读取：{}。", at.spoken(now.get())),
            None => "还没有日历读取过。".into(),
        };
        let again = if shown.get() {
            ""
        } else {
            "地址只在生成时显示一次；忘了就换一个新地址，原来的随即停用。"
        };
        Some(format!("{} 开始订阅。{read}{again}", since.spoken(now.get())))
    };
    view! { <p class="said" role="status">{says}</p> }
}

#[component]
fn Address(address: String) -> impl IntoView {
    let text = address.clone();
    let copy = move |_| {
        if let Some(window) = web_sys::window() {
            // a browser that refuses leaves the address on the page to be selected
            let _ = window.navigator().clipboard().write_text(&text);
            toast::show(Tone::Ok, "已复制");
        }
    };
    let steps = |title: &'static str, lines: &'static [&'static str]| {
        view! {
            <details class="steps">
                <summary>{title}</summary>
                <ol>{lines.iter().map(|l| view! { <li>{*l}</li> }).collect_view()}</ol>
            </details>
        }
    };
    view! {
        <div class="subscription">
            <Qr text=Signal::stored(webcal(&address)) label="订阅地址的二维码"/>
            <div class="grow">
                <label class="hint" for="subscription-address">"您的订阅地址（只显示这一次，不要转给别人）"</label>
                <input class="input" id="subscription-address" readonly=true value=address.clone()/>
                <div class="row wrap">
                    <Button kind=ButtonKind::Line on_click=copy><Icon name=IconName::Copy/>"复制"</Button>
                    <a class="btn btn-line" rel="external" href=webcal(&address)>"在这台设备上订阅"</a>
                </div>
            </div>
        </div>
        {steps("苹果手机（iPhone）", &["用相机扫上面的二维码，按“订阅”。", "或：设置 › 日历 › 账户 › 添加账户 › 其他 › 添加已订阅的日历，粘贴地址。"])}
        {steps("安卓手机", &["打开手机自带的日历，在设置里找到“订阅日历”或“导入日历 › 通过链接”，粘贴地址。", "没有这一项的，可在 Outlook 等日历应用中“添加日历 › 通过网址”。"])}
        {steps("电脑（Windows）", &["Outlook：日历 › 添加日历 › 从 Internet，粘贴地址。", "其他日历软件选择“通过网址订阅”。"])}
    }
}
