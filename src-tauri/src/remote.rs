//! The one place that talks to a server: addresses, the bearer token, time limits, TLS.
//!
//! It tells apart what matters to the outbox: a connection that was never made, and one that broke when the server may
//! already have acted.

use crate::owner::Token;
use crate::trouble::{Result, Trouble};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderMap, IF_MATCH, IF_NONE_MATCH, RANGE};
use reqwest::{Client, Method, Response};
use std::time::Duration;

/// How long making a connection may take.
const CONNECT: Duration = Duration::from_secs(6);
/// How long the server may be silent within one answer.
const SILENCE: Duration = Duration::from_secs(20);
/// How long a request may take in all.
const WHOLE: Duration = Duration::from_secs(30);
/// How long sending a photo or an attachment may take.
const UPLOAD: Duration = Duration::from_secs(180);
/// How long the live stream may be silent; the server sends a sign of life more often.
const STREAM_SILENCE: Duration = Duration::from_secs(60);
/// The most bytes of an answer.
const ANSWER_MAX: usize = 40 << 20;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The connection was never made: the server has certainly not acted.
    NotSent,
    /// It broke on the way: the server may have acted.
    Unknown,
}

/// What is asked.
pub struct Ask<'a> {
    /// The method.
    pub method: Method,
    /// The address, from `/api/` on.
    pub path: &'a str,
    /// The proof of who asks.
    pub token: Option<&'a Token>,
    /// The JSON text.
    pub body: Option<&'a str>,
    /// The idempotency key.
    pub key: Option<&'a str>,
    /// The mark of the copy at hand.
    pub etag: Option<&'a str>,
    /// The version that a change is made to.
    pub version: Option<u32>,
}

impl<'a> Ask<'a> {
    /// Asks for `path`.
    #[must_use]
    pub const fn get(path: &'a str, token: Option<&'a Token>) -> Self {
        Self { method: Method::GET, path, token, body: None, key: None, etag: None, version: None }
    }
}

/// An answer, read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The mark of this version.
    pub etag: Option<String>,
    /// The content's type.
    pub kind: String,
    /// The content.
    pub body: Vec<u8>,
}

impl Reply {
    /// Whether it says yes.
    #[must_use]
    pub const fn is_ok(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The content as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether it is ours: JSON, or nothing at all. The page of a hotel's Wi-Fi, or of a proxy whose server is away,
    /// is no answer of the platform.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.body.is_empty() || self.kind.contains("json")
    }
}

/// A server.
#[derive(Clone)]
pub struct Remote {
    client: Client,
    base: String,
}

impl Remote {
    /// Makes ready to talk to the server at `base`, an address without a slash at its end.
    ///
    /// # Errors
    /// When TLS can't be made ready.
    pub fn new(base: &str) -> Result<Self> {
        // a second installation is refused and harmless: the first one is the same
        rustls::crypto::ring::default_provider().install_default().ok();
        let mut builder = Client::builder()
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("gsdj-app/", env!("CARGO_PKG_VERSION")));
        if base.starts_with("http://") {
            // this computer or its own network: no proxy stands between
            builder = builder.no_proxy();
        }
        let client = with_roots(builder)?.build().map_err(|error| Trouble::Network(error.to_string()))?;
        Ok(Self { client, base: base.to_owned() })
    }

    /// Where the server is.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Asks and reads the answer to its end.
    ///
    /// # Errors
    /// When there is none.
    pub async fn ask(&self, ask: Ask<'_>) -> std::result::Result<Reply, Failure> {
        let mut request = self.request(ask.method, ask.path, ask.token).timeout(WHOLE);
        let headers = [("idempotency-key", ask.key), (IF_NONE_MATCH.as_str(), ask.etag)];
        for (name, value) in headers {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        if let Some(version) = ask.version {
            request = request.header(IF_MATCH, format!("\"{version}\""));
        }
        if let Some(body) = ask.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_owned());
        }
        read(request.send().await.map_err(failure)?).await
    }

    /// Sends a photo or an attachment.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn upload(
        &self,
        path: &str,
        token: Option<&Token>,
        name: String,
        bytes: Vec<u8>,
        key: &str,
    ) -> std::result::Result<Reply, Failure> {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name);
        let form = reqwest::multipart::Form::new().part("file", part);
        let request = self.request(Method::POST, path, token).timeout(UPLOAD).header("idempotency-key", key);
        read(request.multipart(form).send().await.map_err(failure)?).await
    }

    /// Opens the live stream; its chunks are read by the caller.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn stream(&self, path: &str, token: &Token) -> std::result::Result<Response, Failure> {
        let request = self.request(Method::GET, path, Some(token)).header(ACCEPT, "text/event-stream");
        match tokio::time::timeout(CONNECT + SILENCE, request.send()).await {
            Ok(answer) => answer.map_err(failure),
            Err(_) => Err(Failure::Unknown),
        }
    }

    /// Opens a file or a part of it, as the range says (`bytes=0-99`); its pieces are read by the caller.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn open(
        &self,
        path: &str,
        token: Option<&Token>,
        range: Option<&str>,
    ) -> std::result::Result<Response, Failure> {
        let mut request = self.request(Method::GET, path, token);
        if let Some(range) = range {
            request = request.header(RANGE, range);
        }
        match tokio::time::timeout(CONNECT + SILENCE, request.send()).await {
            Ok(answer) => answer.map_err(failure),
            Err(_) => Err(Failure::Unknown),
        }
    }

    fn request(&self, method: Method, path: &str, token: Option<&Token>) -> reqwest::RequestBuilder {
        let mut headers = HeaderMap::new();
        if let Some(mut value) = token.and_then(|t| format!("Bearer {}", t.reveal()).parse().ok()) {
            reqwest::header::HeaderValue::set_sensitive(&mut value, true);
            headers.insert(AUTHORIZATION, value);
        }
        self.client.request(method, format!("{}{path}", self.base)).headers(headers)
    }
}

/// The next piece of a live stream; `None` at its end.
///
/// # Errors
/// When it broke, or has been silent for longer than a living server is.
pub async fn next_piece(response: &mut Response) -> std::result::Result<Option<Vec<u8>>, Failure> {
    match tokio::time::timeout(STREAM_SILENCE, response.chunk()).await {
        Ok(Ok(piece)) => Ok(piece.map(|bytes| bytes.to_vec())),
        Ok(Err(_)) | Err(_) => Err(Failure::Unknown),
    }
}

async fn read(mut response: Response) -> std::result::Result<Reply, Failure> {
    let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let (status, etag) = (response.status().as_u16(), text(ETAG));
    let kind = text(CONTENT_TYPE).unwrap_or_default();
    let mut body = Vec::new();
    loop {
        match tokio::time::timeout(SILENCE, response.chunk()).await {
            Ok(Ok(Some(piece))) if body.len() + piece.len() <= ANSWER_MAX => body.extend_from_slice(&piece),
            Ok(Ok(None)) => return Ok(Reply { status, etag, kind, body }),
            Ok(Ok(Some(_)) | Err(_)) | Err(_) => return Err(Failure::Unknown),
        }
    }
}

fn failure(error: reqwest::Error) -> Failure {
    let failure = if error.is_connect() || error.is_builder() { Failure::NotSent } else { Failure::Unknown };
    tracing::debug!(error = %error.without_url(), ?failure, "no answer");
    failure
}

#[cfg(not(target_os = "android"))]
#[expect(clippy::unnecessary_wraps, reason = "on Android it can fail")]
fn with_roots(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder> {
    Ok(builder)
}

/// Android's own verifier is reached through Java only; its certificates lie in a folder that can be read.
#[cfg(target_os = "android")]
fn with_roots(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(Trouble::Network("找不到系统证书".into()));
    }
    let tls = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(tls))
}
