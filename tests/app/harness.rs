//! The app under WebKit's driver: started with a folder of its own, ended with the story.

use crate::journey::harness::{Findings, Helper, Page, Platform, end_left_over, fresh_folder, left_over, skip};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

/// Where the driver is.
const DRIVER: &str = "/usr/bin/WebKitWebDriver";

/// Runs a story where there is an app, a screen and a driver; leaves it out, and says so, where one of them is missing.
pub fn run<S, F>(name: &'static str, story: S)
where
    S: FnOnce(PathBuf) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let app = std::env::var_os("GSDJ_TEST_APP").map(PathBuf::from).filter(|p| p.is_file());
    let Some(app) = app else { return skip(name, "GSDJ_TEST_APP names no program") };
    if std::env::var_os("DISPLAY").is_none() || !std::path::Path::new(DRIVER).is_file() {
        return skip(name, "there is no screen, or no WebKitWebDriver");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime
        .block_on(async { tokio::spawn(story(app)).await })
        .unwrap_or_else(|e| std::panic::resume_unwind(e.into_panic()));
}

/// The app, open.
pub struct Window {
    /// What it shows.
    pub page: Page,
    client: Client,
    driver: Helper,
    folder: PathBuf,
}

impl Window {
    /// Starts the app against a platform.
    pub async fn open(app: &std::path::Path, platform: &Platform) -> Self {
        let folder = fresh_folder("app");
        let data = folder.display().to_string();
        let with = [
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
            ("GSDJ_SERVER", &platform.url("")),
            ("GSDJ_APP_DATA", &data),
            ("GSDJ_KEYCHAIN", "file"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ];
        let driver = Helper::start(DRIVER, &["--port={port}"], &with).await;
        let options = json!({ "webkitgtk:browserOptions": { "binary": app, "args": [] } });
        let capabilities = options.as_object().unwrap().clone();
        let connect =
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.address).await;
        let client = connect.unwrap_or_else(|e| panic!("the app does not open: {e}"));
        let page = Page::of_app(client.clone(), "app", Findings::default()).await;
        Self { page, client, driver, folder }
    }

    /// Runs what is to be done in it, and closes it however that ends.
    pub async fn during<F>(self, story: impl FnOnce(std::sync::Arc<Page>) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let page = std::sync::Arc::new(self.page);
        let told = tokio::spawn(story(page.clone())).await;
        let mark = self.folder.display().to_string();
        let _ = tokio::time::timeout(Duration::from_secs(10), self.client.close()).await;
        // the driver ends the app after it has answered: ended at once, it would leave the app behind
        for _ in 0..60 {
            if left_over(&mark).len() <= 1 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.driver.end().await;
        end_left_over(&mark);
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Err(failed) = told {
            std::panic::resume_unwind(failed.into_panic());
        }
        if let Some(text) = page.findings().text() {
            panic!("{text}");
        }
    }
}
