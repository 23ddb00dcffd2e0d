//! The SQL of 学习排行: a branch's present members and a subtree's branches by their settled points of education.

use crate::bind;
use crate::error::Result;
use crate::http::caller::range;
use crate::store::Conn;
use gsdj_domain::points::Span;
use gsdj_domain::{MemberId, OrgId};

/// A member or a branch with its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::points) struct Ranked<Id> {
    /// Which.
    pub id: Id,
    /// Points of education; above zero.
    pub points: i64,
}

/// A branch's present members who have points, the most first.
pub(in crate::points) fn members(c: &mut Conn<'_>, branch: OrgId, span: Span) -> Result<Vec<Ranked<MemberId>>> {
    let sql = "SELECT m.id, s.education FROM member m JOIN points_member s ON s.span = ?1 AND s.member_id = m.id
               WHERE m.org_id = ?2 AND m.status IN ('present', 'mobile') AND s.education > 0
               ORDER BY s.education DESC, m.id";
    c.rows(sql, bind![span.code(), branch], |r| Ok(Ranked { id: r.get(0)?, points: r.get(1)? }))
}

/// The active branches of a subtree that have points, the most first.
pub(in crate::points) fn branches(c: &mut Conn<'_>, top: &str, span: Span) -> Result<Vec<Ranked<OrgId>>> {
    let (from, to) = range(top);
    let sql = "SELECT o.id, s.education FROM org o JOIN points_org s ON s.span = ?1 AND s.org_id = o.id
               WHERE o.path >= ?2 AND o.path < ?3 AND o.kind = 'branch' AND o.active = 1 AND s.education > 0
               ORDER BY s.education DESC, o.code";
    c.rows(sql, bind![span.code(), &from, &to], |r| Ok(Ranked { id: r.get(0)?, points: r.get(1)? }))
}

/// A member's name.
pub(in crate::points) fn name_of(c: &mut Conn<'_>, member: MemberId) -> Result<String> {
    Ok(c.first("SELECT name FROM member WHERE id = ?1", bind![member], |r| r.get(0))?.unwrap_or_default())
}

/// An organisation's name and path.
pub(in crate::points) fn names_of(c: &mut Conn<'_>, org: OrgId) -> Result<(String, String)> {
    let found = c.first("SELECT name, path FROM org WHERE id = ?1", bind![org], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(found.unwrap_or_default())
}
