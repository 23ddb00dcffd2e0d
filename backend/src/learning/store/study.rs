//! The SQL of studying: the one place of each member, and their progress.

use crate::bind;
use crate::error::{Error, Result};
use crate::store::Conn;
use gsdj_domain::learning::watch::{self, Place};
use gsdj_domain::learning::{Progress, Spans};
use gsdj_domain::time::DAY;
use gsdj_domain::{AccountId, CourseId, Instant, LessonId, MemberId, SessionId, StudyId};

/// A member's one place of study, with what it is about.
#[derive(Debug, Clone)]
pub(in crate::learning) struct Held {
    /// The player that counts.
    pub study: StudyId,
    /// On which sign-in.
    pub session: SessionId,
    /// Which lesson.
    pub lesson: LessonId,
    /// How long that is, in milliseconds.
    pub duration: i64,
    /// Since when the member is known here: what a device brings from off line is no older.
    pub since: Instant,
    /// Where it stands.
    pub place: Place,
}

fn unreadable() -> Error {
    Error::broken("spans of study can't be read")
}

/// Where a member is studying, or was last.
pub(in crate::learning) fn place(c: &mut Conn<'_>, member: MemberId) -> Result<Option<Held>> {
    let sql =
        "SELECT study_id, session_id, lesson_id, duration, at, position, beat, ahead, used, pending, since FROM study
               WHERE member_id = ?1";
    c.first(sql, bind![member], |r| {
        Ok(Held {
            study: r.get(0)?,
            session: r.get(1)?,
            lesson: r.get(2)?,
            duration: r.get(3)?,
            since: r.get(10)?,
            place: Place {
                at: r.get(4)?,
                position: r.get(5)?,
                beat: r.get(6)?,
                ahead: r.get(7)?,
                used: Spans::from_bytes(&r.get::<Vec<u8>>(8)?).ok_or_else(unreadable)?,
                pending: watch::from_bytes(&r.get::<Vec<u8>>(9)?).ok_or_else(unreadable)?,
            },
        })
    })
}

/// Writes it whole.
pub(in crate::learning) fn put_place(c: &mut Conn<'_>, member: MemberId, held: &Held) -> Result<()> {
    let sql = "INSERT INTO study (member_id, study_id, session_id, lesson_id, duration, at, position, beat, ahead, used, pending,
                 since)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
               ON CONFLICT (member_id) DO UPDATE SET study_id = excluded.study_id, session_id = excluded.session_id,
                 lesson_id = excluded.lesson_id, duration = excluded.duration, at = excluded.at, position = excluded.position,
                 beat = excluded.beat, ahead = excluded.ahead, used = excluded.used, pending = excluded.pending";
    let (p, used, pending) = (&held.place, held.place.used.to_bytes(), watch::to_bytes(&held.place.pending));
    let values = bind![
        member,
        held.study,
        held.session,
        held.lesson,
        held.duration,
        p.at,
        p.position,
        p.beat,
        p.ahead,
        &used,
        &pending,
        held.since
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// Writes what a beat has changed.
pub(in crate::learning) fn save_beat(c: &mut Conn<'_>, member: MemberId, place: &Place) -> Result<()> {
    let sql =
        "UPDATE study SET at = ?2, position = ?3, beat = ?4, ahead = ?5, used = ?6, pending = ?7 WHERE member_id = ?1";
    let (used, pending) = (place.used.to_bytes(), watch::to_bytes(&place.pending));
    c.execute(sql, bind![member, place.at, place.position, place.beat, place.ahead, &used, &pending])?;
    Ok(())
}

/// How far a member has come with a lesson, and how many points were entered for it.
pub(in crate::learning) fn progress(c: &mut Conn<'_>, member: MemberId, lesson: LessonId) -> Result<(Progress, u32)> {
    let sql = "SELECT watched, credited, place, finished_at, blocks FROM study_progress WHERE member_id = ?1 AND lesson_id = ?2";
    let found = c.first(sql, bind![member, lesson], |r| {
        let progress = Progress {
            watched: Spans::from_bytes(&r.get::<Vec<u8>>(0)?).ok_or_else(unreadable)?,
            credited: r.get(1)?,
            place: r.get(2)?,
            finished_at: r.get(3)?,
        };
        Ok((progress, r.get(4)?))
    })?;
    Ok(found.unwrap_or_default())
}

/// Writes it.
pub(in crate::learning) fn put_progress(
    c: &mut Conn<'_>,
    member: MemberId,
    lesson: LessonId,
    (progress, covered, blocks): (&Progress, i64, u32),
    now: Instant,
) -> Result<()> {
    let sql =
        "INSERT INTO study_progress (member_id, lesson_id, watched, covered, credited, place, blocks, finished_at, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (member_id, lesson_id) DO UPDATE SET watched = excluded.watched, covered = excluded.covered,
                 credited = excluded.credited, place = excluded.place, blocks = excluded.blocks,
                 finished_at = excluded.finished_at, at = excluded.at";
    let (watched, finished) = (progress.watched.to_bytes(), progress.finished_at.map(|at| at.0));
    let values = bind![member, lesson, &watched, covered, progress.credited, progress.place, blocks, finished, now];
    c.execute(sql, values)?;
    Ok(())
}

/// Notes that an account studies a course: it is among the chosen ones then, and counted among the learners. Within a day
/// nothing needs to be written again.
pub(in crate::learning) fn note_studied(
    c: &mut Conn<'_>,
    account: AccountId,
    course: CourseId,
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO course_choice (account_id, course_id, chosen_at, studied_at) VALUES (?1, ?2, ?3, ?3)
               ON CONFLICT (account_id, course_id) DO UPDATE SET studied_at = excluded.studied_at,
                 chosen_at = COALESCE(course_choice.chosen_at, excluded.chosen_at)
               WHERE course_choice.studied_at IS NULL OR course_choice.studied_at < ?4";
    c.execute(sql, bind![account, course, now, now.plus(-DAY)])?;
    Ok(())
}

/// Whether a member has finished every lesson of a course.
pub(in crate::learning) fn is_course_finished(c: &mut Conn<'_>, member: MemberId, course: CourseId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM lesson l LEFT JOIN study_progress p ON p.lesson_id = l.id AND p.member_id = ?2
               WHERE l.course_id = ?1 AND l.retired = 0 AND p.finished_at IS NULL";
    Ok(c.number(sql, bind![course, member])? == 0)
}

/// Notes that an account has finished a course; answers whether it had not before.
pub(in crate::learning) fn note_finished(
    c: &mut Conn<'_>,
    account: AccountId,
    course: CourseId,
    now: Instant,
) -> Result<bool> {
    let sql =
        "UPDATE course_choice SET finished_at = ?3 WHERE account_id = ?1 AND course_id = ?2 AND finished_at IS NULL";
    Ok(c.execute(sql, bind![account, course, now])? > 0)
}

/// How much of a course's lessons is verified for a member, in milliseconds.
pub(in crate::learning) fn verified(c: &mut Conn<'_>, member: MemberId, course: CourseId) -> Result<i64> {
    let sql = "SELECT CAST(SUM(p.covered) AS BIGINT) FROM lesson l JOIN study_progress p ON p.lesson_id = l.id
               WHERE l.course_id = ?1 AND l.retired = 0 AND p.member_id = ?2";
    c.number(sql, bind![course, member])
}

/// The lesson that a member studied last, if it can still be studied.
pub(in crate::learning) fn last_studied(c: &mut Conn<'_>, member: MemberId) -> Result<Option<LessonId>> {
    c.first("SELECT lesson_id FROM study WHERE member_id = ?1", bind![member], |r| r.get(0))
}

/// The place of somebody who has never studied here: known since the oldest of their devices has been signed in.
pub(in crate::learning) fn no_place(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Held> {
    let sql = "SELECT MIN(created_at) FROM session WHERE account_id = ?1";
    let since = c.first(sql, bind![member], |r| r.get::<Option<Instant>>(0))?.flatten().unwrap_or(now);
    let (study, session, lesson) = (StudyId(0), SessionId(0), LessonId(0));
    Ok(Held { study, session, lesson, duration: 0, since, place: Place::new(now) })
}
