//! The pages that come in later parts of the program, so that the first page is there sooner: whatever is opened from the
//! home page, not what stands on it. One part is for reading, which is all that most guests want, one for work. Each is
//! fetched a moment after the first page, that for work once somebody is signed in; or at once when needed.
//!
//! The bundle cuts the module where the `draw` of each part is called; natively it is an ordinary call.

mod reading;
mod work;

pub use reading::Reading;
pub use work::Room;

use crate::api::{self, session};
use crate::kit::{ErrorCard, Skeleton};
use crate::lost::NotFound;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::hooks::use_params_map;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// How long after the first page the later parts are fetched.
const SOON: Duration = Duration::from_millis(1_200);

/// A part could not be fetched.
pub struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Whether a part is there.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Away,
    OnItsWay,
    There,
    Failed,
}

/// A part of the program.
#[derive(Clone, Default)]
pub struct Part(ArcRwSignal<State>);

/// The pages of one part.
pub trait Rooms: Copy + Send + Sync + 'static {
    /// The part in which they come.
    fn part() -> Part;
    /// Fetches it.
    fn fetch() -> impl Future<Output = Result<(), Missing>>;
    /// Draws one of them.
    fn draw(self) -> impl Future<Output = Result<AnyView, Missing>>;
}

/// Fetches the later parts a moment after the first page, what is read before what is worked with; once, at the start.
/// Guests do not pay for what they can't use.
pub fn fetch_soon() {
    let soon = RwSignal::new(false);
    set_timeout(
        move || {
            spawn_local(async move {
                // without a network nothing is fetched before it is needed
                if window().navigator().on_line() {
                    ask::<Reading>().await;
                    soon.set(true);
                }
            });
        },
        SOON,
    );
    Effect::new(move |_| {
        let known = matches!(&*session::who().read(), session::Who::Known(_));
        if soon.get() && known {
            fetch_work();
        }
    });
}

/// Fetches the part for work: somebody is signed in, or about to be.
pub fn fetch_work() {
    spawn_local(ask::<Room>());
}

async fn ask<R: Rooms>() {
    let Part(state) = R::part();
    if matches!(state.get_untracked(), State::There | State::OnItsWay) {
        return;
    }
    state.set(State::OnItsWay);
    let there = R::fetch().await.is_ok();
    state.set(if there { State::There } else { State::Failed });
}

/// A page of a later part: a skeleton until it is there, then drawn where it stands.
pub fn room<R: Rooms>(room: R) -> AnyView {
    let Part(state) = R::part();
    if state.get_untracked() != State::There {
        spawn_local(ask::<R>());
    }
    // every `:id` of an address is a number
    let params = use_params_map();
    let leads = Memo::new(move |_| params.read().get("id").is_none_or(|id| id.parse::<i64>().is_ok()));
    let drawn = move || match state.get() {
        State::There => now(room),
        State::Failed => failed::<R>(),
        State::Away | State::OnItsWay => view! { <div class="page-narrow"><Skeleton rows=5/></div> }.into_any(),
    };
    (move || if leads.get() { drawn() } else { view! { <NotFound/> }.into_any() }).into_any()
}

/// The same for the table of addresses: one type for all pages of a part, where a closure each would be hundreds, every one
/// of which the browser would have to compile before the first page.
pub fn page<R: Rooms>(room: R) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || self::room(room)
}

fn failed<R: Rooms>() -> AnyView {
    let again = || spawn_local(ask::<R>());
    view! { <div class="page-narrow"><ErrorCard error=api::ApiError::Offline on_retry=again/></div> }.into_any()
}

/// Draws at once: once the part is there, its future is ready when it is first asked. Drawing here and not in a task of
/// its own keeps the page below its route.
fn now<R: Rooms>(room: R) -> AnyView {
    match pin!(room.draw()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(Missing)) | Poll::Pending => failed::<R>(),
    }
}
