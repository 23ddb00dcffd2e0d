//! The app's core: takes the pages' requests and answers them from the server, the cache or the outbox.
//!
//! It knows no window and no Tauri; what it has to say to them goes through [`Outside`]. One file each for reading,
//! writing, signing in and out, files, and choosing the server.

mod choosing;
mod files;
mod hall;
mod hearing;
mod media;
mod reading;
mod signing;
mod telling;
mod writing;

use crate::cache::Cache;
use crate::hall::Halls;
use crate::keychain::{self, Keychain};
use crate::outbox::Outbox;
use crate::outside::{Event, Outside};
use crate::owner::{Owner, Ticket};
use crate::remote::{Remote, Reply};
use crate::settings::{self, Settings};
use crate::trouble::Result;
use gsdj_domain::shell::Server;
use gsdj_domain::{Instant, Problem, Refusal, routes};
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

pub use files::Picture;
pub use media::{Medium, Part};

/// Where and how the app runs.
#[derive(Debug, Clone)]
pub struct Options {
    /// The app's own folder.
    pub dir: PathBuf,
    /// The server that the environment has decided on.
    pub server: Option<String>,
    /// Leave the system's keychain alone.
    pub keychain_file: bool,
    /// Where a hall without internet is opened: all addresses of this device, unless it is only tried.
    pub hall_at: IpAddr,
}

/// What a page asks.
#[derive(Debug, Clone, Deserialize)]
pub struct ApiRequest {
    /// `GET`, `POST`, `PUT`, `DELETE`.
    pub method: String,
    /// The address, from `/api/` on.
    pub path: String,
    /// The JSON content of a write.
    #[serde(default)]
    pub body: Option<Value>,
    /// The idempotency key of a write; made here when missing.
    #[serde(default)]
    pub key: Option<String>,
    /// The version that a change is made to; the server refuses when somebody has changed it since.
    #[serde(default)]
    pub version: Option<u32>,
}

/// What a page gets. Status `0` means: no network, and nothing kept that could be shown; the body says so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ApiAnswer {
    /// The HTTP status; `202` with `queued` when the write waits in the outbox.
    pub status: u16,
    /// The JSON content; a [`Problem`] when the answer is a no.
    pub body: Value,
    /// For a kept copy: when the server last said that this is how it stands (ms UTC). Nothing when it comes from the
    /// server right now.
    pub age_ms: Option<Instant>,
    /// The write lies in the outbox and will be sent.
    pub queued: bool,
}

impl ApiAnswer {
    fn new(status: u16, text: &str) -> Self {
        Self { status, body: serde_json::from_str(text).unwrap_or(Value::Null), age_ms: None, queued: false }
    }

    fn of(reply: &Reply) -> Self {
        Self::new(reply.status, &reply.text())
    }

    fn refused(refusal: &Refusal) -> Self {
        Self::problem(refusal.problem(String::new()))
    }

    fn problem(problem: Problem) -> Self {
        let status = problem.status;
        Self { status, body: serde_json::to_value(problem).unwrap_or_default(), age_ms: None, queued: false }
    }

    fn queued() -> Self {
        Self { status: 202, body: Value::Null, age_ms: None, queued: true }
    }

    fn offline() -> Self {
        Self::problem(telling::own_problem(
            0,
            "offline",
            "当前没有网络，且此内容尚未保存在本机",
            Some("请联网后重试，您填写的内容仍保留"),
        ))
    }
}

/// The server in use, and who is signed in there.
#[derive(Clone)]
pub(crate) struct Line {
    name: String,
    remote: Remote,
    ticket: Option<Ticket>,
}

impl Line {
    /// Whose data is read and written on this line.
    fn owner(&self) -> Owner {
        match &self.ticket {
            Some(ticket) => Owner { server: self.name.clone(), account: ticket.account },
            None => Owner::public(&self.name),
        }
    }
}

/// The core. Copies are the same core.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    dir: PathBuf,
    settings: Settings,
    cache: Cache,
    outbox: Outbox,
    halls: Arc<Halls>,
    #[cfg(desktop)]
    hall_at: IpAddr,
    #[cfg(desktop)]
    open_hall: std::sync::Mutex<Option<crate::hall::Open>>,
    keychain: Keychain,
    outside: Box<dyn Outside>,
    line: RwLock<Option<Line>>,
    trouble: RwLock<Option<String>>,
    online: AtomicBool,
    draining: tokio::sync::Mutex<()>,
    wake: tokio::sync::Notify,
}

impl Core {
    /// Opens everything that lies in the app's folder; talks to nobody yet.
    ///
    /// # Errors
    /// When the folder can't be used, or the environment's server address is none.
    pub fn open(options: &Options, outside: impl Outside) -> Result<Self> {
        let dir = &options.dir;
        settings::make_private_dir(dir)?;
        Ok(Self(Arc::new(Inner {
            settings: Settings::open(dir, options.server.as_deref())?,
            cache: Cache::open(&dir.join("cache.db"))?,
            outbox: Outbox::open(&dir.join("outbox.db"))?,
            halls: Arc::new(Halls::open(&dir.join("halls.db"))?),
            #[cfg(desktop)]
            hall_at: options.hall_at,
            #[cfg(desktop)]
            open_hall: std::sync::Mutex::new(None),
            keychain: Keychain::find(dir, options.keychain_file),
            dir: dir.clone(),
            outside: Box::new(outside),
            line: RwLock::new(None),
            trouble: RwLock::new(None),
            online: AtomicBool::new(true),
            draining: tokio::sync::Mutex::new(()),
            wake: tokio::sync::Notify::new(),
        })))
    }

    /// Takes up the server chosen earlier, if there is one; starts it when it is the one inside the app. What goes
    /// wrong is told by [`Core::server`].
    pub async fn connect(&self) {
        let Some(server) = self.0.settings.server() else { return };
        if let Err(error) = self.take_up(&server).await {
            tracing::error!(%error, "the server chosen earlier can't be used");
            *self.0.trouble.write().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
        }
    }

    async fn take_up(&self, server: &Server) -> Result<()> {
        let base = match server {
            Server::Remote { url } => url.clone(),
            Server::Here => settings::trimmed(&crate::embedded::start(&self.0.dir.join("server")).await?),
        };
        let ticket = self.0.keychain.read(server.name())?;
        let line = Line { name: server.name().to_owned(), remote: Remote::new(&base)?, ticket };
        *self.0.line.write().unwrap_or_else(PoisonError::into_inner) = Some(line);
        *self.0.trouble.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.0.wake.notify_one();
        Ok(())
    }

    /// Answers a page.
    ///
    /// # Errors
    /// When this device fails; what the server refuses is an answer.
    pub async fn api(&self, request: ApiRequest) -> Result<ApiAnswer> {
        let Some(method) = acceptable(&request) else {
            return Ok(ApiAnswer::refused(&Refusal::Malformed { what: "请求地址".into() }));
        };
        let Some(line) = self.line() else {
            return Ok(ApiAnswer::problem(telling::no_server()));
        };
        let place = request.path.split('?').next().unwrap_or_default();
        let queues = routes::find(place).is_some_and(|route| route.queues);
        match (method, place) {
            (Method::GET, "/api/session") if line.ticket.is_none() => Ok(ApiAnswer::refused(&Refusal::NotSignedIn)),
            (Method::GET, _) => self.read(line, request.path).await,
            (Method::POST, "/api/session") => self.sign_in(line, request.body.unwrap_or_default()).await,
            (Method::DELETE, "/api/session") => self.sign_out(line, request.body.unwrap_or_default()).await,
            (method, _) if queues => self.queue(line, method, request).await,
            (method, _) => self.write(line, method, request).await,
        }
    }

    /// Where the sign-in is kept on this device.
    #[must_use]
    pub fn token_store_kind(&self) -> keychain::Kind {
        self.0.keychain.kind()
    }

    /// The app's own folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.0.dir
    }

    fn line(&self) -> Option<Line> {
        self.0.line.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether `line` is still what is in use: nobody has signed in or out, no other server was chosen.
    pub(crate) fn is_current(&self, line: &Line) -> bool {
        self.line().is_some_and(|now| now.name == line.name && now.ticket == line.ticket)
    }

    /// The server has answered: the network is there.
    fn heard(&self) {
        if !self.0.online.swap(true, Ordering::Relaxed) {
            self.0.outside.tell(Event::Online, Value::Null);
            self.drain_soon();
        }
    }

    /// The server was not reached. Told each time: a page opened since has not heard it yet.
    fn lost(&self) {
        self.0.online.store(false, Ordering::Relaxed);
        self.0.outside.tell(Event::Offline, Value::Null);
    }
}

/// The method, if the request is one that a page may make.
fn acceptable(request: &ApiRequest) -> Option<Method> {
    let ours = request.path.starts_with("/api/") && !request.path.contains("..") && !request.path.contains('\\');
    let methods = [Method::GET, Method::POST, Method::PUT, Method::DELETE];
    methods.into_iter().find(|method| ours && method.as_str() == request.method)
}
