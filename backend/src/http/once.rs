//! Writes at most once: an `Idempotency-Key` names an attempt, and repeating it gives the first answer again.
//!
//! Keys belong to the account and are kept for a week. The key, the work and the answer are committed together. Answers
//! are kept sealed: a first password handed out, or a name, must not lie in the store in clear for a week.

use super::store;
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::store::Conn;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gsdj_domain::{AccountId, Instant, Refusal};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How long an answer can be asked for again, in milliseconds.
pub const KEPT: i64 = 7 * gsdj_domain::time::DAY;
/// The most characters of a key.
const KEY_MAX: usize = 64;

/// The key of an attempt, with what it was for.
#[derive(Debug, Clone)]
pub struct Once {
    key: String,
    fingerprint: Vec<u8>,
}

impl Once {
    /// From the request's head and body.
    ///
    /// # Errors
    /// When the key is empty, too long or not ASCII.
    pub fn of(parts: &Parts, body: &[u8]) -> Result<Option<Self>> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(None) };
        let bad = || Error::from(Refusal::Malformed { what: "Idempotency-Key 应为 1 到 64 个可见字符".into() });
        let key = value.to_str().map_err(|_| bad())?.trim();
        if key.is_empty() || key.len() > KEY_MAX {
            return Err(bad());
        }
        let what = Sha256::new()
            .chain_update(parts.method.as_str())
            .chain_update(parts.uri.path())
            .chain_update([0])
            .chain_update(body)
            .finalize();
        Ok(Some(Self { key: key.to_owned(), fingerprint: what[..16].to_vec() }))
    }
}

/// The answer of a write.
#[derive(Debug, Clone)]
pub struct Done {
    status: u16,
    body: String,
}

impl Done {
    /// An answer with `status` and `value` as JSON; nothing for 204.
    ///
    /// # Errors
    /// When the value can't be written as JSON.
    pub fn of<T: Serialize>(status: StatusCode, value: &T) -> Result<Self> {
        let body = if status == StatusCode::NO_CONTENT { String::new() } else { serde_json::to_string(value)? };
        Ok(Self { status: status.as_u16(), body })
    }

    /// As HTTP.
    #[must_use]
    pub fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        if self.body.is_empty() {
            return status.into_response();
        }
        (status, [(header::CONTENT_TYPE, "application/json")], self.body).into_response()
    }
}

/// What the same attempt was answered before, if it was.
///
/// # Errors
/// [`Refusal::KeyReused`] when the key came with a different request.
pub fn find(c: &mut Conn<'_>, secret: &Secret, account: AccountId, once: &Once) -> Result<Option<Done>> {
    match store::find(c, account, &once.key)? {
        Some((fingerprint, ..)) if fingerprint != once.fingerprint => Err(Refusal::KeyReused.into()),
        Some((_, status, sealed)) => {
            let sealed = STANDARD.decode(sealed).map_err(Error::broken)?;
            Ok(Some(Done { status, body: secret.unseal(&sealed)? }))
        }
        None => Ok(None),
    }
}

/// Keeps the answer with the work it belongs to.
///
/// # Errors
/// When the store refuses it.
pub fn keep(
    c: &mut Conn<'_>,
    secret: &Secret,
    account: AccountId,
    once: &Once,
    done: &Done,
    now: Instant,
) -> Result<()> {
    let sealed = STANDARD.encode(secret.seal(&done.body)?);
    store::keep(c, account, &once.key, &once.fingerprint, (done.status, &sealed), now)
}

/// Forgets answers older than a week.
///
/// # Errors
/// When the store refuses it.
pub fn forget_old(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    store::forget(c, now.plus(-KEPT))
}
