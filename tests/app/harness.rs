//! The app under WebKit's driver: each window with a folder of its own, all ended with the story.

use crate::journey::harness::{Device, Findings, Helper, Page, Screens, end_left_over, fresh_folder, left_over, skip};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Where the driver is.
const DRIVER: &str = "/usr/bin/WebKitWebDriver";

/// The apps of one story.
#[derive(Clone)]
pub struct Apps(Arc<Parts>);

struct Parts {
    app: PathBuf,
    story: &'static str,
    open: Mutex<Vec<Window>>,
    findings: Findings,
}

/// One of them.
struct Window {
    client: Client,
    driver: Helper,
    folder: PathBuf,
}

impl Apps {
    /// Runs a story where there is an app, a screen and a driver; leaves it out, and says so, where one of them is missing.
    /// The apps end with it, however it ends.
    pub fn run<S, F>(name: &'static str, story: S)
    where
        S: FnOnce(Self) -> F,
        F: Future<Output = ()> + Send + 'static,
    {
        let app = std::env::var_os("GSDJ_TEST_APP").map(PathBuf::from).filter(|p| p.is_file());
        let Some(app) = app else { return skip(name, "GSDJ_TEST_APP names no program") };
        if std::env::var_os("DISPLAY").is_none() || !std::path::Path::new(DRIVER).is_file() {
            return skip(name, "there is no screen, or no WebKitWebDriver");
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let apps =
                Self(Arc::new(Parts { app, story: name, open: Mutex::default(), findings: Findings::default() }));
            let told = tokio::spawn(story(apps.clone())).await;
            let findings = apps.end().await;
            if let Some(text) = &findings {
                eprintln!("{text}");
            }
            if let Err(failed) = told {
                std::panic::resume_unwind(failed.into_panic());
            }
            assert!(findings.is_none(), "{name}: see the findings above");
        });
    }

    async fn end(&self) -> Option<String> {
        for window in self.0.open.lock().await.drain(..) {
            window.end().await;
        }
        self.0.findings.text()
    }
}

impl Screens for Apps {
    /// Starts the app; it has the size of a computer's window whatever the device.
    async fn screen(&self, _: Device, who: &str, base: String) -> Page {
        let folder = fresh_folder("app");
        let data = folder.display().to_string();
        let with = [
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
            ("GSDJ_SERVER", base.as_str()),
            ("GSDJ_APP_DATA", &data),
            ("GSDJ_KEYCHAIN", "file"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ];
        let driver = Helper::start(DRIVER, &["--port={port}"], &with).await;
        let options = json!({ "webkitgtk:browserOptions": { "binary": self.0.app, "args": [] } });
        let capabilities = options.as_object().unwrap().clone();
        let connect =
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.address).await;
        let client = connect.unwrap_or_else(|e| panic!("the app does not open: {e}"));
        let name = format!("{}-{who}", self.0.story);
        let page = Page::of_app(client.clone(), name, self.0.findings.clone()).await;
        self.0.open.lock().await.push(Window { client, driver, folder });
        page
    }
}

impl Window {
    async fn end(self) {
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
    }
}
