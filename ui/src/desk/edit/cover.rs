//! 封面: the picture beside the title in lists; uploaded, or one of the text's.

use super::picture::Choose;
use crate::api;
use crate::desk::model::form::Typed;
use crate::kit::{Button, ButtonKind, Formatted};
use gsdj_domain::FileId;
use leptos::prelude::*;

/// The field.
#[component]
pub fn CoverField(cover: RwSignal<Option<FileId>>, body: RwSignal<Formatted>, under: RwSignal<u32>) -> impl IntoView {
    let offered = Memo::new(move |_| {
        let (format, body) = body.get();
        let mut pictures = Typed { format, body, ..Typed::default() }.pictures();
        pictures.retain(|file| cover.get() != Some(*file));
        pictures
    });
    let shown = move || {
        cover.get().map(|file| {
            view! {
                <img class="desk-cover" src=api::file_address(file) alt="封面"/>
                <Button kind=ButtonKind::Line on_click=move |_| cover.set(None)>"不要封面"</Button>
            }
        })
    };
    let offer = move |(n, file): (usize, FileId)| {
        view! {
            <button type="button" class="thumb desk-offer" aria-label=format!("用正文的第 {} 张图片作封面", n + 1) on:click=move |_| cover.set(Some(file))>
                <img src=api::file_address(file) alt="" loading="lazy" decoding="async"/>
            </button>
        }
    };
    view! {
        <div class="field desk-cover-field" role="group" aria-labelledby="label-cover">
            <span class="desk-label" id="label-cover">"封面"</span>
            <div class="row wrap">
                {shown}
                <Choose label="上传封面" under=under on_done=move |id| cover.set(Some(id))/>
            </div>
            <Show when=move || offered.with(|o| !o.is_empty())>
                <p class="hint">"也可以用正文里的图片："</p>
                <div class="row wrap">{move || offered.get().into_iter().enumerate().map(offer).collect_view()}</div>
            </Show>
            <p class="hint">"可以没有；有封面的头条显示在首页的大图里"</p>
        </div>
    }
}
