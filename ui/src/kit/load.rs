//! Loading: what a page shows before, while and after the server answers.

use super::card::{ErrorCard, Skeleton};
use super::use_now;
use crate::api::{self, ApiError, Fetched};
use gsdj_domain::Instant;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

/// Something read from the server, read again when what it shows has changed.
pub struct Load<T: Send + Sync + 'static> {
    data: RwSignal<Option<T>>,
    age: RwSignal<Option<Instant>>,
    error: RwSignal<Option<ApiError>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Load<T> {}

impl<T: Clone + Send + Sync + 'static> Load<T> {
    /// What was read last.
    #[must_use]
    pub fn data(self) -> Signal<Option<T>> {
        self.data.into()
    }

    /// Reads it again; what is shown stays until the answer is there.
    pub fn reload(self) {
        self.again.update(|n| *n = n.wrapping_add(1));
    }
}

/// Reads now, and again whenever one of the tags gets newer or what `fetch` reads (before its future runs) changes.
pub fn use_load<T, F, Fut>(fetch: F, tags: &'static [Tag]) -> Load<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn() -> Fut + 'static,
    Fut: Future<Output = Result<Fetched<T>, ApiError>> + 'static,
{
    let load = Load {
        data: RwSignal::new(None),
        age: RwSignal::new(None),
        error: RwSignal::new(None),
        again: RwSignal::new(0),
    };
    let version = api::version(tags);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        version.track();
        load.again.track();
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let answer = fetch();
        spawn_local(async move {
            let answer = answer.await;
            // the page is gone, or has asked for something else since
            if turn.try_get_value() == Some(mine) {
                load.take(answer);
            }
        });
    });
    load
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Load<T> {
    fn take(self, answer: Result<Fetched<T>, ApiError>) {
        match answer {
            Ok(fetched) => {
                self.error.set(None);
                self.age.set(fetched.age);
                // the same again must not draw the page anew
                if self.data.with_untracked(|d| d.as_ref() != Some(&fetched.data)) {
                    self.data.set(Some(fetched.data));
                }
            }
            Err(error) => self.error.set(Some(error)),
        }
    }
}

/// How [`Loaded`] hands the data to its view: as a value (the view is drawn anew with each change) or as a signal (it is
/// drawn once and follows).
pub trait Shown<T: Send + Sync + 'static>: Sized + 'static {
    /// Draws it.
    fn show(load: Load<T>, view: Arc<dyn Fn(Self) -> AnyView + Send + Sync>) -> AnyView;
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Shown<T> for T {
    fn show(load: Load<T>, view: Arc<dyn Fn(Self) -> AnyView + Send + Sync>) -> AnyView {
        (move || load.data.get().map(|data| view(data))).into_any()
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Shown<T> for Signal<T> {
    fn show(load: Load<T>, view: Arc<dyn Fn(Self) -> AnyView + Send + Sync>) -> AnyView {
        let there = Memo::new(move |_| load.data.with(Option::is_some));
        (move || {
            there.get().then(|| {
                let first = load.data.get_untracked();
                first.map(|first| view(Signal::derive(move || load.data.get().unwrap_or_else(|| first.clone()))))
            })
        })
        .into_any()
    }
}

/// Shows what was loaded; before, a skeleton; when it failed, why and what to press; offline, how old it is.
#[component]
pub fn Loaded<T, A, F, V>(load: Load<T>, view: F, #[prop(optional)] how: PhantomData<(A, V)>) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    A: Shown<T>,
    F: Fn(A) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let _ = how;
    let nothing = Memo::new(move |_| load.data.with(Option::is_none));
    let failed =
        move || load.error.get().map(|error| view! { <ErrorCard error=error on_retry=move || load.reload()/> });
    let waiting = move || (nothing.get() && load.error.with(Option::is_none)).then(|| view! { <Skeleton/> });
    let now = use_now();
    let aged =
        move || {
            load.age.get().map(|at| view! {
            <p class="aged" role="status">{format!("网络不通，显示的是 {} 保存的内容", at.spoken(now.get()))}</p>
        })
        };
    let shown = A::show(load, Arc::new(move |data| view(data).into_any()));
    (aged.into_any(), failed.into_any(), waiting.into_any(), shown).into_any()
}
