//! What every handler needs: store, clock, listeners, keys.

use crate::account::{Hasher, Sessions, Turnstile};
use crate::archive::{Archive, Signer};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::file::Files;
use crate::http::Caller;
use crate::http::once::{self, Once};
use crate::live::Live;
use crate::ops::Metrics;
use crate::secret::Secret;
use crate::store::{Conn, Store};
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::Instant;
use serde::Serialize;
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::watch;

/// The running platform; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] is made of.
pub struct Parts {
    /// The store.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Who listens for what happens.
    pub live: Live,
    /// Keys for personal numbers.
    pub secret: Secret,
    /// Seals printed records.
    pub signer: Signer,
    /// Prints that are kept, and the fonts for them.
    pub archive: Archive,
    /// Hashes passwords off the threads that answer.
    pub hasher: Hasher,
    /// Where sign-ins queue.
    pub turnstile: Turnstile,
    /// Sessions met recently.
    pub sessions: Sessions,
    /// Photos and attachments.
    pub files: Files,
    /// Lines of the meetings' lists.
    pub meeting_lines: crate::meeting::Lines,
    /// Lines of inboxes.
    pub inbox_lines: crate::inbox::Lines,
    /// Lines of rolls.
    pub member_lines: crate::member::Lines,
    /// Lines of 经验交流.
    pub experience_lines: crate::experience::Lines,
    /// What can be found by words.
    pub search: crate::search::Index,
    /// Rankings of branches.
    pub boards: crate::points::Boards,
    /// Lines of articles.
    pub article_lines: crate::content::Lines,
    /// What everybody reads, ready to be sent.
    pub content_answers: crate::content::Answers,
    /// What guests have opened and is not counted in the store yet.
    pub content_views: crate::content::Views,
    /// Lines of the library.
    pub library_lines: crate::library::Lines,
    /// Counters.
    pub metrics: Metrics,
    /// How it was configured.
    pub config: Config,
    /// Turns true when the server is to stop: long answers end.
    pub stopping: watch::Receiver<bool>,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens everything that `config` names.
    ///
    /// # Errors
    /// When a part can't be opened.
    pub fn open(config: Config, clock: Clock, stopping: watch::Receiver<bool>) -> Result<Self> {
        std::fs::create_dir_all(&config.data.folder)?;
        let live = Live::default();
        let told = live.clone();
        let on_commit = Arc::new(move |events: Vec<_>| told.tell(&events));
        let store = Store::open_with(&config.data.location(), on_commit, config.node, config.commit_each)?;
        let secret = Secret::open(&config.data.folder, config.data.secret.as_deref())?;
        crate::content::install(&store)?;
        Ok(Self(Arc::new(Parts {
            signer: Signer::of(&secret),
            archive: Archive::default(),
            secret,
            files: Files::open(&config.data)?,
            hasher: Hasher::start()?,
            turnstile: Turnstile::default(),
            sessions: Sessions::new(),
            meeting_lines: crate::meeting::Lines::default(),
            inbox_lines: crate::inbox::Lines::default(),
            member_lines: crate::member::Lines::default(),
            experience_lines: crate::experience::Lines::default(),
            search: crate::search::Index::in_folder(&config.data.folder),
            boards: crate::points::Boards::default(),
            article_lines: crate::content::Lines::default(),
            content_answers: crate::content::Answers::default(),
            content_views: crate::content::Views::default(),
            library_lines: crate::library::Lines::default(),
            metrics: Metrics::new(),
            store,
            clock,
            live,
            config,
            stopping,
        })))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// What the same attempt was answered before, if it was: for acts that check something before their write which the
    /// write itself changes.
    ///
    /// # Errors
    /// [`gsdj_domain::Refusal::KeyReused`] when the key came with another request before.
    pub async fn answered_before(&self, who: &Caller, once: Option<&Once>) -> Result<Option<Response>> {
        let Some(once) = once.cloned() else { return Ok(None) };
        let (account, secret) = (who.account, self.secret.clone());
        let before = self.store.read(move |c| once::find(c, &secret, account, &once)).await?;
        Ok(before.map(once::Done::into_response))
    }

    /// Runs a write at most once per idempotency key and answers with what it gave, then as now.
    ///
    /// # Errors
    /// What `f` says; [`gsdj_domain::Refusal::KeyReused`] when the key came with another request before.
    pub async fn write_once<T, F>(
        &self,
        who: &Caller,
        once: Option<Once>,
        status: StatusCode,
        mut f: F,
    ) -> Result<Response>
    where
        T: Serialize,
        F: FnMut(&mut Conn<'_>, Instant) -> Result<T> + Send + 'static,
    {
        let (account, now, secret) = (who.account, self.now(), self.secret.clone());
        let done = move |c: &mut Conn<'_>| {
            if let Some(before) = once.as_ref().map(|o| once::find(c, &secret, account, o)).transpose()?.flatten() {
                return Ok(before);
            }
            let done = once::Done::of(status, &f(c, now)?)?;
            if let Some(once) = &once {
                once::keep(c, &secret, account, once, &done, now)?;
            }
            Ok(done)
        };
        Ok(self.store.write(done).await?.into_response())
    }
}
