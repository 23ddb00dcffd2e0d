//! Accounts on the wire.

use super::role::{Permission, Role};
use crate::content::Site;
use crate::{AccountId, Instant, MemberId, OrgId, SessionId};
use serde::{Deserialize, Deserializer};

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
        #[serde(deserialize_with = "known")]
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

/// Permissions as a program reads them that may be older than the server: what it doesn't know it has no page for.
fn known<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Permission>, D::Error> {
    let codes = Vec::<String>::deserialize(from)?;
    Ok(codes.iter().filter_map(|code| Permission::from_code(code)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_app_signs_in_at_a_newer_server() {
        let text = r#"{"account":1,"session":2,"role":"member","name":"示例","org":3,"org_name":"示例支部",
            "permissions":["own_account","not_yet_thought_of","study"],"must_change_password":false,"unread":0}"#;
        let me: Me = serde_json::from_str(text).unwrap();
        assert_eq!(me.permissions, [Permission::OwnAccount, Permission::Study]);
    }
}
