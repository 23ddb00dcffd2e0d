//! What the pages may ask of the shell: each a few lines that forward to the core.

use crate::core::{ApiAnswer, ApiRequest, Core};
use crate::keychain;
use crate::trouble::Trouble;
use gsdj_domain::check_in::{Hall, HallCheckIn};
use gsdj_domain::shell::{Choice, Download, OutboxRow, Server};
use gsdj_domain::{FileId, LessonId, MeetingId};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Manager, State};
use tauri_plugin_opener::OpenerExt;
use tokio::sync::watch;

/// What a command answers: the pages show the sentence of a failure as it is.
type Answer<T> = Result<T, String>;

/// The core, and whether it has taken up its server yet.
pub struct Shell {
    core: Core,
    ready: watch::Receiver<bool>,
}

impl Shell {
    /// A shell around `core`; requests wait until `ready` says so.
    pub const fn new(core: Core, ready: watch::Receiver<bool>) -> Self {
        Self { core, ready }
    }

    /// The core, once it is ready.
    pub async fn core(&self) -> Core {
        // an app that is closing drops the sender: then there is nothing to wait for
        self.ready.clone().wait_for(|ready| *ready).await.ok();
        self.core.clone()
    }
}

fn sentence(trouble: Trouble) -> String {
    tracing::error!(error = ?trouble, "this device failed");
    trouble.to_string()
}

/// A request to the platform.
#[tauri::command]
pub async fn api(shell: State<'_, Shell>, request: ApiRequest) -> Answer<ApiAnswer> {
    shell.core().await.api(request).await.map_err(sentence)
}

/// Sends a file: the body is its bytes; headers `x-purpose` (`photo`, `attachment`), `x-name` (percent-encoded) and
/// `x-key` say the rest.
#[tauri::command]
pub async fn upload(shell: State<'_, Shell>, request: Request<'_>) -> Answer<ApiAnswer> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let InvokeBody::Raw(bytes) = request.body() else { return Err("文件内容无法读取".into()) };
    let name = decoded(header("x-name").unwrap_or_default());
    let (purpose, key) = (header("x-purpose").unwrap_or_default(), header("x-key").map(str::to_owned));
    shell.core().await.upload(purpose, &name, bytes.clone(), key).await.map_err(sentence)
}

/// Saves an attachment into the downloads folder and opens it there; returns where it lies.
#[tauri::command]
pub async fn file(app: AppHandle, shell: State<'_, Shell>, id: FileId, name: String) -> Answer<String> {
    let core = shell.core().await;
    let place = core.save(id, &name, &downloads(&app, &core)).await.map_err(sentence)?;
    Ok(opened(&app, &place))
}

/// Saves a meeting's minutes (`pdf`, `docx`) into the downloads folder and opens them there; returns where they lie.
#[tauri::command]
pub async fn export(app: AppHandle, shell: State<'_, Shell>, meeting: MeetingId, ending: String) -> Answer<String> {
    let core = shell.core().await;
    let place = core.export(meeting, &ending, &downloads(&app, &core)).await.map_err(sentence)?;
    Ok(opened(&app, &place))
}

fn downloads(app: &AppHandle, core: &Core) -> PathBuf {
    app.path().download_dir().unwrap_or_else(|_| core.dir().join("downloads"))
}

fn opened(app: &AppHandle, place: &Path) -> String {
    if let Err(error) = app.opener().open_path(place.to_string_lossy(), None::<&str>) {
        tracing::info!(%error, "nothing opens this kind of file");
    }
    place.display().to_string()
}

/// What lies in the outbox.
#[tauri::command]
pub async fn outbox_list(shell: State<'_, Shell>) -> Answer<Vec<OutboxRow>> {
    shell.core().await.outbox_list().map_err(sentence)
}

/// Removes a row of the outbox.
#[tauri::command]
pub async fn outbox_dismiss(shell: State<'_, Shell>, id: i64) -> Answer<()> {
    shell.core().await.outbox_dismiss(id).map_err(sentence)
}

/// Sends a refused row again, and all that waits.
#[tauri::command]
pub async fn outbox_retry(shell: State<'_, Shell>, id: i64) -> Answer<()> {
    shell.core().await.outbox_retry(id).await.map_err(sentence)
}

/// The lessons downloaded to this device.
#[tauri::command]
pub async fn download_list(shell: State<'_, Shell>) -> Answer<Vec<Download>> {
    shell.core().await.downloads().map_err(sentence)
}

/// Downloads a lesson, or goes on with it.
#[tauri::command]
pub async fn download_start(shell: State<'_, Shell>, lesson: LessonId) -> Answer<()> {
    shell.core().await.download(lesson).await.map_err(sentence)
}

/// Ends a download and removes what lies on this device of it.
#[tauri::command]
pub async fn download_drop(shell: State<'_, Shell>, lesson: LessonId) -> Answer<()> {
    shell.core().await.drop_download(lesson).map_err(sentence)
}

/// Which server is in use.
#[tauri::command]
pub async fn server_get(shell: State<'_, Shell>) -> Answer<Choice> {
    Ok(shell.core().await.server().await)
}

/// Tries and takes up a server.
#[tauri::command]
pub async fn server_set(shell: State<'_, Shell>, server: Server) -> Answer<Choice> {
    shell.core().await.choose_server(server).await.map_err(sentence)
}

/// Where the sign-in is kept on this device.
#[tauri::command]
pub async fn token_store_kind(shell: State<'_, Shell>) -> Answer<keychain::Kind> {
    Ok(shell.core().await.token_store_kind())
}

/// A meeting that was taken along.
#[tauri::command]
pub async fn hall(shell: State<'_, Shell>, meeting: MeetingId) -> Answer<Option<Hall>> {
    shell.core().await.hall(meeting).map_err(sentence)
}

/// Takes a meeting along.
#[tauri::command]
pub async fn hall_take(shell: State<'_, Shell>, meeting: MeetingId, device: String) -> Answer<Option<Hall>> {
    shell.core().await.hall_take(meeting, device).await.map_err(sentence)
}

/// Checks somebody in on this device.
#[tauri::command]
pub async fn hall_check_in(
    shell: State<'_, Shell>,
    meeting: MeetingId,
    code: String,
    name: String,
) -> Answer<HallCheckIn> {
    shell.core().await.hall_check_in(meeting, &code, &name).map_err(sentence)
}

/// Hands up what was checked in.
#[tauri::command]
pub async fn hall_hand_up(shell: State<'_, Shell>, meeting: MeetingId) -> Answer<Option<Hall>> {
    shell.core().await.hall_hand_up(meeting).await.map_err(sentence)
}

/// Opens the hall to the phones of this network.
#[tauri::command]
pub async fn hall_open(shell: State<'_, Shell>, meeting: MeetingId) -> Answer<Option<Hall>> {
    shell.core().await.hall_open(meeting).await.map_err(sentence)
}

/// Closes it.
#[tauri::command]
pub async fn hall_close(shell: State<'_, Shell>, meeting: MeetingId) -> Answer<Option<Hall>> {
    shell.core().await.hall_close(meeting).await.map_err(sentence)
}

/// What the app says about itself.
#[derive(Serialize)]
pub struct AppInfo {
    name: String,
    version: String,
    system: &'static str,
}

/// The app's name, version and system.
#[tauri::command]
pub fn app_info(app: AppHandle) -> AppInfo {
    let package = app.package_info();
    let name = app.config().product_name.clone().unwrap_or_else(|| package.name.clone());
    AppInfo { name, version: package.version.to_string(), system: std::env::consts::OS }
}

/// Percent-encoded text, as headers need it; what is no such text is left as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex =
            |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn names_come_through_headers_whole() {
        assert_eq!(decoded("%E4%BC%9A%E8%AE%AE%201.pdf"), "会议 1.pdf");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz.png"), "%zz.png");
    }
}
