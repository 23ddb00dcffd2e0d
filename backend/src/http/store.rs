//! The SQL behind idempotency keys and scopes.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::org::OrgKind;
use gsdj_domain::{AccountId, Instant, OrgId};

/// Fingerprint, status and body of what was answered under a key.
pub(super) fn find(c: &mut Conn<'_>, account: AccountId, key: &str) -> Result<Option<(Vec<u8>, u16, String)>> {
    let sql = "SELECT fingerprint, status, body FROM once WHERE account_id = ?1 AND idempotency_key = ?2";
    c.first(sql, bind![account, key], |r| Ok((r.get(0)?, u16::try_from(r.get::<i64>(1)?).unwrap_or(200), r.get(2)?)))
}

/// Keeps an answer under its key.
pub(super) fn keep(
    c: &mut Conn<'_>,
    account: AccountId,
    key: &str,
    fingerprint: &[u8],
    (status, body): (u16, &str),
    now: Instant,
) -> Result<()> {
    let sql =
        "INSERT INTO once (account_id, idempotency_key, fingerprint, status, body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    c.execute(sql, bind![account, key, fingerprint, i64::from(status), body, now])?;
    Ok(())
}

/// Forgets what is older than `before`.
pub(super) fn forget(c: &mut Conn<'_>, before: Instant) -> Result<u64> {
    c.execute("DELETE FROM once WHERE at < ?1", bind![before])
}

/// An organisation's name, kind, path and superior.
type Org = (String, OrgKind, String, Option<OrgId>);

/// An organisation, wherever it stands.
pub(super) fn org(c: &mut Conn<'_>, id: OrgId) -> Result<Option<Org>> {
    let sql = "SELECT name, kind, path, superior_id FROM org WHERE id = ?1";
    c.first(sql, bind![id], |r| Ok((r.get(0)?, r.coded(1)?, r.get(2)?, r.get(3)?)))
}
