//! A file chosen and sent, with what came of it; in a browser only.

use crate::api::{self, ApiError};
use crate::kit::{Icon, IconName};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::marker::PhantomData;
use wasm_bindgen::JsCast;

/// Chooses a file and sends it; one at a time.
#[component]
pub fn SendFile<F, Fut>(
    label: &'static str,
    /// Which files are offered.
    accept: &'static str,
    act: F,
    #[prop(optional)] how: PhantomData<Fut>,
) -> impl IntoView
where
    F: Fn(web_sys::File) -> Fut + Copy + Send + Sync + 'static,
    Fut: Future<Output = Result<(), ApiError>> + 'static,
{
    let _ = how;
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<String>);
    let take = move |ev: leptos::ev::Event| {
        let Some(input) = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // so that the same file can be chosen again
        input.set_value("");
        busy.set(true);
        fault.set(None);
        let sent = act(file);
        spawn_local(async move {
            let outcome = sent.await;
            busy.try_set(false);
            fault.try_set(outcome.err().map(|e| match e.hint() {
                Some(hint) => format!("{}。{hint}", e.sentence()),
                None => e.sentence(),
            }));
        });
    };
    let shown = move || if busy.get() { "正在上传和读取，请不要关闭页面…" } else { label };
    if api::is_app() {
        return view! { <p class="muted">{format!("“{label}”请在电脑浏览器里操作。")}</p> }.into_any();
    }
    view! {
        <label class="add-file" aria-busy=move || busy.get().to_string()>
            <Icon name=IconName::Plus/>
            {shown}
            <input type="file" accept=accept disabled=move || busy.get() on:change=take/>
        </label>
        <p class="fault" role="alert">{move || fault.get()}</p>
    }
    .into_any()
}
