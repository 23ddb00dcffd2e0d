//! The SQL of yearly sheets, and of those asked for as files.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::org::OrgRef;
use gsdj_domain::points::{KindSums, RuleSum, SheetExport, SheetRow, Span};
use gsdj_domain::{AccountId, Instant, MemberId, OrgId};

/// Whose sheet it is.
pub(in crate::points) struct Someone {
    /// Their name.
    pub name: String,
    /// Their branch now.
    pub org: OrgRef,
}

/// A member, wherever they belong.
pub(in crate::points) fn someone(c: &mut Conn<'_>, member: MemberId) -> Result<Option<Someone>> {
    let sql = "SELECT m.name, o.id, o.name FROM member m JOIN org o ON o.id = m.org_id WHERE m.id = ?1";
    c.first(sql, bind![member], |r| Ok(Someone { name: r.get(0)?, org: OrgRef { id: r.get(1)?, name: r.get(2)? } }))
}

/// What each rule gave in a range of time; rules without entries are left out.
pub(in crate::points) fn rules(
    c: &mut Conn<'_>,
    member: MemberId,
    (from, to): (Instant, Instant),
) -> Result<Vec<RuleSum>> {
    let sql = "SELECT rule, SUM(CASE WHEN deed LIKE 'reversal:%' THEN 0 ELSE 1 END),
                 SUM(CASE WHEN deed LIKE 'reversal:%' THEN 1 ELSE 0 END), CAST(SUM(points) AS BIGINT)
               FROM ledger WHERE member_id = ?1 AND at >= ?2 AND at < ?3 GROUP BY rule";
    let mut sums: Vec<RuleSum> = c.rows(sql, bind![member, from, to], |r| {
        Ok(RuleSum { rule: r.coded(0)?, deeds: r.get(1)?, undone: r.get(2)?, points: r.get(3)? })
    })?;
    sums.sort_by_key(|sum| sum.rule);
    Ok(sums)
}

/// How many present members a branch has.
pub(in crate::points) fn heads(c: &mut Conn<'_>, branch: OrgId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM member WHERE org_id = ?1 AND status IN ('present', 'mobile')";
    Ok(u32::try_from(c.number(sql, bind![branch])?).unwrap_or(0))
}

/// A branch's present members after one of them, with their settled sums of a year.
pub(in crate::points) fn rows(
    c: &mut Conn<'_>,
    branch: OrgId,
    year: Span,
    after: i64,
    limit: usize,
) -> Result<Vec<SheetRow>> {
    let sql = "SELECT m.id, m.name, COALESCE(s.organisation, 0), COALESCE(s.education, 0), COALESCE(s.vanguard, 0)
               FROM member m LEFT JOIN points_member s ON s.span = ?1 AND s.member_id = m.id
               WHERE m.org_id = ?2 AND m.id > ?3 AND m.status IN ('present', 'mobile') ORDER BY m.id LIMIT ?4";
    c.rows(sql, bind![year.code(), branch, after, limit as i64], |r| {
        let sums = KindSums { organisation: r.get(2)?, education: r.get(3)?, vanguard: r.get(4)? };
        Ok(SheetRow { member: r.get(0)?, name: r.get(1)?, sums })
    })
}

/// A file that was asked for.
pub(in crate::points) struct Prepared {
    /// Of which branch; for a member's sheet, where they belonged.
    pub org: OrgId,
    /// Of which member, if not of the branch.
    pub member: Option<MemberId>,
    /// What was asked for.
    pub form: SheetExport,
    /// What the file is called.
    pub name: String,
}

/// Keeps a file that is asked for; answers its id.
pub(in crate::points) fn prepare(c: &mut Conn<'_>, account: AccountId, p: &Prepared, now: Instant) -> Result<i64> {
    let id = c.next_id();
    let sql = "INSERT INTO points_export (id, account_id, org_id, member_id, form, name, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    c.execute(sql, bind![id, account, p.org, p.member, &serde_json::to_string(&p.form)?, &p.name, now])?;
    Ok(id)
}

/// The account's own file with this id, asked for since.
pub(in crate::points) fn prepared(
    c: &mut Conn<'_>,
    account: AccountId,
    id: i64,
    since: Instant,
) -> Result<Option<Prepared>> {
    let sql = "SELECT org_id, member_id, form, name FROM points_export WHERE id = ?1 AND account_id = ?2 AND at > ?3";
    c.first(sql, bind![id, account, since], |r| {
        let form = serde_json::from_str(&r.get::<String>(2)?)?;
        Ok(Prepared { org: r.get(0)?, member: r.get(1)?, form, name: r.get(3)? })
    })
}

/// Forgets files asked for before; the audit log keeps that they were.
///
/// # Errors
/// When the store refuses it.
pub fn forget_exports(c: &mut Conn<'_>, before: Instant) -> Result<u64> {
    c.execute("DELETE FROM points_export WHERE at < ?1", bind![before])
}
