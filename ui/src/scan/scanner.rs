//! The part that looks: the camera's picture, the light, a picture from a file; says what it read, once a while.

use super::camera::Camera;
use super::model::Trouble;
use super::reader::Reader;
use crate::api;
use crate::kit::{Button, ButtonKind, Icon, IconName, Tone, clock, toast};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Between two looks, in milliseconds.
const LOOK: Duration = Duration::from_millis(120);
/// For how many looks the same code is not told again.
const QUIET: u32 = 25;

/// What the camera does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Asking,
    Looking { torch: bool },
    Trouble(Trouble),
}

/// The scanner; `on_text` gets what was read.
#[component]
pub fn Scanner(#[prop(into)] on_text: Callback<String>) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let state = RwSignal::new(State::Asking);
    let lit = RwSignal::new(false);
    let again = RwSignal::new(0_u32);
    let camera = StoredValue::new_local(Rc::new(RefCell::new(None::<Camera>)));
    Effect::new(move |_| {
        again.track();
        let Some(video) = video.get() else { return };
        state.set(State::Asking);
        spawn_local(look(video, state, camera, on_text));
    });
    // the light at the camera goes out with the page
    on_cleanup(move || {
        let _ = camera.try_with_value(|c| c.borrow_mut().take());
    });
    let turn = move |_| {
        lit.update(|on| *on = !*on);
        let on = lit.get_untracked();
        let held = camera.with_value(Rc::clone);
        spawn_local(async move {
            let taken = held.borrow_mut().take();
            if let Some(open) = taken {
                open.set_torch(on).await;
                held.borrow_mut().replace(open);
            }
        });
    };
    let looking = move || matches!(state.get(), State::Looking { .. });
    let torch = move || matches!(state.get(), State::Looking { torch: true });
    view! {
        <div class="scanner" class:live=looking>
            <video node_ref=video muted=true playsinline=true aria-label="摄像头画面"></video>
            <div class="scan-frame" aria-hidden="true"></div>
            <p class="scan-said" role="status">{move || looking().then_some("请把二维码放进框内")}</p>
            {move || match state.get() {
                State::Trouble(trouble) => view! { <Explained trouble=trouble on_retry=move |()| again.update(|n| *n += 1)/> }.into_any(),
                State::Asking => view! { <p class="scan-wait">"正在打开摄像头…"</p> }.into_any(),
                State::Looking { .. } => ().into_any(),
            }}
        </div>
        <div class="scan-tools">
            <Show when=torch>
                <button type="button" class="btn btn-line" aria-pressed=move || lit.get().to_string() on:click=turn>
                    {move || if lit.get() { "关手电" } else { "开手电" }}
                </button>
            </Show>
            <FromFile on_text=on_text/>
        </div>
    }
}

/// Opens the camera and looks until the page is gone.
async fn look(
    video: web_sys::HtmlVideoElement,
    state: RwSignal<State>,
    camera: StoredValue<Rc<RefCell<Option<Camera>>>, LocalStorage>,
    on_text: Callback<String>,
) {
    let open = match Camera::open().await {
        Ok(open) => open,
        Err(trouble) => {
            let _ = state.try_set(State::Trouble(trouble));
            return;
        }
    };
    // the page may be gone by now: then the camera is let go of at once
    let Some(held) = camera.try_with_value(Rc::clone) else { return };
    let torch = open.has_torch();
    open.show(&video).await;
    held.borrow_mut().replace(open);
    let Some(reader) = Reader::new() else { return };
    let _ = state.try_set(State::Looking { torch });
    let mut last: Option<(String, u32)> = None;
    while video.is_connected() && camera.try_with_value(|_| ()).is_some() {
        if let Some((_, since)) = &mut last {
            *since += 1;
        }
        if let Some(text) = reader.video(&video).await {
            let told = last.as_ref().is_some_and(|(before, since)| *before == text && *since < QUIET);
            if !told && camera.try_with_value(|_| ()).is_some() {
                last = Some((text.clone(), 0));
                on_text.run(text);
            }
        }
        clock::pause(LOOK).await;
    }
}

#[component]
fn Explained(trouble: Trouble, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="scan-trouble" role="alert">
            <Icon name=IconName::Camera/>
            <b>{trouble.title()}</b>
            <p>{trouble.hint(api::is_app())}</p>
            <Button kind=ButtonKind::Line on_click=move |_| on_retry.run(())>"重试"</Button>
        </div>
    }
}

/// A picture of a code, from the album or taken now.
#[component]
fn FromFile(on_text: Callback<String>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let chosen = move |ev: leptos::ev::Event| {
        let input = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file = input.files().and_then(|files| files.get(0));
        let Some(file) = file else { return };
        busy.set(true);
        spawn_local(async move {
            let found = match Reader::new() {
                Some(reader) => reader.file(&file).await,
                None => None,
            };
            // the same picture may be chosen again
            input.set_value("");
            let _ = busy.try_set(false);
            match found {
                Some(text) => on_text.run(text),
                None => toast::show(Tone::Warn, "这张图片里没有找到二维码，请换一张清楚的"),
            }
        });
    };
    view! {
        <label class="btn btn-line scan-file" aria-busy=move || busy.get().then_some("true")>
            <Icon name=IconName::Camera/>"选一张图片"
            <input type="file" class="sr-only" accept="image/*" aria-label="选一张二维码图片" on:change=chosen/>
        </label>
    }
}
