//! The ledger's SQL: insert and read, never change. What members read of it stands in `store/mine.rs`, what the nights make of
//! it in `store/settled.rs` and `store/ranking.rs`, yearly sheets in `store/sheet.rs`, the province's decision in `store/policy.rs`.

mod mine;
mod policy;
mod ranking;
mod settled;
mod sheet;

pub(super) use mine::{Listed, by_kind, days, entries, first_at};
pub(super) use policy::{policy, set_policy};
pub(super) use ranking::{Ranked, branches, members, name_of, names_of};
pub(super) use settled::{
    Change, Figure, Kept, Raw, Wanted, Whose, begin, earliest, end, finish, kept, months, night, org_sums, paths, raw,
    write,
};
pub use sheet::forget_exports;
pub(super) use sheet::{Prepared, Someone, heads, prepare, prepared, rows, rules, someone};

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::points::{Rule, RuleRow, Span};
use gsdj_domain::{Instant, MemberId, OrgId};

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

/// A line of the ledger as it is entered.
pub(super) struct Entry<'a> {
    /// Whose.
    pub member: MemberId,
    /// The branch it goes to; the member's own when not given.
    pub org: Option<OrgId>,
    /// By which rule.
    pub row: RuleRow,
    /// Which deed.
    pub deed: &'a str,
    /// How many points; below zero for a reversal.
    pub points: i64,
    /// The day its period begins on.
    pub period: &'a str,
    /// The deed in words.
    pub note: &'a str,
    /// What time it counts for.
    pub at: Instant,
    /// When it is entered.
    pub entered_at: Instant,
}

/// Enters a line. When its day is settled already, its month is marked, so that the next night takes it up again.
pub(super) fn enter(c: &mut Conn<'_>, e: &Entry<'_>) -> Result<()> {
    let sql = "INSERT INTO ledger (id, member_id, rule, kind, deed, points, at, period_start, note, org_id, entered_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
                 COALESCE(CAST(?10 AS BIGINT), (SELECT m.org_id FROM member m WHERE m.id = ?2), 0), ?11)";
    let (id, rule, kind) = (c.next_id(), e.row.rule.code(), e.row.kind.code());
    c.execute(sql, bind![id, e.member, rule, kind, e.deed, e.points, e.at, e.period, e.note, e.org, e.entered_at])?;
    let Some(month) = Span::month_of(e.at.day()) else { return Ok(()) };
    let sql = "UPDATE points_settled SET late = 1 WHERE month = ?1 AND through >= ?2 AND late = 0";
    c.execute(sql, bind![month.code(), &e.at.day().to_string()])?;
    Ok(())
}

/// An entry that stands.
pub(super) struct Standing {
    /// Its id.
    pub id: i64,
    /// What it gave.
    pub points: i64,
    /// What time it counts for.
    pub at: Instant,
    /// The day its period begins on.
    pub period: String,
    /// The branch it went to.
    pub org: OrgId,
}

/// The entry of a deed, if it stands.
pub(super) fn standing(c: &mut Conn<'_>, member: MemberId, rule: Rule, deed: &str) -> Result<Option<Standing>> {
    let sql =
        "SELECT id, points, at, period_start, org_id FROM ledger WHERE member_id = ?1 AND rule = ?2 AND deed = ?3";
    c.first(sql, bind![member, rule.code(), deed], |r| {
        Ok(Standing { id: r.get(0)?, points: r.get(1)?, at: r.get(2)?, period: r.get(3)?, org: r.get(4)? })
    })
}

/// The sum since `since`.
pub(super) fn since(c: &mut Conn<'_>, member: MemberId, since: Instant) -> Result<i64> {
    let sql = "SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = ?1 AND at >= ?2";
    c.number(sql, bind![member, since])
}
