//! How a request leaves the page: by the browser's own fetch, or through the shell when the page runs in the app.
//!
//! Both answer the same [`Answer`]; everything above is one code path.

use super::{ApiError, IdempotencyKey, Method, first, query, shell};
use crate::kit::clock;
use gsdj_domain::Instant;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit, Response};

/// How long an answer may take, in milliseconds.
const PATIENCE: i32 = 20_000;
/// How long an upload may take, in milliseconds: 30 MB over a slow line.
const UPLOAD_PATIENCE: i32 = 300_000;

/// How long a file may take to be made and fetched, in milliseconds.
const FILE_PATIENCE: i32 = 60_000;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
    /// When the shell stored this copy, if it comes from its cache.
    pub age: Option<Instant>,
    /// The write lies in the shell's outbox.
    pub queued: bool,
}

/// Sends a JSON request.
///
/// # Errors
/// [`ApiError::Offline`] when nothing answers, [`ApiError::Broken`] when the answer can't be read.
pub async fn request(
    method: Method,
    path: &str,
    body: Option<String>,
    key: Option<&str>,
    version: Option<u32>,
) -> Result<Answer, ApiError> {
    if shell::is_app() {
        return through_shell(method, path, body, key, version).await;
    }
    if matches!(method, Method::Get) {
        if let Some(answer) = first::take(path) {
            // what it fills is drawn after what it stands in
            clock::breathe().await;
            return Ok(answer);
        }
    } else {
        first::forget();
    }
    let headers = Headers::new().map_err(broken)?;
    if body.is_some() {
        headers.set("Content-Type", "application/json").map_err(broken)?;
    }
    if let Some(key) = key {
        headers.set("Idempotency-Key", key).map_err(broken)?;
    }
    if let Some(version) = version {
        headers.set("If-Match", &format!("\"{version}\"")).map_err(broken)?;
    }
    fetch(method, path, &headers, body.map(JsValue::from), PATIENCE).await
}

async fn through_shell(
    method: Method,
    path: &str,
    body: Option<String>,
    key: Option<&str>,
    version: Option<u32>,
) -> Result<Answer, ApiError> {
    let body = body.and_then(|text| js_sys::JSON::parse(&text).ok()).unwrap_or(JsValue::NULL);
    let key = key.map_or(JsValue::NULL, JsValue::from);
    let version = version.map_or(JsValue::NULL, JsValue::from);
    let request = shell::object(&[
        ("method", method.name().into()),
        ("path", path.into()),
        ("body", body),
        ("key", key),
        ("version", version),
    ]);
    heard(shell::invoke("api", &shell::object(&[("request", request)]), None).await)
}

/// What the shell answered: `{status, body, age_ms, queued}`; status 0 means that nothing is within reach and nothing
/// was kept.
fn heard(answer: Result<JsValue, JsValue>) -> Result<Answer, ApiError> {
    let answer = answer.map_err(broken)?;
    let member = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or(JsValue::NULL);
    let body = js_sys::JSON::stringify(&member("body")).map_err(broken)?.into();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a status and milliseconds are whole and fit"
    )]
    let (status, age) =
        (member("status").as_f64().unwrap_or(0.0) as u16, member("age_ms").as_f64().map(|ms| Instant(ms as i64)));
    if status == 0 {
        return Err(ApiError::Offline);
    }
    Ok(Answer { status, body, age, queued: member("queued").as_bool().unwrap_or(false) })
}

/// Sends a JSON text that is on its way although the page is being closed; whether the browser has taken it.
#[must_use]
pub fn beacon(path: &str, body: &str) -> bool {
    let parts = js_sys::Array::of1(&body.into());
    let bag = web_sys::BlobPropertyBag::new();
    bag.set_type("application/json");
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &bag) else { return false };
    let navigator = web_sys::window().map(|w| w.navigator());
    navigator.is_some_and(|n| n.send_beacon_with_opt_blob(path, Some(&blob)).unwrap_or(false))
}

/// Sends a file: as a form, or through the shell as raw bytes with headers.
///
/// # Errors
/// As [`request`].
pub async fn upload(purpose: &str, file: web_sys::File, key: &IdempotencyKey) -> Result<Answer, ApiError> {
    if shell::is_app() {
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(broken)?;
        let name = js_sys::encode_uri_component(&file.name());
        let headers = [("x-purpose", purpose.into()), ("x-name", name.into()), ("x-key", key.0.as_str().into())];
        let options = shell::object(&[("headers", shell::object(&headers))]);
        return heard(shell::invoke("upload", &js_sys::Uint8Array::new(&buffer), Some(&options)).await);
    }
    let form = web_sys::FormData::new().map_err(broken)?;
    form.append_with_blob_and_filename("file", &file, &file.name()).map_err(broken)?;
    let headers = Headers::new().map_err(broken)?;
    headers.set("Idempotency-Key", &key.0).map_err(broken)?;
    let path = query::with("/api/files", &[("purpose", purpose.to_owned())]);
    fetch(Method::Post, &path, &headers, Some(form.into()), UPLOAD_PATIENCE).await
}

/// Sends a large file as a form to `path`.
///
/// # Errors
/// As [`request`].
pub async fn send_file(path: &str, file: &web_sys::File) -> Result<Answer, ApiError> {
    let form = web_sys::FormData::new().map_err(broken)?;
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(broken)?;
    let headers = Headers::new().map_err(broken)?;
    fetch(Method::Post, path, &headers, Some(form.into()), UPLOAD_PATIENCE).await
}

/// What a step of a large upload was answered.
#[derive(Debug)]
pub struct Step {
    /// The answer.
    pub answer: Answer,
    /// Where the upload lies.
    pub location: Option<String>,
    /// How many bytes have come.
    pub offset: Option<f64>,
}

/// A step of a large upload (tus 1.0): the headers say what, a piece may come with it.
///
/// # Errors
/// As [`request`].
pub async fn step(
    method: Method,
    path: &str,
    given: &[(&str, String)],
    piece: Option<web_sys::Blob>,
    patience: i32,
) -> Result<Step, ApiError> {
    let headers = Headers::new().map_err(broken)?;
    headers.set("Tus-Resumable", gsdj_domain::file::TUS).map_err(broken)?;
    for (name, value) in given {
        headers.set(name, value).map_err(broken)?;
    }
    if piece.is_some() {
        headers.set("Content-Type", "application/offset+octet-stream").map_err(broken)?;
    }
    let response = respond(method, path, &headers, piece.map(JsValue::from), patience).await?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let (location, offset) = (header("location"), header("upload-offset").and_then(|o| o.parse().ok()));
    let text = JsFuture::from(response.text().map_err(broken)?).await.map_err(|_| ApiError::Offline)?;
    let body = text.as_string().unwrap_or_default();
    Ok(Step { answer: Answer { status: response.status(), body, age: None, queued: false }, location, offset })
}

/// A file, with the name it came under.
pub struct File {
    /// Its content.
    pub blob: web_sys::Blob,
    /// Its name.
    pub name: String,
}

/// Fetches a file in the browser.
///
/// # Errors
/// As [`request`]; what the platform refuses comes as its problem.
pub async fn file(path: &str) -> Result<File, ApiError> {
    let headers = Headers::new().map_err(broken)?;
    let response = respond(Method::Get, path, &headers, None, FILE_PATIENCE).await?;
    if !response.ok() {
        let status = response.status();
        let text = JsFuture::from(response.text().map_err(broken)?).await.map_err(|_| ApiError::Offline)?;
        let problem = text.as_string().and_then(|text| serde_json::from_str(&text).ok());
        return Err(
            problem.map_or_else(|| ApiError::Broken(format!("代码 {status}")), |p| ApiError::Refused(Box::new(p)))
        );
    }
    let disposition = response.headers().get("content-disposition").ok().flatten().unwrap_or_default();
    let name = disposition.split("filename*=UTF-8''").nth(1).and_then(|n| js_sys::decode_uri_component(n).ok());
    let blob = JsFuture::from(response.blob().map_err(broken)?).await.map_err(|_| ApiError::Offline)?;
    let blob = blob.dyn_into().map_err(broken)?;
    Ok(File { blob, name: name.map_or_else(|| "会议记录".to_owned(), String::from) })
}

async fn fetch(
    method: Method,
    path: &str,
    headers: &Headers,
    body: Option<JsValue>,
    patience: i32,
) -> Result<Answer, ApiError> {
    let response = respond(method, path, headers, body, patience).await?;
    if let Ok(Some(date)) = response.headers().get("date") {
        clock::heed_date(&date);
    }
    let text = JsFuture::from(response.text().map_err(broken)?).await.map_err(|_| ApiError::Offline)?;
    Ok(Answer { status: response.status(), body: text.as_string().unwrap_or_default(), age: None, queued: false })
}

async fn respond(
    method: Method,
    path: &str,
    headers: &Headers,
    body: Option<JsValue>,
    patience: i32,
) -> Result<Response, ApiError> {
    let window = web_sys::window().ok_or_else(|| ApiError::Broken("没有窗口".into()))?;
    let abort = web_sys::AbortController::new().map_err(broken)?;
    let init = RequestInit::new();
    init.set_method(method.name());
    init.set_headers(headers);
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_signal(Some(&abort.signal()));
    if let Some(body) = &body {
        init.set_body(body);
    }
    let give_up = abort.clone();
    let give_up = wasm_bindgen::closure::Closure::once_into_js(move || give_up.abort());
    let timer = window
        .set_timeout_with_callback_and_timeout_and_arguments_0(give_up.unchecked_ref(), patience)
        .map_err(broken)?;
    let outcome = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await;
    window.clear_timeout_with_handle(timer);
    // fetch fails for one reason only: nothing answered (no network, no server, too slow)
    outcome.map_err(|_| ApiError::Offline)?.dyn_into().map_err(broken)
}

#[expect(clippy::needless_pass_by_value, reason = "shaped for map_err")]
fn broken(said: JsValue) -> ApiError {
    let text = said.as_string().or_else(|| Reflect::get(&said, &"message".into()).ok()?.as_string());
    ApiError::Broken(text.unwrap_or_else(|| "未知错误".into()))
}
