//! The SQL of group studies.

use crate::bind;
use crate::error::{Error, Result};
use crate::store::{Conn, Row};
use gsdj_domain::learning::watch::{self, Place};
use gsdj_domain::learning::{GroupStudyPerson, GroupStudyRow, Span, Spans};
use gsdj_domain::{GroupStudyId, Instant, LessonId, MeetingId, MemberId, OrgId, Refusal, StudyId};

const ROW: &str =
    "s.id, s.lesson_id, l.title, l.course_id, c.title, s.started_at, s.ended_at, s.people, s.watched, s.duration";
const FROM: &str = "group_study s JOIN lesson l ON l.id = s.lesson_id JOIN course c ON c.id = l.course_id";

fn unreadable() -> Error {
    Error::broken("spans of a group study can't be read")
}

fn row(r: &Row<'_>) -> Result<GroupStudyRow> {
    let watched = Spans::from_bytes(&r.get::<Vec<u8>>(8)?).ok_or_else(unreadable)?;
    Ok(GroupStudyRow {
        id: r.get(0)?,
        lesson: r.get(1)?,
        title: r.get(2)?,
        course: r.get(3)?,
        course_title: r.get(4)?,
        started_at: r.get(5)?,
        ended_at: r.get(6)?,
        people: r.get(7)?,
        covered: watched.within(Span::new(0, r.get(9)?)),
    })
}

/// The group studies of a branch, the latest first.
pub(in crate::learning) fn group_studies(
    c: &mut Conn<'_>,
    org: OrgId,
    after: i64,
    limit: usize,
) -> Result<Vec<GroupStudyRow>> {
    let sql = format!("SELECT {ROW} FROM {FROM} WHERE s.org_id = ?1 AND s.id < ?2 ORDER BY s.id DESC LIMIT ?3");
    c.rows(&sql, bind![org, after, limit as i64], row)
}

/// One as a row.
pub(in crate::learning) fn group_study_row(c: &mut Conn<'_>, id: GroupStudyId) -> Result<GroupStudyRow> {
    let sql = format!("SELECT {ROW} FROM {FROM} WHERE s.id = ?1");
    c.first(&sql, bind![id], row)?.ok_or_else(|| Refusal::NotFound.into())
}

/// What acts need to know of a group study.
#[derive(Debug, Clone)]
pub(in crate::learning) struct GroupStudy {
    /// The group study.
    pub id: GroupStudyId,
    /// The branch that holds it.
    pub org: OrgId,
    /// Which lesson.
    pub lesson: LessonId,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

/// A group study, whichever branch's it is.
pub(in crate::learning) fn find_group_study(c: &mut Conn<'_>, id: GroupStudyId) -> Result<GroupStudy> {
    let sql = "SELECT id, org_id, lesson_id, ended_at FROM group_study WHERE id = ?1";
    let found = |r: &Row<'_>| Ok(GroupStudy { id: r.get(0)?, org: r.get(1)?, lesson: r.get(2)?, ended_at: r.get(3)? });
    c.first(sql, bind![id], found)?.ok_or_else(|| Refusal::NotFound.into())
}

/// A group study of this branch.
pub(in crate::learning) fn group_study(c: &mut Conn<'_>, org: OrgId, id: GroupStudyId) -> Result<GroupStudy> {
    let found = find_group_study(c, id)?;
    if found.org == org { Ok(found) } else { Err(Refusal::NotFound.into()) }
}

/// The group study of a branch that goes on, if one does.
pub(in crate::learning) fn open_group_study(c: &mut Conn<'_>, org: OrgId) -> Result<Option<GroupStudyId>> {
    let sql = "SELECT id FROM group_study WHERE org_id = ?1 AND ended_at IS NULL ORDER BY id DESC LIMIT 1";
    c.first(sql, bind![org], |r| r.get(0))
}

/// Group studies that have not been heard of since `before`: neither their player nor a question of theirs.
pub(in crate::learning) fn left_group_studies(
    c: &mut Conn<'_>,
    before: Instant,
    limit: i64,
) -> Result<Vec<GroupStudyId>> {
    let sql = "SELECT s.id FROM group_study s WHERE s.ended_at IS NULL AND s.at < ?1 AND NOT EXISTS (
                 SELECT 1 FROM group_study_question q WHERE q.group_study_id = s.id AND (q.asked_at >= ?1 OR q.closed_at >= ?1))
               ORDER BY s.at LIMIT ?2";
    c.rows(sql, bind![before, limit], |r| r.get(0))
}

/// Begins one.
pub(in crate::learning) fn begin_group_study(
    c: &mut Conn<'_>,
    org: OrgId,
    (lesson, duration): (LessonId, i64),
    meeting: Option<MeetingId>,
    now: Instant,
) -> Result<GroupStudyId> {
    let id = GroupStudyId(c.next_id());
    let sql = "INSERT INTO group_study (id, org_id, lesson_id, meeting_id, started_at, study_id, duration, at, position, beat, ahead,
                 pending, watched, people) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?5, 0, 0, 0, ?7, ?7, 0)";
    let none: &[u8] = &[];
    c.execute(sql, bind![id, org, lesson, meeting, now, duration, none])?;
    Ok(id)
}

/// Where the player of a group study stands.
#[derive(Debug, Clone)]
pub(in crate::learning) struct GroupStudyPlace {
    /// The player that counts.
    pub study: StudyId,
    /// How long the lesson is, in milliseconds.
    pub duration: i64,
    /// Where it stands. The time it used is no member's: each has their own.
    pub place: Place,
    /// What was verified.
    pub watched: Spans,
}

/// Where the player of a group study stands.
pub(in crate::learning) fn group_study_place(c: &mut Conn<'_>, id: GroupStudyId) -> Result<GroupStudyPlace> {
    let sql = "SELECT study_id, duration, at, position, beat, ahead, pending, watched FROM group_study WHERE id = ?1";
    let found = c.first(sql, bind![id], |r| {
        let place = Place {
            at: r.get(2)?,
            position: r.get(3)?,
            beat: r.get(4)?,
            ahead: r.get(5)?,
            used: Spans::default(),
            pending: watch::from_bytes(&r.get::<Vec<u8>>(6)?).ok_or_else(unreadable)?,
        };
        let watched = Spans::from_bytes(&r.get::<Vec<u8>>(7)?).ok_or_else(unreadable)?;
        Ok(GroupStudyPlace { study: r.get(0)?, duration: r.get(1)?, place, watched })
    })?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Writes it.
pub(in crate::learning) fn put_group_study_place(
    c: &mut Conn<'_>,
    id: GroupStudyId,
    held: &GroupStudyPlace,
) -> Result<()> {
    let sql =
        "UPDATE group_study SET study_id = ?2, at = ?3, position = ?4, beat = ?5, ahead = ?6, pending = ?7, watched = ?8
               WHERE id = ?1";
    let (p, pending, watched) = (&held.place, watch::to_bytes(&held.place.pending), held.watched.to_bytes());
    c.execute(sql, bind![id, held.study, p.at, p.position, p.beat, p.ahead, &pending, &watched])?;
    Ok(())
}

/// Notes that it is over.
pub(in crate::learning) fn end_group_study(c: &mut Conn<'_>, id: GroupStudyId, now: Instant) -> Result<()> {
    c.execute("UPDATE group_study SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL", bind![id, now])?;
    Ok(())
}

/// Those of `members` who belong to the branch now.
pub(in crate::learning) fn members_of(c: &mut Conn<'_>, org: OrgId, members: &[MemberId]) -> Result<Vec<MemberId>> {
    let mut found = Vec::with_capacity(members.len());
    for member in members {
        let sql = "SELECT id FROM member WHERE id = ?1 AND org_id = ?2 AND status IN ('present', 'mobile')";
        found.extend(c.first(sql, bind![*member, org], |r| r.get::<MemberId>(0))?);
    }
    Ok(found)
}

/// The branch's own members who have checked in at a meeting of it.
pub(in crate::learning) fn checked_in(c: &mut Conn<'_>, org: OrgId, meeting: MeetingId) -> Result<Vec<MemberId>> {
    let sql = "SELECT i.member_id FROM meeting m JOIN check_in i ON i.meeting_id = m.id
               JOIN member p ON p.id = i.member_id AND p.org_id = m.org_id WHERE m.id = ?1 AND m.org_id = ?2";
    c.rows(sql, bind![meeting, org], |r| r.get(0))
}

/// Says who is there from now on.
pub(in crate::learning) fn set_people(c: &mut Conn<'_>, id: GroupStudyId, members: &[MemberId]) -> Result<()> {
    c.execute("UPDATE group_study_person SET present = 0 WHERE group_study_id = ?1", bind![id])?;
    for member in members {
        let sql = "INSERT INTO group_study_person (group_study_id, member_id, present, credited) VALUES (?1, ?2, 1, 0)
                   ON CONFLICT (group_study_id, member_id) DO UPDATE SET present = 1";
        c.execute(sql, bind![id, *member])?;
    }
    let people = "UPDATE group_study SET people = (SELECT COUNT(*) FROM group_study_person WHERE group_study_id = ?1) WHERE id = ?1";
    c.execute(people, bind![id])?;
    Ok(())
}

/// Who is there.
pub(in crate::learning) fn present_at(c: &mut Conn<'_>, id: GroupStudyId) -> Result<Vec<MemberId>> {
    let sql = "SELECT member_id FROM group_study_person WHERE group_study_id = ?1 AND present = 1 ORDER BY member_id";
    c.rows(sql, bind![id], |r| r.get(0))
}

/// Notes what was credited to somebody, in milliseconds.
pub(in crate::learning) fn add_credit(c: &mut Conn<'_>, id: GroupStudyId, member: MemberId, ms: i64) -> Result<()> {
    let sql = "UPDATE group_study_person SET credited = credited + ?3 WHERE group_study_id = ?1 AND member_id = ?2";
    c.execute(sql, bind![id, member, ms])?;
    Ok(())
}

/// Who was there at any time, by name.
pub(in crate::learning) fn persons(c: &mut Conn<'_>, id: GroupStudyId) -> Result<Vec<GroupStudyPerson>> {
    let sql =
        "SELECT p.member_id, m.name, p.present, p.credited FROM group_study_person p JOIN member m ON m.id = p.member_id
               WHERE p.group_study_id = ?1 ORDER BY p.present DESC, m.name, p.member_id";
    c.rows(sql, bind![id], |r| {
        Ok(GroupStudyPerson { member: r.get(0)?, name: r.get(1)?, present: r.get(2)?, credited: r.get(3)? })
    })
}
