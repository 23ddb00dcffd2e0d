//! Following the store: what changed is put into the index within a second, and all of it when the index is new.
//!
//! Triggers write down which thing changed (`search_change`), so no feature has to remember, and every node reads the same
//! list at its own pace. How far it has come stands beside the index.

use super::Shelves;
use super::index::Entry;
use super::store::{self, Change};
use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::search::SearchKind;
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
    /// Changes that were put in, among those that are looked at again.
    seen: BTreeSet<i64>,
}

impl Follower {
    /// For the index of `app`.
    ///
    /// # Errors
    /// When the index can't be opened.
    pub fn new(app: App, sources: &'static [Source]) -> Result<Self> {
        let shelves = app.search.shelves()?;
        let mark = shelves.folder().join("followed");
        Ok(Self { app, shelves, sources, mark, seen: BTreeSet::new() })
    }

    /// Follows until the server stops.
    pub async fn keep_following(mut self) {
        let mut stopping = self.app.stopping.clone();
        loop {
            if let Err(error) = self.follow().await {
                tracing::error!(%error, "the search index does not follow");
            }
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
    pub async fn follow(&mut self) -> Result<()> {
        let (first, last) = self.app.store.read(store::ends).await?;
        // of another store, or away for longer than changes are kept
        let apart = |done: i64| done > last || done + 1 < first;
        let Some(mut done) = self.followed().filter(|done| !apart(*done)) else { return self.fill().await };
        loop {
            let mut changes = self.app.store.read(move |c| store::changes(c, done - AGAIN, BATCH)).await?;
            changes.retain(|change| !self.seen.contains(&change.seq));
            let Some(last) = changes.iter().map(|change| change.seq).max() else { return Ok(()) };
            let (sources, read) = (self.sources, changes.clone());
            let entries = self.app.store.read(move |c| entries(c, sources, &read)).await?;
            self.put(entries).await?;
            done = done.max(last);
            self.seen.extend(changes.iter().map(|change| change.seq));
            self.seen.retain(|seq| *seq > done - AGAIN);
            std::fs::write(&self.mark, done.to_string())?;
        }
    }

    /// Makes the index anew.
    async fn fill(&self) -> Result<()> {
        let seq = self.app.store.read(store::last).await?;
        let shelves = self.shelves.clone();
        tokio::task::spawn_blocking(move || shelves.clear()).await.map_err(crate::Error::broken)??;
        for source in self.sources {
            let mut after = 0;
            loop {
                let page = self.app.store.read(move |c| (source.page)(c, after, BATCH)).await?;
                let Some(last) = page.last().map(|entry| entry.id) else { break };
                after = last;
                self.put(page.into_iter().map(|entry| (source.kind, entry.id, Some(entry))).collect()).await?;
            }
        }
        Ok(std::fs::write(&self.mark, seq.to_string())?)
    }

    async fn put(&self, entries: Vec<(SearchKind, i64, Option<Entry>)>) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let shelves = self.shelves.clone();
        tokio::task::spawn_blocking(move || shelves.put(entries)).await.map_err(crate::Error::broken)?
    }

    /// The last change that was put in; `None` when the index must be made anew.
    fn followed(&self) -> Option<i64> {
        std::fs::read_to_string(&self.mark).ok()?.trim().parse().ok()
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
