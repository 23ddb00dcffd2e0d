//! Accounts on the wire.

use super::role::{Permission, Role};
use crate::content::Site;
use crate::{AccountId, Instant, MemberId, OrgId, SessionId};

wire! {
    /// `POST /api/session`: sign in.
    pub struct SignIn {
        /// An organisation's code, or a member's phone or citizen's number.
        #[cfg_attr(feature = "openapi", schema(max_length = 64))]
        pub account: String,
        /// The password.
        #[cfg_attr(feature = "openapi", schema(max_length = 256))]
        pub password: String,
        /// What the user sees in the list of sessions, e.g. 「手机 App」; the user agent when empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(max_length = 64))]
        pub device: Option<String>,
    }

    /// Who is signed in and what they may do.
    pub struct Me {
        /// The account.
        pub account: AccountId,
        /// The session asked from.
        pub session: SessionId,
        /// The role.
        pub role: Role,
        /// The name shown: the organisation's or the member's.
        pub name: String,
        /// The organisation signed in as, or the member's branch.
        pub org: OrgId,
        /// That organisation's name.
        pub org_name: String,
        /// The member, when it is a member's account.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub member: Option<MemberId>,
        /// The site, when it is an editor's account.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub site: Option<Site>,
        /// Everything the role may do.
        pub permissions: Vec<Permission>,
        /// The password must be changed before anything else.
        pub must_change_password: bool,
        /// Messages not read yet.
        pub unread: u32,
    }

    /// A fresh session. Browsers also get it as a cookie; apps keep the token in the keychain.
    pub struct SignedIn {
        /// Bearer token; shown once, kept only as a hash.
        pub token: String,
        /// When it ends at the latest unless used again.
        pub expires_at: Instant,
        /// Who it is.
        pub me: Me,
    }

    /// `POST /api/password`: change one's own.
    pub struct ChangePassword {
        /// The current one.
        #[cfg_attr(feature = "openapi", schema(max_length = 256))]
        pub current: String,
        /// The new one.
        #[cfg_attr(feature = "openapi", schema(max_length = 256))]
        pub new: String,
    }

    /// What a superior gets after a reset: shown once.
    pub struct FirstPassword {
        /// The password to hand over; must be changed at the next sign-in.
        pub password: String,
    }

    /// One device that is signed in.
    pub struct SessionInfo {
        /// The session.
        pub id: SessionId,
        /// The device as it named itself.
        pub device: String,
        /// When it signed in.
        pub since: Instant,
        /// When it was last used, to within five minutes.
        pub last_seen: Instant,
        /// Whether it is the one asked from.
        pub current: bool,
    }
}
