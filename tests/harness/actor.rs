//! Somebody who speaks to the platform: requests through the router, each answer held against the API's document.

use super::contract;
use super::live::Listener;
use super::reply::Reply;
use super::world::World;
use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use axum::response::Response;
use serde::Serialize;
use tower::ServiceExt;

/// What is sent: a media type and bytes.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The `Content-Type`, if one is sent.
    pub kind: Option<String>,
    /// The bytes.
    pub bytes: Bytes,
}

impl Body {
    /// JSON.
    pub fn json(value: &impl Serialize) -> Self {
        Self { kind: Some("application/json".into()), bytes: serde_json::to_vec(value).unwrap().into() }
    }

    /// Bytes of any type.
    pub fn of(kind: &str, bytes: impl Into<Bytes>) -> Self {
        Self { kind: Some(kind.into()), bytes: bytes.into() }
    }

    /// A form with one file in it.
    #[must_use]
    pub fn file(name: &str, bytes: &[u8]) -> Self {
        const EDGE: &str = "edge-of-the-example-form";
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let whole = [head.as_bytes(), bytes, format!("\r\n--{EDGE}--\r\n").as_bytes()].concat();
        Self::of(&format!("multipart/form-data; boundary={EDGE}"), whole)
    }
}

/// Somebody with (or without) a session.
#[derive(Clone)]
pub struct Actor {
    world: World,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Actor {
    pub(super) fn new(world: World, token: Option<&str>) -> Self {
        let nobody = Self { world, headers: Vec::new() };
        match token {
            Some(token) => nobody.bearer(token),
            None => nobody,
        }
    }

    /// The same with a bearer token.
    #[must_use]
    pub fn bearer(&self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// The same through a browser's cookie.
    #[must_use]
    pub fn cookie(&self, token: &str) -> Self {
        self.with("cookie", &format!("other=1; gsdj_session={token}"))
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name.parse().unwrap(), HeaderValue::from_str(value).unwrap()));
        with
    }

    /// The same with an idempotency key.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.with("idempotency-key", key)
    }

    /// The world they live in.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Reads.
    pub async fn get(&self, path: impl AsRef<str>) -> Reply {
        self.send(Method::GET, path.as_ref(), Body::default()).await
    }

    /// Posts JSON.
    pub async fn post(&self, path: impl AsRef<str>, value: &impl Serialize) -> Reply {
        self.send(Method::POST, path.as_ref(), Body::json(value)).await
    }

    /// Posts nothing.
    pub async fn post_empty(&self, path: impl AsRef<str>) -> Reply {
        self.send(Method::POST, path.as_ref(), Body::default()).await
    }

    /// Puts JSON.
    pub async fn put(&self, path: impl AsRef<str>, value: &impl Serialize) -> Reply {
        self.send(Method::PUT, path.as_ref(), Body::json(value)).await
    }

    /// Deletes.
    pub async fn delete(&self, path: impl AsRef<str>) -> Reply {
        self.send(Method::DELETE, path.as_ref(), Body::default()).await
    }

    /// Uploads a file.
    pub async fn upload(&self, purpose: &str, name: &str, bytes: &[u8]) -> Reply {
        let path = format!("/api/files?purpose={purpose}");
        self.send(Method::POST, &path, Body::file(name, bytes)).await
    }

    /// Sends whatever, and holds the answer against the document.
    pub async fn send(&self, method: Method, path: &str, body: Body) -> Reply {
        let response = self.respond(&method, path, body).await;
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let what = format!("{method} {path}");
        let reply = Reply { what, status: parts.status, headers: parts.headers, body };
        contract::check(&method, path, &reply);
        reply
    }

    /// Reads only the head of an answer: for streams, which have no end.
    pub async fn glance(&self, path: &str) -> u16 {
        let response = self.respond(&Method::GET, path, Body::default()).await;
        response.status().as_u16()
    }

    /// Opens the live stream.
    pub async fn listen(&self) -> Listener {
        let response = self.respond(&Method::GET, "/api/inbox/stream", Body::default()).await;
        Listener::new(response)
    }

    async fn respond(&self, method: &Method, path: &str, body: Body) -> Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "platform.example");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(kind) = &body.kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(axum::body::Body::from(body.bytes)).unwrap();
        self.world.router().oneshot(request).await.unwrap()
    }
}
