//! What is around every answer, in one layer: its id, patience, problems instead of failures, 304 for what the client
//! has already, the headers that all carry, the counters.
//!
//! One layer and not seven: each layer of a router costs every request an allocation or two.

use super::body::BODY_MAX;
use super::problem::{self, Failure};
use crate::app::App;
use crate::error::Error;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;
use gsdj_domain::Refusal;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

/// The header that names a request in logs and problems.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one that brings a file may take: 60 MB over a slow line, and what is made of them.
const FILE_PATIENCE: Duration = Duration::from_secs(600);

/// Passes the request on and the answer back.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = format!("{:016x}", rand::random::<u64>());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let known = request.headers().get(header::IF_NONE_MATCH).filter(|_| method == Method::GET).cloned();
    let patience = if brings_file(request.headers()) { FILE_PATIENCE } else { PATIENCE };
    let outcome = patiently(patience, AssertUnwindSafe(next.run(request)).catch_unwind()).await;
    let mut response = match outcome {
        Some(Ok(response)) => spoken(response, &id, route),
        Some(Err(_)) => problem::answer(&Error::broken("a handler panicked"), &id, route),
        None => problem::answer(&Error::Refused(Refusal::TimedOut), &id, route),
    };
    if known.is_some_and(|known| has_already(&known, &response)) {
        response = unchanged(response);
    }
    app.metrics.answered(&method, route, response.status(), started.elapsed());
    carry(response.headers_mut(), &id);
    response
}

/// Whether the body is a form with a file in it.
fn brings_file(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    kind.is_some_and(|kind| kind.starts_with(b"multipart/form-data"))
}

/// Waits no longer than that. Most answers are there at once: no timer is set for those.
async fn patiently<T>(patience: Duration, answer: impl Future<Output = T>) -> Option<T> {
    let mut answer = pin!(answer);
    if let Poll::Ready(ready) = futures_util::poll!(answer.as_mut()) {
        return Some(ready);
    }
    tokio::time::timeout(patience, answer).await.ok()
}

/// The response with a problem in the place of a failure, ours or the framework's.
fn spoken(mut response: Response, id: &str, route: &str) -> Response {
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        return problem::answer(&failure.0, id, route);
    }
    let refusal = match response.status() {
        // whoever answers 500 without a cause is not of this house: the client gets a problem all the same
        StatusCode::INTERNAL_SERVER_ERROR => return problem::answer(&Error::broken("no cause was given"), id, route),
        StatusCode::METHOD_NOT_ALLOWED => Refusal::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge { limit: BODY_MAX },
        _ => return response,
    };
    let allow = response.headers_mut().remove(header::ALLOW);
    let mut answer = problem::answer(&Error::Refused(refusal), id, route);
    if let Some(allow) = allow {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

/// Whether `known`, the client's `If-None-Match`, names this very answer.
fn has_already(known: &HeaderValue, response: &Response) -> bool {
    let etag = response.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok());
    let same = |(etag, known): (&str, &str)| known.split(',').any(|k| k.trim().trim_start_matches("W/") == etag);
    response.status() == StatusCode::OK && etag.zip(known.to_str().ok()).is_some_and(same)
}

fn unchanged(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// The headers of every answer, problems included.
fn carry(headers: &mut HeaderMap, id: &str) {
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, value);
    }
    for (name, value) in [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::REFERRER_POLICY, "same-origin")] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_brings_a_file_has_more_time() {
        let brings = |kind: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
            brings_file(&headers)
        };
        assert!(brings("multipart/form-data; boundary=x"));
        assert!(!brings("application/json") && !brings_file(&HeaderMap::new()));
    }

    #[tokio::test]
    async fn nobody_waits_longer_than_they_have_patience() {
        let answer = || async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            7
        };
        assert_eq!(patiently(Duration::from_millis(5), answer()).await, None);
        assert_eq!(patiently(Duration::from_secs(5), answer()).await, Some(7));
    }
}
