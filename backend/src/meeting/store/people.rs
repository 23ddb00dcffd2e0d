//! The SQL of a meeting's people: who is expected, who was told, what they answered.

use super::{ROW, rules};
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::meeting::{Answer, Attendee, Meeting, MeetingKind, Step};
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, OrgId};

/// Everybody of the meeting, in the order of the form.
pub(in crate::meeting) fn people(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<Attendee>> {
    let sql =
        "SELECT member_id, name, expected, reason, note, told_at, answer, leave_reason, answered_at, present, class
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
            class: r.coded(10)?,
            checked_in_at: None,
            answered_by: None,
        })
    })
}

/// Replaces the people; what is known of those who stay comes with them.
pub(in crate::meeting) fn set_people(c: &mut Conn<'_>, id: MeetingId, people: &[Attendee]) -> Result<()> {
    let sql = "SELECT member_id, pre_told_at FROM attendee WHERE meeting_id = ?1 AND pre_told_at IS NOT NULL";
    let pre_told: Vec<(MemberId, Instant)> = c.rows(sql, bind![id], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let pre_told = |member| pre_told.iter().find(|(m, _)| *m == member).map(|(_, at)| *at);
    c.execute("DELETE FROM attendee WHERE meeting_id = ?1", bind![id])?;
    for (seat, p) in people.iter().enumerate() {
        let sql = "INSERT INTO attendee (meeting_id, member_id, seat, name, expected, reason, note, told_at, answer,
                     leave_reason, answered_at, present, class, pre_told_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
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
            p.class.code(),
            pre_told(p.member),
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

/// Notes that somebody was told beforehand; says whether it was for the first time.
pub(in crate::meeting) fn pre_told(c: &mut Conn<'_>, id: MeetingId, member: MemberId, now: Instant) -> Result<bool> {
    let sql = "UPDATE attendee SET pre_told_at = ?3 WHERE meeting_id = ?1 AND member_id = ?2 AND pre_told_at IS NULL";
    Ok(c.execute(sql, bind![id, member, now])? > 0)
}

/// Who was told; of them only the silent ones if so asked.
pub(in crate::meeting) fn told_members(c: &mut Conn<'_>, id: MeetingId, silent_only: bool) -> Result<Vec<MemberId>> {
    let silent = if silent_only { "AND answer IS NULL AND expected = 1" } else { "" };
    let told = if silent_only { "s.told_at IS NOT NULL" } else { super::TOLD };
    let sql = format!("SELECT member_id FROM attendee s WHERE meeting_id = ?1 AND {told} {silent} ORDER BY seat");
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
        let reason: String = r.get(25)?;
        let answer = r.coded_option(24)?.zip(r.get::<Option<Instant>>(26)?).map(|(a, at)| (a, reason.clone(), at));
        Ok(Place {
            rules: Meeting { looked_at: r.get(20)?, reminded_at: r.get(21)?, ..rules(r)? },
            org: r.get(14)?,
            expected: r.get(22)?,
            told: r.get::<Option<i64>>(23)?.is_some(),
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

/// Those told beforehand who have neither handed in an outline nor been excused.
pub(in crate::meeting) fn without_outline(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<MemberId>> {
    let sql =
        "SELECT a.member_id FROM attendee a WHERE a.meeting_id = ?1 AND a.expected = 1 AND a.pre_told_at IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM meeting_paper p WHERE p.meeting_id = ?1 AND p.part = 'outline'
                   AND p.member_id = a.member_id) ORDER BY a.seat";
    c.rows(sql, bind![id], |r| r.get(0))
}

/// Meetings at a step whose deadline comes until `until`: kind, deadline, and how long before it the platform last reminded
/// (0: not yet). The deadline of answers is the form's, that of outlines the start.
pub(in crate::meeting) fn closing(
    c: &mut Conn<'_>,
    step: Step,
    now: Instant,
    until: Instant,
) -> Result<Vec<(MeetingId, MeetingKind, Instant, i64)>> {
    let answers = ("answer_deadline", "AND told > attending + on_leave");
    let (deadline, silent) = if step == Step::Answer { answers } else { ("starts_at", "") };
    let sql = format!(
        "SELECT id, kind, {deadline}, auto_reminded FROM meeting
         WHERE step = '{}' AND cancelled = 0 AND {deadline} >= ?1 AND {deadline} <= ?2 {silent} ORDER BY {deadline}",
        step.code()
    );
    c.rows(&sql, bind![now, until], |r| Ok((r.get(0)?, r.coded(1)?, r.get(2)?, r.get(3)?)))
}

/// Notes how long before the deadline the platform reminded.
pub(in crate::meeting) fn auto_reminded(c: &mut Conn<'_>, id: MeetingId, before: i64) -> Result<()> {
    c.execute("UPDATE meeting SET auto_reminded = ?2 WHERE id = ?1", bind![id, before])?;
    Ok(())
}
