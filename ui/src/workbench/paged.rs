//! A list that comes by pages: first page, more on demand, refetched when what it shows has changed.

use crate::api::{self, ApiError, Fetched};
use gsdj_domain::routes::Tag;
use gsdj_domain::{Instant, Page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

type Answer<T> = Pin<Box<dyn Future<Output = Result<Fetched<Page<T>>, ApiError>>>>;
type Fetch<T> = StoredValue<Box<dyn Fn(Option<String>) -> Answer<T>>, LocalStorage>;

/// The list's signals.
pub struct Paged<T: Send + Sync + 'static> {
    /// The rows fetched so far.
    pub rows: RwSignal<Vec<T>>,
    /// Where the next page begins; `None` on the last one.
    pub next: RwSignal<Option<String>>,
    /// Nothing has come yet.
    pub fresh: RwSignal<bool>,
    /// A page is under way.
    pub busy: RwSignal<bool>,
    /// What went wrong last.
    pub error: RwSignal<Option<ApiError>>,
    /// When the rows were fetched, if they came from the app's cache.
    pub age: RwSignal<Option<Instant>>,
    fetch: Fetch<T>,
    turn: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Paged<T> {}

/// Makes a list; `fetch` reads what it depends on at once (before its future runs), so that a change starts it anew.
pub fn use_paged<T, F, Fut>(fetch: F, tags: &'static [Tag]) -> Paged<T>
where
    T: Clone + Send + Sync + 'static,
    F: Fn(Option<String>) -> Fut + 'static,
    Fut: Future<Output = Result<Fetched<Page<T>>, ApiError>> + 'static,
{
    let boxed: Box<dyn Fn(Option<String>) -> Answer<T>> = Box::new(move |cursor| Box::pin(fetch(cursor)));
    let paged = Paged {
        rows: RwSignal::new(Vec::new()),
        next: RwSignal::new(None),
        fresh: RwSignal::new(true),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        age: RwSignal::new(None),
        fetch: StoredValue::new_local(boxed),
        turn: StoredValue::new(0),
    };
    let version = api::version(tags);
    Effect::new(move |_| {
        version.track();
        paged.start();
    });
    paged
}

impl<T: Clone + Send + Sync + 'static> Paged<T> {
    /// Fetches again from the first page, as many rows as are shown now; they stay until the answer is there.
    pub fn reload(self) {
        untrack(|| self.start());
    }

    fn start(self) {
        let turn = self.begin();
        let shown = self.rows.with_untracked(Vec::len);
        // tracked: whatever the fetch reads starts the list anew
        let first = self.fetch.with_value(|fetch| fetch(None));
        spawn_local(async move {
            let mut answer = first.await;
            let mut rows = Vec::new();
            loop {
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                match answer {
                    Ok(page) => {
                        rows.extend(page.data.items);
                        self.age.set(page.age);
                        match page.data.next {
                            Some(cursor) if rows.len() < shown => {
                                answer = self.fetch.with_value(|f| f(Some(cursor))).await
                            }
                            next => return self.finish(rows, next),
                        }
                    }
                    Err(error) => return self.fail(error),
                }
            }
        });
    }

    /// Starts over with nothing shown, for another list under the same heading.
    pub fn clear(self) {
        self.rows.set(Vec::new());
        self.next.set(None);
        self.fresh.set(true);
    }

    /// Fetches the next page.
    pub fn more(self) {
        let Some(cursor) = self.next.get_untracked().filter(|_| !self.busy.get_untracked()) else {
            return;
        };
        let turn = self.begin();
        let answer = untrack(|| self.fetch.with_value(|fetch| fetch(Some(cursor))));
        spawn_local(async move {
            let answer = answer.await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(page) => {
                    let mut rows = self.rows.get_untracked();
                    rows.extend(page.data.items);
                    self.finish(rows, page.data.next);
                }
                Err(error) => self.fail(error),
            }
        });
    }

    /// Every row of the list up to `most`, for an export.
    ///
    /// # Errors
    /// As the fetches.
    pub async fn all(self, most: usize) -> Result<Vec<T>, ApiError> {
        let mut rows = self.rows.get_untracked();
        let mut next = self.next.get_untracked();
        while let Some(cursor) = next.filter(|_| rows.len() < most) {
            let answer = untrack(|| self.fetch.with_value(|fetch| fetch(Some(cursor))));
            let page = answer.await?.data;
            rows.extend(page.items);
            next = page.next;
        }
        Ok(rows)
    }

    fn begin(self) -> u32 {
        self.busy.set(true);
        self.error.set(None);
        self.turn.update_value(|t| *t = t.wrapping_add(1));
        self.turn.get_value()
    }

    fn finish(self, rows: Vec<T>, next: Option<String>) {
        self.rows.set(rows);
        self.next.set(next);
        self.fresh.set(false);
        self.busy.set(false);
    }

    fn fail(self, error: ApiError) {
        self.error.set(Some(error));
        self.busy.set(false);
    }
}
