//! A large file on its way up: in pieces, with how far it is; it waits for the network, can be paused, and goes on after the
//! page was closed when the same file is chosen again.

use super::model::{first_piece, next_piece, share};
use crate::api::{self, ApiError};
use crate::kit::{Button, ButtonKind, Icon, IconName, clock, size, storage};
use gsdj_domain::file::FileInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How the names begin under which uploads are remembered that were begun here.
const NAME: &str = "gsdj.upload-";
/// How long one waits before a piece is tried again.
const AGAIN: Duration = Duration::from_secs(4);

/// How an upload stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// Nothing was chosen.
    Idle,
    /// It is on its way.
    Sending,
    /// The network is away: it goes on by itself.
    Waiting,
    /// Somebody has paused it.
    Paused,
    /// It can't be taken: why.
    Failed(String),
}

/// An upload of one file.
#[derive(Clone, Copy)]
pub struct Upload {
    /// The file, once the server has all of it.
    pub done: RwSignal<Option<FileInfo>>,
    /// What was chosen, for the page to look into.
    pub chosen: RwSignal<Option<web_sys::File>, LocalStorage>,
    stage: RwSignal<Stage>,
    sent: RwSignal<f64>,
    turn: StoredValue<u32>,
}

impl Upload {
    /// Starts from what is on the server.
    #[must_use]
    pub fn new(done: Option<FileInfo>) -> Self {
        Self {
            done: RwSignal::new(done),
            chosen: RwSignal::new_local(None),
            stage: RwSignal::new(Stage::Idle),
            sent: RwSignal::new(0.0),
            turn: StoredValue::new(0),
        }
    }

    /// Whether it is still on its way.
    #[must_use]
    pub fn busy(self) -> bool {
        self.stage.with(|s| matches!(s, Stage::Sending | Stage::Waiting | Stage::Paused))
    }

    fn choose(self, file: web_sys::File) {
        self.done.set(None);
        self.sent.set(0.0);
        self.chosen.set(Some(file));
        self.go_on();
    }

    fn go_on(self) {
        let Some(file) = self.chosen.get_untracked() else { return };
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        self.stage.set(Stage::Sending);
        spawn_local(async move {
            loop {
                match self.send(&file, turn).await {
                    Ok(Some(info)) => {
                        storage::remove(&remembered(&file));
                        if self.is(turn) {
                            self.stage.set(Stage::Idle);
                            self.done.set(Some(info));
                        }
                        return;
                    }
                    Ok(None) => return,
                    Err(ApiError::Offline) => {
                        if !self.is(turn) {
                            return;
                        }
                        self.stage.set(Stage::Waiting);
                        clock::pause(AGAIN).await;
                    }
                    Err(error) => {
                        if !error.is_passing() {
                            storage::remove(&remembered(&file));
                        }
                        if self.is(turn) {
                            self.stage.set(Stage::Failed(error.sentence()));
                        }
                        return;
                    }
                }
                if !self.is(turn) {
                    return;
                }
                self.stage.set(Stage::Sending);
            }
        });
    }

    /// Whether this is still the attempt that counts.
    fn is(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    /// Sends what is missing; `None` when it was paused or another file was chosen.
    async fn send(self, file: &web_sys::File, turn: u32) -> Result<Option<FileInfo>, ApiError> {
        let (location, mut at) = place(file).await?;
        let mut piece = first_piece();
        while at < file.size() {
            if !self.is(turn) {
                return Ok(None);
            }
            let end = (at + piece).min(file.size());
            let blob = file.slice_with_f64_and_f64(at, end).map_err(|_| ApiError::Broken("slice".into()))?;
            let begun = clock::steady();
            at = match api::upload::piece(&location, at, blob).await {
                Ok(next) => next,
                // another piece was quicker, or more of the last one came than was heard of
                Err(ApiError::Refused(problem)) if problem.code == "upload_offset" => received(&location).await?,
                Err(error) => return Err(error),
            };
            piece = next_piece(piece, clock::steady() - begun);
            if self.is(turn) {
                self.sent.set(at);
            }
        }
        Ok(api::upload::standing(&location).await?.file)
    }

    fn pause(self) {
        self.turn.update_value(|t| *t = t.wrapping_add(1));
        self.stage.set(Stage::Paused);
    }

    fn give_up(self) {
        self.pause();
        if let Some(file) = self.chosen.get_untracked() {
            let name = remembered(&file);
            if let Some(location) = storage::get(&name) {
                spawn_local(async move {
                    // what can't be thrown away now is swept away later
                    let _ = api::upload::forget(&location).await;
                });
            }
            storage::remove(&name);
        }
        self.chosen.set(None);
        self.stage.set(Stage::Idle);
    }
}

/// Where the upload of this file lies and how far it has come: one that was begun here before, or a new one.
async fn place(file: &web_sys::File) -> Result<(String, f64), ApiError> {
    let name = remembered(file);
    if let Some(location) = storage::get(&name) {
        match received(&location).await {
            Ok(at) => return Ok((location, at)),
            Err(error) if error.is_passing() => return Err(error),
            // it was swept away
            Err(_) => storage::remove(&name),
        }
    }
    let location = api::upload::begin(&file.name(), file.size()).await?;
    storage::put(&name, &location);
    Ok((location, 0.0))
}

async fn received(location: &str) -> Result<f64, ApiError> {
    #[expect(clippy::cast_precision_loss, reason = "a file's bytes are below 2^53")]
    let received = api::upload::standing(location).await?.received as f64;
    Ok(received)
}

fn remembered(file: &web_sys::File) -> String {
    format!("{NAME}{}-{}-{}", file.size(), file.last_modified(), file.name())
}

/// The field: choose, follow, pause, go on, give up.
#[component]
pub fn UploadField(
    upload: Upload,
    #[prop(into)] accept: Signal<&'static str>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let choose = move |ev: leptos::ev::Event| {
        let Some(input) = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|f| f.get(0)) {
            upload.choose(file);
        }
        // so that the same file can be chosen again
        input.set_value("");
    };
    let total = move || upload.chosen.with(|f| f.as_ref().map_or(0.0, |f| f.size()));
    let percent = move || share(upload.sent.get(), total());
    let words = move || match upload.stage.get() {
        Stage::Idle => String::new(),
        Stage::Sending => format!("正在上传 {}%", percent()),
        Stage::Waiting => format!("网络中断，恢复后自动继续（已上传 {}%）", percent()),
        Stage::Paused => format!("已暂停（已上传 {}%）", percent()),
        Stage::Failed(sentence) => sentence,
    };
    let stage = move |wanted: &[Stage]| upload.stage.with(|s| wanted.contains(s));
    let failed = move || upload.stage.with(|s| matches!(s, Stage::Failed(_)));
    view! {
        <div class="field" id="field-file" tabindex="-1">
            <span class="field-label">"文件"</span>
            {move || upload.done.get().map(|f| view! {
                <p class="file"><Icon name=IconName::Check/><span class="grow">{f.name.clone()}</span><span class="muted small">{format!("{} · {}", f.kind.label(), size(f.bytes))}</span></p>
            })}
            <Show when=move || upload.busy() || failed()>
                <div class="upload-state" role="status">
                    <progress max="100" value=percent></progress>
                    <span class:fault=failed>{words}</span>
                </div>
            </Show>
            <div class="row wrap">
                <label class="add-file"><Icon name=IconName::Plus/>
                    {move || if upload.done.with(Option::is_some) { "换一个文件" } else { "选择文件" }}
                    <input type="file" accept=move || accept.get() on:change=choose/>
                </label>
                <Show when=move || stage(&[Stage::Sending, Stage::Waiting])><Button on_click=move |_| upload.pause()>"暂停"</Button></Show>
                <Show when=move || stage(&[Stage::Paused])><Button kind=ButtonKind::Primary on_click=move |_| upload.go_on()>"继续上传"</Button></Show>
                <Show when=move || upload.busy()><Button kind=ButtonKind::Quiet on_click=move |_| upload.give_up()>"不传了"</Button></Show>
            </div>
            <p class="hint">"断网或关掉页面不要紧：再选同一个文件，从断开的地方接着传。"</p>
            <p class="fault" role="alert">{move || error.get()}</p>
        </div>
    }
}
