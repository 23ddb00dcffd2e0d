//! The card one shares: title, address as a code to scan, and the address to be copied (FEATURES 9.5).

use crate::api::session;
use crate::kit::{Button, ButtonKind, Frame, Icon, IconName, Qr, Sheet, Tone, toast, use_frame, use_load};
use gsdj_domain::routes::Tag;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The address of a page of ours as others reach it: where the platform says it is, or where this page came from.
pub fn use_address(path: String) -> Signal<String> {
    let platform = use_load(session::platform, &[Tag::Session]);
    Signal::derive(move || {
        let set = platform.data().with(|p| p.as_ref().map(|p| p.address.trim_end_matches('/').to_owned()));
        let base = set.filter(|a| !a.is_empty()).unwrap_or_else(|| window().location().origin().unwrap_or_default());
        format!("{base}{path}")
    })
}

/// A function of the browser's navigator, where it has one: older ones, and pages without TLS, lack some.
fn navigator(path: &[&str]) -> Option<(JsValue, js_sys::Function)> {
    let mut owner = JsValue::from(window().navigator());
    let (last, way) = path.split_last()?;
    for name in way {
        owner = Reflect::get(&owner, &(*name).into()).ok().filter(|v| v.is_object())?;
    }
    let function = Reflect::get(&owner, &(*last).into()).ok()?.dyn_into().ok()?;
    Some((owner, function))
}

/// Calls it and waits for what it promises; whether that was kept.
async fn kept(promise: Result<JsValue, JsValue>) -> bool {
    match promise.map(|promise| promise.dyn_into::<js_sys::Promise>()) {
        Ok(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
        Ok(Err(_)) | Err(_) => false,
    }
}

/// The sheet; `on_shared` runs once something was handed on.
#[component]
pub fn ShareSheet(
    open: RwSignal<bool>,
    #[prop(into)] title: String,
    #[prop(into)] note: String,
    address: Signal<String>,
    #[prop(into)] on_shared: Callback<()>,
) -> impl IntoView {
    let frame = use_frame();
    let said = StoredValue::new((title, note));
    let copy = move |_| {
        let Some((owner, function)) = navigator(&["clipboard", "writeText"]) else {
            return toast::show(Tone::Warn, "这个浏览器不能自动复制，请选中上面的地址复制");
        };
        let promise = function.call1(&owner, &address.get_untracked().into());
        spawn_local(async move {
            if kept(promise).await {
                toast::show(Tone::Ok, "链接已复制");
                on_shared.run(());
            } else {
                toast::show(Tone::Warn, "没有复制成功，请选中上面的地址复制");
            }
        });
    };
    let native = move |_| {
        let Some((owner, function)) = navigator(&["share"]) else { return };
        let data = js_sys::Object::new();
        for (name, value) in [("title", said.with_value(|s| s.0.clone())), ("url", address.get_untracked())] {
            // a plain object of our own takes it
            let _ = Reflect::set(&data, &name.into(), &value.into());
        }
        let promise = function.call1(&owner, &data);
        spawn_local(async move {
            // whoever closes the system's sheet has shared nothing
            if kept(promise).await {
                on_shared.run(());
            }
        });
    };
    let offers = navigator(&["share"]).is_some();
    view! {
        <Sheet open=open title="分享">
            <article class="share-card" aria-label="分享卡片">
                <p class="share-brand">"甘肃党建"</p>
                <h3>{said.with_value(|s| s.0.clone())}</h3>
                <p class="share-note">{said.with_value(|s| s.1.clone())}</p>
                <Qr text=address label="扫码打开这篇文章"/>
                <p class="share-note">"扫一扫，在手机上阅读"</p>
            </article>
            {move || (frame.get() != Frame::Tv).then(|| view! {
                <label class="hint" for="share-address">"链接地址"</label>
                <input class="input" id="share-address" readonly=true prop:value=move || address.get()/>
                <div class="sheet-foot row wrap">
                    <Button kind=ButtonKind::Primary on_click=copy><Icon name=IconName::Copy/>"复制链接"</Button>
                    {offers.then(|| view! { <Button kind=ButtonKind::Line on_click=native><Icon name=IconName::Forward/>"转发到…"</Button> })}
                </div>
            })}
        </Sheet>
    }
}
