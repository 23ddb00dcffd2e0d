//! The demo's own SQL: reading back what the registry brought, and what branches would have typed before.

use super::units::has_committee;
use crate::account::Principal;
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::account::Role;
use gsdj_domain::member::{MemberClass, MemberStatus};
use gsdj_domain::org::{OrgKind, UnitCategory};
use gsdj_domain::standards::EvidenceKind;
use gsdj_domain::time::Period;
use gsdj_domain::{AccountId, GroupId, Instant, MeetingId, MemberId, OrgId, PostId, PostRequestId, SessionId};
use std::collections::HashMap;

/// The row that marks a demo, with its size.
pub(super) const MARK: &str = "demo";

/// Whether nothing is kept yet.
pub(super) fn is_empty(c: &mut Conn<'_>) -> Result<bool> {
    Ok(c.number("SELECT COUNT(*) FROM org", &[])? == 0 && size(c)?.is_none())
}

/// The size of the demo that is kept.
pub(super) fn size(c: &mut Conn<'_>) -> Result<Option<String>> {
    c.first("SELECT value FROM setting WHERE name = ?1", bind![MARK], |r| r.get(0))
}

/// Marks the store as a demo.
pub(super) fn mark(c: &mut Conn<'_>, size: &str) -> Result<()> {
    c.execute("INSERT INTO setting (name, value) VALUES (?1, ?2)", bind![MARK, size])?;
    Ok(())
}

/// An organisation that acts.
#[derive(Debug, Clone)]
pub(super) struct Actor {
    /// Its id.
    pub id: OrgId,
    /// 12 digits.
    pub code: String,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: OrgKind,
    /// The path.
    pub path: String,
    /// The superior, as an index of the same list.
    pub superior: Option<usize>,
    /// For a branch: its kind of unit; without one it may not sign in.
    pub category: Option<UnitCategory>,
}

impl Actor {
    /// Whether it is a branch that can hold meetings.
    pub fn meets(&self) -> bool {
        self.kind == OrgKind::Branch && self.category.is_some() && has_committee(&self.code)
    }

    /// As the one who acts; `member` acts in person.
    pub fn principal(&self, member: Option<(MemberId, &str)>, now: Instant) -> Principal {
        Principal {
            account: AccountId(member.map_or(self.id.0, |(id, _)| id.0)),
            session: SessionId(0),
            role: member.map_or_else(|| Role::of_org(self.kind), |_| Role::Member),
            name: member.map_or(&*self.name, |(_, name)| name).to_owned(),
            org: self.id,
            org_name: self.name.clone(),
            org_path: self.path.clone(),
            member: member.map(|(id, _)| id),
            site: None,
            must_change_password: false,
            expires_at: now,
            last_seen: now,
        }
    }
}

/// Every organisation, by code.
pub(super) fn actors(c: &mut Conn<'_>) -> Result<Vec<Actor>> {
    let sql = "SELECT id, code, name, kind, path, superior_id, unit_category FROM org WHERE active = 1 ORDER BY code";
    let mut superiors: Vec<Option<OrgId>> = Vec::new();
    let mut actors = c.rows(sql, &[], |r| {
        superiors.push(r.get(5)?);
        Ok(Actor {
            id: r.get(0)?,
            code: r.get(1)?,
            name: r.get(2)?,
            kind: r.coded(3)?,
            path: r.get(4)?,
            superior: None,
            category: r.coded_option(6)?,
        })
    })?;
    let places: HashMap<OrgId, usize> = actors.iter().enumerate().map(|(at, a)| (a.id, at)).collect();
    for (actor, superior) in actors.iter_mut().zip(superiors) {
        actor.superior = superior.and_then(|id| places.get(&id).copied());
    }
    Ok(actors)
}

/// Somebody of a branch.
#[derive(Debug, Clone)]
pub(super) struct Someone {
    /// The member.
    pub id: MemberId,
    /// The name.
    pub name: String,
    /// Lives elsewhere.
    pub away: bool,
    /// Not yet a full member.
    pub probationary: bool,
    /// On the committee.
    pub seated: bool,
    /// In which party group.
    pub group: Option<GroupId>,
}

/// The branch's people in an order that does not hang on their ids; names are unique within a demo's branch.
pub(super) fn people(c: &mut Conn<'_>, branch: OrgId) -> Result<Vec<Someone>> {
    let sql = "SELECT m.id, m.name, m.status, m.class,
                 (SELECT COUNT(*) FROM committee_post p WHERE p.member_id = m.id AND p.org_id = m.org_id),
                 (SELECT g.group_id FROM party_group_member g WHERE g.member_id = m.id AND g.org_id = m.org_id)
               FROM member m WHERE m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY m.joined, m.birth, m.name";
    c.rows(sql, bind![branch], |r: &Row<'_>| {
        Ok(Someone {
            id: r.get(0)?,
            name: r.get(1)?,
            away: r.coded::<MemberStatus>(2)? == MemberStatus::Mobile,
            probationary: r.coded::<MemberClass>(3)? == MemberClass::Probationary,
            seated: r.get::<i64>(4)? > 0,
            group: r.get(5)?,
        })
    })
}

/// The requests for posts that wait for the province.
pub(super) fn waiting_requests(c: &mut Conn<'_>) -> Result<Vec<PostRequestId>> {
    c.rows("SELECT id FROM post_request WHERE state = 'waiting' ORDER BY id", &[], |r| r.get(0))
}

/// The post that was granted to a branch.
pub(super) fn added_post(c: &mut Conn<'_>, branch: OrgId) -> Result<Option<PostId>> {
    c.first("SELECT id FROM added_post WHERE org_id = ?1", bind![branch], |r| r.get(0))
}

/// The meeting of a branch that began last and waits for its record.
pub(super) fn begun(c: &mut Conn<'_>, branch: OrgId, before: Instant) -> Result<Option<MeetingId>> {
    let sql = "SELECT id FROM meeting WHERE org_id = ?1 AND step IN ('answer', 'upload_record') AND cancelled = 0
               AND starts_at < ?2 ORDER BY starts_at DESC LIMIT 1";
    c.first(sql, bind![branch, before], |r| r.get(0))
}

/// The account behind an organisation's code or a member's phone.
pub(super) fn account(c: &mut Conn<'_>, name: &str, name_hash: &str) -> Result<Option<AccountId>> {
    let sql = "SELECT id FROM org WHERE code = ?1 UNION ALL SELECT id FROM member WHERE phone_hash = ?2";
    c.first(sql, bind![name, name_hash], |r| r.get(0))
}

/// Marks as read what people would have read by `until`: what came before is no news to anyone. What was filed last with
/// each organisation waits a little longer.
pub(super) fn read_until(c: &mut Conn<'_>, until: Instant, pause: i64) -> Result<()> {
    let sql = "UPDATE delivery SET read_at = (SELECT m.at FROM message m WHERE m.id = message_id) + ?2
               WHERE read_at IS NULL AND message_id IN (SELECT m.id FROM message m WHERE m.at < ?1)";
    c.execute(sql, bind![until, pause])?;
    let sql = "UPDATE filed SET read_at = filed_at + ?2
               WHERE filed_at < ?1 AND id NOT IN (SELECT MAX(f.id) FROM filed f GROUP BY f.org_id)";
    c.execute(sql, bind![until, pause])?;
    Ok(())
}

/// A branch's unit category.
pub(super) fn category(c: &mut Conn<'_>, branch: OrgId) -> Result<Option<UnitCategory>> {
    Ok(c.first("SELECT unit_category FROM org WHERE id = ?1", bind![branch], |r| r.coded_option(0))?.flatten())
}

/// A branch's meetings of the year before an instant, whose record was in by then, as evidence; the first first.
pub(super) fn recorded(c: &mut Conn<'_>, branch: OrgId, by: Instant) -> Result<Vec<(i64, EvidenceKind)>> {
    let year = Instant::midnight(by.period_start(Period::Year));
    let sql = "SELECT id, kind FROM meeting WHERE org_id = ?1 AND cancelled = 0 AND record_at < ?2 AND starts_at >= ?3
               ORDER BY starts_at, title";
    c.rows(sql, bind![branch, by, year], |r| Ok((r.get(0)?, EvidenceKind::of_meeting(r.coded(1)?))))
}

/// Rows of a table, for the report; the name is the program's own.
pub(super) fn count(c: &mut Conn<'_>, table: &str, condition: &str) -> Result<u64> {
    Ok(u64::try_from(c.number(&format!("SELECT COUNT(*) FROM {table} WHERE {condition}"), &[])?).unwrap_or(0))
}

/// The programme of a channel that begins then.
pub(super) fn programme_at(c: &mut Conn<'_>, channel: &str, at: Instant) -> Result<Option<i64>> {
    let sql =
        "SELECT p.id FROM channel ch JOIN programme p ON p.channel_id = ch.id WHERE ch.name = ?1 AND p.starts_at = ?2";
    c.first(sql, bind![channel, at], |r| r.get(0))
}
