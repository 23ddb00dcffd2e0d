//! The record as it is read: text, photos in a grid with a light box, attachments.

use crate::api;
use crate::archive::RichText;
use crate::kit::{Icon, IconName, Sheet, Tone, size, toast};
use gsdj_domain::archive::rich;
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::RecordView;
use gsdj_domain::{FileId, Instant};
use leptos::prelude::*;

/// The record.
#[component]
pub fn RecordText(record: RecordView, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let RecordView { text, format, photos, attachments, at, .. } = record;
    view! {
        <p class="muted small">{move || format!("{} 保存", at.spoken(now.get()))}</p>
        <RichText blocks=rich::read(format, &text)/>
        <Photos photos=photos/>
        <Attachments files=attachments/>
    }
}

/// Photos as a grid; pressing one opens it large, with the one before and after.
#[component]
pub fn Photos(photos: Vec<FileInfo>) -> impl IntoView {
    let open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let all = StoredValue::new(photos.clone());
    let thumb = move |(i, photo): (usize, FileInfo)| {
        view! {
            <li>
                <button type="button" class="thumb" aria-label=format!("放大第 {} 张照片：{}", i + 1, photo.name)
                    on:click=move |_| { at.set(i); open.set(true); }>
                    <img src=api::meeting::file(photo.id) alt=photo.name.clone() loading="lazy" decoding="async"
                        width=photo.width height=photo.height/>
                </button>
            </li>
        }
    };
    let total = photos.len();
    (total > 0).then(|| {
        view! {
            <h3 class="sub">{format!("照片 {total} 张")}</h3>
            <ul class="photos">{photos.into_iter().enumerate().map(thumb).collect_view()}</ul>
            <Sheet open=open title="照片">
                {move || all.with_value(|l| l.get(at.get()).cloned()).map(|photo| large(photo, at, total))}
            </Sheet>
        }
    })
}

fn large(photo: FileInfo, at: RwSignal<usize>, total: usize) -> impl IntoView {
    let step = move |by: usize| at.update(|i| *i = (*i + by) % total);
    let keys = move |ev: leptos::ev::KeyboardEvent| match ev.key().as_str() {
        "ArrowLeft" => step(total - 1),
        "ArrowRight" => step(1),
        _ => {}
    };
    view! {
        <figure class="light" on:keydown=keys>
            <img src=api::meeting::file(photo.id) alt=photo.name.clone() width=photo.width height=photo.height/>
            <figcaption class="row">
                <button type="button" class="icon-button" aria-label="上一张" on:click=move |_| step(total - 1)>
                    <Icon name=IconName::Back/>
                </button>
                <span class="grow center">{format!("{} / {total} · {}", at.get_untracked() + 1, photo.name)}</span>
                <button type="button" class="icon-button" aria-label="下一张" on:click=move |_| step(1)>
                    <Icon name=IconName::Forward/>
                </button>
            </figcaption>
        </figure>
    }
}

fn keep(id: FileId, name: String) {
    leptos::task::spawn_local(async move {
        match api::device::save(id, &name).await {
            Ok(place) => toast::show(Tone::Ok, format!("已保存到 {place}")),
            Err(sentence) => toast::show(Tone::Bad, sentence),
        }
    });
}

/// Attachments as links to download.
#[component]
pub fn Attachments(files: Vec<FileInfo>) -> impl IntoView {
    let one = |file: FileInfo| {
        let (id, name) = (file.id, file.name.clone());
        // a link downloads nothing inside the app: there the shell saves the file
        let press = move |ev: leptos::ev::MouseEvent| {
            if api::is_app() {
                ev.prevent_default();
                keep(id, name.clone());
            }
        };
        view! {
            <li>
                <a class="file" href=api::meeting::file(id) download=file.name.clone() rel="external" on:click=press>
                    <Icon name=IconName::Paper/>
                    <span class="grow">{file.name.clone()}</span>
                    <span class="muted small">{format!("{} · {}", file.kind.label(), size(file.bytes))}</span>
                    <Icon name=IconName::Download/>
                </a>
            </li>
        }
    };
    let total = files.len();
    (total > 0).then(|| {
        view! {
            <h3 class="sub">{format!("附件 {total} 个")}</h3>
            <ul class="files">{files.into_iter().map(one).collect_view()}</ul>
        }
    })
}
