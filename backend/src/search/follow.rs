//! Following the store: what changed is put into the index within a second, and all of it when the index is new.
//!
//! Triggers write down which thing changed (`search_change`), so no feature has to remember, and every node reads the same
//! list at its own pace. How far it has come stands beside the index.

use super::Shelves;
use super::index::Entry;
use super::manual;
use super::store::{self, Change};
use super::words;
use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::search::SearchKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Between two looks at the list.
const PAUSE: Duration = Duration::from_millis(500);
/// Things read at a time.
const BATCH: usize = 500;
/// Changes looked at again: who commits late may have taken an earlier number.
const AGAIN: i64 = 200;

/// Where the things of a kind come from.
pub struct Source {
    /// The kind.
    pub kind: SearchKind,
    /// At most so many of those that may be found, after an id, by id.
    pub page: fn(&mut Conn<'_>, after: i64, most: usize) -> Result<Vec<Entry>>,
    /// One, if it may be found.
    pub one: fn(&mut Conn<'_>, id: i64) -> Result<Option<Entry>>,
}

/// Keeps an index in step with the store.
pub struct Follower {
    app: App,
    shelves: Arc<Shelves>,
    sources: &'static [Source],
    mark: PathBuf,
    manual: String,
}

/// How far an index has come; stands beside it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Followed {
    /// The last change that was put in.
    done: i64,
    /// Those that were, among the changes that are looked at again.
    seen: BTreeSet<i64>,
    /// Which manual is in it.
    manual: String,
}

impl Followed {
    fn take(&mut self, changes: &[Change]) {
        self.seen.extend(changes.iter().map(|change| change.seq));
        self.done = self.seen.last().copied().unwrap_or(0).max(self.done);
        let before = self.done - AGAIN;
        self.seen.retain(|seq| *seq > before);
    }
}

impl Follower {
    /// For the index of `app`.
    ///
    /// # Errors
    /// When the index can't be opened.
    pub fn new(app: App, sources: &'static [Source]) -> Result<Self> {
        let shelves = app.search.shelves()?;
        let mark = shelves.folder().join("followed");
        Ok(Self { app, shelves, sources, mark, manual: manual::mark() })
    }

    /// Follows until the server stops.
    pub async fn keep_following(self) {
        let mut stopping = self.app.stopping.clone();
        loop {
            if let Err(error) = self.follow().await {
                tracing::error!(%error, "the search index does not follow");
            }
            words::rest();
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stopping.wait_for(|stopping| *stopping) => return,
            }
        }
    }

    /// Everything that changed since the last time; everything there is when nothing is known of that.
    ///
    /// # Errors
    /// When the store or the index refuses it.
    pub async fn follow(&self) -> Result<()> {
        let (first, last) = self.app.store.read(store::ends).await?;
        // of another store, or away for longer than changes are kept
        let apart = |done: i64| done > last || done + 1 < first;
        let Some(mut followed) = self.followed().filter(|f| !apart(f.done) && f.manual == self.manual) else {
            return self.fill().await;
        };
        loop {
            let after = followed.done - AGAIN;
            let mut changes = self.app.store.read(move |c| store::changes(c, after, BATCH)).await?;
            changes.retain(|change| !followed.seen.contains(&change.seq));
            if changes.is_empty() {
                return Ok(());
            }
            followed.take(&changes);
            let sources = self.sources;
            let entries = self.app.store.read(move |c| entries(c, sources, &changes)).await?;
            self.write(move |shelves| shelves.put(entries).and_then(|()| shelves.settled())).await?;
            self.note(&followed)?;
        }
    }

    /// Makes the index anew.
    async fn fill(&self) -> Result<()> {
        let mut followed = Followed { manual: self.manual.clone(), ..Followed::default() };
        let lately = self.app.store.read(|c| {
            let after = store::last(c)? - AGAIN;
            store::changes(c, after, BATCH)
        });
        followed.take(&lately.await?);
        self.write(Shelves::clear).await?;
        for source in self.sources {
            let mut after = 0;
            loop {
                let page = self.app.store.read(move |c| (source.page)(c, after, BATCH)).await?;
                let Some(last) = page.last().map(|entry| entry.id) else { break };
                after = last;
                let entries: Vec<_> = page.into_iter().map(|entry| (source.kind, entry.id, Some(entry))).collect();
                self.write(move |shelves| shelves.put(entries)).await?;
            }
        }
        self.write(Shelves::merged).await?;
        self.note(&followed)
    }

    async fn write(&self, change: impl FnOnce(&Shelves) -> Result<()> + Send + 'static) -> Result<()> {
        let shelves = self.shelves.clone();
        tokio::task::spawn_blocking(move || change(&shelves)).await.map_err(crate::Error::broken)?
    }

    /// How far the index has come; `None` when it must be made anew.
    fn followed(&self) -> Option<Followed> {
        serde_json::from_slice(&std::fs::read(&self.mark).ok()?).ok()
    }

    fn note(&self, followed: &Followed) -> Result<()> {
        Ok(std::fs::write(&self.mark, serde_json::to_vec(followed)?)?)
    }
}

/// What changed, as it is now.
fn entries(c: &mut Conn<'_>, sources: &[Source], changes: &[Change]) -> Result<Vec<(SearchKind, i64, Option<Entry>)>> {
    let mut all = Vec::with_capacity(changes.len());
    for change in changes {
        if let Some(source) = sources.iter().find(|source| source.kind == change.kind) {
            all.push((change.kind, change.id, (source.one)(c, change.id)?));
        }
    }
    Ok(all)
}
