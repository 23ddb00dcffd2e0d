//! The organisations' and members' SQL.

use crate::bind;
use crate::error::Result;
use crate::http::{OrgInScope, Scope, caller};
use crate::store::{Conn, Row};
use gsdj_domain::branch::{BranchCommittee, CommitteeMember, CommitteePost, Overview};
use gsdj_domain::meeting::{Candidate, ExclusionReason, GroupChoice};
use gsdj_domain::member::{MemberRow, MemberStatus};
use gsdj_domain::org::{OrgKind, OrgRef, OrgRow, OrgView};
use gsdj_domain::{GroupId, MemberId, OrgId};

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
                 (SELECT p.post FROM committee_post p WHERE p.member_id = m.id AND p.org_id = m.org_id ORDER BY p.seat LIMIT 1)
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
            post: r.coded_option::<CommitteePost>(8)?.map(|p| p.label().to_owned()),
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

/// The branch's party groups with their present members, as choices for a meeting.
///
/// # Errors
/// When the store refuses it.
pub fn groups_for_meeting(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<GroupChoice>> {
    let sql = "SELECT id, name FROM party_group WHERE org_id = ?1 ORDER BY seat, id";
    let mut groups =
        c.rows(sql, bind![org], |r| Ok(GroupChoice { id: r.get(0)?, name: r.get(1)?, members: Vec::new() }))?;
    let sql = "SELECT g.group_id, g.member_id FROM party_group_member g JOIN member m ON m.id = g.member_id
               WHERE g.org_id = ?1 AND m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY g.member_id";
    for (group, member) in c.rows(sql, bind![org], |r| Ok((r.get::<GroupId>(0)?, r.get::<MemberId>(1)?)))? {
        if let Some(group) = groups.iter_mut().find(|g| g.id == group) {
            group.members.push(member);
        }
    }
    Ok(groups)
}

/// 支部概述; empty before it is written.
pub(super) fn overview(c: &mut Conn<'_>, org: &OrgInScope) -> Result<Overview> {
    let sql = "SELECT introduction, meeting_place, contact FROM overview WHERE org_id = ?1";
    let found = c.first(sql, bind![org.id()], |r| {
        Ok(Overview { introduction: r.get(0)?, meeting_place: r.get(1)?, contact: r.get(2)? })
    })?;
    Ok(found.unwrap_or(Overview { introduction: String::new(), meeting_place: String::new(), contact: String::new() }))
}

/// Writes it.
pub(super) fn set_overview(c: &mut Conn<'_>, org: &OrgInScope, form: &Overview) -> Result<()> {
    let sql = "INSERT INTO overview (org_id, introduction, meeting_place, contact) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (org_id) DO UPDATE SET introduction = excluded.introduction,
                 meeting_place = excluded.meeting_place, contact = excluded.contact";
    c.execute(sql, bind![org.id(), &form.introduction, &form.meeting_place, &form.contact])?;
    Ok(())
}

/// Who is on the committee, in the order of seats.
///
/// # Errors
/// When the store refuses it.
pub fn committee(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<CommitteeMember>> {
    let sql = "SELECT p.member_id, m.name, p.post FROM committee_post p JOIN member m ON m.id = p.member_id
               WHERE p.org_id = ?1 AND m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY p.seat";
    c.rows(sql, bind![org], |r| Ok(CommitteeMember { member: r.get(0)?, name: r.get(1)?, post: r.coded(2)? }))
}

/// The committee with its term.
pub(super) fn committee_with_term(c: &mut Conn<'_>, org: OrgId) -> Result<BranchCommittee> {
    let sql = "SELECT term_begins, term_ends FROM overview WHERE org_id = ?1";
    let term = c.first(sql, bind![org], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let (term_begins, term_ends) = term.unwrap_or((None, None));
    Ok(BranchCommittee { posts: committee(c, org)?, term_begins, term_ends })
}

/// Replaces the committee and its term.
pub(super) fn set_committee(c: &mut Conn<'_>, org: OrgId, form: &BranchCommittee) -> Result<()> {
    c.execute("DELETE FROM committee_post WHERE org_id = ?1", bind![org])?;
    let order = |post: CommitteePost| CommitteePost::ALL.iter().position(|p| *p == post);
    let mut posts: Vec<_> = form.posts.iter().collect();
    posts.sort_by_key(|p| (order(p.post), p.member));
    posts.dedup_by_key(|p| (p.member, p.post));
    for (seat, held) in posts.iter().enumerate() {
        let sql = "INSERT INTO committee_post (org_id, seat, member_id, post) VALUES (?1, ?2, ?3, ?4)";
        c.execute(sql, bind![org, seat as i64, held.member, held.post.code()])?;
    }
    let empty = |d: &Option<String>| d.clone().filter(|d| !d.is_empty());
    let (begins, ends) = (empty(&form.term_begins), empty(&form.term_ends));
    let sql = "INSERT INTO overview (org_id, introduction, meeting_place, contact, term_begins, term_ends)
               VALUES (?1, '', '', '', ?2, ?3)
               ON CONFLICT (org_id) DO UPDATE SET term_begins = excluded.term_begins, term_ends = excluded.term_ends";
    c.execute(sql, bind![org, begins.as_ref(), ends.as_ref()])?;
    Ok(())
}
