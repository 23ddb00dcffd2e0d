//! The SQL of reviewing posts: the queue, every round of handing in and deciding, and branches that move.

use crate::bind;
use crate::error::Result;
use crate::review::{self, Span};
use crate::store::{Conn, Row};
use gsdj_domain::meeting::{Decision, ReviewRound, Step};
use gsdj_domain::org::OrgRef;
use gsdj_domain::review::{ReviewItem, ReviewKind};
use gsdj_domain::{ExperienceId, Instant, OrgId};

const ITEM: &str = "e.id, e.title, e.org_id, o.name, er.submitted_at, er.round, er.decided_at, er.decision";

fn item(r: &Row<'_>) -> Result<ReviewItem> {
    let id: ExperienceId = r.get(0)?;
    Ok(ReviewItem {
        kind: ReviewKind::Experience,
        id: id.0,
        title: r.get(1)?,
        what: ReviewKind::Experience.label().into(),
        org: OrgRef { id: r.get(2)?, name: r.get(3)? },
        submitted_at: r.get(4)?,
        round: r.get(5)?,
        decided_at: r.get::<Option<i64>>(6)?.map(Instant),
        decision: r.coded_option(7)?,
        link: format!("/experiences/{id}"),
    })
}

/// Posts that wait for this organisation, the first handed in first.
pub(in crate::experience) fn reviews(c: &mut Conn<'_>, reviewer: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM experience e JOIN org o ON o.id = e.org_id
         JOIN experience_round er ON er.experience_id = e.id AND er.decided_at IS NULL
         WHERE e.reviewer_id = ?1 AND e.state = 'waiting'
           AND (er.submitted_at > ?2 OR (er.submitted_at = ?2 AND e.id > ?3)) ORDER BY er.submitted_at, e.id LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MIN, 0));
    c.rows(&sql, bind![reviewer, at, id, span.limit as i64], item)
}

/// How many wait for this organisation.
pub(in crate::experience) fn reviews_waiting(c: &mut Conn<'_>, reviewer: OrgId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM experience WHERE reviewer_id = ?1 AND state = 'waiting'";
    Ok(u32::try_from(c.number(sql, bind![reviewer])?).unwrap_or(u32::MAX))
}

/// Posts that this organisation decided, the latest decision first.
pub(in crate::experience) fn decided(c: &mut Conn<'_>, reviewer: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM (SELECT experience_id, MAX(round) AS round FROM experience_round
           WHERE reviewer_id = ?1 AND decision IS NOT NULL GROUP BY experience_id) d
         JOIN experience_round er ON er.experience_id = d.experience_id AND er.round = d.round
         JOIN experience e ON e.id = d.experience_id JOIN org o ON o.id = e.org_id
         WHERE er.decided_at < ?2 OR (er.decided_at = ?2 AND e.id < ?3) ORDER BY er.decided_at DESC, e.id DESC LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MAX, 0));
    c.rows(&sql, bind![reviewer, at, id, span.limit as i64], item)
}

/// Begins a round of review.
pub(in crate::experience) fn begin_round(
    c: &mut Conn<'_>,
    id: ExperienceId,
    reviewer: &OrgRef,
    now: Instant,
) -> Result<()> {
    c.execute("UPDATE experience SET rounds = rounds + 1 WHERE id = ?1", bind![id])?;
    let sql = "INSERT INTO experience_round (experience_id, round, submitted_at, reviewer_id, reviewer_name, reason, withdrawn)
               SELECT id, rounds, ?2, ?3, ?4, '', 0 FROM experience WHERE id = ?1";
    c.execute(sql, bind![id, now, reviewer.id, &reviewer.name])?;
    Ok(())
}

/// Ends the round that is open: with a decision, or because the branch took it back.
pub(in crate::experience) fn end_round(
    c: &mut Conn<'_>,
    id: ExperienceId,
    decision: Option<Decision>,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE experience_round SET decision = ?2, reason = ?3, decided_at = ?4, withdrawn = ?5
               WHERE experience_id = ?1 AND decided_at IS NULL";
    c.execute(sql, bind![id, decision.map(Decision::code), reason, now, decision.is_none()])?;
    Ok(())
}

/// Every round, the first first.
pub(in crate::experience) fn rounds(c: &mut Conn<'_>, id: ExperienceId) -> Result<Vec<ReviewRound>> {
    let sql = "SELECT round, submitted_at, reviewer_name, decision, reason, decided_at, withdrawn FROM experience_round
               WHERE experience_id = ?1 ORDER BY round";
    c.rows(sql, bind![id], |r| review::round(r, Step::Review))
}

/// Notes that the reviewer has opened what was handed in.
pub(in crate::experience) fn looked_at(c: &mut Conn<'_>, id: ExperienceId) -> Result<()> {
    c.execute("UPDATE experience SET looked_at = 1 WHERE id = ?1 AND state = 'waiting'", bind![id])?;
    Ok(())
}

/// After a branch moved in the tree: what waits for review waits for the new immediate superior, who has looked at nothing
/// yet; what is published is found anew along the paths of now.
///
/// # Errors
/// When the store refuses it.
pub fn rescope(c: &mut Conn<'_>, branch: OrgId) -> Result<()> {
    let published = "SELECT id FROM experience WHERE org_id = ?1 AND state = 'published'";
    for id in c.rows(published, bind![branch], |r| r.get(0))? {
        super::set_readers(c, id)?;
    }
    let Some(superior) = crate::org::superior_of(c, branch)? else { return Ok(()) };
    let waiting = "SELECT id FROM experience WHERE org_id = ?1 AND state = 'waiting' AND reviewer_id <> ?2";
    for id in c.rows(waiting, bind![branch, superior.id], |r| r.get::<ExperienceId>(0))? {
        c.execute("UPDATE experience SET reviewer_id = ?2, looked_at = 0 WHERE id = ?1", bind![id, superior.id])?;
        let round = "UPDATE experience_round SET reviewer_id = ?2, reviewer_name = ?3
                     WHERE experience_id = ?1 AND decided_at IS NULL";
        c.execute(round, bind![id, superior.id, &superior.name])?;
    }
    Ok(())
}
