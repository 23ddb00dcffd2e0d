//! The ledger's SQL: insert and read, never change.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::points::{KindTotal, LedgerEntry, Rule, RuleRow};
use gsdj_domain::{Instant, MemberId};

/// Whether the deed is entered already.
pub(super) fn stands(c: &mut Conn<'_>, member: MemberId, rule: Rule, deed: &str) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM ledger WHERE member_id = ?1 AND rule = ?2 AND deed = ?3";
    Ok(c.number(sql, bind![member, rule.code(), deed])? > 0)
}

/// What the rule gave in the period.
pub(super) fn earned(c: &mut Conn<'_>, member: MemberId, rule: Rule, period: &str) -> Result<u32> {
    let sql = "SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = ?1 AND rule = ?2 AND period_start = ?3";
    let sum = c.number(sql, bind![member, rule.code(), period])?;
    Ok(u32::try_from(sum.max(0)).unwrap_or(u32::MAX))
}

/// Enters a deed.
#[expect(clippy::too_many_arguments, reason = "the columns of one row")]
pub(super) fn enter(
    c: &mut Conn<'_>,
    member: MemberId,
    row: &RuleRow,
    deed: &str,
    points: u32,
    period: &str,
    note: &str,
    at: Instant,
) -> Result<()> {
    let sql = "INSERT INTO ledger (id, member_id, rule, kind, deed, points, at, period_start, note)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let id = c.next_id();
    c.execute(sql, bind![id, member, row.rule.code(), row.kind.code(), deed, points, at, period, note])?;
    Ok(())
}

/// The sum since `since`.
pub(super) fn since(c: &mut Conn<'_>, member: MemberId, since: Instant) -> Result<i64> {
    let sql = "SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = ?1 AND at >= ?2";
    c.number(sql, bind![member, since])
}

/// Sums by kind since `since`.
pub(super) fn by_kind(c: &mut Conn<'_>, member: MemberId, since: Instant) -> Result<Vec<KindTotal>> {
    let sql = "SELECT kind, CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = ?1 AND at >= ?2 GROUP BY kind";
    c.rows(sql, bind![member, since], |r| Ok(KindTotal { kind: r.coded(0)?, points: r.get(1)? }))
}

/// The latest entries.
pub(super) fn latest(c: &mut Conn<'_>, member: MemberId) -> Result<Vec<LedgerEntry>> {
    let sql =
        "SELECT rule, kind, points, at, note FROM ledger WHERE member_id = ?1 ORDER BY at DESC, id DESC LIMIT 100";
    c.rows(sql, bind![member], |r| {
        let points = i32::try_from(r.get::<i64>(2)?).unwrap_or_default();
        Ok(LedgerEntry { rule: r.coded(0)?, kind: r.coded(1)?, points, at: r.get(3)?, note: r.get(4)? })
    })
}
