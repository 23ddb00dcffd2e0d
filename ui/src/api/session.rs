//! Signing in and out, and who it is.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, send, touch};
use crate::kit::{clock, storage};
use gsdj_domain::account::{ChangePassword, Me, Permission, SessionInfo, SignIn, SignedIn};
use gsdj_domain::home::Platform;
use gsdj_domain::routes::Tag;
use gsdj_domain::{Page, Problem, SessionId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Who is signed in, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Who {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Could not be asked.
    Failed(ApiError),
    /// Nobody.
    Nobody,
    /// This account.
    Known(Box<Me>),
}

thread_local! {
    static WHO: ArcRwSignal<Who> = ArcRwSignal::new(Who::Unknown);
}

/// Who is signed in.
#[must_use]
pub fn who() -> ArcRwSignal<Who> {
    WHO.with(Clone::clone)
}

/// Remembered on the device: somebody was signed in here when the page was last used.
const HINT: &str = "gsdj.signed-in";

/// Whether somebody was signed in here when the page was last used.
#[must_use]
pub fn was_signed_in() -> bool {
    storage::get(HINT).is_some()
}

fn set(now: Who) {
    match &now {
        Who::Known(_) => storage::put(HINT, "1"),
        Who::Nobody => storage::remove(HINT),
        Who::Unknown | Who::Failed(_) => {}
    }
    let who = who();
    if *who.read_untracked() != now {
        who.set(now);
    }
}

/// How many messages are not read, as far as is known.
pub(super) fn unread() -> Option<u32> {
    match &*who().read_untracked() {
        Who::Known(me) => Some(me.unread),
        Who::Unknown | Who::Failed(_) | Who::Nobody => None,
    }
}

/// Notes how many messages are not read.
pub fn set_unread(unread: u32) {
    if self::unread().is_some_and(|known| known != unread) {
        who().update(|w| {
            if let Who::Known(me) = w {
                me.unread = unread;
            }
        });
    }
}

/// Who is signed in, if anybody is.
#[must_use]
pub fn use_me() -> Signal<Option<Me>> {
    let who = who();
    Signal::derive(move || match who.get() {
        Who::Known(me) => Some(*me),
        Who::Unknown | Who::Failed(_) | Who::Nobody => None,
    })
}

/// Whether the one signed in may do this.
#[must_use]
pub fn can(permission: Permission) -> Signal<bool> {
    let who = who();
    Signal::derive(move || matches!(&*who.read(), Who::Known(me) if me.permissions.contains(&permission)))
}

/// All that the one signed in may do; nothing while nobody is.
#[must_use]
pub fn use_allowed() -> Memo<Vec<Permission>> {
    let me = use_me();
    Memo::new(move |_| me.get().map(|me| me.permissions).unwrap_or_default())
}

/// Notes what a refusal says of the session: that it ended, or that the password comes first.
pub(super) fn heed(problem: &Problem) {
    match problem.code.as_str() {
        "not_signed_in" => set(Who::Nobody),
        "password_must_change" => who().update(|w| {
            if let Who::Known(me) = w {
                me.must_change_password = true;
            }
        }),
        _ => {}
    }
}

/// Asks the server who is signed in.
pub async fn refresh() {
    match get::<Me>("/api/session".into()).await {
        Ok(me) => set(Who::Known(Box::new(me.data))),
        Err(ApiError::Refused(problem)) if problem.code == "not_signed_in" => set(Who::Nobody),
        // out of reach: who was known stays known
        Err(error) if !matches!(&*who().read_untracked(), Who::Known(_)) => set(Who::Failed(error)),
        Err(_) => {}
    }
}

/// Whoever comes back to a page on another day has come anew, and the platform is told by being asked who is here; once, at the
/// start.
pub fn watch_days() {
    let day = std::cell::Cell::new(clock::now().day());
    // for as long as the page lives
    std::mem::forget(window_event_listener_untyped("visibilitychange", move |_| {
        let today = clock::now().day();
        if !document().hidden() && day.replace(today) != today {
            spawn_local(refresh());
        }
    }));
}

/// Signs in.
///
/// # Errors
/// As [`ApiError`].
pub async fn sign_in(form: SignIn, key: IdempotencyKey) -> Result<(), ApiError> {
    match send::<_, SignedIn>(Method::Post, "/api/session".into(), &form, key).await? {
        Sent::Done(signed) => {
            set(Who::Known(Box::new(signed.me)));
            touch(Tag::ALL);
            Ok(())
        }
        Sent::Queued => Err(ApiError::Offline),
    }
}

/// Signs out.
///
/// # Errors
/// As [`ApiError`].
pub async fn sign_out(key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, "/api/session".into(), &(), key).await?;
    crate::kit::storage::remove_all(crate::kit::draft::NAMES);
    set(Who::Nobody);
    touch(Tag::ALL);
    Ok(())
}

/// Changes the own password.
///
/// # Errors
/// As [`ApiError`].
pub async fn change_password(form: ChangePassword, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Post, "/api/password".into(), &form, key).await?;
    refresh().await;
    Ok(())
}

/// The devices that are signed in.
///
/// # Errors
/// As [`ApiError`].
pub async fn devices() -> Result<Fetched<Page<SessionInfo>>, ApiError> {
    get("/api/sessions".into()).await
}

/// Ends one of them.
///
/// # Errors
/// As [`ApiError`].
pub async fn end(id: SessionId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, format!("/api/sessions/{id}"), &(), key).await?;
    touch(&[Tag::Session]);
    Ok(())
}

/// The platform's name, version and clock.
///
/// # Errors
/// As [`ApiError`].
pub async fn platform() -> Result<Fetched<Platform>, ApiError> {
    let platform: Fetched<Platform> = get("/api/platform".into()).await?;
    if platform.age.is_none() {
        clock::set_server_time(platform.data.now);
    }
    Ok(platform)
}
