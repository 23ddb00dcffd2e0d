//! The audit log's SQL: insert and read, never change.

use crate::account::Principal;
use crate::bind;
use crate::error::Result;
use crate::http::caller::range;
use crate::store::Conn;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::{Instant, OrgId};
use std::net::IpAddr;

const INSERT: &str = "INSERT INTO audit (id, at, account_id, who, org_id, org_name, org_path, deed, what, address)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// Enters a deed; without `who` it was somebody not signed in.
pub(super) fn insert(
    c: &mut Conn<'_>,
    who: Option<&Principal>,
    from: IpAddr,
    now: Instant,
    deed: Deed,
    what: &str,
) -> Result<()> {
    let (id, from) = (c.next_id(), from.to_string());
    let name = who.map_or("未登录", |w| w.name.as_str());
    let (org_name, path) = who.map_or(("", ""), |w| (w.org_name.as_str(), w.org_path.as_str()));
    let (account, org) = (who.map(|w| w.account), who.map(|w| w.org));
    c.execute(INSERT, bind![id, now, account, name, org, org_name, path, deed.code(), what, &from])?;
    Ok(())
}

/// Enters a deed done on no account, for the organisation at the top.
pub(super) fn insert_from(
    c: &mut Conn<'_>,
    who: &str,
    top: Option<(OrgId, &str, &str)>,
    now: Instant,
    deed: Deed,
    what: &str,
) -> Result<()> {
    let (org, name, path) = top.map_or((None, "", ""), |(id, name, path)| (Some(id), name, path));
    c.execute(INSERT, bind![c.next_id(), now, None::<i64>, who, org, name, path, deed.code(), what, ""])?;
    Ok(())
}

/// `limit + 1` entries of the subtree with this path after the cursor, the latest first, each with its cursor.
pub(super) fn list(c: &mut Conn<'_>, path: &str, after: i64, limit: usize) -> Result<Vec<(i64, AuditEntry)>> {
    let (from, to) = range(path);
    // the whole tree is a walk back along the ids; a part of it is a range of paths, sorted
    let is_whole_tree = path.matches('/').count() <= 2;
    let within = if is_whole_tree {
        "org_path <> '' AND CAST(?1 AS TEXT) < CAST(?2 AS TEXT)"
    } else {
        "org_path >= ?1 AND org_path < ?2"
    };
    let sql = format!(
        "SELECT id, at, who, org_name, deed, what, address FROM audit WHERE {within} AND id < ?3 ORDER BY id DESC LIMIT ?4"
    );
    c.rows(&sql, bind![&from, &to, after, limit as i64 + 1], |r| {
        let entry = AuditEntry {
            at: r.get(1)?,
            who: r.get(2)?,
            org: r.get(3)?,
            deed: r.coded(4)?,
            what: r.get(5)?,
            from: r.get(6)?,
        };
        Ok((r.get(0)?, entry))
    })
}
