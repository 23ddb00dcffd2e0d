//! The only place that builds URLs and talks to the server; the same calls in the browser and in the app.
//!
//! Reads say by tags what they show ([`version`]); writes make those tags newer ([`touch`]), after
//! `gsdj_domain::routes`.

pub mod archive;
pub mod audit;
pub mod branch;
pub mod calendar;
pub mod check_in;
pub mod content;
pub mod desk;
pub mod device;
pub mod disclosure;
pub mod exam;
pub mod experience;
mod first;
pub mod hall;
pub mod home;
pub mod inbox;
pub mod learning;
pub mod library;
pub mod live;
pub mod meeting;
pub mod member;
pub mod points;
pub mod post;
pub mod programme_guide;
pub mod proxy;
pub mod query;
pub mod question;
pub mod reaction;
pub mod review;
pub mod search;
pub mod session;
mod shell;
pub mod standards;
mod transport;
pub mod upload;
pub mod urge;

pub use shell::is_app;

use gsdj_domain::file::FileInfo;
use gsdj_domain::routes::{self, Tag};
use gsdj_domain::{FileId, Instant, Problem};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use transport::Answer;

/// Why a call did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// The platform said no, and why.
    Refused(Box<Problem>),
    /// Nothing answered.
    Offline,
    /// An answer that can't be understood.
    Broken(String),
}

impl ApiError {
    /// Whether the same may succeed later as it is: nobody has judged it, or only who sent it.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Offline | Self::Broken(_) => true,
            Self::Refused(problem) => matches!(problem.status, 401 | 403 | 408 | 429) || problem.status >= 500,
        }
    }

    /// What to tell the user.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Refused(problem) => problem.title.clone(),
            Self::Offline => "网络不通，没有连上平台".into(),
            Self::Broken(_) => "平台没有给出正确的答复".into(),
        }
    }

    /// What is safe and what to do next.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(problem) => problem.hint.clone(),
            Self::Offline => Some("填写的内容仍在这里。请检查网络，再按一次。".into()),
            Self::Broken(_) => Some("填写的内容仍在这里。请稍后再按一次；如果一直这样，请联系管理员。".into()),
        }
    }

    /// What is wrong with one field of the form, if it is that.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<String> {
        let Self::Refused(problem) = self else { return None };
        if problem.field.as_deref() == Some(name) {
            return Some(problem.title.clone());
        }
        problem.errors.iter().find(|e| e.field == name).map(|e| e.sentence.clone())
    }
}

/// An answer to a read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched<T> {
    /// What was asked for.
    pub data: T,
    /// When it was cached, if it comes from the app's cache.
    pub age: Option<Instant>,
}

/// An answer to a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent<T> {
    /// The server took it.
    Done(T),
    /// It lies in the app's outbox until the network is back.
    Queued,
}

/// HTTP's methods, as far as we use them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Do.
    Post,
    /// Replace.
    Put,
    /// Take away.
    Delete,
    /// Add to.
    Patch,
}

impl Method {
    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
        }
    }
}

/// Names one attempt, however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub String);

impl IdempotencyKey {
    /// A fresh one.
    #[must_use]
    pub fn fresh() -> Self {
        let mut bytes = [0_u8; 16];
        if let Some(crypto) = web_sys::window().and_then(|w| w.crypto().ok()) {
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        Self(bytes.iter().map(|b| format!("{b:02x}")).collect())
    }

    /// The key of a second act that belongs to the first, e.g. handing in what was just kept.
    #[must_use]
    pub fn and(&self, part: &str) -> Self {
        Self(format!("{}-{part}", self.0))
    }
}

/// Reads.
///
/// # Errors
/// As [`ApiError`].
pub async fn get<T: DeserializeOwned>(path: String) -> Result<Fetched<T>, ApiError> {
    let answer = read(path).await?;
    Ok(Fetched { data: parse(&answer.body)?, age: answer.age })
}

async fn read(path: String) -> Result<Answer, ApiError> {
    accept(note(transport::request(Method::Get, &path, None, None, None).await)?)
}

/// Writes.
///
/// # Errors
/// As [`ApiError`].
pub async fn send<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: String,
    body: &B,
    key: IdempotencyKey,
) -> Result<Sent<T>, ApiError> {
    sent(write(method, path, serde_json::to_string(body), key, None).await?)
}

/// Writes, if what is changed still stands as it was read: `version` names that state.
///
/// # Errors
/// `stale` when somebody else was quicker, and as [`ApiError`].
pub async fn send_if<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: String,
    body: &B,
    key: IdempotencyKey,
    version: u32,
) -> Result<Sent<T>, ApiError> {
    sent(write(method, path, serde_json::to_string(body), key, Some(version)).await?)
}

/// The part of a write that does not depend on types: compiled once.
async fn write(
    method: Method,
    path: String,
    body: serde_json::Result<String>,
    key: IdempotencyKey,
    version: Option<u32>,
) -> Result<Answer, ApiError> {
    let text = body.map_err(|e| ApiError::Broken(e.to_string()))?;
    // `()` is nothing to send
    let text = Some(text).filter(|t| t != "null");
    let answer = accept(note(transport::request(method, &path, text, Some(&key.0), version).await)?)?;
    touch_for(&path);
    Ok(answer)
}

fn sent<T: DeserializeOwned>(answer: Answer) -> Result<Sent<T>, ApiError> {
    if answer.queued { Ok(Sent::Queued) } else { parse(&answer.body).map(Sent::Done) }
}

/// Uploads a photo or an attachment.
///
/// # Errors
/// As [`ApiError`].
pub async fn upload(purpose: &str, file: web_sys::File) -> Result<FileInfo, ApiError> {
    let answer = transport::upload(purpose, file, &IdempotencyKey::fresh()).await;
    parse(&accept(note(answer)?)?.body)
}

/// The address under which a page shows one of our files: through the shell in the app.
#[must_use]
pub fn file_address(id: FileId) -> String {
    shell::address(&id.to_string()).unwrap_or_else(|| format!("/api/files/{id}"))
}

/// The address of a picture of ours that is shown at most so many points across; in the app it comes whole, and is kept.
#[must_use]
pub fn picture_address(id: FileId, width: u32) -> String {
    shell::address(&id.to_string()).unwrap_or_else(|| format!("/api/files/{id}?width={width}"))
}

fn accept(answer: Answer) -> Result<Answer, ApiError> {
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    match serde_json::from_str::<Problem>(&answer.body) {
        Ok(problem) => {
            session::heed(&problem);
            Err(ApiError::Refused(Box::new(problem)))
        }
        Err(_) => Err(ApiError::Broken(format!("代码 {}", answer.status))),
    }
}

/// An empty body says what `null` says.
fn parse<T: DeserializeOwned>(body: &str) -> Result<T, ApiError> {
    let body = if body.is_empty() { "null" } else { body };
    serde_json::from_str(body).map_err(|e| ApiError::Broken(e.to_string()))
}

/// Acts now if the server can be reached, and whenever it can be again, for as long as the program lives, whichever page is
/// open. What `act` reads reactively makes it act anew.
pub fn whenever_online(act: impl Fn() + 'static) {
    // a new root takes the place of whoever is being drawn, and must give it back
    let drawing = Owner::current();
    let owner = Owner::new_root(None);
    owner.with(|| {
        // made here: what belongs to a page goes with it
        let online = online();
        Effect::new(move |_| {
            if online.get() {
                act();
            }
        });
    });
    if let Some(drawing) = drawing {
        drawing.set();
    }
    std::mem::forget(owner);
}

/// Notes whether the server can be reached.
fn note(outcome: Result<Answer, ApiError>) -> Result<Answer, ApiError> {
    match &outcome {
        // a kept copy or a queued write says nothing about the network now
        Ok(answer) if answer.age.is_some() || answer.queued => {}
        Ok(_) => set_online(true),
        Err(ApiError::Offline) => set_online(false),
        Err(ApiError::Refused(_) | ApiError::Broken(_)) => {}
    }
    outcome
}

thread_local! {
    static VERSIONS: Vec<ArcRwSignal<u64>> = Tag::ALL.iter().map(|_| ArcRwSignal::new(0)).collect();
    static ONLINE: ArcRwSignal<bool> = ArcRwSignal::new(true);
}

/// Rises whenever what any of the tags stands for has changed.
#[must_use]
pub fn version(tags: &'static [Tag]) -> Signal<u64> {
    let all: Vec<_> = VERSIONS.with(|v| tags.iter().filter_map(|t| v.get(place(*t)).cloned()).collect());
    Signal::derive(move || all.iter().map(Get::get).sum())
}

/// Makes what the tags stand for newer: whoever shows it reads it again.
pub fn touch(tags: &[Tag]) {
    for tag in tags {
        let signal = VERSIONS.with(|v| v.get(place(*tag)).cloned());
        if let Some(signal) = signal {
            signal.update(|n| *n += 1);
        }
    }
}

fn touch_for(path: &str) {
    if let Some(route) = routes::find(path) {
        touch(route.changes);
    }
}

fn place(tag: Tag) -> usize {
    Tag::ALL.iter().position(|t| *t == tag).unwrap_or(0)
}

/// Whether the server could be reached last.
#[must_use]
pub fn online() -> Signal<bool> {
    let signal = ONLINE.with(Clone::clone);
    Signal::derive(move || signal.get())
}

/// Notes whether the server can be reached.
pub fn set_online(reached: bool) {
    let signal = ONLINE.with(Clone::clone);
    if signal.get_untracked() == reached {
        return;
    }
    signal.set(reached);
    if reached {
        // what could not be read meanwhile is read now
        touch(Tag::ALL);
    }
}

/// Follows what the device says of its network; call once.
pub fn watch_network() {
    for (event, reached) in [("online", true), ("offline", false)] {
        // for as long as the page lives
        std::mem::forget(window_event_listener_untyped(event, move |_| set_online(reached)));
    }
    if !window().navigator().on_line() {
        set_online(false);
    }
}
