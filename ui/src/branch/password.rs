//! Setting somebody's password anew: asks once, shows the first password once.

use crate::api::{ApiError, IdempotencyKey, Sent};
use crate::kit::{Button, ButtonKind, Icon, IconName, Sheet, Tone, toast, use_save};
use gsdj_domain::account::FirstPassword;
use leptos::prelude::*;
use std::future::Future;

/// The sheet. `whose` is a name, `call` the reset itself.
#[component]
pub fn PasswordSheet<F, Fut>(open: RwSignal<bool>, #[prop(into)] whose: Signal<String>, call: F) -> impl IntoView
where
    F: Fn(IdempotencyKey) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Sent<FirstPassword>, ApiError>> + 'static,
{
    let given = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if !open.get() {
            given.set(None);
        }
    });
    let save = use_save(move |(): (), key| {
        let call = call.clone();
        async move {
            if let Sent::Done(first) = call(key).await? {
                given.set(Some(first.password));
            }
            Ok(())
        }
    });
    view! {
        <Sheet open=open title="重置密码">
            {move || match given.get() {
                Some(password) => view! { <GivenPassword password=password whose=whose.get() open=open/> }.into_any(),
                None => view! {
                    <p>"为 " <b>{move || whose.get()}</b> " 设置新的初始密码？"</p>
                    <p class="muted">"原来的密码立刻失效，已登录的设备会退出；用新密码登录后必须先修改。此操作会记入操作日志。"</p>
                    <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
                    <div class="sheet-foot">
                        <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"取消"</Button>
                        <Button kind=ButtonKind::Danger busy=save.pending() on_click=move |_| save.go(())>"重置密码"</Button>
                    </div>
                }.into_any(),
            }}
        </Sheet>
    }
}

/// A first password that was just given; shown this once.
#[component]
pub fn GivenPassword(password: String, whose: String, open: RwSignal<bool>) -> impl IntoView {
    let text = password.clone();
    let copy = move |_| {
        if let Some(window) = web_sys::window() {
            // the answer comes later; a browser that refuses leaves the password on the page to be read
            let _ = window.navigator().clipboard().write_text(&text);
            toast::show(Tone::Ok, "已复制");
        }
    };
    view! {
        <p role="status">{format!("{whose}的新初始密码，只显示这一次，请当面或电话告知：")}</p>
        <p class="first-password">{password}</p>
        <div class="sheet-foot">
            <Button kind=ButtonKind::Line on_click=copy><Icon name=IconName::Copy/>"复制"</Button>
            <Button kind=ButtonKind::Primary on_click=move |_| open.set(false)>"我已记下"</Button>
        </div>
    }
}
