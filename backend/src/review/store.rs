//! The SQL of what was filed; what waits stands in the features' own stores.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::meeting::{ReviewRound, Step};
use gsdj_domain::org::OrgRef;
use gsdj_domain::review::{FiledItem, ReviewKind};
use gsdj_domain::{Instant, OrgId};

/// A round of handing in and deciding: number, when, to whom, decision, reason, when decided, taken back.
///
/// # Errors
/// When the row is another.
pub fn round(r: &Row<'_>, step: Step) -> Result<ReviewRound> {
    Ok(ReviewRound {
        round: r.get(0)?,
        step,
        submitted_at: r.get(1)?,
        reviewer: r.get(2)?,
        decision: r.coded_option(3)?,
        reason: r.get(4)?,
        decided_at: r.get(5)?,
        withdrawn: r.get(6)?,
    })
}

/// Something that is filed.
#[derive(Debug, Clone)]
pub struct Filing<'a> {
    /// Its kind.
    pub kind: ReviewKind,
    /// Its id among its kind.
    pub id: i64,
    /// Who files.
    pub from: OrgId,
    /// What it is called.
    pub title: &'a str,
    /// What of its kind.
    pub what: &'a str,
    /// The address of its page.
    pub link: &'a str,
}

/// Files something with an organisation; what is filed again is new to it again.
///
/// # Errors
/// When the store refuses it.
pub fn file(c: &mut Conn<'_>, with: OrgId, filing: &Filing<'_>, now: Instant) -> Result<()> {
    let sql = "INSERT INTO filed (id, org_id, from_id, kind, thing_id, title, what, link, filed_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (kind, thing_id) DO UPDATE
                 SET id = excluded.id, org_id = excluded.org_id, what = excluded.what, filed_at = excluded.filed_at, read_at = NULL";
    let Filing { kind, id, from, title, what, link } = *filing;
    c.execute(sql, bind![c.next_id(), with, from, kind.code(), id, title, what, link, now])?;
    Ok(())
}

/// Hands what a branch filed over to its superior of now: after the branch moved in the tree.
///
/// # Errors
/// When the store refuses it.
pub fn rescope(c: &mut Conn<'_>, branch: OrgId) -> Result<()> {
    let sql = "UPDATE filed SET org_id = (SELECT o.superior_id FROM org o WHERE o.id = ?1)
               WHERE from_id = ?1 AND EXISTS (SELECT 1 FROM org o WHERE o.id = ?1 AND o.superior_id IS NOT NULL)";
    c.execute(sql, bind![branch])?;
    Ok(())
}

/// `limit + 1` filed things after the cursor, the latest first.
pub(super) fn list(c: &mut Conn<'_>, org: OrgId, unread: bool, after: i64, limit: usize) -> Result<Vec<FiledItem>> {
    let only = if unread { "AND f.read_at IS NULL" } else { "" };
    let sql = format!(
        "SELECT f.id, f.kind, f.title, f.what, f.from_id, o.name, f.filed_at, f.read_at, f.link FROM filed f
         JOIN org o ON o.id = f.from_id WHERE f.org_id = ?1 AND f.id < ?2 {only} ORDER BY f.id DESC LIMIT ?3"
    );
    c.rows(&sql, bind![org, after, limit as i64 + 1], |r| {
        Ok(FiledItem {
            id: r.get(0)?,
            kind: r.coded(1)?,
            title: r.get(2)?,
            what: r.get(3)?,
            org: OrgRef { id: r.get(4)?, name: r.get(5)? },
            filed_at: r.get(6)?,
            read: r.get::<Option<i64>>(7)?.is_some(),
            link: r.get(8)?,
        })
    })
}

/// How many are not read yet.
pub(super) fn unread(c: &mut Conn<'_>, org: OrgId) -> Result<u32> {
    let n = c.number("SELECT COUNT(*) FROM filed WHERE org_id = ?1 AND read_at IS NULL", bind![org])?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Notes one as read; says whether that was new.
pub(super) fn read(c: &mut Conn<'_>, org: OrgId, id: i64, now: Instant) -> Result<u64> {
    c.execute("UPDATE filed SET read_at = ?3 WHERE org_id = ?1 AND id = ?2 AND read_at IS NULL", bind![org, id, now])
}

/// Notes all as read; says how many were new.
pub(super) fn read_all(c: &mut Conn<'_>, org: OrgId, now: Instant) -> Result<u64> {
    c.execute("UPDATE filed SET read_at = ?2 WHERE org_id = ?1 AND read_at IS NULL", bind![org, now])
}
