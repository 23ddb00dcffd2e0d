//! Sessions: tokens are random, kept only as hashes, listed and revocable.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, PathId, Read, ReadProblems, WriteProblems, caller, needs};
use crate::points;
use crate::store::Conn;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gsdj_domain::account::{Me, Role, SessionInfo};
use gsdj_domain::audit::Deed;
use gsdj_domain::content::Site;
use gsdj_domain::time::{DAY, MINUTE};
use gsdj_domain::{AccountId, Instant, MemberId, OrgId, Page, Refusal, SessionId};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long a session lives after its last use, in milliseconds.
pub const LIFE: i64 = 30 * DAY;
/// How exactly its last use is kept, in milliseconds.
const SEEN_EVERY: i64 = 5 * MINUTE;

/// Who a session belongs to.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The account: the organisation's or the member's id.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// The role.
    pub role: Role,
    /// The name shown.
    pub name: String,
    /// The organisation, or the member's branch.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// Its path.
    pub org_path: String,
    /// The member, if it is one.
    pub member: Option<MemberId>,
    /// The site whose columns they edit, if they do.
    pub site: Option<Site>,
    /// The password must be changed first.
    pub must_change_password: bool,
    /// When it ends.
    pub expires_at: Instant,
    /// When it was last noted as used.
    pub last_seen: Instant,
}

/// Sessions met recently, so that most requests ask the store nothing. What another node revokes is noticed within
/// half a minute; what this node revokes, at once.
pub struct Sessions {
    known: moka::sync::Cache<[u8; 32], Arc<Principal>>,
    ended: watch::Sender<()>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self::new()
    }
}

impl Sessions {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        let known = moka::sync::Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(30)).build();
        Self { known, ended: watch::Sender::new(()) }
    }

    /// Who the token belongs to.
    ///
    /// # Errors
    /// [`Refusal::NotSignedIn`] when to nobody, or not any more.
    pub async fn principal(&self, app: &App, token: &str) -> Result<Arc<Principal>> {
        let hash = token_hash(token);
        let now = app.now();
        let known = match self.known.get(&hash) {
            Some(known) => known,
            None => {
                let found = app.store.read(move |c| store::principal(c, &hash)).await?.ok_or(Refusal::NotSignedIn)?;
                let found = Arc::new(found);
                self.known.insert(hash, found.clone());
                found
            }
        };
        if known.expires_at <= now {
            return Err(Refusal::NotSignedIn.into());
        }
        if known.last_seen.plus(SEEN_EVERY) <= now {
            let session = known.session;
            app.store.write(move |c| store::seen(c, session, now)).await?;
            self.known.invalidate(&hash);
        }
        Ok(known)
    }

    /// Forgets everything known: after sessions were ended or passwords changed.
    pub fn forget_all(&self) {
        self.known.invalidate_all();
        self.ended.send_replace(());
    }

    /// Hears that some session was ended: for answers that have no end of their own.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<()> {
        self.ended.subscribe()
    }

    /// Whether a session goes on.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn lives(&self, app: &App, session: SessionId) -> Result<bool> {
        let now = app.now();
        app.store.read(move |c| store::lives(c, session, now)).await
    }
}

/// A fresh token.
#[must_use]
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(crate::secret::random::<32>())
}

/// What is kept of a token.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The cookie that carries the token; an empty token takes it away.
pub(super) fn cookie(app: &App, token: &str) -> HeaderValue {
    let life = if token.is_empty() { 0 } else { LIFE / 1000 };
    let secure = if app.config.secure_cookies { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={life}{secure}", caller::COOKIE);
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// What the caller is told of themselves.
pub(super) fn me_of(principal: &Principal, unread: u32) -> Me {
    Me {
        account: principal.account,
        session: principal.session,
        role: principal.role,
        name: principal.name.clone(),
        org: principal.org,
        org_name: principal.org_name.clone(),
        member: principal.member,
        site: principal.site,
        permissions: principal.role.permissions(),
        must_change_password: principal.must_change_password,
        unread,
    }
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/session", tag = "account", responses((status = 200, body = Me), ReadProblems))]
pub(super) async fn me(State(app): State<App>, who: Allowed<needs::OwnSession>) -> Result<Read<Me>> {
    let (account, member, now) = (who.account, who.member, app.now());
    let look = move |c: &mut Conn<'_>| {
        let owes = member.map_or(Ok(false), |member| points::owes_sign_in(c, member, now))?;
        Ok((crate::inbox::unread(c, account)?, member.filter(|_| owes)))
    };
    let (unread, owed) = app.store.read(look).await?;
    if let Some(member) = owed {
        // whoever opens the platform gets in, also when nothing can be written for the moment: it is still owed the next time
        if let Err(error) = app.store.write(move |c| points::award_sign_in(c, member, now)).await {
            tracing::warn!(%error, "the point of the day's first sign-in is not entered");
        }
    }
    Ok(Read(me_of(&who, unread)))
}

/// Sign out: the session ends, the cookie goes.
#[utoipa::path(delete, path = "/api/session", tag = "account", responses((status = 204), WriteProblems))]
pub(super) async fn sign_out(State(app): State<App>, who: Allowed<needs::OwnSession>) -> Result<Response> {
    let (caller, now) = (who.clone(), app.now());
    app.store
        .write(move |c| {
            store::end_session(c, caller.account, caller.session)?;
            audit::write(c, &caller, now, Deed::SignOut, "")
        })
        .await?;
    app.sessions.forget_all();
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(&app, ""))]).into_response())
}

/// Every device that is signed in.
#[utoipa::path(get, path = "/api/sessions", tag = "account", responses((status = 200, body = Page<SessionInfo>), ReadProblems))]
pub(super) async fn list(State(app): State<App>, who: Allowed<needs::OwnAccount>) -> Result<Read<Page<SessionInfo>>> {
    let (account, session, now) = (who.account, who.session, app.now());
    let items = app.store.read(move |c| store::sessions(c, account, session, now)).await?;
    Ok(Read(Page { items, next: None }))
}

/// End one session; it need not be the one asked from.
#[utoipa::path(delete, path = "/api/sessions/{id}", tag = "account", params(("id" = SessionId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn revoke(
    State(app): State<App>,
    who: Allowed<needs::OwnAccount>,
    PathId(id): PathId<SessionId>,
    act: Act<crate::http::body::Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    let response = app
        .write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
            if !store::end_session(c, caller.account, id)? {
                return Err(Refusal::NotFound.into());
            }
            audit::write(c, &caller, now, Deed::SignOut, "结束其他设备的登录")
        })
        .await?;
    app.sessions.forget_all();
    Ok(response)
}

/// The device's name: as it calls itself, or what its user agent says.
pub(super) fn device(given: Option<&str>, headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let known = [
        ("iPhone", "iPhone 浏览器"),
        ("Android", "安卓浏览器"),
        ("Windows", "Windows 浏览器"),
        ("Mac OS", "Mac 浏览器"),
        ("Linux", "Linux 浏览器"),
    ];
    let guess = known.iter().find(|(mark, _)| agent.contains(mark)).map_or("其他设备", |(_, name)| name);
    let name: String = given.unwrap_or_default().trim().chars().filter(|c| !c.is_control()).take(40).collect();
    if name.is_empty() { guess.into() } else { name }
}
