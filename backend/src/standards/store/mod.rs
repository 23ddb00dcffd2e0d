//! The SQL of checks: what was ticked, with what evidence, and what branches have to show.
//!
//! Heads stand on the check's own row, counted anew with every tick, so that a list reads one row a branch; a test
//! compares them with the marks.

mod list;
mod own;

pub(super) use list::{Filter, Spot, counts, list};
pub(super) use own::{Branch, HeldRow, branch, files_to_choose, groups, held, meeting, meetings_to_choose, owns_file};

use super::evidence::needs_id;
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::file::FileInfo;
use gsdj_domain::standards::{
    CheckTally, CheckVerdict, EvidenceKind, EvidenceLink, EvidenceView, Field, MarkForm, MarkView, progress, year_of,
};
use gsdj_domain::{Instant, MemberId, OrgId};

/// How often a year's check has been changed; 0 before the first time.
pub(super) fn turn(c: &mut Conn<'_>, org: OrgId, year: i32) -> Result<i64> {
    c.number("SELECT turn FROM self_check WHERE org_id = ?1 AND year = ?2", bind![org, year])
}

/// The version of what is said of the form's item; 0 where nothing is said.
pub(super) fn version(c: &mut Conn<'_>, org: OrgId, form: &MarkForm) -> Result<u32> {
    let sql = "SELECT version FROM self_check_mark WHERE org_id = ?1 AND year = ?2 AND item = ?3";
    Ok(c.first(sql, bind![org, form.year, &form.item], |r| r.get(0))?.unwrap_or(0))
}

/// Writes what is said of the form's item.
pub(super) fn set_mark(
    c: &mut Conn<'_>,
    org: OrgId,
    form: &MarkForm,
    verdict: CheckVerdict,
    who: &str,
    version: i64,
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO self_check_mark (org_id, year, item, verdict, note, who, at, version)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (org_id, year, item) DO UPDATE SET verdict = excluded.verdict, note = excluded.note,
                 who = excluded.who, at = excluded.at, version = excluded.version";
    let values = bind![org, form.year, &form.item, verdict.code(), form.note.trim(), who, now, version];
    c.execute(sql, values)?;
    Ok(())
}

/// Puts this evidence in the place of what was linked to the form's item.
pub(super) fn set_evidence(c: &mut Conn<'_>, org: OrgId, form: &MarkForm, links: &[EvidenceLink]) -> Result<()> {
    let sql = "DELETE FROM self_check_evidence WHERE org_id = ?1 AND year = ?2 AND item = ?3";
    c.execute(sql, bind![org, form.year, &form.item])?;
    for (seat, link) in links.iter().enumerate() {
        let sql = "INSERT INTO self_check_evidence (org_id, year, item, seat, kind, target_id)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        c.execute(sql, bind![org, form.year, &form.item, seat as i64, link.kind.code(), link.id])?;
    }
    Ok(())
}

/// Forgets what was said of the form's item.
pub(super) fn take_back(c: &mut Conn<'_>, org: OrgId, form: &MarkForm) -> Result<()> {
    set_evidence(c, org, form, &[])?;
    let sql = "DELETE FROM self_check_mark WHERE org_id = ?1 AND year = ?2 AND item = ?3";
    c.execute(sql, bind![org, form.year, &form.item])?;
    Ok(())
}

fn said(c: &mut Conn<'_>, org: OrgId, year: i32) -> Result<Vec<(String, CheckVerdict)>> {
    let sql = "SELECT item, verdict FROM self_check_mark WHERE org_id = ?1 AND year = ?2";
    c.rows(sql, bind![org, year], |r| Ok((r.get(0)?, r.coded(1)?)))
}

/// Counts the heads of a year's check anew and writes them.
pub(super) fn recount(c: &mut Conn<'_>, org: OrgId, year: i32, field: Field, turn: i64, now: Instant) -> Result<()> {
    let marks = said(c, org, year)?;
    let marks: Vec<_> = marks.iter().map(|(item, verdict)| (item.as_str(), *verdict)).collect();
    let sum = progress(field, &marks).iter().fold(CheckTally::default(), |sum, chapter| sum.and(chapter.tally));
    let sql = "INSERT INTO self_check (org_id, year, field, met, unmet, not_applicable, turn, updated_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (org_id, year) DO UPDATE SET field = excluded.field, met = excluded.met,
                 unmet = excluded.unmet, not_applicable = excluded.not_applicable, turn = excluded.turn,
                 updated_at = excluded.updated_at";
    let values = bind![org, year, field.code(), sum.met, sum.unmet, sum.not_applicable, turn, now];
    c.execute(sql, values)?;
    Ok(())
}

/// Holds this year's check of a branch against the standard of its present unit category, after that has changed; years
/// that are over keep theirs. What was said of items that both standards have stays said.
///
/// # Errors
/// When the store refuses it.
pub fn refit(c: &mut Conn<'_>, org: OrgId, now: Instant) -> Result<()> {
    let year = year_of(now);
    let sql = "SELECT turn, updated_at FROM self_check WHERE org_id = ?1 AND year = ?2";
    let Some((turn, at)) = c.first(sql, bind![org, year], |r| Ok((r.get(0)?, r.get(1)?)))? else { return Ok(()) };
    match branch(c, org)?.field {
        Some(field) => recount(c, org, year, field, turn, at),
        None => Ok(()),
    }
}

/// The years that a branch has a check of, the latest first, each with its field.
pub(super) fn years(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<(i32, Field)>> {
    let sql = "SELECT year, field FROM self_check WHERE org_id = ?1 ORDER BY year DESC";
    c.rows(sql, bind![org], |r| Ok((i32::try_from(r.get::<i64>(0)?).unwrap_or(0), r.coded(1)?)))
}

/// What was said in a year, without its evidence.
pub(super) fn marks(c: &mut Conn<'_>, org: OrgId, year: i32) -> Result<Vec<MarkView>> {
    let sql = "SELECT item, verdict, note, who, at, version FROM self_check_mark WHERE org_id = ?1 AND year = ?2";
    c.rows(sql, bind![org, year], |r| {
        Ok(MarkView {
            item: r.get(0)?,
            verdict: r.coded(1)?,
            note: r.get(2)?,
            evidence: Vec::new(),
            by: r.get(3)?,
            at: r.get(4)?,
            version: r.get(5)?,
        })
    })
}

/// What was linked.
pub(super) enum Linked {
    /// A meeting or a file.
    Thing(EvidenceView),
    /// What a branch has only one of.
    OfBranch(EvidenceKind),
}

/// The evidence of a year, item by item in its own order; a member opens only meetings that they were told of.
pub(super) fn linked(
    c: &mut Conn<'_>,
    org: OrgId,
    year: i32,
    member: Option<MemberId>,
) -> Result<Vec<(String, Linked)>> {
    let sql = "SELECT e.item, e.kind, e.target_id, m.title, m.starts_at, f.name, f.kind, f.bytes, f.width, f.height,
                 (SELECT COUNT(*) FROM attendee a
                  WHERE a.meeting_id = m.id AND a.member_id = ?3 AND a.told_at IS NOT NULL)
               FROM self_check_evidence e
               LEFT JOIN meeting m ON m.id = e.target_id AND e.kind <> 'file'
               LEFT JOIN file f ON f.id = e.target_id AND e.kind = 'file'
               WHERE e.org_id = ?1 AND e.year = ?2 ORDER BY e.item, e.seat";
    c.rows(sql, bind![org, year, member.map_or(0, |m| m.0)], |r| {
        let kind: EvidenceKind = r.coded(1)?;
        if !kind.has_id() {
            return Ok((r.get(0)?, Linked::OfBranch(kind)));
        }
        let id = needs_id(kind, r.get(2)?)?;
        let title: Option<String> = r.get(3)?;
        let file = match r.get::<Option<String>>(5)? {
            Some(name) => Some(FileInfo {
                id: gsdj_domain::FileId(id),
                name,
                kind: r.coded(6)?,
                bytes: u64::try_from(r.get::<Option<i64>>(7)?.unwrap_or(0)).unwrap_or(0),
                width: r.get(8)?,
                height: r.get(9)?,
            }),
            None => None,
        };
        let title = title.or_else(|| file.as_ref().map(|f| f.name.clone())).unwrap_or_default();
        let opens = file.is_some() || member.is_none() || r.get::<i64>(10)? > 0;
        let view = EvidenceView { kind, id: Some(id), title, at: r.get(4)?, file, opens };
        Ok((r.get(0)?, Linked::Thing(view)))
    })
}
