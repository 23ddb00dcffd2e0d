//! Whole answers, written down once and sent to everybody: what guests read is the same for all of them.
//!
//! An answer is found by its address and holds as long as its mark is the one that the store gives now, and until the clock
//! changes what it says. The mark is asked for each time, so no other node and no other process can make an answer stale.

use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use gsdj_domain::Instant;
use serde::Serialize;
use std::hash::BuildHasher;
use std::sync::Arc;

/// Bytes of answers kept at most.
const MOST: u64 = 64 << 20;

/// Answers by their addresses.
pub struct Answers(moka::sync::Cache<String, Arc<Answer>>);

impl Default for Answers {
    fn default() -> Self {
        let weigh =
            |key: &String, answer: &Arc<Answer>| u32::try_from(key.len() + answer.bytes.len()).unwrap_or(u32::MAX);
        Self(moka::sync::Cache::builder().max_capacity(MOST).weigher(weigh).build())
    }
}

/// An answer, ready to be sent.
#[derive(Debug)]
struct Answer {
    mark: i64,
    since: Instant,
    until: Instant,
    kind: &'static str,
    bytes: Bytes,
    etag: HeaderValue,
}

/// What an answer is made of.
pub(super) struct Page {
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// It holds before this instant.
    pub until: Instant,
}

impl Page {
    /// JSON that holds until then.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn json(shows: &impl Serialize, until: Instant) -> Result<Self> {
        Ok(Self { kind: "application/json", bytes: serde_json::to_vec(shows)?, until })
    }
}

/// The answer at an address, from what is kept or made now. `mark` says what it rests on, `make` makes it; both see the same
/// state of the store.
///
/// # Errors
/// What the two say.
pub(super) async fn answer<M, F>(app: &App, key: String, mark: M, make: F) -> Result<Response>
where
    M: Fn(&mut Conn<'_>) -> Result<i64> + Send + 'static,
    F: Fn(&mut Conn<'_>, Instant) -> Result<Page> + Send + 'static,
{
    let (kept, now) = (app.clone(), app.now());
    let look = move |c: &mut Conn<'_>| {
        let mark = mark(c)?;
        let holds = |a: &Arc<Answer>| a.mark == mark && (a.since..a.until).contains(&now);
        if let Some(answer) = kept.content_answers.0.get(&key).filter(holds) {
            return Ok(answer);
        }
        let page = make(c, now)?;
        // not a secret and not a signature: it only has to change when the bytes do
        let etag = format!("\"{:016x}\"", foldhash::quality::FixedState::default().hash_one(&page.bytes));
        let answer = Arc::new(Answer {
            mark,
            since: now,
            until: page.until,
            kind: page.kind,
            bytes: page.bytes.into(),
            etag: HeaderValue::from_str(&etag).map_err(Error::broken)?,
        });
        kept.content_answers.0.insert(key.clone(), answer.clone());
        Ok(answer)
    };
    let answer = app.store.read(look).await?;
    let mut response = answer.bytes.clone().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.kind));
    headers.insert(header::ETAG, answer.etag.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(response)
}
