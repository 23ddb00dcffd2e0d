//! 只在这台电脑上使用: the server inside the app, on this computer's own address, reachable from nowhere else.
//!
//! The only file that knows the server crate; phones and televisions have none.

use crate::trouble::{Result, Trouble};
use gsdj_domain::shell::Sample;
use reqwest::Url;
use std::path::Path;

/// Whether this device can have the server inside the app.
pub const POSSIBLE: bool = cfg!(all(feature = "here", desktop));

/// Starts the server with its data in `dir`, once per run of the app, and returns where it is.
///
/// # Errors
/// When it can't be started; the sentence is for the user.
#[cfg(all(feature = "here", desktop))]
pub async fn start(dir: &Path) -> Result<Url> {
    static RUNNING: tokio::sync::OnceCell<Url> = tokio::sync::OnceCell::const_new();
    let started = RUNNING.get_or_try_init(|| run(dir)).await;
    started.cloned().map_err(|error| {
        tracing::error!(error = error.as_ref(), "the server inside the app can't start");
        Trouble::Server("本机服务无法启动，请检查存储空间，或改用服务器地址".into())
    })
}

#[cfg(all(feature = "here", desktop))]
type Outcome<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[cfg(all(feature = "here", desktop))]
async fn run(dir: &Path) -> Outcome<Url> {
    use gsdj_backend::{Config, clock::Clock, serve::Server};

    let filling = dir.join("filling");
    if filling.exists() {
        // closed in the middle of the first start: half a platform is none
        std::fs::remove_dir_all(dir)?;
    }
    crate::settings::make_private_dir(dir)?;
    let config = Config::local(([127, 0, 0, 1], 0).into(), dir.to_owned());
    let server = Server::open(config, Clock::System).await?;
    let app = server.app().clone();
    let room = dir.to_owned();
    tokio::task::spawn_blocking(move || fill_if_empty(&app, &room, &filling)).await??;
    let url = Url::parse(&format!("http://{}", server.address()?))?;
    tokio::spawn(async move {
        // it lives as long as the app; what it has acknowledged is on the disk at any time
        if let Err(error) = server.run(std::future::pending()).await {
            tracing::error!(%error, "the server inside the app has stopped");
        }
    });
    Ok(url)
}

/// A platform with nobody in it can't be signed in to: the first start brings the demo's invented province.
#[cfg(all(feature = "here", desktop))]
fn fill_if_empty(app: &gsdj_backend::App, room: &Path, filling: &Path) -> Outcome<()> {
    use gsdj_backend::demo::{self, Size, Target};

    if demo::may_fill(&app.store)? {
        std::fs::write(filling, b"")?;
        let target = Target { store: &app.store, secret: &app.secret, files: &app.files, folder: room };
        demo::fill(&target, Size::Small, app.now())?;
        std::fs::remove_file(filling)?;
    }
    Ok(())
}

/// The accounts of the demo with which the server inside the app begins.
#[cfg(all(feature = "here", desktop))]
#[must_use]
pub fn samples() -> Vec<Sample> {
    let accounts = gsdj_backend::demo::accounts().into_iter();
    accounts
        .map(|known| Sample { account: known.account, password: known.password, name: known.name, note: known.note })
        .collect()
}

/// None where there is no server inside.
#[cfg(not(all(feature = "here", desktop)))]
#[must_use]
pub const fn samples() -> Vec<Sample> {
    Vec::new()
}

/// Phones and televisions, and an app built without it, have no server inside.
///
/// # Errors
/// Always.
#[cfg(not(all(feature = "here", desktop)))]
#[expect(clippy::unused_async, reason = "the same signature as where it is possible")]
pub async fn start(_dir: &Path) -> Result<Url> {
    Err(Trouble::Server("此设备不能单机使用，请填写服务器地址".into()))
}
