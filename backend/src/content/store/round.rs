//! The SQL of rounds of review, and what they give the queue of reviews.

use crate::bind;
use crate::error::Result;
use crate::review::{self, Span};
use crate::store::{Conn, Row};
use gsdj_domain::content::Site;
use gsdj_domain::meeting::{Decision, ReviewRound, Step};
use gsdj_domain::org::OrgRef;
use gsdj_domain::review::{ReviewItem, ReviewKind};
use gsdj_domain::{AccountId, ArticleId, Instant, OrgId};

/// Begins a round; `reviewers` says in words who may decide.
pub(in crate::content) fn begin_round(c: &mut Conn<'_>, id: ArticleId, reviewers: &str, now: Instant) -> Result<()> {
    c.execute("UPDATE article SET rounds = rounds + 1 WHERE id = ?1", bind![id])?;
    let sql = "INSERT INTO article_round (article_id, round, submitted_at, reviewer_name, reason, withdrawn)
               SELECT id, rounds, ?2, ?3, '', 0 FROM article WHERE id = ?1";
    c.execute(sql, bind![id, now, reviewers])?;
    Ok(())
}

/// Ends the round that is open: with somebody's decision, or because it was taken back.
pub(in crate::content) fn end_round(
    c: &mut Conn<'_>,
    id: ArticleId,
    decided: Option<(AccountId, &str, Decision)>,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE article_round SET reviewer_id = ?2, reviewer_name = COALESCE(?3, reviewer_name), decision = ?4,
                 reason = ?5, decided_at = ?6, withdrawn = ?7 WHERE article_id = ?1 AND decided_at IS NULL";
    let (who, name, decision) = match decided {
        Some((who, name, decision)) => (Some(who), Some(name), Some(decision.code())),
        None => (None, None, None),
    };
    c.execute(sql, bind![id, who, name, decision, reason, now, decided.is_none()])?;
    Ok(())
}

/// Every round, the first first.
pub(in crate::content) fn rounds(c: &mut Conn<'_>, id: ArticleId) -> Result<Vec<ReviewRound>> {
    let sql = "SELECT round, submitted_at, reviewer_name, decision, reason, decided_at, withdrawn FROM article_round
               WHERE article_id = ?1 ORDER BY round";
    c.rows(sql, bind![id], |r| review::round(r, Step::Review))
}

/// Who decided last.
pub(in crate::content) fn last_reviewer(c: &mut Conn<'_>, id: ArticleId) -> Result<String> {
    let sql = "SELECT reviewer_name FROM article_round WHERE article_id = ?1 ORDER BY round DESC LIMIT 1";
    Ok(c.first(sql, bind![id], |r| r.get(0))?.unwrap_or_default())
}

/// The queue is the province's.
const FROM_ABOVE: &str = "EXISTS (SELECT 1 FROM org o WHERE o.id = ?1 AND o.kind = 'province')";

fn item(r: &Row<'_>, org: OrgId) -> Result<ReviewItem> {
    let id: ArticleId = r.get(0)?;
    let site: Site = r.coded(1)?;
    Ok(ReviewItem {
        kind: ReviewKind::Article,
        id: id.0,
        title: r.get(2)?,
        what: r.get(3)?,
        org: OrgRef { id: org, name: format!("{} · {}", site.title(), r.get::<String>(4)?) },
        submitted_at: r.get(5)?,
        round: r.get(6)?,
        decided_at: r.get(7)?,
        decision: r.coded_option(8)?,
        link: format!("/desk/{id}"),
    })
}

const ITEM: &str = "a.id, a.site, v.title, x.name, a.writer_name, r.submitted_at, r.round, r.decided_at, r.decision";

/// Articles that wait, for the province; the first handed in first.
pub(in crate::content) fn reviews(c: &mut Conn<'_>, org: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM article a JOIN article_round r ON r.article_id = a.id AND r.decided_at IS NULL
         JOIN article_version v ON v.article_id = a.id AND v.version = a.versions + 1
         JOIN site_column x ON x.id = v.column_id
         WHERE {FROM_ABOVE} AND a.state = 'waiting' AND (a.submitted_at, a.id) > (?2, ?3)
         ORDER BY a.submitted_at, a.id LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MIN, 0));
    c.rows(&sql, bind![org, at, id, span.limit as i64], |r| item(r, org))
}

/// How many wait, for the province.
pub(in crate::content) fn reviews_waiting(c: &mut Conn<'_>, org: OrgId) -> Result<u32> {
    let sql = format!("SELECT COUNT(*) FROM article WHERE {FROM_ABOVE} AND state = 'waiting'");
    Ok(u32::try_from(c.number(&sql, bind![org])?).unwrap_or(u32::MAX))
}

/// Articles that this organisation decided on, each once with its last decision, the latest first.
pub(in crate::content) fn reviews_decided(c: &mut Conn<'_>, org: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM (SELECT article_id, MAX(round) AS round FROM article_round
           WHERE reviewer_id = ?1 AND decision IS NOT NULL GROUP BY article_id) d
         JOIN article_round r ON r.article_id = d.article_id AND r.round = d.round
         JOIN article a ON a.id = d.article_id
         JOIN article_version v ON v.article_id = a.id AND v.version = {}
         JOIN site_column x ON x.id = v.column_id
         WHERE r.decided_at < ?2 OR (r.decided_at = ?2 AND a.id < ?3) ORDER BY r.decided_at DESC, a.id DESC LIMIT ?4",
        super::article::WORKING
    );
    let (at, id) = span.after.unwrap_or((i64::MAX, 0));
    c.rows(&sql, bind![org, at, id, span.limit as i64], |r| item(r, org))
}
