//! Asking the API as a guest's browser does, without a network between, and remembering the answers for it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, HeaderValue, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;

/// The most bytes of an answer that is passed on: an article of many pages, not a file.
const MOST: usize = 1 << 20;

/// An answer, as the page takes it.
#[derive(Debug, Serialize)]
struct Answer {
    status: u16,
    body: String,
}

/// Through how many hands a request came.
const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Where whoever opens the page comes from: the API counts readers by it.
#[derive(Debug, Clone)]
pub struct Visitor {
    peer: Option<ConnectInfo<SocketAddr>>,
    forwarded: Option<HeaderValue>,
}

impl Visitor {
    /// Whose request it is.
    pub fn of<B>(request: &Request<B>) -> Self {
        Self { peer: request.extensions().get().copied(), forwarded: request.headers().get(FORWARDED).cloned() }
    }
}

/// What was asked, and the answers by address.
#[derive(Debug)]
pub struct Asked {
    api: Router,
    visitor: Visitor,
    answers: BTreeMap<String, Answer>,
}

impl Asked {
    /// Nothing yet.
    pub fn of(api: &Router, visitor: Visitor) -> Self {
        Self { api: api.clone(), visitor, answers: BTreeMap::new() }
    }

    /// Asks, and keeps whatever is answered; its text.
    pub async fn whatever(&mut self, address: &str) -> Option<&str> {
        let mut request = Request::get(address).body(Body::empty()).ok()?;
        if let Some(peer) = self.visitor.peer {
            request.extensions_mut().insert(peer);
        }
        if let Some(forwarded) = &self.visitor.forwarded {
            request.headers_mut().insert(FORWARDED, forwarded.clone());
        }
        let Ok(response) = self.api.clone().oneshot(request).await;
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), MOST).await.ok()?;
        let body = String::from_utf8(body.to_vec()).ok()?;
        self.answers.insert(address.to_owned(), Answer { status, body });
        self.answers.get(address).map(|answer| answer.body.as_str())
    }

    /// Asks for something that is there.
    pub async fn get<T: DeserializeOwned>(&mut self, address: &str) -> Option<T> {
        let read = serde_json::from_str(self.whatever(address).await?).ok();
        read.filter(|_| self.answers.get(address).is_some_and(|answer| answer.status == 200))
    }

    /// All answers as JSON that stands inside of a page: nothing in it ends the element around it.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.answers).unwrap_or_default().replace('<', "\\u003c")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;
    use axum::routing::get;

    #[tokio::test]
    async fn the_api_is_asked_by_whoever_opens_the_page() {
        let who = |ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap| async move {
            format!("{peer} {}", headers[FORWARDED].to_str().unwrap())
        };
        let api = Router::new().route("/who", get(who));
        let mut request = Request::get("/articles/5").header(FORWARDED, "10.0.0.7").body(()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 8], 80))));
        let mut asked = Asked::of(&api, Visitor::of(&request));
        assert_eq!(asked.whatever("/who").await, Some("10.0.0.8:80 10.0.0.7"));
        assert!(asked.json().contains("10.0.0.7"));
    }
}
