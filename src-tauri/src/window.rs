//! The window: what the core tells it, which addresses it follows, and the pictures it shows.

use crate::commands::Shell;
use crate::core::{Core, Medium, Part};
use crate::outside::{Event, Outside};
use serde_json::{Value, json};
use std::path::PathBuf;
use tauri::http::{Response, StatusCode, header};
use tauri::plugin::{Builder, TauriPlugin};
use tauri::{
    AppHandle, Emitter, Manager, UriSchemeContext, UriSchemeResponder, Url, WebviewUrl, WebviewWindowBuilder, Wry,
};
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;

/// The window's name; the permissions are given to it.
pub const MAIN: &str = "main";
/// The scheme under which pages show pictures: `gsdj-file://localhost/<id>`.
pub const PICTURES: &str = "gsdj-file";

/// The app as the core sees it.
pub struct Window(pub AppHandle);

impl Outside for Window {
    fn tell(&self, event: Event, data: Value) {
        if let Err(error) = self.0.emit("live", json!({ "event": event, "data": data })) {
            tracing::debug!(%error, "no page hears");
        }
    }

    fn is_watched(&self) -> bool {
        self.0.get_webview_window(MAIN).is_some_and(|window| window.is_focused().unwrap_or(false))
    }

    fn notify(&self, title: &str, body: &str) {
        if let Err(error) = self.0.notification().builder().title(title).body(body).show() {
            tracing::info!(%error, "the system shows no notifications");
        }
    }
}

/// Opens the window, on `page` when an address led there; `films` is where the pages find films, if not under [`PICTURES`].
/// What the pages themselves keep on the device lies in `own`, or where all windows of this app keep it: two apps on one
/// store lose each other's writes.
pub fn open(app: &AppHandle, page: Option<&str>, films: Option<&str>, own: Option<PathBuf>) -> tauri::Result<()> {
    let configured = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let mut config = configured.cloned().unwrap_or_default();
    if let Some(page) = page {
        config.url = WebviewUrl::App(page.trim_start_matches('/').into());
    }
    let mut window = WebviewWindowBuilder::from_config(app, &config)?;
    if let Some(films) = films {
        // an address of our own making: nothing in it needs escaping
        window = window.initialization_script(format!("window.__GSDJ_FILMS__ = '{films}';"));
    }
    if let Some(own) = own {
        window = window.data_directory(own);
    }
    window.build()?;
    Ok(())
}

/// Brings the window to the front, on `page` when an address led there.
pub fn show(app: &AppHandle, page: Option<&str>) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(MAIN) else { return Ok(()) };
    #[cfg(desktop)]
    window.unminimize()?;
    window.set_focus()?;
    if let Some(page) = page {
        let url = window.url()?.join(page);
        window.navigate(url.map_err(tauri::Error::InvalidUrl)?)?;
    }
    Ok(())
}

/// Keeps the window on our own pages; other addresses open in the system's browser.
pub fn links() -> TauriPlugin<Wry> {
    Builder::new("links")
        .on_navigation(|webview, url| {
            if is_ours(url) {
                return true;
            }
            if matches!(url.scheme(), "https" | "http" | "tel" | "mailto")
                && let Err(error) = webview.opener().open_url(url.as_str(), None::<&str>)
            {
                tracing::info!(%error, "nothing opens this address");
            }
            false
        })
        .build()
}

fn is_ours(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "tauri" | "about" | "blob" => true,
        "http" | "https" => host == "tauri.localhost",
        _ => false,
    }
}

/// Answers an `<img>`.
pub fn picture(context: UriSchemeContext<'_, Wry>, request: tauri::http::Request<Vec<u8>>, answer: UriSchemeResponder) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let core = app.state::<Shell>().core().await;
        let range = request.headers().get(header::RANGE).and_then(|r| r.to_str().ok());
        answer.respond(look_up(&core, request.uri().path(), range).await);
    });
}

async fn look_up(core: &Core, path: &str, range: Option<&str>) -> Response<Vec<u8>> {
    let name = path.trim_start_matches('/');
    if let Some(medium) = Medium::named(name) {
        return core.part(medium, range).await.map_or_else(|| bare(StatusCode::NOT_FOUND), part);
    }
    let id = name.parse().ok();
    let found = match id {
        Some(id) => core.picture(id).await.unwrap_or_default(),
        None => None,
    };
    let Some(picture) = found else { return bare(StatusCode::NOT_FOUND) };
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, picture.kind)
        .header(header::CACHE_CONTROL, "no-store")
        .header("x-content-type-options", "nosniff")
        .body(picture.bytes);
    answer.unwrap_or_else(|_| bare(StatusCode::INTERNAL_SERVER_ERROR))
}

/// A part of a film or the like; pages read subtitles as scripts do, so the answer says that they may.
fn part(part: Part) -> Response<Vec<u8>> {
    let mut answer = Response::builder()
        .status(part.status)
        .header(header::CONTENT_TYPE, part.kind)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header("x-content-type-options", "nosniff");
    if let Some(range) = part.range {
        answer = answer.header(header::CONTENT_RANGE, range);
    }
    answer.body(part.bytes).unwrap_or_else(|_| bare(StatusCode::INTERNAL_SERVER_ERROR))
}

fn bare(status: StatusCode) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_our_pages() {
        for (address, ours) in [
            ("tauri://localhost/meetings/1", true),
            ("http://tauri.localhost/", true),
            ("https://example.org/", false),
            ("http://tauri.localhost.example.org/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_ours(&address.parse().unwrap()), ours, "{address}");
        }
    }
}
