//! The accounts' SQL. An account's id is its organisation's or its member's.

use super::session::{LIFE, Principal};
use crate::error::Result;
use crate::store::{Conn, Row};
use crate::{audit, bind, content, inbox, points};
use gsdj_domain::account::{Role, SessionInfo, lockout};
use gsdj_domain::audit::Deed;
use gsdj_domain::member::MemberStatus;
use gsdj_domain::org::OrgKind;
use gsdj_domain::{AccountId, Instant, MemberId, OrgId, SessionId};
use std::net::IpAddr;

/// What sign-in needs to know of an account.
#[derive(Debug, Clone)]
pub struct Known {
    /// The account.
    pub account: AccountId,
    /// The stored hash; `None` while the first password stands.
    pub password: Option<String>,
    /// For a member: the sealed citizen's number, from which the first password is made.
    pub citizen: Option<Vec<u8>>,
    /// For a member: the sealed phone, where the registry has one.
    pub phone: Option<Vec<u8>>,
    /// What it signs in with, where that may be told (an organisation's code).
    pub login: String,
    /// Whether the registry lets it in (FEATURES 1.2).
    pub may_enter: bool,
}

/// The account behind a typed name: an organisation's code, a citizen's number, or a phone that only one member has.
pub fn find_account(c: &mut Conn<'_>, name: &str, name_hash: &str) -> Result<Option<Known>> {
    let org = "SELECT id FROM org WHERE code = ?1";
    if let Some(id) = c.first(org, bind![name], |r| r.get::<i64>(0))? {
        return known(c, AccountId(id));
    }
    if let Some(editor) = content::editor_of_login(c, name)? {
        return known(c, editor);
    }
    let by_number = c.rows("SELECT id FROM member WHERE citizen_hash = ?1", bind![name_hash], |r| r.get::<i64>(0))?;
    let by_phone = "SELECT id FROM member WHERE phone_hash = ?1 AND status IN ('present', 'mobile') LIMIT 2";
    let ids = if by_number.is_empty() { c.rows(by_phone, bind![name_hash], |r| r.get::<i64>(0))? } else { by_number };
    match ids.as_slice() {
        [id] => known(c, AccountId(*id)),
        _ => Ok(None),
    }
}

/// What there is to know of an account.
pub fn known(c: &mut Conn<'_>, account: AccountId) -> Result<Option<Known>> {
    let org = "SELECT k.password, o.code, o.kind, o.active, o.unit_category FROM org o
               LEFT JOIN credential k ON k.account_id = o.id WHERE o.id = ?1";
    let found = c.first(org, bind![account], |r| {
        let kind: OrgKind = r.coded(2)?;
        let ready = kind != OrgKind::Branch || r.get::<Option<String>>(4)?.is_some();
        let may_enter = ready && r.get(3)?;
        Ok(Known { account, password: r.get(0)?, citizen: None, phone: None, login: r.get(1)?, may_enter })
    })?;
    if found.is_some() {
        return Ok(found);
    }
    if let Some(editor) = content::editor(c, account)? {
        let sql = "SELECT password FROM credential WHERE account_id = ?1";
        let password = c.first(sql, bind![account], |r| r.get(0))?;
        let (login, may_enter) = (editor.login, editor.active);
        return Ok(Some(Known { account, password, citizen: None, phone: None, login, may_enter }));
    }
    let member = "SELECT k.password, m.citizen_cipher, m.status, o.active, m.phone_cipher FROM member m JOIN org o ON o.id = m.org_id
                  LEFT JOIN credential k ON k.account_id = m.id WHERE m.id = ?1";
    c.first(member, bind![account], |r| {
        let may_enter = r.coded::<MemberStatus>(2)?.counts() && r.get(3)?;
        Ok(Known {
            account,
            password: r.get(0)?,
            citizen: r.get(1)?,
            phone: r.get(4)?,
            login: String::new(),
            may_enter,
        })
    })
}

/// How often the name failed in a row and when last, as far as it is remembered.
pub fn failures(c: &mut Conn<'_>, name_hash: &str, now: Instant) -> Result<Option<(u32, Instant)>> {
    let sql = "SELECT failures, last_failure FROM login_failure WHERE name_hash = ?1 AND last_failure > ?2";
    c.first(sql, bind![name_hash, now.plus(-lockout::FORGOTTEN_AFTER)], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// Notes a failed try.
pub fn failed(c: &mut Conn<'_>, name_hash: &str, from: IpAddr, now: Instant) -> Result<()> {
    let before = failures(c, name_hash, now)?.map_or(0, |(n, _)| n);
    let sql = "INSERT INTO login_failure (name_hash, failures, last_failure) VALUES (?1, ?2, ?3)
               ON CONFLICT (name_hash) DO UPDATE SET failures = excluded.failures, last_failure = excluded.last_failure";
    c.execute(sql, bind![name_hash, before.saturating_add(1), now])?;
    audit::write_anonymous(c, from, now, Deed::SignInFailed, "")
}

/// Forgets the failures under a name: its password was known after all.
pub fn forgive(c: &mut Conn<'_>, name_hash: &str) -> Result<()> {
    c.execute("DELETE FROM login_failure WHERE name_hash = ?1", bind![name_hash])?;
    Ok(())
}

/// Whether a session goes on.
pub fn lives(c: &mut Conn<'_>, session: SessionId, now: Instant) -> Result<bool> {
    Ok(c.number("SELECT COUNT(*) FROM session WHERE id = ?1 AND expires_at > ?2", bind![session, now])? > 0)
}

/// Forgets failures that no longer count.
pub fn forget_failures(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    c.execute("DELETE FROM login_failure WHERE last_failure < ?1", bind![now.plus(-lockout::FORGOTTEN_AFTER)])
}

/// A session about to begin.
pub struct FreshSession {
    /// The token's hash.
    pub token_hash: [u8; 32],
    /// The device's name.
    pub device: String,
    /// Where it is.
    pub address: IpAddr,
    /// Now.
    pub at: Instant,
}

/// Begins a session; answers whose it is and how many messages wait.
pub fn begin_session(
    c: &mut Conn<'_>,
    account: AccountId,
    name_hash: &str,
    fresh: &FreshSession,
) -> Result<(Principal, u32)> {
    forgive(c, name_hash)?;
    let sql = "INSERT INTO session (id, token_hash, account_id, device, address, created_at, last_seen, expires_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)";
    let (id, address) = (c.next_id(), fresh.address.to_string());
    let token_hash = fresh.token_hash.as_slice();
    c.execute(sql, bind![id, token_hash, account, &fresh.device, &address, fresh.at, fresh.at.plus(LIFE)])?;
    let principal =
        principal(c, &fresh.token_hash)?.ok_or_else(|| crate::Error::broken("a session without an account"))?;
    if let Some(member) = principal.member {
        points::award_sign_in(c, member, fresh.at)?;
    }
    audit::write_as(c, &principal, fresh.address, fresh.at, Deed::SignIn, &fresh.device)?;
    Ok((principal, inbox::unread(c, account)?))
}

/// Whose session a token is, if the registry still lets them in.
pub fn principal(c: &mut Conn<'_>, token_hash: &[u8; 32]) -> Result<Option<Principal>> {
    let sql = "SELECT s.id, s.account_id, s.expires_at, s.last_seen, k.must_change
               FROM session s LEFT JOIN credential k ON k.account_id = s.account_id WHERE s.token_hash = ?1";
    let session = c.first(sql, bind![token_hash.as_slice()], |r| {
        Ok((
            r.get::<SessionId>(0)?,
            r.get::<AccountId>(1)?,
            r.get::<Instant>(2)?,
            r.get::<Instant>(3)?,
            r.get::<Option<i64>>(4)?,
        ))
    })?;
    let Some((session, account, expires_at, last_seen, must_change)) = session else { return Ok(None) };
    let must_change_password = must_change.unwrap_or(1) != 0;
    let holder = holder(c, account, last_seen)?;
    Ok(holder.map(|holder| Principal { session, expires_at, must_change_password, ..holder }))
}

/// Whoever the account belongs to, as long as they may enter; as if they had just been seen.
///
/// # Errors
/// When the store refuses it.
pub fn holder(c: &mut Conn<'_>, account: AccountId, seen: Instant) -> Result<Option<Principal>> {
    let whole = |r: &Row<'_>, role: Role, member: Option<MemberId>| {
        Ok(Principal {
            account,
            session: SessionId(0),
            role,
            name: r.get(0)?,
            org: r.get(1)?,
            org_name: r.get(2)?,
            org_path: r.get(3)?,
            member,
            site: None,
            must_change_password: false,
            expires_at: seen,
            last_seen: seen,
        })
    };
    let org = "SELECT name, id, name, path, kind FROM org WHERE id = ?1 AND active = 1
               AND (kind <> 'branch' OR unit_category IS NOT NULL)";
    let found = c.first(org, bind![account], |r| whole(r, Role::of_org(r.coded(4)?), None))?;
    if found.is_some() {
        return Ok(found);
    }
    let editor = content::editor(c, account)?.filter(|e| e.active);
    if let Some(editor) = editor {
        let org = "SELECT CAST(?2 AS TEXT), o.id, CAST(?3 AS TEXT), o.path FROM org o WHERE o.id = ?1 AND o.active = 1";
        let title = editor.site.title();
        let found = c.first(org, bind![editor.org, &editor.name, &title], |r| whole(r, Role::Editor, None))?;
        return Ok(found.map(|holder| Principal { site: Some(editor.site), ..holder }));
    }
    let member = "SELECT m.name, o.id, o.name, o.path FROM member m JOIN org o ON o.id = m.org_id
                  WHERE m.id = ?1 AND o.active = 1 AND m.status IN ('present', 'mobile')";
    c.first(member, bind![account], |r| whole(r, Role::Member, Some(MemberId(account.0))))
}

/// Notes that a session was used, and lengthens its life.
pub fn seen(c: &mut Conn<'_>, session: SessionId, now: Instant) -> Result<()> {
    c.execute("UPDATE session SET last_seen = ?2, expires_at = ?3 WHERE id = ?1", bind![session, now, now.plus(LIFE)])?;
    Ok(())
}

/// The account's sessions, the latest used first.
pub fn sessions(c: &mut Conn<'_>, account: AccountId, current: SessionId, now: Instant) -> Result<Vec<SessionInfo>> {
    let sql = "SELECT id, device, created_at, last_seen FROM session
               WHERE account_id = ?1 AND expires_at > ?2 ORDER BY last_seen DESC, id DESC LIMIT 100";
    c.rows(sql, bind![account, now], |r| {
        let id: SessionId = r.get(0)?;
        Ok(SessionInfo { id, device: r.get(1)?, since: r.get(2)?, last_seen: r.get(3)?, current: id == current })
    })
}

/// Ends one of the account's sessions; says whether there was such a one.
pub fn end_session(c: &mut Conn<'_>, account: AccountId, session: SessionId) -> Result<bool> {
    Ok(c.execute("DELETE FROM session WHERE id = ?1 AND account_id = ?2", bind![session, account])? > 0)
}

/// Ends all of the account's sessions but one.
///
/// # Errors
/// When the store refuses it.
pub fn end_other_sessions(c: &mut Conn<'_>, account: AccountId, keep: Option<SessionId>) -> Result<()> {
    let keep = keep.map_or(0, |s| s.0);
    c.execute("DELETE FROM session WHERE account_id = ?1 AND id <> ?2", bind![account, keep])?;
    Ok(())
}

/// Forgets sessions that have ended.
pub fn forget_sessions(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    c.execute("DELETE FROM session WHERE expires_at < ?1", bind![now])
}

/// Sets an account's password.
///
/// # Errors
/// When the store refuses it.
pub fn set_password(c: &mut Conn<'_>, account: AccountId, hash: &str, must_change: bool) -> Result<()> {
    let sql = "INSERT INTO credential (account_id, password, must_change) VALUES (?1, ?2, ?3)
               ON CONFLICT (account_id) DO UPDATE SET password = excluded.password, must_change = excluded.must_change";
    c.execute(sql, bind![account, hash, must_change])?;
    Ok(())
}

/// Sets the password of the organisation with this code; says whether there is one.
///
/// # Errors
/// When the store refuses it.
pub fn set_password_of_org(c: &mut Conn<'_>, code: &str, hash: &str) -> Result<bool> {
    let found = c.first("SELECT id FROM org WHERE code = ?1", bind![code], |r| r.get::<i64>(0))?;
    if let Some(id) = found {
        set_password(c, AccountId(id), hash, true)?;
        end_other_sessions(c, AccountId(id), None)?;
    }
    Ok(found.is_some())
}

/// When the sign-in behind a session was.
///
/// # Errors
/// When the store refuses it.
pub fn signed_in_at(c: &mut Conn<'_>, session: SessionId) -> Result<Option<Instant>> {
    c.first("SELECT created_at FROM session WHERE id = ?1", bind![session], |r| r.get(0))
}

/// The name of a member of this very organisation.
pub fn member_of(c: &mut Conn<'_>, member: MemberId, org: OrgId) -> Result<Option<String>> {
    c.first("SELECT name FROM member WHERE id = ?1 AND org_id = ?2", bind![member, org], |r| r.get(0))
}

/// What the device of a sign-in calls itself.
///
/// # Errors
/// When the store refuses it.
pub fn device_of(c: &mut Conn<'_>, session: SessionId) -> Result<Option<String>> {
    c.first("SELECT device FROM session WHERE id = ?1", bind![session], |r| r.get(0))
}
