//! The SQL of party groups.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::branch::PartyGroup;
use gsdj_domain::branch::group::{GroupMember, Groups, GroupsForm};
use gsdj_domain::meeting::GroupChoice;
use gsdj_domain::{GroupId, Instant, MemberId, OrgId};

/// The groups of a branch in their order, each with those of its members who are present.
///
/// # Errors
/// When the store refuses it.
pub fn groups(c: &mut Conn<'_>, branch: OrgId) -> Result<Vec<PartyGroup>> {
    let sql = "SELECT id, name, leader_id FROM party_group WHERE org_id = ?1 AND ended_at IS NULL ORDER BY seat, id";
    let mut groups = c.rows(sql, bind![branch], |r| {
        Ok(PartyGroup { id: r.get(0)?, name: r.get(1)?, leader: r.get(2)?, members: Vec::new() })
    })?;
    let sql = "SELECT m.id, m.name, m.class, m.status, g.group_id FROM party_group_member g JOIN member m ON m.id = g.member_id
               WHERE g.org_id = ?1 AND m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY m.id";
    c.each(sql, bind![branch], |r| {
        let group: GroupId = r.get(4)?;
        if let Some(group) = groups.iter_mut().find(|g| g.id == group) {
            group.members.push(member(r)?);
        }
        Ok(())
    })?;
    for group in &mut groups {
        // who has left the branch leads nobody
        group.leader = group.leader.filter(|leader| group.members.iter().any(|m| m.id == *leader));
    }
    Ok(groups)
}

fn member(r: &Row<'_>) -> Result<GroupMember> {
    Ok(GroupMember { id: r.get(0)?, name: r.get(1)?, class: r.coded(2)?, status: r.coded(3)? })
}

/// The present members of a group of this branch; `None` when the branch has no such group.
///
/// # Errors
/// When the store refuses it.
pub fn group_members(c: &mut Conn<'_>, branch: OrgId, group: GroupId) -> Result<Option<Vec<MemberId>>> {
    let here = "SELECT COUNT(*) FROM party_group WHERE id = ?1 AND org_id = ?2 AND ended_at IS NULL";
    if c.number(here, bind![group, branch])? == 0 {
        return Ok(None);
    }
    let sql = "SELECT m.id FROM party_group_member g JOIN member m ON m.id = g.member_id
               WHERE g.group_id = ?1 AND m.org_id = ?2 AND m.status IN ('present', 'mobile') ORDER BY m.id";
    c.rows(sql, bind![group, branch], |r| r.get(0)).map(Some)
}

/// The groups of a branch with those of their members who are present, as choices for a meeting.
///
/// # Errors
/// When the store refuses it.
pub fn groups_for_meeting(c: &mut Conn<'_>, branch: OrgId) -> Result<Vec<GroupChoice>> {
    let choice =
        |g: PartyGroup| GroupChoice { id: g.id, name: g.name, members: g.members.into_iter().map(|m| m.id).collect() };
    Ok(groups(c, branch)?.into_iter().map(choice).collect())
}

/// The name of a group of this branch, also of one that is no more.
///
/// # Errors
/// When the store refuses it.
pub fn group_name(c: &mut Conn<'_>, branch: OrgId, group: GroupId) -> Result<Option<String>> {
    c.first("SELECT name FROM party_group WHERE id = ?1 AND org_id = ?2", bind![group, branch], |r| r.get(0))
}

/// How a branch has divided its members.
///
/// # Errors
/// When the store refuses it.
pub fn arrangement(c: &mut Conn<'_>, branch: OrgId) -> Result<Groups> {
    let sql = "SELECT m.id, m.name, m.class, m.status FROM member m
               WHERE m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY m.id";
    let groups = groups(c, branch)?;
    let mut ungrouped = c.rows(sql, bind![branch], member)?;
    let placed: std::collections::HashSet<MemberId> =
        groups.iter().flat_map(|g| g.members.iter().map(|m| m.id)).collect();
    ungrouped.retain(|m| !placed.contains(&m.id));
    Ok(Groups { groups, ungrouped, version: version(c, branch)? })
}

/// How often the branch has divided its members.
pub(in super::super) fn version(c: &mut Conn<'_>, branch: OrgId) -> Result<u32> {
    let version = c.number("SELECT version FROM group_arrangement WHERE org_id = ?1", bind![branch])?;
    Ok(u32::try_from(version).unwrap_or(u32::MAX))
}

/// Arranges the groups so; those left out are dissolved.
pub(in super::super) fn arrange(c: &mut Conn<'_>, branch: OrgId, form: &GroupsForm, now: Instant) -> Result<()> {
    let sql = "INSERT INTO group_arrangement (org_id, version) VALUES (?1, 1)
               ON CONFLICT (org_id) DO UPDATE SET version = group_arrangement.version + 1";
    c.execute(sql, bind![branch])?;
    c.execute("DELETE FROM party_group_member WHERE org_id = ?1", bind![branch])?;
    // whoever is not named again below is no more
    c.execute("UPDATE party_group SET ended_at = ?2 WHERE org_id = ?1 AND ended_at IS NULL", bind![branch, now])?;
    for (seat, group) in form.groups.iter().enumerate() {
        let (name, seat) = (group.name.trim(), seat as i64);
        let id = if let Some(id) = group.id {
            let sql = "UPDATE party_group SET seat = ?3, name = ?4, leader_id = ?5, ended_at = NULL WHERE id = ?1 AND org_id = ?2";
            c.execute(sql, bind![id, branch, seat, name, group.leader])?;
            id
        } else {
            let id = GroupId(c.next_id());
            let sql = "INSERT INTO party_group (id, org_id, seat, name, leader_id) VALUES (?1, ?2, ?3, ?4, ?5)";
            c.execute(sql, bind![id, branch, seat, name, group.leader])?;
            id
        };
        for member in &group.members {
            let sql = "INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (?1, ?2, ?3)";
            c.execute(sql, bind![branch, *member, id])?;
        }
    }
    Ok(())
}
