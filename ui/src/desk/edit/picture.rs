//! Uploading one picture, with what is said meanwhile and when it fails.

use crate::api;
use crate::kit::{Icon, IconName, Tone, toast};
use crate::meeting::model::record::{Purpose, refused_at_once};
use gsdj_domain::FileId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// Uploads a picture; `under` counts those on their way.
pub fn send(file: web_sys::File, under: RwSignal<u32>, done: impl FnOnce(FileId) + 'static) {
    if let Some(fault) = refused_at_once(Purpose::Photo, file.size(), 0) {
        return toast::show(Tone::Bad, fault);
    }
    under.update(|n| *n += 1);
    spawn_local(async move {
        let answer = api::upload(Purpose::Photo.code(), file).await;
        // the page may be gone by then, and what wanted the picture with it
        if under.try_update(|n| *n = n.saturating_sub(1)).is_none() {
            return;
        }
        match answer {
            Ok(info) => done(info.id),
            Err(error) => toast::show(Tone::Bad, format!("图片没有传上去：{}", error.sentence())),
        }
    });
}

/// The button that chooses a picture.
#[component]
pub fn Choose(label: &'static str, under: RwSignal<u32>, #[prop(into)] on_done: Callback<FileId>) -> impl IntoView {
    let take = move |ev: leptos::ev::Event| {
        let Some(input) = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            send(file, under, move |id| on_done.run(id));
        }
        // so that the same file can be chosen again
        input.set_value("");
    };
    let busy = move || under.get() > 0;
    view! {
        <label class="add-file">
            <Icon name=IconName::Plus/>
            {label}
            <input type="file" accept="image/jpeg,image/png,image/webp" on:change=take/>
        </label>
        <Show when=busy><span class="uploading" role="progressbar" aria-label="正在上传"><i></i></span></Show>
    }
}
