//! The organisations' and members' SQL; what a branch says of itself lies in the files below.

mod committee;
mod group;
mod overview;
mod post;
mod term;

pub use committee::{committee, end_posts, whole as whole_committee};
pub(super) use committee::{history, in_office, set as set_committee};
pub(super) use group::{arrange, version as groups_version};
pub use group::{arrangement, group_members, group_name, groups, groups_for_meeting};
pub use overview::overview;
pub(super) use overview::set_overview;
pub(super) use post::{
    Which, added as added_posts, ask, ask_again, asked, count as count_requests, decide, decided as requests_decided,
    find as post_request, grant, list as post_requests, province, waiting as requests_waiting,
};
pub(super) use term::{Window, due as terms_due, to_tell as terms_to_tell, told as term_told};

use crate::bind;
use crate::error::Result;
use crate::http::{OrgInScope, Scope, caller};
use crate::store::{Conn, Row};
use gsdj_domain::meeting::{Candidate, ExclusionReason};
use gsdj_domain::member::MemberStatus;
use gsdj_domain::org::{OrgKind, OrgRef, OrgRow, OrgView};
use gsdj_domain::{MemberId, OrgId};

const ROW: &str = "o.id, o.code, o.name, o.kind,
    (SELECT COUNT(*) FROM org k WHERE k.superior_id = o.id AND k.active = 1),
    (SELECT COUNT(*) FROM member m WHERE m.org_id = o.id AND m.status IN ('present', 'mobile'))";

fn row(r: &Row<'_>) -> Result<OrgRow> {
    let kind: OrgKind = r.coded(3)?;
    let members: u32 = r.get(5)?;
    Ok(OrgRow {
        id: r.get(0)?,
        code: r.get(1)?,
        name: r.get(2)?,
        kind,
        children: r.get(4)?,
        members: (kind == OrgKind::Branch).then_some(members),
    })
}

/// One organisation as a row.
pub(super) fn top(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<OrgRow>> {
    c.rows(&format!("SELECT {ROW} FROM org o WHERE o.id = ?1"), bind![org], row)
}

/// The statement behind [`children`].
pub(super) fn children_sql() -> String {
    format!(
        "SELECT {ROW} FROM org o WHERE o.superior_id = ?1 AND o.code > ?2 AND o.active = 1 ORDER BY o.code LIMIT ?3"
    )
}

/// The active children of an organisation, by code.
pub(super) fn children(c: &mut Conn<'_>, parent: &OrgInScope, after: &str, limit: usize) -> Result<Vec<OrgRow>> {
    c.rows(&children_sql(), bind![parent.id(), after, limit as i64 + 1], row)
}

/// The statement behind [`search`]. The walk reads one index only; what is shown is looked up for the rows found.
pub(super) fn search_sql(by_code: bool) -> String {
    let by_code = if by_code { "OR instr(code, ?4) > 0" } else { "" };
    format!(
        "SELECT {ROW}, f.path FROM (SELECT id, path FROM org WHERE path >= ?1 AND path < ?2 AND path > ?3 AND active = 1
           AND (instr(name, ?4) > 0 {by_code}) ORDER BY path LIMIT ?5) f JOIN org o ON o.id = f.id ORDER BY f.path"
    )
}

/// Active organisations whose name contains `q`, or whose code does where `q` is a number; by their places in the tree,
/// each with its path. The cursor is a path.
pub(super) fn search(
    c: &mut Conn<'_>,
    scope: &Scope,
    q: &str,
    after: &str,
    limit: usize,
) -> Result<Vec<(String, OrgRow)>> {
    let (from, to) = scope.range();
    let sql = search_sql(q.bytes().all(|b| b.is_ascii_digit()));
    c.rows(&sql, bind![&from, &to, after, q, limit as i64 + 1], |r| Ok((r.get(6)?, row(r)?)))
}

/// The pattern of a text that contains `q`.
pub fn contains(q: &str) -> String {
    let escaped: String = q.chars().flat_map(|ch| "!%_".contains(ch).then_some('!').into_iter().chain([ch])).collect();
    format!("%{escaped}%")
}

/// One organisation, with what lies below it counted.
///
/// # Errors
/// When the store refuses it.
pub fn view(c: &mut Conn<'_>, scope: &Scope, org: &OrgInScope) -> Result<OrgView> {
    let (from, to) = caller::range(org.path());
    let branches = "SELECT COUNT(*) FROM org WHERE path >= ?1 AND path < ?2 AND kind = 'branch' AND active = 1";
    let branches = c.number(branches, bind![&from, &to])?;
    let members = "SELECT COUNT(*) FROM org o JOIN member m ON m.org_id = o.id
                   WHERE o.path >= ?1 AND o.path < ?2 AND m.status IN ('present', 'mobile')";
    let members = c.number(members, bind![&from, &to])?;
    let path = path(c, scope, org)?;
    let superior = path.len().checked_sub(2).and_then(|i| path.get(i)).cloned();
    let sql = "SELECT code, unit_category, prefecture, address, founded FROM org WHERE id = ?1";
    let view = c.first(sql, bind![org.id()], |r| {
        Ok(OrgView {
            id: org.id(),
            code: r.get(0)?,
            name: org.name().to_owned(),
            kind: org.kind(),
            unit_category: r.coded_option(1)?,
            superior: superior.clone(),
            path: path.clone(),
            prefecture: r.get(2)?,
            address: r.get(3)?,
            members: u32::try_from(members).unwrap_or(u32::MAX),
            branches: u32::try_from(branches).unwrap_or(u32::MAX),
            founded: r.get(4)?,
        })
    })?;
    view.ok_or_else(|| gsdj_domain::Refusal::NotFound.into())
}

/// The chain from the caller's own organisation down to this one.
fn path(c: &mut Conn<'_>, scope: &Scope, org: &OrgInScope) -> Result<Vec<OrgRef>> {
    let below = org.path().strip_prefix(&scope.path).unwrap_or_default();
    let ids = std::iter::once(scope.org).chain(below.split('/').filter_map(|id| id.parse().ok()));
    let mut chain = Vec::new();
    for id in ids {
        if let Some(name) = c.first("SELECT name FROM org WHERE id = ?1", bind![id], |r| r.get(0))? {
            chain.push(OrgRef { id, name });
        }
    }
    Ok(chain)
}

/// The name of an organisation; empty when there is none with this id.
///
/// # Errors
/// When the store refuses it.
pub fn name_of(c: &mut Conn<'_>, org: OrgId) -> Result<String> {
    Ok(c.first("SELECT name FROM org WHERE id = ?1", bind![org], |r| r.get(0))?.unwrap_or_default())
}

/// The immediate superior of an organisation.
///
/// # Errors
/// When the store refuses it.
pub fn superior_of(c: &mut Conn<'_>, org: OrgId) -> Result<Option<OrgRef>> {
    let sql = "SELECT s.id, s.name FROM org o JOIN org s ON s.id = o.superior_id WHERE o.id = ?1";
    c.first(sql, bind![org], |r| Ok(OrgRef { id: r.get(0)?, name: r.get(1)? }))
}

/// The ids of the branch's present members.
pub(super) fn member_ids(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<MemberId>> {
    let sql = "SELECT id FROM member WHERE org_id = ?1 AND status IN ('present', 'mobile') ORDER BY id";
    c.rows(sql, bind![org], |r| r.get(0))
}

/// The branch's present members as candidates for a meeting.
///
/// # Errors
/// When the store refuses it.
pub fn members_for_meeting(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<Candidate>> {
    let sql =
        "SELECT id, name, class, status FROM member WHERE org_id = ?1 AND status IN ('present', 'mobile') ORDER BY id";
    c.rows(sql, bind![org], |r| {
        let away = r.coded::<MemberStatus>(3)? == MemberStatus::Mobile;
        Ok(Candidate {
            id: r.get(0)?,
            name: r.get(1)?,
            class: r.coded(2)?,
            suggested: away.then_some(ExclusionReason::Away),
        })
    })
}
