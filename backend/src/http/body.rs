//! How requests come in and answers go out: JSON, paging, ids in paths, ETags.

use super::once::Once;
use crate::error::{Error, Result};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::{Refusal, page};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::hash::BuildHasher;
use std::str::FromStr;
use utoipa::IntoParams;

/// The most bytes of a JSON body.
pub const BODY_MAX: u64 = 1 << 20;

/// Bytes that an answer begins with: a page of twenty fits without growing.
const ROOM: usize = 8 << 10;

/// A write's body, with the idempotency key it came under. An empty body reads as `{}`.
pub struct Act<T> {
    /// The body.
    pub form: T,
    /// The key, if the client sent one.
    pub once: Option<Once>,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Act<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let json = parts.headers.get(header::CONTENT_TYPE).map(is_json);
        let request = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(request, state).await.map_err(|e| match e.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge { limit: BODY_MAX },
            _ => Refusal::Malformed { what: "内容没有收全".into() },
        })?;
        if json == Some(false) || (json.is_none() && !bytes.is_empty()) {
            return Err(Refusal::UnsupportedMediaType.into());
        }
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        if has_nul(text) {
            return Err(nul().into());
        }
        // a list would pass as well: its items for the fields in their order
        if !text.trim_ascii_start().starts_with(b"{") {
            return Err(Refusal::Malformed { what: "应为 JSON 对象".into() }.into());
        }
        let form = serde_json::from_slice(text).map_err(|e| Refusal::Malformed { what: e.to_string() })?;
        Ok(Self { form, once: Once::of(&parts, &bytes)? })
    }
}

/// Whether a JSON text holds U+0000, which can only stand there escaped: PostgreSQL keeps no such text.
fn has_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|b| *b == b'\\') {
        let escape = &rest[at + 1..];
        if escape.starts_with(b"u0000") {
            return true;
        }
        // what follows a backslash begins no escape of its own
        rest = escape.get(1..).unwrap_or_default();
    }
    false
}

fn nul() -> Refusal {
    Refusal::Malformed { what: "文字中不能有空字符".into() }
}

fn is_json(value: &HeaderValue) -> bool {
    value.to_str().is_ok_and(|v| v.split(';').next().is_some_and(|t| t.trim().eq_ignore_ascii_case("application/json")))
}

/// The body of acts that need nothing more than their address.
#[derive(Debug, Clone, Copy, serde::Deserialize, utoipa::ToSchema)]
pub struct Nothing {}

/// The only id in a path; whatever is no number is not found.
pub struct PathId<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for PathId<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Refusal::NotFound)?;
        text.parse().map(Self).map_err(|_| Refusal::NotFound.into())
    }
}

/// The state that a change was made on (`If-Match`): `None` for `*` or when nothing is said. Whatever names no state of
/// ours names one that is gone.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub Option<u32>);

impl IfMatch {
    /// Checks that a thing still stands as it was read.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when it was changed since.
    pub fn check(self, stands_at: u32) -> Result<()> {
        match self.0 {
            Some(read) if read != stands_at => Err(Refusal::Stale.into()),
            Some(_) | None => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        match value.to_str().unwrap_or_default().trim() {
            "*" => Ok(Self(None)),
            text => text.trim_matches('"').parse().map(|n| Self(Some(n))).map_err(|_| Refusal::Stale.into()),
        }
    }
}

/// The query string.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        if parts.uri.query().is_some_and(|q| q.contains("%00")) {
            return Err(nul().into());
        }
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|q| Self(q.0)).map_err(|e| Refusal::Malformed { what: e.body_text() }.into())
    }
}

/// How to page through a list.
#[derive(Debug, Clone, Default, serde::Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Rows a page, 1 to 100; 20 when not given.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

impl PageParams {
    /// Rows a page.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(page::DEFAULT_LIMIT).clamp(1, page::MAX_LIMIT) as usize
    }

    /// The cursor as a number; `None` on the first page.
    ///
    /// # Errors
    /// When it is no cursor of ours.
    pub fn after(&self) -> Result<Option<i64>> {
        self.cursor.as_deref().map(|c| c.parse().map_err(|_| bad_cursor())).transpose()
    }

    /// The cursor as two numbers, joined by a dash.
    ///
    /// # Errors
    /// When it is no cursor of ours.
    pub fn after_pair(&self) -> Result<Option<(i64, i64)>> {
        let Some(cursor) = self.cursor.as_deref() else { return Ok(None) };
        let (a, b) = cursor.split_once('_').ok_or_else(bad_cursor)?;
        Ok(Some((a.parse().map_err(|_| bad_cursor())?, b.parse().map_err(|_| bad_cursor())?)))
    }
}

/// The text that a list is searched for; nothing where there is only space.
#[must_use]
pub fn searched(q: Option<String>) -> Option<String> {
    q.map(|q| q.trim().to_owned()).filter(|q| !q.is_empty())
}

fn bad_cursor() -> Error {
    Refusal::Malformed { what: "翻页位置无效".into() }.into()
}

/// An answer to a read: JSON with an ETag.
pub struct Read<T>(pub T);

impl<T: Serialize> IntoResponse for Read<T> {
    fn into_response(self) -> Response {
        let mut bytes = Vec::with_capacity(ROOM);
        if let Err(e) = serde_json::to_writer(&mut bytes, &self.0) {
            return Error::from(e).into_response();
        }
        // not a secret and not a signature: it only has to change when the bytes do
        let etag = format!("\"{:016x}\"", foldhash::quality::FixedState::default().hash_one(&bytes));
        let headers = [
            (header::CONTENT_TYPE, "application/json"),
            (header::ETAG, &etag),
            (header::CACHE_CONTROL, "private, no-cache"),
        ];
        (headers, bytes).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::has_nul;

    #[test]
    fn only_the_escaped_character_itself_is_found() {
        assert!(has_nul(br#"{"a":"x\u0000y"}"#));
        assert!(has_nul(br#"{"a":"\\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\n\u0001\\"}"#));
        assert!(!has_nul(b"\\"));
    }
}
