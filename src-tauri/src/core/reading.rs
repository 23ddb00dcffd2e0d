//! Reading: the server's answer when there is a network, the kept copy with its age when there is none.
//!
//! On a slow network nobody waits in front of an empty page: after a moment the copy is shown, and what arrives later
//! is stored and announced.

use super::{ApiAnswer, Core, Line};
use crate::cache::Kept;
use crate::clock;
use crate::outbox;
use crate::outside::Event;
use crate::remote::{Ask, Reply};
use crate::trouble::Result;
use gsdj_domain::routes::{self, Tag};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a page with a copy at hand waits for the network.
const PATIENCE: Duration = Duration::from_millis(3_000);
/// The same, when the network was away just now.
const PATIENCE_OFFLINE: Duration = Duration::from_millis(800);

/// One read on its way.
struct Read {
    line: Line,
    path: String,
    tags: &'static [Tag],
    kept: Option<Kept>,
    /// Whoever asked has been given the copy already.
    late: Arc<AtomicBool>,
}

impl Core {
    pub(super) async fn read(&self, line: Line, path: String) -> Result<ApiAnswer> {
        let owner = line.owner();
        let mut answer = self.copy_or_fresh(line, path).await?;
        if answer.status == 200 && self.0.outbox.waiting(&owner)? > 0 {
            outbox::count_waiting(&mut answer.body, &self.0.outbox.list(&owner)?);
        }
        Ok(answer)
    }

    async fn copy_or_fresh(&self, line: Line, path: String) -> Result<ApiAnswer> {
        let tags = routes::find(&path).map_or(&[][..], |route| route.shows);
        let kept = if tags.is_empty() { None } else { self.0.cache.get(&line.owner(), &path)? };
        let late = Arc::new(AtomicBool::new(false));
        let read = Read { line, path, tags, kept: kept.clone(), late: Arc::clone(&late) };
        let core = self.clone();
        let mut fetch = tokio::spawn(async move { core.fetch(read).await });

        let Some(kept) = kept else {
            let fresh = fetch.await.unwrap_or(Ok(None))?;
            return Ok(fresh.unwrap_or_else(ApiAnswer::offline));
        };
        let patience = match (kept.outdated, self.0.online.load(Ordering::Relaxed)) {
            (true, _) => Duration::from_secs(60),
            (false, true) => PATIENCE,
            (false, false) => PATIENCE_OFFLINE,
        };
        let fresh = match tokio::time::timeout(patience, &mut fetch).await {
            Ok(done) => done.unwrap_or(Ok(None))?,
            Err(_) => {
                late.store(true, Ordering::Relaxed);
                None
            }
        };
        Ok(fresh.unwrap_or_else(|| ApiAnswer { age_ms: Some(kept.stored_at), ..ApiAnswer::new(200, &kept.body) }))
    }

    /// The server's answer, stored if it is to be; `None` when there is none and a copy would do.
    async fn fetch(&self, read: Read) -> Result<Option<ApiAnswer>> {
        let token = read.line.ticket.as_ref().map(|ticket| &ticket.token);
        let etag = read.kept.as_ref().and_then(|kept| kept.etag.as_deref());
        let reply = match read.line.remote.ask(Ask { etag, ..Ask::get(&read.path, token) }).await {
            Ok(reply) if reply.is_ours() => reply,
            Ok(_) | Err(_) => {
                self.lost();
                return Ok(None);
            }
        };
        self.heard();
        if reply.status >= 500 && read.kept.is_some() {
            return Ok(None);
        }
        if reply.status == 401 {
            self.session_ended(&read.line)?;
        }
        self.settle(&read, &reply).map(Some)
    }

    /// Stores what came, and tells the pages when it came too late to be shown.
    fn settle(&self, read: &Read, reply: &Reply) -> Result<ApiAnswer> {
        let owner = read.line.owner();
        if let (304, Some(kept)) = (reply.status, &read.kept) {
            self.0.cache.confirm(&owner, &read.path, clock::now())?;
            return Ok(ApiAnswer::new(200, &kept.body));
        }
        // whoever signed out meanwhile leaves nothing behind
        if reply.status == 200 && !read.tags.is_empty() && self.is_current(&read.line) {
            self.0.cache.put(&owner, &read.path, read.tags, &reply.text(), reply.etag.as_deref(), clock::now())?;
            if read.late.load(Ordering::Relaxed) {
                self.0.outside.tell(Event::Online, Value::Null);
            }
        }
        Ok(ApiAnswer::of(reply))
    }
}
