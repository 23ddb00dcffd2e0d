//! Saving: one attempt at a time, one idempotency key until it succeeds, faults beside their fields.

use crate::api::{ApiError, IdempotencyKey};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

type Outcome = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;
type Act<F> = StoredValue<Box<dyn Fn(F, IdempotencyKey) -> Outcome>, LocalStorage>;

/// A write that a page does.
pub struct Save<F: 'static> {
    pending: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    attempt: StoredValue<Option<(String, IdempotencyKey)>>,
    act: Act<F>,
}

impl<F: 'static> Clone for Save<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: 'static> Copy for Save<F> {}

/// Makes a write of `act`.
pub fn use_save<F, A, Fut>(act: A) -> Save<F>
where
    F: std::fmt::Debug + 'static,
    A: Fn(F, IdempotencyKey) -> Fut + 'static,
    Fut: Future<Output = Result<(), ApiError>> + 'static,
{
    let boxed: Box<dyn Fn(F, IdempotencyKey) -> Outcome> = Box::new(move |form, key| Box::pin(act(form, key)));
    Save {
        pending: RwSignal::new(false),
        error: RwSignal::new(None),
        attempt: StoredValue::new(None),
        act: StoredValue::new_local(boxed),
    }
}

impl<F: std::fmt::Debug + 'static> Save<F> {
    /// Whether an attempt is under way.
    #[must_use]
    pub fn pending(self) -> Signal<bool> {
        self.pending.into()
    }

    /// What went wrong last.
    #[must_use]
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// What the server said of one field.
    #[must_use]
    pub fn field(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.error.with(|e| e.as_ref().and_then(|e| e.field(name))))
    }

    /// Forgets what went wrong.
    pub fn reset(self) {
        self.error.set(None);
    }

    /// Does it; nothing while it is under way already. The same form after a failure goes under the same key, so that
    /// what the server took without our hearing of it is not done twice.
    pub fn go(self, form: F) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.error.set(None);
        let print = format!("{form:?}");
        let before = self.attempt.get_value().filter(|(p, _)| *p == print);
        let key = before.map_or_else(IdempotencyKey::fresh, |(_, key)| key);
        self.attempt.set_value(Some((print, key.clone())));
        let outcome = self.act.with_value(|act| act(form, key));
        spawn_local(async move {
            let outcome = outcome.await;
            // the page may have gone on success: its signals went with it
            let _ = self.pending.try_set(false);
            match outcome {
                Ok(()) => {
                    let _ = self.attempt.try_set_value(None);
                }
                Err(error) => {
                    // a refusal is an answer: trying again is a new attempt
                    if matches!(error, ApiError::Refused(_)) {
                        let _ = self.attempt.try_set_value(None);
                    }
                    let _ = self.error.try_set(Some(error));
                }
            }
        });
    }
}
