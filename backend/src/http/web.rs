//! The pages themselves: files beside the program, compressed beforehand; every other address shows the app, to guests with
//! its first view.

use super::caller;
use crate::app::App;
use crate::error::{Error, Result};
use crate::first::{self, Visitor};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::Refusal;
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// What pages may load: only our own, and WebAssembly.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; \
    form-action 'self'; frame-ancestors 'none'";

/// What serves the pages: the platform, and its API as a guest asks it.
#[derive(Clone)]
pub struct Web {
    /// The platform.
    pub app: App,
    /// The API.
    pub api: Router,
}

/// Serves a page or one of its files.
pub async fn page(State(Web { app, api }): State<Web>, request: Request) -> Result<Response> {
    let path = request.uri().path().to_owned();
    if path == "/api" || path.starts_with("/api/") {
        return Err(Refusal::NotFound.into());
    }
    let Some(folder) = app.config.web_folder() else {
        return Ok((StatusCode::NOT_FOUND, "页面文件没有安装：请用 --web 指定。\n").into_response());
    };
    let index = ServeFile::new(folder.join("index.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(&folder).precompressed_br().precompressed_gzip();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let visitor = (!is_file && is_guest(&request)).then(|| Visitor::of(&request));
    let first = match visitor {
        Some(visitor) => first_view(&app, &api, &path, visitor, &folder).await,
        None => None,
    };
    let mut response = match first {
        Some(html) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        None if is_file => files.oneshot(request).await.map_err(Error::broken)?.map(Body::new),
        None => index.oneshot(request).await.map_err(Error::broken)?.map(Body::new),
    };
    let cache = if is_hashed(&path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    Ok(response)
}

/// Whether somebody opens a page of whom nothing is known, and wants nothing in particular of it.
fn is_guest(request: &Request) -> bool {
    let known = caller::token(request.headers()).is_some();
    request.method() == Method::GET && !known && request.uri().query().is_none()
}

/// The page with its first view, if it has one.
async fn first_view(app: &App, api: &Router, path: &str, visitor: Visitor, folder: &Path) -> Option<String> {
    let first = first::of(api, path, visitor, app.now()).await?;
    let index = tokio::fs::read_to_string(folder.join("index.html")).await.ok()?;
    first::put_into(&index, &first)
}

/// Whether the file's name holds a hash of its content: the bundler puts all of those in one folder.
fn is_hashed(path: &str) -> bool {
    path.starts_with("/assets/")
}
