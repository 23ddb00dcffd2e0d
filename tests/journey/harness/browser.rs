//! Chromium through its driver: one driver a story, a session with its own profile for each device.

use super::page::Page;
use super::platform::fresh_folder;
use super::process::{Helper, end_left_over, skip};
use super::{Findings, web};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Where the driver is.
const DRIVER: &str = "/usr/bin/chromedriver";

/// What one looks at it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// 390 × 844, touch.
    Phone,
    /// 1440 × 900.
    Computer,
    /// 1920 × 1080.
    Tv,
}

impl Device {
    /// Its size in CSS pixels, where the window doesn't have it by itself.
    const fn screen(self) -> Option<(u32, u32)> {
        match self {
            Self::Phone => None,
            Self::Computer => Some((1440, 900)),
            Self::Tv => Some((1920, 1080)),
        }
    }
}

/// The browsers of one story.
#[derive(Clone)]
pub struct Browsers(Arc<Parts>);

struct Parts {
    story: &'static str,
    driver: Mutex<Option<Helper>>,
    address: String,
    profiles: PathBuf,
    open: Mutex<Vec<Client>>,
    findings: Findings,
}

impl Browsers {
    /// Runs a story with browsers and the web folder; leaves it out, and says so, where there is none. Browsers end with
    /// it, however it ends.
    pub fn run<S, F>(name: &'static str, story: S)
    where
        S: FnOnce(Self, PathBuf) -> F,
        F: Future<Output = ()> + Send + 'static,
    {
        let Some(web) = web() else { return skip(name, "GSDJ_TEST_WEB names no web folder") };
        if !std::path::Path::new(DRIVER).is_file() {
            return skip(name, "there is no chromedriver");
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let browsers = Self::start(name).await;
            let told = tokio::spawn(story(browsers.clone(), web)).await;
            let findings = browsers.end().await;
            if let Some(text) = &findings {
                eprintln!("{text}");
            }
            if let Err(failed) = told {
                std::panic::resume_unwind(failed.into_panic());
            }
            assert!(findings.is_none(), "{name}: see the findings above");
        });
    }

    async fn start(story: &'static str) -> Self {
        let helper =
            Helper::start(DRIVER, &["--port={port}", "--silent"], &[("LANGUAGE", "zh_CN"), ("LANG", "C.UTF-8")]).await;
        let (address, profiles) = (helper.address.clone(), fresh_folder("profiles"));
        let (driver, open) = (Mutex::new(Some(helper)), Mutex::new(Vec::new()));
        Self(Arc::new(Parts { story, driver, address, profiles, open, findings: Findings::default() }))
    }

    /// Opens a browser of its own, looking at nothing yet; `who` stands in the pictures' names.
    pub async fn open(&self, device: Device, who: &str, base: String) -> Page {
        self.open_with(device, who, base, &[]).await
    }

    /// Opens a browser whose camera sees this film (Y4M), and asks nobody whether it may.
    pub async fn open_with_camera(&self, device: Device, who: &str, base: String, film: &Path) -> Page {
        let film = format!("--use-file-for-fake-video-capture={}", film.display());
        let more = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", &film];
        self.open_with(device, who, base, &more.map(String::from)).await
    }

    async fn open_with(&self, device: Device, who: &str, base: String, more: &[String]) -> Page {
        let parts = &self.0;
        let mut open = parts.open.lock().await;
        let profile = parts.profiles.join(open.len().to_string());
        let connect = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(device, &profile, more))
            .connect(&parts.address)
            .await;
        let client = connect.unwrap_or_else(|e| panic!("no browser: {e}"));
        open.push(client.clone());
        let name = format!("{}-{who}", parts.story);
        let page = Page::new(client, parts.address.clone(), base, name, parts.findings.clone()).await;
        if let Some((width, height)) = device.screen() {
            // the window's own bars take no height then
            page.resize(width, height, false).await;
        }
        page
    }

    async fn end(&self) -> Option<String> {
        for client in self.0.open.lock().await.drain(..) {
            // what does not close in time is ended below
            let _ = tokio::time::timeout(Duration::from_secs(10), client.close()).await;
        }
        if let Some(driver) = self.0.driver.lock().await.take() {
            driver.end().await;
        }
        end_left_over(&self.0.profiles.display().to_string());
        let _ = std::fs::remove_dir_all(&self.0.profiles);
        self.0.findings.text()
    }
}

fn capabilities(device: Device, profile: &Path, more: &[String]) -> Map<String, Value> {
    let (width, height) = device.screen().unwrap_or((500, 900));
    let mut args: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-prefers-reduced-motion",
        "--lang=zh-CN",
    ]
    .map(String::from)
    .to_vec();
    args.extend_from_slice(more);
    args.push(format!("--window-size={width},{height}"));
    args.push(format!("--user-data-dir={}", profile.display()));
    let mut options = json!({ "args": args });
    if device == Device::Phone {
        let agent = "Mozilla/5.0 (Linux; Android 13; 示例) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
        let metrics = json!({ "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true, "mobile": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics, "userAgent": agent.replace("示例", "Example") });
    }
    let all =
        json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
    all.as_object().unwrap().clone()
}
