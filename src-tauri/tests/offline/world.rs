//! The world around the core, as lists; and a core of one's own in a fresh folder.

use crate::server::Server;
use gsdj_app_lib::core::{ApiAnswer, ApiRequest, Core, Options};
use gsdj_app_lib::outside::{Event, Outside};
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// What was told to the pages and to the user.
#[derive(Clone, Default)]
pub struct Told {
    pub events: Arc<Mutex<Vec<(Event, Value)>>>,
    pub notes: Arc<Mutex<Vec<String>>>,
}

impl Outside for Told {
    fn tell(&self, event: Event, data: Value) {
        self.events.lock().unwrap().push((event, data));
    }

    fn is_watched(&self) -> bool {
        false
    }

    fn notify(&self, title: &str, body: &str) {
        self.notes.lock().unwrap().push(format!("{title}：{body}"));
    }
}

impl Told {
    pub fn heard(&self, event: Event) -> bool {
        self.events.lock().unwrap().iter().any(|(told, _)| *told == event)
    }
}

/// An app on a device: its folder, what it told, and its core, which can be killed and started again.
pub struct App {
    pub dir: PathBuf,
    pub told: Told,
    pub core: Core,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl App {
    /// A fresh app that talks to `server`.
    pub async fn fresh(server: &Server) -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("gsdj-app-offline-{}-{number}", std::process::id()));
        Self::open(dir, server).await
    }

    /// A fresh app that knows no server yet.
    pub async fn without_a_server(dir: PathBuf) -> Self {
        Self::start(dir, None).await
    }

    /// The app in `dir`.
    pub async fn open(dir: PathBuf, server: &Server) -> Self {
        Self::start(dir, Some(server.url())).await
    }

    async fn start(dir: PathBuf, server: Option<String>) -> Self {
        let told = Told::default();
        let options = Options { dir: dir.clone(), server, keychain_file: true, hall_at: Ipv4Addr::LOCALHOST.into() };
        let core = Core::open(&options, told.clone()).unwrap();
        core.connect().await;
        Self { dir, told, core }
    }

    /// A fresh app with `account` signed in.
    pub async fn signed_in(server: &Server, account: i64) -> Self {
        let app = Self::fresh(server).await;
        assert_eq!(app.sign_in(account).await.status, 200);
        app
    }

    /// Ends without closing anything and starts again, as after `kill -9`.
    pub async fn killed_and_started(self, server: &Server) -> Self {
        let Self { dir, core, .. } = self;
        std::mem::forget(core);
        Self::open(dir, server).await
    }

    pub async fn sign_in(&self, account: i64) -> ApiAnswer {
        self.ask("POST", "/api/session", Some(json!({ "account": account.to_string(), "password": "right" })), None)
            .await
    }

    pub async fn get(&self, path: &str) -> ApiAnswer {
        self.ask("GET", path, None, None).await
    }

    pub async fn answer(&self, meeting: i64, what: &str, key: &str) -> ApiAnswer {
        let path = format!("/api/meetings/{meeting}/answer");
        self.ask("PUT", &path, Some(json!({ "answer": what, "reason": "出差" })), Some(key)).await
    }

    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>, key: Option<&str>) -> ApiAnswer {
        let key = key.map(str::to_owned);
        let request = ApiRequest { method: method.into(), path: path.into(), body, key, version: None };
        let answer = self.core.api(request).await.unwrap();
        let text = serde_json::to_string(&answer).unwrap();
        assert!(!text.contains(crate::server::TOKEN), "a token reached the page: {text}");
        answer
    }
}
