//! What a branch has to show: meetings, files, members, groups.

use crate::bind;
use crate::error::Result;
use crate::file;
use crate::store::{Conn, Value};
use chrono::NaiveDate;
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::org::UnitCategory;
use gsdj_domain::standards::{EvidenceKind, EvidenceLink, Field, MeetingChoice};
use gsdj_domain::{Instant, MeetingId, MemberId, OrgId};

/// How many meetings and files are offered at once; a search finds the others.
const CHOICES: i64 = 50;

/// What is asked about a branch.
pub(in crate::standards) struct Branch {
    /// Its field; absent while the unit category is not set.
    pub field: Option<Field>,
    /// When it was founded.
    pub founded: Option<NaiveDate>,
    /// Present members.
    pub members: u32,
    /// Full members among them.
    pub full_members: u32,
}

/// The branch.
pub(in crate::standards) fn branch(c: &mut Conn<'_>, org: OrgId) -> Result<Branch> {
    let sql = "SELECT o.unit_category, o.founded,
                 (SELECT COUNT(*) FROM member m WHERE m.org_id = o.id AND m.status IN ('present', 'mobile')),
                 (SELECT COUNT(*) FROM member m WHERE m.org_id = o.id AND m.status IN ('present', 'mobile')
                  AND m.class = 'full')
               FROM org o WHERE o.id = ?1";
    let found = c.first(sql, bind![org], |r| {
        let founded: Option<String> = r.get(1)?;
        Ok(Branch {
            field: r.coded_option::<UnitCategory>(0)?.map(Field::of),
            founded: founded.and_then(|text| NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()),
            members: r.get(2)?,
            full_members: r.get(3)?,
        })
    })?;
    found.ok_or_else(|| gsdj_domain::Refusal::NotFound.into())
}

/// Party groups, and the present members that are in one.
pub(in crate::standards) fn groups(c: &mut Conn<'_>, org: OrgId) -> Result<(u32, u32)> {
    let groups = c.number("SELECT COUNT(*) FROM party_group WHERE org_id = ?1", bind![org])?;
    let sql = "SELECT COUNT(*) FROM party_group_member g JOIN member m ON m.id = g.member_id AND m.org_id = g.org_id
               WHERE g.org_id = ?1 AND m.status IN ('present', 'mobile')";
    let grouped = c.number(sql, bind![org])?;
    let count = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Ok((count(groups), count(grouped)))
}

/// A meeting that is done.
pub(in crate::standards) struct HeldRow {
    /// The meeting.
    pub id: MeetingId,
    /// Its kind.
    pub kind: MeetingKind,
    /// What it was about.
    pub title: String,
    /// When it started.
    pub starts_at: Instant,
    /// Whether the reader may open it.
    pub opens: bool,
}

/// The branch's meetings between two instants that are done, the first first.
pub(in crate::standards) fn held(
    c: &mut Conn<'_>,
    org: OrgId,
    (from, to): (Instant, Instant),
    member: Option<MemberId>,
) -> Result<Vec<HeldRow>> {
    let sql = "SELECT m.id, m.kind, m.title, m.starts_at,
                 (SELECT COUNT(*) FROM attendee a
                  WHERE a.meeting_id = m.id AND a.member_id = ?4 AND a.told_at IS NOT NULL)
               FROM meeting m WHERE m.org_id = ?1 AND m.starts_at >= ?2 AND m.starts_at < ?3
                 AND m.cancelled = 0 AND m.step IN ('done', 'after_work') ORDER BY m.starts_at, m.id";
    c.rows(sql, bind![org, from, to, member.map_or(0, |m| m.0)], |r| {
        Ok(HeldRow {
            id: r.get(0)?,
            kind: r.coded(1)?,
            title: r.get(2)?,
            starts_at: r.get(3)?,
            opens: member.is_none() || r.get::<i64>(4)? > 0,
        })
    })
}

/// A meeting as evidence.
pub(in crate::standards) struct MeetingRow {
    /// Its kind.
    pub kind: MeetingKind,
    /// What it was about.
    pub title: String,
    /// It was not called off, and its record is in.
    pub recorded: bool,
}

/// The branch's own meeting with this id.
pub(in crate::standards) fn meeting(c: &mut Conn<'_>, org: OrgId, id: i64) -> Result<Option<MeetingRow>> {
    let sql = "SELECT kind, title, cancelled, record_at FROM meeting WHERE id = ?1 AND org_id = ?2";
    c.first(sql, bind![id, org], |r| {
        let recorded = !r.get::<bool>(2)? && r.get::<Option<Instant>>(3)?.is_some();
        Ok(MeetingRow { kind: r.coded(0)?, title: r.get(1)?, recorded })
    })
}

/// Whether the branch uploaded this file; its account's id is its own.
pub(in crate::standards) fn owns_file(c: &mut Conn<'_>, org: OrgId, id: i64) -> Result<bool> {
    Ok(c.number("SELECT COUNT(*) FROM file WHERE id = ?1 AND account_id = ?2", bind![id, org])? > 0)
}

/// The branch's latest meetings of these kinds with a record, by title.
pub(in crate::standards) fn meetings_to_choose(
    c: &mut Conn<'_>,
    org: OrgId,
    kinds: &[EvidenceKind],
    q: &str,
) -> Result<Vec<MeetingChoice>> {
    let pattern = crate::org::contains(q);
    let mut values: Vec<Value<'_>> = bind![org, &pattern, CHOICES].to_vec();
    let mut places = Vec::new();
    for kind in kinds.iter().filter_map(|k| k.meeting()) {
        values.push(Value::from(kind.code()));
        places.push(format!("?{}", values.len()));
    }
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, kind, title, starts_at FROM meeting WHERE org_id = ?1 AND title LIKE ?2 ESCAPE '!'
           AND cancelled = 0 AND record_at IS NOT NULL AND kind IN ({}) ORDER BY starts_at DESC, id DESC LIMIT ?3",
        places.join(", ")
    );
    c.rows(&sql, &values, |r| {
        let link = EvidenceLink { kind: EvidenceKind::of_meeting(r.coded(1)?), id: Some(r.get(0)?) };
        Ok(MeetingChoice { link, title: r.get(2)?, at: r.get(3)? })
    })
}

/// The branch's latest uploads, by name.
pub(in crate::standards) fn files_to_choose(c: &mut Conn<'_>, org: OrgId, q: &str) -> Result<Vec<FileInfo>> {
    let sql = "SELECT id, name, kind, bytes, width, height FROM file
               WHERE account_id = ?1 AND name LIKE ?2 ESCAPE '!' ORDER BY id DESC LIMIT ?3";
    c.rows(sql, bind![org, &crate::org::contains(q), CHOICES], file::info)
}
