//! Running the server: listening, the jobs beside it, and stopping so that nobody is cut off.

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::http::router;
use crate::jobs::Runner;
use crate::search::{self, Follower};
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

/// How long answers under way may take once the server is to stop.
const PARTING: Duration = Duration::from_secs(10);

/// A server that is ready to run.
pub struct Server {
    app: App,
    listener: TcpListener,
    stop: watch::Sender<bool>,
}

impl Server {
    /// Opens the store and binds the address (port 0 takes a free one).
    ///
    /// # Errors
    /// When a part can't be opened or the address is taken.
    pub async fn open(config: Config, clock: Clock) -> Result<Self> {
        allow_many_connections();
        let (stop, stopping) = watch::channel(false);
        let listen = config.listen;
        let app = opened(config, clock, stopping).await?;
        let listener = TcpListener::bind(listen).await?;
        Ok(Self { app, listener, stop })
    }

    /// The address it listens on.
    ///
    /// # Errors
    /// When the system doesn't know it.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// The platform that runs in it.
    #[must_use]
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Serves until `until` is over, then lets answers under way finish.
    ///
    /// # Errors
    /// When the listener breaks.
    pub async fn run(self, until: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let service = router(self.app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let follower = Follower::new(self.app.clone(), search::SOURCES)?;
        let following = tokio::spawn(follower.keep_following());
        let jobs = tokio::spawn(Runner::new(self.app).keep_running());
        let stop = self.stop.clone();
        let mut stopped = self.stop.subscribe();
        let serving = axum::serve(self.listener, service).with_graceful_shutdown(async move {
            until.await;
            let _ = stop.send(true);
        });
        let late = async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
            tokio::time::sleep(PARTING).await;
        };
        let outcome = tokio::select! {
            outcome = serving.into_future() => outcome,
            () = late => Ok(()),
        };
        // what is under way in the store is finished there or undone
        jobs.abort();
        following.abort();
        Ok(outcome?)
    }
}

/// The store's first connection waits: on a thread that may. It is a thread of its own, because what opening needs for a
/// moment is tens of megabytes, and goes back to the system with the thread.
async fn opened(config: Config, clock: Clock, stopping: watch::Receiver<bool>) -> Result<App> {
    let (tell, told) = oneshot::channel();
    let runtime = Handle::current();
    std::thread::Builder::new().name("opening".into()).spawn(move || {
        let _within = runtime.enter();
        // nobody waits for it any more when the start was given up
        let _ = tell.send(App::open(config, clock, stopping));
    })?;
    told.await.map_err(Error::broken)?
}

/// Every device that listens is an open file, and many systems start programs with 1,024 at most: takes what they allow.
#[cfg(target_os = "linux")]
fn allow_many_connections() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
        tracing::warn!(%error, ?limit.current, "no more connections than the usual limit of open files");
    }
}

#[cfg(not(target_os = "linux"))]
const fn allow_many_connections() {}
