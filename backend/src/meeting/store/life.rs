//! The SQL of what a life meeting has beside: papers (outlines, materials, after-meeting work) and the appraisal.
//!
//! A mutual vote only raises counts; who has voted stands in a table of its own that knows neither when nor what.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::life::{AppraisalRow, GradeCounts, Graded, OutlineRow, PaperView, SelfAppraisal, Verdict};
use gsdj_domain::{FileId, Instant, MeetingId, MemberId};

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::meeting) enum Part {
    /// A member's outline.
    Outline(MemberId),
    /// The materials.
    Materials,
    /// The work after the meeting.
    AfterWork,
}

impl Part {
    /// Its two key columns; the branch's own papers belong to no member.
    const fn key(self) -> (&'static str, i64) {
        match self {
            Self::Outline(member) => ("outline", member.0),
            Self::Materials => ("materials", 0),
            Self::AfterWork => ("after_work", 0),
        }
    }
}

/// How many of those expected have neither handed in an outline nor been excused.
pub(super) fn outlines_missing(c: &mut Conn<'_>, id: MeetingId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM attendee a WHERE a.meeting_id = ?1 AND a.expected = 1 AND NOT EXISTS (
                 SELECT 1 FROM meeting_paper p WHERE p.meeting_id = ?1 AND p.part = 'outline' AND p.member_id = a.member_id)";
    Ok(u32::try_from(c.number(sql, bind![id])?).unwrap_or(u32::MAX))
}

/// Writes a paper anew.
pub(in crate::meeting) fn set_paper(
    c: &mut Conn<'_>,
    id: MeetingId,
    part: Part,
    (text, files, excused): (&str, &[FileId], bool),
    by: &str,
    now: Instant,
) -> Result<()> {
    let (name, member) = part.key();
    let sql = "INSERT INTO meeting_paper (meeting_id, part, member_id, text, excused, at, by_name)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
               ON CONFLICT (meeting_id, part, member_id) DO UPDATE SET text = excluded.text, excused = excluded.excused,
                 at = excluded.at, by_name = excluded.by_name";
    c.execute(sql, bind![id, name, member, text, excused, now, by])?;
    let sql = "DELETE FROM meeting_paper_file WHERE meeting_id = ?1 AND part = ?2 AND member_id = ?3";
    c.execute(sql, bind![id, name, member])?;
    for (seat, file) in files.iter().enumerate() {
        let sql =
            "INSERT INTO meeting_paper_file (meeting_id, part, member_id, seat, file_id) VALUES (?1, ?2, ?3, ?4, ?5)";
        c.execute(sql, bind![id, name, member, seat as i64, *file])?;
    }
    // a line of a list shows nothing of papers, but who waits for them looks at the meeting
    c.execute("UPDATE meeting SET version = version + 1 WHERE id = ?1", bind![id])?;
    Ok(())
}

/// A paper, if it was handed in, and whether it only says why not.
pub(in crate::meeting) fn paper(c: &mut Conn<'_>, id: MeetingId, part: Part) -> Result<Option<(PaperView, bool)>> {
    let (name, member) = part.key();
    let sql =
        "SELECT text, at, by_name, excused FROM meeting_paper WHERE meeting_id = ?1 AND part = ?2 AND member_id = ?3";
    let found = c.first(sql, bind![id, name, member], |r| {
        Ok((PaperView { text: r.get(0)?, files: Vec::new(), at: r.get(1)?, by: r.get(2)? }, r.get(3)?))
    })?;
    let Some((mut paper, excused)) = found else { return Ok(None) };
    let sql = "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM meeting_paper_file pf JOIN file f ON f.id = pf.file_id
               WHERE pf.meeting_id = ?1 AND pf.part = ?2 AND pf.member_id = ?3 ORDER BY pf.seat";
    paper.files = c.rows(sql, bind![id, name, member], crate::file::info)?;
    Ok(Some((paper, excused)))
}

/// Everybody expected with their outline, in the order of the form; only one member's when so asked.
pub(in crate::meeting) fn outlines(c: &mut Conn<'_>, id: MeetingId, only: Option<MemberId>) -> Result<Vec<OutlineRow>> {
    let sql = "SELECT a.member_id, a.name, p.text, p.at, p.by_name, p.excused FROM attendee a
               LEFT JOIN meeting_paper p ON p.meeting_id = a.meeting_id AND p.part = 'outline' AND p.member_id = a.member_id
               WHERE a.meeting_id = ?1 AND a.expected = 1 AND (?2 = 0 OR a.member_id = ?2) ORDER BY a.seat";
    let only = only.map_or(0, |m| m.0);
    let mut rows = c.rows(sql, bind![id, only], |r| {
        let text: Option<String> = r.get(2)?;
        let at: Option<Instant> = r.get(3)?;
        let by: Option<String> = r.get(4)?;
        let paper =
            text.zip(at).map(|(text, at)| PaperView { text, files: Vec::new(), at, by: by.unwrap_or_default() });
        let excused = r.get::<Option<bool>>(5)?.unwrap_or(false);
        Ok(OutlineRow { member: r.get(0)?, name: r.get(1)?, paper, excused })
    })?;
    for (member, file) in outline_files(c, id, only)? {
        let paper = rows.iter_mut().find(|row| row.member == member).and_then(|row| row.paper.as_mut());
        if let Some(paper) = paper {
            paper.files.push(file);
        }
    }
    Ok(rows)
}

fn outline_files(c: &mut Conn<'_>, id: MeetingId, only: i64) -> Result<Vec<(MemberId, FileInfo)>> {
    let sql = "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height, pf.member_id
               FROM meeting_paper_file pf JOIN file f ON f.id = pf.file_id
               WHERE pf.meeting_id = ?1 AND pf.part = 'outline' AND (?2 = 0 OR pf.member_id = ?2) ORDER BY pf.member_id, pf.seat";
    c.rows(sql, bind![id, only], |r| Ok((r.get(6)?, crate::file::info(r)?)))
}

/// Writes what a member says of themselves.
pub(in crate::meeting) fn set_own(
    c: &mut Conn<'_>,
    id: MeetingId,
    member: MemberId,
    own: &SelfAppraisal,
) -> Result<()> {
    let sql = "INSERT INTO appraisal (meeting_id, member_id, own_grade, own_text, excellent, qualified, basic, unqualified, opinion)
               VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, '')
               ON CONFLICT (meeting_id, member_id) DO UPDATE SET own_grade = excluded.own_grade, own_text = excluded.own_text";
    c.execute(sql, bind![id, member, own.grade.code(), own.text.trim()])?;
    Ok(())
}

/// Whether the member has voted.
pub(in crate::meeting) fn has_voted(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM appraisal_voter WHERE meeting_id = ?1 AND member_id = ?2";
    Ok(c.number(sql, bind![id, member])? > 0)
}

/// How many have voted.
pub(in crate::meeting) fn voted(c: &mut Conn<'_>, id: MeetingId) -> Result<u32> {
    let voted = c.number("SELECT COUNT(*) FROM appraisal_voter WHERE meeting_id = ?1", bind![id])?;
    Ok(u32::try_from(voted).unwrap_or(u32::MAX))
}

/// Takes a ballot: notes that the member has voted, and raises the counts.
pub(in crate::meeting) fn cast(c: &mut Conn<'_>, id: MeetingId, voter: MemberId, grades: &[Graded]) -> Result<()> {
    c.execute("INSERT INTO appraisal_voter (meeting_id, member_id) VALUES (?1, ?2)", bind![id, voter])?;
    for Graded { member, grade } in grades {
        let counts = gsdj_domain::meeting::Grade::ALL.iter().map(|g| i64::from(g == grade)).collect::<Vec<_>>();
        let sql = "INSERT INTO appraisal (meeting_id, member_id, own_text, excellent, qualified, basic, unqualified, opinion)
                   VALUES (?1, ?2, '', ?3, ?4, ?5, ?6, '')
                   ON CONFLICT (meeting_id, member_id) DO UPDATE SET excellent = appraisal.excellent + excluded.excellent,
                     qualified = appraisal.qualified + excluded.qualified, basic = appraisal.basic + excluded.basic,
                     unqualified = appraisal.unqualified + excluded.unqualified";
        c.execute(sql, bind![id, *member, counts[0], counts[1], counts[2], counts[3]])?;
    }
    Ok(())
}

/// Writes the organisation's grades.
pub(in crate::meeting) fn set_verdicts(c: &mut Conn<'_>, id: MeetingId, verdicts: &[Verdict]) -> Result<()> {
    for verdict in verdicts {
        let sql = "INSERT INTO appraisal (meeting_id, member_id, own_text, excellent, qualified, basic, unqualified, grade, opinion)
                   VALUES (?1, ?2, '', 0, 0, 0, 0, ?3, ?4)
                   ON CONFLICT (meeting_id, member_id) DO UPDATE SET grade = excluded.grade, opinion = excluded.opinion";
        c.execute(sql, bind![id, verdict.member, verdict.grade.code(), verdict.opinion.trim()])?;
    }
    Ok(())
}

/// Everybody expected with their appraisal and raw counts, in the order of the form.
pub(in crate::meeting) fn appraisal(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<AppraisalRow>> {
    let sql = "SELECT a.member_id, a.name, p.own_grade, p.own_text, p.excellent, p.qualified, p.basic, p.unqualified, p.grade, p.opinion
               FROM attendee a LEFT JOIN appraisal p ON p.meeting_id = a.meeting_id AND p.member_id = a.member_id
               WHERE a.meeting_id = ?1 AND a.expected = 1 ORDER BY a.seat";
    c.rows(sql, bind![id], |r| {
        let own_text: Option<String> = r.get(3)?;
        let own = r.coded_option(2)?.map(|grade| SelfAppraisal { grade, text: own_text.unwrap_or_default() });
        let count = |at| Ok::<u32, crate::error::Error>(r.get::<Option<u32>>(at)?.unwrap_or(0));
        let votes =
            GradeCounts { excellent: count(4)?, qualified: count(5)?, basic: count(6)?, unqualified: count(7)? };
        let opinion: Option<String> = r.get(9)?;
        Ok(AppraisalRow {
            member: r.get(0)?,
            name: r.get(1)?,
            own,
            votes: Some(votes),
            grade: r.coded_option(8)?,
            opinion: opinion.unwrap_or_default(),
        })
    })
}
