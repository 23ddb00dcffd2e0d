//! The SQL of reviews: the queue, and every round of handing in and deciding.

use crate::bind;
use crate::error::Result;
use crate::review::{self, Span};
use crate::store::{Conn, Row};
use gsdj_domain::meeting::{MeetingKind, ReviewRound, Step};
use gsdj_domain::org::OrgRef;
use gsdj_domain::review::{ReviewItem, ReviewKind};
use gsdj_domain::{Instant, MeetingId, OrgId};

/// What an item of the queue needs.
const ITEM: &str =
    "m.id, m.title, m.kind, m.org_id, o.name, rr.submitted_at, rr.round, rr.decided_at, rr.decision, rr.step";

fn item(r: &Row<'_>) -> Result<ReviewItem> {
    let (id, kind) = (r.get::<MeetingId>(0)?, r.coded::<MeetingKind>(2)?);
    let step = r.coded_option::<Step>(9)?;
    Ok(ReviewItem {
        kind: ReviewKind::Meeting,
        id: id.0,
        title: r.get(1)?,
        what: if step == Some(Step::Approve) { format!("{} · 审批", kind.label()) } else { kind.label().into() },
        org: OrgRef { id: r.get(3)?, name: r.get(4)? },
        submitted_at: r.get(5)?,
        round: r.get(6)?,
        decided_at: r.get(7)?,
        decision: r.coded_option(8)?,
        link: format!("/meetings/{id}"),
    })
}

/// Meetings that wait for this organisation's review, the first handed in first.
pub(in crate::meeting) fn reviews(c: &mut Conn<'_>, reviewer: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM meeting m JOIN org o ON o.id = m.org_id
         JOIN review_round rr ON rr.meeting_id = m.id AND rr.decided_at IS NULL
         WHERE m.reviewer_id = ?1 AND m.step IN ('review', 'approve') AND m.cancelled = 0
           AND (rr.submitted_at > ?2 OR (rr.submitted_at = ?2 AND m.id > ?3)) ORDER BY rr.submitted_at, m.id LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MIN, 0));
    c.rows(&sql, bind![reviewer, at, id, span.limit as i64], item)
}

/// Meetings that this organisation decided, the latest decision first.
pub(in crate::meeting) fn decided(c: &mut Conn<'_>, reviewer: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM (SELECT meeting_id, MAX(round) AS round FROM review_round
           WHERE reviewer_id = ?1 AND decision IS NOT NULL GROUP BY meeting_id) d
         JOIN review_round rr ON rr.meeting_id = d.meeting_id AND rr.round = d.round
         JOIN meeting m ON m.id = d.meeting_id JOIN org o ON o.id = m.org_id
         WHERE rr.decided_at < ?2 OR (rr.decided_at = ?2 AND m.id < ?3) ORDER BY rr.decided_at DESC, m.id DESC LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MAX, 0));
    c.rows(&sql, bind![reviewer, at, id, span.limit as i64], item)
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
    c.rows(sql, bind![id], |r| review::round(r, r.coded(7)?))
}

/// Notes that the reviewer has opened what was handed in.
pub(in crate::meeting) fn looked_at(c: &mut Conn<'_>, id: MeetingId) -> Result<()> {
    c.execute("UPDATE meeting SET looked_at = 1 WHERE id = ?1 AND step IN ('review', 'approve')", bind![id])?;
    Ok(())
}
