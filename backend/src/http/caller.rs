//! Who is asking, what they may do, and how far they see: extractors that no handler gets past.
//!
//! A handler names the permission it needs in its own signature ([`Allowed`]); listings take a [`Scope`], which only
//! an `Allowed` can make; a single organisation is reached through [`Scope::org`], which answers 404 for all others.

use super::store;
use crate::account::Principal;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use gsdj_domain::account::{Permission, Role, allows};
use gsdj_domain::org::OrgKind;
use gsdj_domain::{MemberId, OrgId, Refusal};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::sync::Arc;

/// The cookie that browsers keep the session in.
pub const COOKIE: &str = "gsdj_session";

/// Somebody signed in, on one request.
#[derive(Clone)]
pub struct Caller {
    principal: Arc<Principal>,
    /// Where the request came from.
    pub address: IpAddr,
}

impl Deref for Caller {
    type Target = Principal;
    fn deref(&self) -> &Principal {
        &self.principal
    }
}

/// Names a permission as a type, so that a handler's signature says what it needs.
pub trait Needs {
    /// The permission.
    const PERMISSION: Permission;
    /// Whether it is open to somebody whose first password is not changed yet.
    const BEFORE_PASSWORD_CHANGE: bool = false;
}

/// The permissions of the domain's table as types.
pub mod needs {
    use super::{Needs, Permission};

    macro_rules! needs {
        ($($name:ident),* $(,)?) => {$(
            #[doc = concat!("[`Permission::", stringify!($name), "`].")]
            pub struct $name;
            impl Needs for $name { const PERMISSION: Permission = Permission::$name; }
        )*};
    }

    needs!(
        OwnAccount,
        SeeOrgs,
        SeeMeetings,
        ManageBranch,
        ManageMeetings,
        AnswerMeetings,
        ReviewMeetings,
        ResetPasswords,
        ReadAudit,
        UploadFiles,
        OwnPoints,
        WatchTerms,
        SeePostRequests,
        DecidePosts,
        SeeRoll,
        CheckIn,
        SeeProxies,
        ReadPublic,
        ManagePublic,
        EnterReviews,
        SeeUrges,
        Urge,
        AnswerUrges,
        ReadStandards,
        CheckStandards,
        OverseeStandards,
        SeePoints,
        SeePointSheets,
        SetPointsPolicy,
        React,
        ModerateRemarks,
        EnterDesk,
        WriteArticles,
        AppointEditors,
        ManageLinks,
        EnterExams,
        ManageExams,
        SeeExamResults,
        WatchExams,
        OverseeExams,
        BrowseCourses,
        EnterCourses,
        Study,
        HoldGroupStudies,
        ManageCourses,
        UploadMedia,
        ReadProgrammes,
        EditProgrammes,
        ReadLibrary,
        EditLibrary,
    );

    /// One's own session and password: open also before the first password is changed.
    pub struct OwnSession;
    impl Needs for OwnSession {
        const PERMISSION: Permission = Permission::OwnAccount;
        const BEFORE_PASSWORD_CHANGE: bool = true;
    }
}

/// A caller who has the permission `P`.
pub struct Allowed<P>(Caller, PhantomData<P>);

impl<P> Deref for Allowed<P> {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl<P: Needs> FromRequestParts<App> for Allowed<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let (token, by_cookie) = token(&parts.headers).ok_or(Refusal::NotSignedIn)?;
        if by_cookie && !is_safe(&parts.method) && !is_ours(&parts.headers) {
            return Err(Refusal::ForeignOrigin.into());
        }
        let principal = app.sessions.principal(app, token).await?;
        if principal.must_change_password && !P::BEFORE_PASSWORD_CHANGE {
            return Err(Refusal::PasswordMustChange.into());
        }
        if !allows(principal.role, P::PERMISSION) {
            return Err(Refusal::NoPermission(P::PERMISSION).into());
        }
        Ok(Self(Caller { principal, address: address(parts, app) }, PhantomData))
    }
}

/// Anybody who may do `P`, where guests may too: somebody signed in, or nobody in particular. Who has signed out, or has
/// not changed the first password yet, is a guest like others.
pub struct Anybody<P>(Option<Caller>, PhantomData<P>);

impl<P> Deref for Anybody<P> {
    type Target = Option<Caller>;
    fn deref(&self) -> &Option<Caller> {
        &self.0
    }
}

impl<P: Needs> FromRequestParts<App> for Anybody<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let caller = match Allowed::<P>::from_request_parts(parts, app).await {
            Ok(allowed) => Some(allowed.0),
            Err(Error::Refused(Refusal::NotSignedIn | Refusal::PasswordMustChange)) => None,
            Err(other) => return Err(other),
        };
        if caller.is_none() && !allows(Role::Guest, P::PERMISSION) {
            return Err(Refusal::NotSignedIn.into());
        }
        Ok(Self(caller, PhantomData))
    }
}

/// Where a request comes from, for the audit log and the lock-out.
pub struct From(pub IpAddr);

impl FromRequestParts<App> for From {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Ok(Self(address(parts, app)))
    }
}

fn address(parts: &Parts, app: &App) -> IpAddr {
    let forwarded = || {
        let value = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let proxied = if app.config.behind_proxy { forwarded() } else { None };
    proxied.or_else(peer).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The session's token and whether it came as a cookie.
#[must_use]
pub fn token(headers: &HeaderMap) -> Option<(&str, bool)> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then_some((token.trim(), false));
    }
    let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    cookies.find_map(|c| c.trim().strip_prefix(COOKIE)?.strip_prefix('=')).map(|t| (t, true))
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a browser's request came from our own pages: it says so itself (`Sec-Fetch-Site`), or its `Origin` is the
/// host it was sent to. A cookie's write without either is refused.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|v: &axum::http::HeaderValue| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let host = text("host");
    text("origin").and_then(|o| o.split_once("://")).is_some_and(|(_, origin)| Some(origin) == host)
}

/// How far somebody sees: one subtree, and for a member one person in it (FEATURES 0.7).
#[derive(Debug, Clone)]
pub struct Scope {
    /// The top of what is seen.
    pub org: OrgId,
    /// The path of that organisation: every path within begins with it.
    pub path: String,
    /// The member, where the caller is one.
    pub member: Option<MemberId>,
}

impl Caller {
    /// Somebody who acts without a request: the demo's people.
    pub(crate) fn acting(principal: Principal, address: IpAddr) -> Self {
        Self { principal: Arc::new(principal), address }
    }

    /// How far this caller sees.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope { org: self.org, path: self.org_path.clone(), member: self.member }
    }
}

/// An organisation that the caller may see; only [`Scope::org`] makes one.
#[derive(Debug, Clone)]
pub struct OrgInScope {
    id: OrgId,
    name: String,
    kind: OrgKind,
    path: String,
    superior: Option<OrgId>,
}

impl OrgInScope {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> OrgId {
        self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> OrgKind {
        self.kind
    }

    /// Its path: the ids from the root down to itself, each between slashes.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its immediate superior.
    #[must_use]
    pub const fn superior(&self) -> Option<OrgId> {
        self.superior
    }
}

impl Scope {
    /// The organisation `id`, if it lies within.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for every other, whether it exists or not.
    pub fn org(&self, c: &mut Conn<'_>, id: OrgId) -> Result<OrgInScope> {
        let found = store::org(c, id)?;
        let found = found.map(|(name, kind, path, superior)| OrgInScope { id, name, kind, path, superior });
        found.filter(|o| o.path.starts_with(&self.path)).ok_or_else(|| Refusal::NotFound.into())
    }

    /// The range of paths within: from this one (included) to that one (excluded).
    #[must_use]
    pub fn range(&self) -> (String, String) {
        range(&self.path)
    }
}

/// The range that holds a path and all below it; `0` is the character after `/`.
#[must_use]
pub fn range(path: &str) -> (String, String) {
    (path.to_owned(), format!("{}0", path.trim_end_matches('/')))
}
