//! The SQL of a meeting's people: who is expected, who was told, what they answered.

use super::{ROW, rules};
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::meeting::{Answer, Attendee, Meeting};
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, OrgId};

/// Everybody of the meeting, in the order of the form.
pub(in crate::meeting) fn people(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<Attendee>> {
    let sql = "SELECT member_id, name, expected, reason, note, told_at, answer, leave_reason, answered_at, present
               FROM attendee WHERE meeting_id = ?1 ORDER BY seat";
    c.rows(sql, bind![id], |r| {
        Ok(Attendee {
            member: r.get(0)?,
            name: r.get(1)?,
            expected: r.get(2)?,
            reason: r.coded_option(3)?,
            note: r.get(4)?,
            told_at: r.get(5)?,
            answer: r.coded_option(6)?,
            leave_reason: r.get(7)?,
            answered_at: r.get(8)?,
            present: r.get(9)?,
        })
    })
}

/// Replaces the people; what is known of those who stay comes with them.
pub(in crate::meeting) fn set_people(c: &mut Conn<'_>, id: MeetingId, people: &[Attendee]) -> Result<()> {
    c.execute("DELETE FROM attendee WHERE meeting_id = ?1", bind![id])?;
    for (seat, p) in people.iter().enumerate() {
        let sql = "INSERT INTO attendee (meeting_id, member_id, seat, name, expected, reason, note, told_at, answer,
                     leave_reason, answered_at, present) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let values = bind![
            id,
            p.member,
            seat as i64,
            &p.name,
            p.expected,
            p.reason.map(|r| r.code()),
            &p.note,
            p.told_at,
            p.answer.map(|a| a.code()),
            &p.leave_reason,
            p.answered_at,
            p.present,
        ];
        c.execute(sql, values)?;
    }
    recount(c, id)
}

/// Counts the heads anew from the people's rows.
fn recount(c: &mut Conn<'_>, id: MeetingId) -> Result<()> {
    let count = |condition: &str| format!("(SELECT COUNT(*) FROM attendee a WHERE a.meeting_id = ?1 AND {condition})");
    let sql = format!(
        "UPDATE meeting SET expected = {}, excluded = {}, told = {}, attending = {}, on_leave = {} WHERE id = ?1",
        count("a.expected = 1"),
        count("a.expected = 0"),
        count("a.told_at IS NOT NULL"),
        count("a.expected = 1 AND a.answer = 'attend'"),
        count("a.expected = 1 AND a.answer = 'leave'"),
    );
    c.execute(&sql, bind![id])?;
    Ok(())
}

/// Notes that somebody was told; says whether it was for the first time.
pub(in crate::meeting) fn told(c: &mut Conn<'_>, id: MeetingId, member: MemberId, now: Instant) -> Result<bool> {
    let sql = "UPDATE attendee SET told_at = ?3 WHERE meeting_id = ?1 AND member_id = ?2 AND told_at IS NULL";
    let first = c.execute(sql, bind![id, member, now])? > 0;
    if first {
        c.execute("UPDATE meeting SET told = told + 1 WHERE id = ?1", bind![id])?;
    }
    Ok(first)
}

/// Who was told; of them only the silent ones if so asked.
pub(in crate::meeting) fn told_members(c: &mut Conn<'_>, id: MeetingId, silent_only: bool) -> Result<Vec<MemberId>> {
    let silent = if silent_only { "AND answer IS NULL AND expected = 1" } else { "" };
    let sql =
        format!("SELECT member_id FROM attendee WHERE meeting_id = ?1 AND told_at IS NOT NULL {silent} ORDER BY seat");
    c.rows(&sql, bind![id], |r| r.get(0))
}

/// A member's place in a meeting, with what the rules need.
pub(in crate::meeting) struct Place {
    /// The meeting.
    pub rules: Meeting,
    /// Whose it is.
    pub org: OrgId,
    /// Counts towards 应到.
    pub expected: bool,
    /// Was told.
    pub told: bool,
    /// What stands, and why, and since when.
    pub answer: Option<(Answer, String, Instant)>,
}

/// The member's place in the meeting, if they have one.
pub(in crate::meeting) fn place(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<Place>> {
    let sql = format!(
        "SELECT {ROW}, m.looked_at, m.reminded_at, a.expected, a.told_at, a.answer, a.leave_reason, a.answered_at
         FROM attendee a JOIN meeting m ON m.id = a.meeting_id WHERE a.meeting_id = ?1 AND a.member_id = ?2"
    );
    c.first(&sql, bind![id, member], |r| {
        let reason: String = r.get(24)?;
        let answer = r.coded_option(23)?.zip(r.get::<Option<Instant>>(25)?).map(|(a, at)| (a, reason.clone(), at));
        Ok(Place {
            rules: Meeting { looked_at: r.get(19)?, reminded_at: r.get(20)?, ..rules(r)? },
            org: r.get(14)?,
            expected: r.get(21)?,
            told: r.get::<Option<i64>>(22)?.is_some(),
            answer,
        })
    })
}

/// Writes an answer and moves the heads by the difference.
pub(in crate::meeting) fn set_answer(
    c: &mut Conn<'_>,
    place: &Place,
    member: MemberId,
    answer: Answer,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql =
        "UPDATE attendee SET answer = ?3, leave_reason = ?4, answered_at = ?5 WHERE meeting_id = ?1 AND member_id = ?2";
    c.execute(sql, bind![place.rules.id, member, answer.code(), reason, now])?;
    let count = |a: Answer| match a {
        Answer::Attend => (1_i64, 0_i64),
        Answer::Leave => (0, 1),
    };
    let (old, new) = (place.answer.as_ref().map_or((0, 0), |(a, _, _)| count(*a)), count(answer));
    let sql = "UPDATE meeting SET attending = attending + ?2, on_leave = on_leave + ?3 WHERE id = ?1";
    c.execute(sql, bind![place.rules.id, new.0 - old.0, new.1 - old.1])?;
    crate::inbox::read_meeting(c, AccountId(member.0), place.rules.id, now)
}
