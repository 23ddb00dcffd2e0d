//! Films for the pages of the desktop app: a small server on the loopback, because the system's web view plays films from
//! HTTP alone (with ranges, so that large ones neither stall nor fill the memory). Its address holds a word that only our
//! own window is told.

use crate::core::{Core, Medium};
use crate::trouble::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::net::Ipv4Addr;
use tokio::net::TcpListener;

/// What is passed on from the platform's answer.
const PASSED: [HeaderName; 5] =
    [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_RANGE, header::ACCEPT_RANGES, header::ETAG];

/// Starts it; answers where the pages find films: `http://127.0.0.1:<port>/<word>/`, for as long as the app runs.
///
/// # Errors
/// When no port can be had.
pub async fn start(core: Core) -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    let word = crate::outbox::fresh_key();
    let app = Router::new().route(&format!("/{word}/{{name}}"), get(film)).with_state(core);
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "the films' server has stopped");
        }
    });
    Ok(format!("http://127.0.0.1:{port}/{word}/"))
}

async fn film(State(core): State<Core>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(medium) = Medium::named(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let range = headers.get(header::RANGE).and_then(|r| r.to_str().ok());
    let Some(found) = core.open_medium(medium, range).await else { return StatusCode::NOT_FOUND.into_response() };
    let status = StatusCode::from_u16(found.status().as_u16()).unwrap_or(StatusCode::OK);
    let passed: Vec<_> =
        PASSED.iter().filter_map(|name| Some((name.clone(), found.headers().get(name)?.clone()))).collect();
    let mut answer = Response::new(Body::from_stream(found.bytes_stream()));
    *answer.status_mut() = status;
    answer.headers_mut().extend(passed);
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        answer.headers_mut().insert(name, axum::http::HeaderValue::from_static(value));
    }
    answer
}
