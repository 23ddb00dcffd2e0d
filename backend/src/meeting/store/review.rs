//! The SQL of reviews: the queue, and every round of handing in and deciding.

use super::list::{list_row, named};
use super::{AFTER_ROW, ROW};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use gsdj_domain::meeting::{MeetingRow, ReviewRound, Step};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{Instant, MeetingId, OrgId};

/// A row with what its place in the list is known by: a time, and the meeting's id where times are the same.
pub(in crate::meeting) type Placed = ((i64, i64), MeetingRow);

fn placed(c: &mut Conn<'_>, sql: &str, values: &[Value<'_>], now: Instant) -> Result<Vec<Placed>> {
    let mut rows = c.rows(sql, values, |r| Ok(((r.get(AFTER_ROW)?, r.get(0)?), list_row(r, now, None)?)))?;
    named(c, rows.iter_mut().map(|(_, row)| row))?;
    Ok(rows)
}

/// `limit + 1` meetings that wait for this organisation's review, the first handed in first.
pub(in crate::meeting) fn reviews(
    c: &mut Conn<'_>,
    reviewer: OrgId,
    after: Option<(i64, i64)>,
    limit: usize,
    now: Instant,
) -> Result<Vec<Placed>> {
    let sql = format!(
        "SELECT {ROW}, rr.submitted_at FROM meeting m
         JOIN review_round rr ON rr.meeting_id = m.id AND rr.decided_at IS NULL
         WHERE m.reviewer_id = ?1 AND m.step IN ('review', 'approve') AND m.cancelled = 0
           AND (rr.submitted_at > ?2 OR (rr.submitted_at = ?2 AND m.id > ?3)) ORDER BY rr.submitted_at, m.id LIMIT ?4"
    );
    let (at, id) = after.unwrap_or((i64::MIN, 0));
    placed(c, &sql, bind![reviewer, at, id, limit as i64 + 1], now)
}

/// `limit + 1` meetings that this organisation decided, the latest decision first.
pub(in crate::meeting) fn decided(
    c: &mut Conn<'_>,
    reviewer: OrgId,
    after: Option<(i64, i64)>,
    limit: usize,
    now: Instant,
) -> Result<Vec<Placed>> {
    let sql = format!(
        "SELECT {ROW}, d.at FROM (SELECT meeting_id, MAX(decided_at) AS at FROM review_round
           WHERE reviewer_id = ?1 AND decision IS NOT NULL GROUP BY meeting_id) d JOIN meeting m ON m.id = d.meeting_id
         WHERE d.at < ?2 OR (d.at = ?2 AND m.id < ?3) ORDER BY d.at DESC, m.id DESC LIMIT ?4"
    );
    let (at, id) = after.unwrap_or((i64::MAX, 0));
    placed(c, &sql, bind![reviewer, at, id, limit as i64 + 1], now)
}

/// How many wait for this organisation's review.
pub(in crate::meeting) fn reviews_waiting(c: &mut Conn<'_>, reviewer: OrgId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM meeting WHERE reviewer_id = ?1 AND step IN ('review', 'approve') AND cancelled = 0";
    Ok(u32::try_from(c.number(sql, bind![reviewer])?).unwrap_or(u32::MAX))
}

/// Begins a round of review.
pub(in crate::meeting) fn begin_round(
    c: &mut Conn<'_>,
    id: MeetingId,
    step: Step,
    reviewer: &OrgRef,
    now: Instant,
) -> Result<()> {
    let round = c.number("SELECT COALESCE(MAX(round), 0) + 1 FROM review_round WHERE meeting_id = ?1", bind![id])?;
    let sql =
        "INSERT INTO review_round (meeting_id, round, submitted_at, reviewer_id, reviewer_name, reason, withdrawn, step)
               VALUES (?1, ?2, ?3, ?4, ?5, '', 0, ?6)";
    c.execute(sql, bind![id, round, now, reviewer.id, &reviewer.name, step.code()])?;
    Ok(())
}

/// Ends the round that is open: with a decision, or because the branch took it back.
pub(in crate::meeting) fn end_round(
    c: &mut Conn<'_>,
    id: MeetingId,
    decision: Option<&str>,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE review_round SET decision = ?2, reason = ?3, decided_at = ?4, withdrawn = ?5
               WHERE meeting_id = ?1 AND decided_at IS NULL";
    c.execute(sql, bind![id, decision, reason, now, decision.is_none()])?;
    Ok(())
}

/// Every round, the first first.
pub(in crate::meeting) fn rounds(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<ReviewRound>> {
    let sql =
        "SELECT round, submitted_at, reviewer_name, decision, reason, decided_at, withdrawn, step FROM review_round
               WHERE meeting_id = ?1 ORDER BY round";
    c.rows(sql, bind![id], |r| {
        Ok(ReviewRound {
            round: r.get(0)?,
            submitted_at: r.get(1)?,
            reviewer: r.get(2)?,
            decision: r.coded_option(3)?,
            reason: r.get(4)?,
            decided_at: r.get(5)?,
            withdrawn: r.get(6)?,
            step: r.coded(7)?,
        })
    })
}

/// Notes that the reviewer has opened what was handed in.
pub(in crate::meeting) fn looked_at(c: &mut Conn<'_>, id: MeetingId) -> Result<()> {
    c.execute("UPDATE meeting SET looked_at = 1 WHERE id = ?1 AND step IN ('review', 'approve')", bind![id])?;
    Ok(())
}
