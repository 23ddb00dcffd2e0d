//! Who reads a disclosure: asked of the branch's members and groups as they are now.

use super::Stored;
use crate::bind;
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::Conn;
use gsdj_domain::disclosure::{DisclosureForm, DisclosureGroup, DisclosureReach, MemberChoice};
use gsdj_domain::{AccountId, DisclosureId, FileId, GroupId, Instant, MemberId, OrgId};
use std::collections::BTreeSet;

/// Whether disclosure `d` is for the member that is bound as number `at`, who belongs to its branch.
pub(super) fn is_for_sql(at: usize) -> String {
    format!(
        "(d.reach = 'everybody' OR (d.reach = 'members' AND EXISTS (SELECT 1 FROM disclosure_target t
            WHERE t.disclosure_id = d.id AND t.target_id = ?{at}))
          OR (d.reach = 'groups' AND EXISTS (SELECT 1 FROM disclosure_target t JOIN party_group_member g
            ON g.group_id = t.target_id WHERE t.disclosure_id = d.id AND g.org_id = d.org_id AND g.member_id = ?{at})))"
    )
}

/// Whether it is for a member of its branch.
pub(super) fn is_for(c: &mut Conn<'_>, id: DisclosureId, member: MemberId) -> Result<bool> {
    let sql = format!("SELECT COUNT(*) FROM disclosure d WHERE d.id = ?1 AND {}", is_for_sql(2));
    Ok(c.number(&sql, bind![id, member])? > 0)
}

/// Everybody it is for: the branch's present members within its reach.
pub(in crate::disclosure) fn readers(c: &mut Conn<'_>, id: DisclosureId) -> Result<Vec<AccountId>> {
    let sql = "SELECT m.id FROM disclosure d JOIN member m ON m.org_id = d.org_id AND m.status IN ('present', 'mobile')
        WHERE d.id = ?1 AND (d.reach = 'everybody'
          OR (d.reach = 'members' AND EXISTS (SELECT 1 FROM disclosure_target t
            WHERE t.disclosure_id = d.id AND t.target_id = m.id))
          OR (d.reach = 'groups' AND EXISTS (SELECT 1 FROM disclosure_target t JOIN party_group_member g
            ON g.group_id = t.target_id WHERE t.disclosure_id = d.id AND g.org_id = d.org_id AND g.member_id = m.id)))
        ORDER BY m.id";
    c.rows(sql, bind![id], |r| r.get(0))
}

/// The branch's party groups.
pub(in crate::disclosure) fn groups(c: &mut Conn<'_>, branch: OrgId) -> Result<Vec<DisclosureGroup>> {
    let sql = "SELECT g.id, g.name, (SELECT COUNT(*) FROM party_group_member m WHERE m.group_id = g.id)
               FROM party_group g WHERE g.org_id = ?1 ORDER BY g.seat, g.id";
    c.rows(sql, bind![branch], |r| Ok(DisclosureGroup { id: r.get(0)?, name: r.get(1)?, members: r.get(2)? }))
}

/// The branch's present members.
pub(in crate::disclosure) fn members(c: &mut Conn<'_>, branch: OrgId) -> Result<Vec<MemberChoice>> {
    let all = crate::org::members_for_meeting(c, branch)?;
    Ok(all.into_iter().map(|m| MemberChoice { id: m.id, name: m.name, class: m.class }).collect())
}

/// Replaces the chosen groups or members.
pub(in crate::disclosure) fn set_targets(c: &mut Conn<'_>, id: DisclosureId, form: &DisclosureForm) -> Result<()> {
    c.execute("DELETE FROM disclosure_target WHERE disclosure_id = ?1", bind![id])?;
    for target in targets(form) {
        let sql = "INSERT INTO disclosure_target (disclosure_id, target_id) VALUES (?1, ?2)";
        c.execute(sql, bind![id, target])?;
    }
    Ok(())
}

fn targets(form: &DisclosureForm) -> BTreeSet<i64> {
    match form.reach {
        DisclosureReach::Everybody => BTreeSet::new(),
        DisclosureReach::Groups => form.groups.iter().map(|g| g.0).collect(),
        DisclosureReach::Members => form.members.iter().map(|m| m.0).collect(),
    }
}

/// Whether a form is for the same people as what is stored.
pub(in crate::disclosure) fn is_same_reach(c: &mut Conn<'_>, stored: &Stored, form: &DisclosureForm) -> Result<bool> {
    let sql = "SELECT target_id FROM disclosure_target WHERE disclosure_id = ?1";
    let chosen: BTreeSet<i64> = c.rows(sql, bind![stored.id], |r| r.get(0))?.into_iter().collect();
    Ok(form.reach == stored.reach && chosen == targets(form))
}

/// The chosen groups, by name.
pub(in crate::disclosure) fn chosen_groups(c: &mut Conn<'_>, stored: &Stored) -> Result<Vec<DisclosureGroup>> {
    if stored.reach != DisclosureReach::Groups {
        return Ok(Vec::new());
    }
    let sql = "SELECT t.target_id, g.name, (SELECT COUNT(*) FROM party_group_member m WHERE m.group_id = t.target_id)
               FROM disclosure_target t LEFT JOIN party_group g ON g.id = t.target_id
               WHERE t.disclosure_id = ?1 ORDER BY g.seat, t.target_id";
    c.rows(sql, bind![stored.id], |r| {
        // a group may have been dissolved since
        let name = r.get::<Option<String>>(1)?.unwrap_or_else(|| "已撤销的党小组".into());
        Ok(DisclosureGroup { id: GroupId(r.get(0)?), name, members: r.get(2)? })
    })
}

/// The chosen members, by name.
pub(in crate::disclosure) fn chosen_members(c: &mut Conn<'_>, stored: &Stored) -> Result<Vec<MemberChoice>> {
    if stored.reach != DisclosureReach::Members {
        return Ok(Vec::new());
    }
    let sql = "SELECT m.id, m.name, m.class FROM disclosure_target t JOIN member m ON m.id = t.target_id
               WHERE t.disclosure_id = ?1 ORDER BY m.id";
    c.rows(sql, bind![stored.id], |r| Ok(MemberChoice { id: r.get(0)?, name: r.get(1)?, class: r.coded(2)? }))
}

/// Whether a disclosure that the caller may read now holds this file.
///
/// # Errors
/// When the store refuses it.
pub fn shows_file(c: &mut Conn<'_>, who: &Caller, file: FileId, now: Instant) -> Result<bool> {
    let sql = "SELECT DISTINCT disclosure_id FROM disclosure_file WHERE file_id = ?1";
    for id in c.rows(sql, bind![file], |r| r.get(0))? {
        match super::load(c, who, id, now) {
            Ok(_) => return Ok(true),
            Err(Error::Refused(_)) => {}
            Err(broken) => return Err(broken),
        }
    }
    Ok(false)
}
