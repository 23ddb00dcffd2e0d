//! The whole platform on the loopback: pages, API, live stream; it can be stopped and come back, and its clock is ours.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use gsdj_backend::clock::Clock;
use gsdj_backend::http::router;
use gsdj_backend::search::{self, Follower};
use gsdj_backend::store::Conn;
use gsdj_backend::{App, Config, bind};
use gsdj_domain::Instant;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

/// A platform with its own folder; cheap to clone.
#[derive(Clone)]
pub struct Platform(Arc<Parts>);

struct Parts {
    folder: PathBuf,
    web: Option<PathBuf>,
    clock: Clock,
    address: SocketAddr,
    running: Mutex<Option<Running>>,
}

struct Running {
    app: App,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Drop for Parts {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Platform {
    /// Starts one whose data lie in `folder`, which is gone when it ends, at `now`.
    pub async fn start(folder: PathBuf, web: Option<PathBuf>, now: Instant) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let parts = Parts { folder, web, clock: Clock::standing(now), address, running: Mutex::new(None) };
        let platform = Self(Arc::new(parts));
        platform.serve(listener).await;
        platform
    }

    async fn serve(&self, listener: TcpListener) {
        let parts = &self.0;
        let mut config = Config::local(parts.address, parts.folder.clone());
        config.web.clone_from(&parts.web);
        config.fonts = parts.web.as_ref().map(|web| web.with_file_name("fonts"));
        let (stop, stopping) = watch::channel(false);
        let (clock, mut stopped) = (parts.clock.clone(), stopping.clone());
        let app = tokio::task::spawn_blocking(move || App::open(config, clock, stopping)).await.unwrap().unwrap();
        tokio::spawn(Follower::new(app.clone(), search::SOURCES).unwrap().keep_following());
        let service = dated(&app).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            let until = async move { drop(stopped.wait_for(|s| *s).await) };
            axum::serve(listener, service).with_graceful_shutdown(until).await.unwrap();
        });
        *parts.running.lock().await = Some(Running { app, stop, serving });
    }

    /// Stops it: nothing listens on its address any more.
    pub async fn stop(&self) {
        let running = self.0.running.lock().await.take().expect("it runs");
        running.stop.send_replace(true);
        let abort = running.serving.abort_handle();
        if tokio::time::timeout(Duration::from_secs(3), running.serving).await.is_err() {
            // a client that keeps its line open must not keep the server
            abort.abort();
        }
    }

    /// Starts it again on the same address, with the data it had.
    pub async fn come_back(&self) {
        let mut listener = TcpListener::bind(self.0.address).await;
        for _ in 0..100 {
            if listener.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            listener = TcpListener::bind(self.0.address).await;
        }
        self.serve(listener.expect("the address is free again")).await;
    }

    /// `http://127.0.0.1:port` and the path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.0.address)
    }

    /// Its data folder.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Now.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// Moves the clock.
    pub fn at(&self, now: Instant) {
        self.0.clock.set(now);
    }

    /// The platform inside, while it runs.
    pub async fn app(&self) -> App {
        self.0.running.lock().await.as_ref().expect("it runs").app.clone()
    }

    /// Runs `f` as a write, past all rules.
    pub async fn write<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Conn<'_>) -> gsdj_backend::Result<T> + Send + 'static,
    ) -> T {
        self.app().await.store.write(f).await.unwrap()
    }

    /// The number that a query answers.
    pub async fn number(&self, sql: impl Into<String>) -> i64 {
        let sql = sql.into();
        self.app().await.store.read(move |c| c.number(&sql, bind![])).await.unwrap()
    }
}

/// The service with our clock in its `Date`: pages go by the server's clock.
fn dated(app: &App) -> axum::Router {
    let clock = app.clock.clone();
    router(app.clone()).layer(axum::middleware::map_response(move |mut response: Response| {
        let utc = chrono::DateTime::from_timestamp_millis(clock.now().0).unwrap_or_default();
        let text = utc.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        response.headers_mut().insert(header::DATE, HeaderValue::from_str(&text).unwrap());
        async move { response }
    }))
}

/// A fresh folder of this process.
pub fn fresh_folder(kind: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nth = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("gsdj-{kind}-{}-{nth}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
