//! Files under way: each with its own state, so that one that fails is tried again alone.

use crate::api;
use crate::kit::{Icon, IconName, size};
use crate::meeting::model::record::{Purpose, refused_at_once};
use gsdj_domain::file::FileInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// A file that is not on the server yet.
#[derive(Clone)]
pub struct Under {
    /// Tells it from others of the same name.
    id: u32,
    name: String,
    file: StoredValue<web_sys::File, LocalStorage>,
    /// What went wrong; absent while it is on its way.
    fault: RwSignal<Option<String>>,
    /// Whether trying again makes sense.
    again: bool,
}

/// The files of one purpose: those uploaded and those under way.
#[derive(Clone, Copy)]
pub struct Uploads {
    /// What for.
    pub purpose: Purpose,
    /// On the server.
    pub done: RwSignal<Vec<FileInfo>>,
    under: RwSignal<Vec<Under>>,
    count: StoredValue<u32>,
}

impl Uploads {
    /// Starts from what is on the server.
    #[must_use]
    pub fn new(purpose: Purpose, done: Vec<FileInfo>) -> Self {
        Self { purpose, done: RwSignal::new(done), under: RwSignal::new(Vec::new()), count: StoredValue::new(0) }
    }

    /// Whether something is still on its way.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.under.with(|u| u.iter().any(|f| f.fault.with(Option::is_none)))
    }

    /// How many failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.under.with(|u| u.iter().filter(|f| f.fault.with(Option::is_some)).count())
    }

    fn add(self, file: web_sys::File) {
        let already = self.done.with_untracked(Vec::len) + self.under.with_untracked(Vec::len);
        let refused = refused_at_once(self.purpose, file.size(), already);
        self.count.update_value(|c| *c += 1);
        let under = Under {
            id: self.count.get_value(),
            name: file.name(),
            file: StoredValue::new_local(file),
            again: refused.is_none(),
            fault: RwSignal::new(refused),
        };
        self.under.update(|all| all.push(under.clone()));
        if under.again {
            self.send(under);
        }
    }

    fn send(self, under: Under) {
        under.fault.set(None);
        let file = under.file.get_value();
        spawn_local(async move {
            match api::upload(self.purpose.code(), file).await {
                Ok(info) => {
                    self.forget(under.id);
                    self.done.try_update(|d| d.push(info));
                }
                Err(error) => {
                    under.fault.try_set(Some(error.sentence()));
                }
            }
        });
    }

    fn forget(self, id: u32) {
        self.under.try_update(|all| all.retain(|u| u.id != id));
    }

    fn remove(self, id: gsdj_domain::FileId) {
        self.done.update(|d| d.retain(|f| f.id != id));
    }
}

fn take(uploads: Uploads, ev: &leptos::ev::Event) {
    let Some(input) = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return;
    };
    let files = input.files();
    for file in files.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i))) {
        uploads.add(file);
    }
    // so that the same file can be chosen again
    input.set_value("");
}

/// Photos: taken with the camera or chosen, each with its picture.
#[component]
pub fn PhotoField(uploads: Uploads) -> impl IntoView {
    let photo = move |f: FileInfo| {
        let id = f.id;
        view! {
            <li class="upload photo">
                <img src=api::meeting::file(id) alt=f.name.clone() loading="lazy"/>
                <button type="button" class="upload-remove" aria-label=format!("移除照片 {}", f.name) on:click=move |_| uploads.remove(id)>
                    <span><Icon name=IconName::Close/></span>
                </button>
            </li>
        }
    };
    view! {
        <div class="row wrap">
            <label class="add-file">
                <Icon name=IconName::Camera/>
                "拍照"
                <input type="file" accept="image/*" capture="environment" on:change=move |ev| take(uploads, &ev)/>
            </label>
            <label class="add-file">
                <Icon name=IconName::Plus/>
                "选择照片"
                <input type="file" accept="image/jpeg,image/png,image/webp" multiple on:change=move |ev| take(uploads, &ev)/>
            </label>
        </div>
        <ul class="uploads drop">
            {move || uploads.done.get().into_iter().map(photo).collect_view()}
            {move || uploads.under.get().into_iter().map(|u| view! { <li class="upload photo">{under(uploads, u)}</li> }).collect_view()}
        </ul>
    }
}

/// Attachments, a line each.
#[component]
pub fn AttachmentField(uploads: Uploads) -> impl IntoView {
    let line = move |f: FileInfo| {
        let id = f.id;
        view! {
            <li class="upload-line">
                <Icon name=IconName::Paper/>
                <span class="grow">{f.name.clone()}</span>
                <span class="muted small">{size(f.bytes)}</span>
                <button type="button" class="icon-button" aria-label=format!("移除附件 {}", f.name) on:click=move |_| uploads.remove(id)>
                    <Icon name=IconName::Close/>
                </button>
            </li>
        }
    };
    view! {
        <label class="add-file">
            <Icon name=IconName::Plus/>
            "选择附件（PDF、Word、Excel）"
            <input type="file" accept=".pdf,.docx,.xlsx,application/pdf" multiple on:change=move |ev| take(uploads, &ev)/>
        </label>
        <ul class="uploads">
            {move || uploads.done.get().into_iter().map(line).collect_view()}
            {move || uploads.under.get().into_iter().map(|u| view! { <li class="upload-line">{under(uploads, u)}</li> }).collect_view()}
        </ul>
    }
}

fn under(uploads: Uploads, u: Under) -> impl IntoView {
    let (id, name, again) = (u.id, u.name.clone(), u.again);
    let fault = u.fault;
    let file = StoredValue::new(u);
    view! {
        <div class="upload-state grow" role="status">
            <span>{name}</span>
            {move || match fault.get() {
                None => view! { <span class="uploading" role="progressbar" aria-label="正在上传"><i></i></span> }.into_any(),
                Some(why) => view! {
                    <span class="fault"><Icon name=IconName::Warning/>{why}</span>
                    <span class="row center">
                        {again.then(|| view! {
                            <button type="button" class="link" on:click=move |_| uploads.send(file.get_value())>"重试"</button>
                        })}
                        <button type="button" class="link" on:click=move |_| uploads.forget(id)>"不传了"</button>
                    </span>
                }.into_any(),
            }}
        </div>
    }
}
