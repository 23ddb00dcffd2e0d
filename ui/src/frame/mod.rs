//! What stands around the pages: a phone's bar and tabs, a computer's top bar, a television's tiles and focus.
//!
//! The pages are the same on all three; [`use_frame`] tells them where they stand.

mod back;
mod choice;
mod computer;
mod entries;
pub mod first;
pub mod focus;
mod gate;
pub mod look;
mod phone;
mod pull;
mod remote;
mod tv;

pub use back::{Guard, use_replace};
pub use choice::Frame;
pub use entries::Entry;

use crate::api;
use crate::api::session;
use crate::kit::toast::Toasts;
use crate::kit::{ErrorCard, Icon, IconName, Skeleton, can, heading, use_load};
use gsdj_domain::account::Permission;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

thread_local! {
    static FRAME: ArcRwSignal<Frame> = ArcRwSignal::new(Frame::Computer);
}

/// The frame the pages stand in; changes when the window does.
#[must_use]
pub fn use_frame() -> Signal<Frame> {
    FRAME.with(Clone::clone).into()
}

/// Whether who is signed in has the permission, and can type what it takes where the page stands: a television has no
/// text entry, so nothing there offers to create or to fill in.
#[must_use]
pub fn can_here(permission: Permission) -> Signal<bool> {
    let (may, frame) = (can(permission), use_frame());
    Signal::derive(move || may.get() && frame.get() != Frame::Tv)
}

/// Chooses the frame and follows the window; applies size and colour; once, before anything is drawn.
pub fn start() {
    look::start();
    choose();
    // for as long as the page lives
    std::mem::forget(window_event_listener(leptos::ev::resize, |_| choose()));
}

fn choose() {
    let window = window();
    let width = window.inner_width().ok().and_then(|w| w.as_f64()).unwrap_or(1280.0);
    let agent = window.navigator().user_agent().unwrap_or_default();
    let asked = window.location().search().unwrap_or_default();
    choice::remember(&asked);
    let frame = choice::choose(width, &agent, choice::wished().as_deref());
    let signal = FRAME.with(Clone::clone);
    if signal.get_untracked() != frame {
        signal.set(frame);
    }
    look::mark(frame);
}

/// The frame with the pages in its middle; stands inside the router.
#[component]
pub fn Framed(children: ChildrenFn) -> impl IntoView {
    let frame = use_frame();
    back::watch();
    remote::watch();
    pull::watch();
    let head = move || match frame.get() {
        Frame::Phone => view! { <phone::TopBar/> }.into_any(),
        Frame::Computer => view! { <computer::Top/> }.into_any(),
        Frame::Tv => view! { <tv::Top/> }.into_any(),
    };
    let gate = watch_gate();
    let middle = move || match gate.get() {
        gate::Gate::Open => children().into_any(),
        gate::Gate::Wait => view! { <div class="page-narrow"><Skeleton rows=5/></div> }.into_any(),
        gate::Gate::Failed(error) => {
            let again = move || spawn_local(session::refresh());
            view! { <div class="page-narrow"><ErrorCard error=error on_retry=again/></div> }.into_any()
        }
    };
    let foot = move || match frame.get() {
        Frame::Phone => view! { <phone::Tabs/> }.into_any(),
        Frame::Computer => view! { <computer::Foot/> }.into_any(),
        Frame::Tv => view! { <tv::How/> }.into_any(),
    };
    view! {
        <a class="skip" href="#main" on:click=to_main>"跳到正文"</a>
        <div class=move || frame.get().class()>
            {head}
            <Notes/>
            <main id="main" tabindex="-1" class=move || frame.get().main_class()>{middle}</main>
            {foot}
        </div>
        <Toasts/>
    }
}

/// The router would take the hash for an address of its own.
fn to_main(ev: leptos::ev::MouseEvent) {
    ev.prevent_default();
    focus::to_main();
}

/// Lines that concern every page: no network, demo data.
#[component]
fn Notes() -> impl IntoView {
    let online = api::online();
    let platform = use_load(session::platform, &[Tag::Session]);
    // only the app keeps what was read and sends what was done later
    let says = if api::is_app() {
        "没有网络：看到的是上次保存的内容，您的反馈会存在本机，联网后自动提交。"
    } else {
        "没有网络：已填写的内容存在本机，联网后请再按一次。恢复后自动刷新。"
    };
    let demo = move || platform.data().with(|p| p.as_ref().is_some_and(|p| p.demo));
    view! {
        <aside class="notes" aria-label="平台提示">
            <div role="status">
                {move || (!online.get()).then(|| view! { <p class="offline"><Icon name=IconName::Offline/><span>{says}</span></p> })}
            </div>
            {move || demo().then(|| view! { <p class="demo-note">"示例数据：人名、单位与内容均为虚构"</p> })}
        </aside>
    }
}

/// Sends people to where they have to go first: signing in, changing the first password.
fn watch_gate() -> Memo<gate::Gate> {
    let who = session::who();
    let location = use_location();
    let replace = back::use_replace(true);
    let seen = who.clone();
    Effect::new(move |_| {
        let standing = gate::Standing::of(&seen.read());
        let (path, search) = (location.pathname.get(), location.search.get());
        if let Some(to) = gate::redirect(standing, &path, &search) {
            replace(&to);
        }
    });
    let hint = session::was_signed_in();
    Memo::new(move |_| gate::gate(&who.read(), &location.pathname.read(), hint))
}

/// What the open page is called; empty on pages that need no name.
pub(crate) fn title() -> Signal<String> {
    let heading = heading();
    Signal::derive(move || heading.read().title.clone())
}
