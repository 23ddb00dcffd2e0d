//! The organisations' and members' SQL; what a branch says of itself lies in the files below.

mod committee;
mod group;
mod overview;
mod post;
mod term;

pub use committee::{committee, end_posts};
pub(super) use committee::{history, in_office, set as set_committee, whole as whole_committee};
pub(super) use group::{arrange, arrangement, version as groups_version};
pub use group::{group_members, group_name, groups, groups_for_meeting};
pub(super) use overview::{overview, set_overview};
pub(super) use post::{
    Which, added as added_posts, ask, ask_again, asked, decide, find as post_request, grant, list as post_requests,
    province,
};
pub(super) use term::{Window, due as terms_due, to_tell as terms_to_tell, told as term_told};

use crate::bind;
use crate::error::Result;
use crate::http::{OrgInScope, Scope, caller};
use crate::store::{Conn, Row};
use gsdj_domain::branch::CommitteePost;
use gsdj_domain::meeting::{Candidate, ExclusionReason};
use gsdj_domain::member::{MemberRow, MemberStatus};
use gsdj_domain::org::{OrgKind, OrgRef, OrgRow, OrgView};
use gsdj_domain::{MemberId, OrgId};

const ROW: &str = "SELECT o.id, o.code, o.name, o.kind,
    (SELECT COUNT(*) FROM org k WHERE k.superior_id = o.id AND k.active = 1),
    (SELECT COUNT(*) FROM member m WHERE m.org_id = o.id AND m.status IN ('present', 'mobile')) FROM org o";

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

/// The caller's own organisation.
pub(super) fn top(c: &mut Conn<'_>, scope: &Scope) -> Result<Vec<OrgRow>> {
    c.rows(&format!("{ROW} WHERE o.id = ?1"), bind![scope.org], row)
}

/// The active children of an organisation, by code.
pub(super) fn children(c: &mut Conn<'_>, parent: &OrgInScope, after: &str, limit: usize) -> Result<Vec<OrgRow>> {
    let sql = format!("{ROW} WHERE o.superior_id = ?1 AND o.code > ?2 AND o.active = 1 ORDER BY o.code LIMIT ?3");
    c.rows(&sql, bind![parent.id(), after, limit as i64 + 1], row)
}

/// Active organisations whose name or code contains `q`, by code.
pub(super) fn search(c: &mut Conn<'_>, scope: &Scope, q: &str, after: &str, limit: usize) -> Result<Vec<OrgRow>> {
    let (from, to) = scope.range();
    let sql = format!(
        "{ROW} WHERE o.path >= ?1 AND o.path < ?2 AND o.code > ?3 AND o.active = 1
         AND (o.name LIKE ?4 ESCAPE '!' OR o.code LIKE ?4 ESCAPE '!') ORDER BY o.code LIMIT ?5"
    );
    c.rows(&sql, bind![&from, &to, after, &contains(q), limit as i64 + 1], row)
}

/// The pattern of a text that contains `q`.
pub fn contains(q: &str) -> String {
    let escaped: String = q.chars().flat_map(|ch| "!%_".contains(ch).then_some('!').into_iter().chain([ch])).collect();
    format!("%{escaped}%")
}

/// One organisation, with what lies below it counted.
pub(super) fn view(c: &mut Conn<'_>, scope: &Scope, org: &OrgInScope) -> Result<OrgView> {
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

/// Members whose name contains `q`, in the order of their ids.
pub(super) fn members(c: &mut Conn<'_>, org: &OrgInScope, q: &str, after: i64, limit: usize) -> Result<Vec<MemberRow>> {
    let sql = "SELECT m.id, m.name, m.org_id, m.sex, m.class, m.status, m.phone_mask, m.joined,
                 (SELECT COALESCE((SELECT a.name FROM added_post a WHERE a.id = p.added_id), p.post) FROM committee_post p
                  WHERE p.member_id = m.id AND p.org_id = m.org_id ORDER BY p.seat LIMIT 1)
               FROM member m WHERE m.org_id = ?1 AND m.status IN ('present', 'mobile') AND m.id > ?2
                 AND m.name LIKE ?3 ESCAPE '!' ORDER BY m.id LIMIT ?4";
    c.rows(sql, bind![org.id(), after, &contains(q), limit as i64 + 1], |r| {
        Ok(MemberRow {
            id: r.get(0)?,
            name: r.get(1)?,
            org: r.get(2)?,
            sex: r.coded_option(3)?,
            class: r.coded(4)?,
            status: r.coded(5)?,
            phone: r.get(6)?,
            joined: r.get(7)?,
            post: r
                .get::<Option<String>>(8)?
                .map(|post| CommitteePost::from_code(&post).map_or(post, |p| p.label().into())),
        })
    })
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
