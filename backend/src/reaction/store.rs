//! The SQL of reactions and comments.

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::review::Span;
use crate::store::{Conn, Row};
use gsdj_domain::meeting::Decision;
use gsdj_domain::org::OrgRef;
use gsdj_domain::reaction::{ReactionDeed, Reactions, Remark, RemarkState, Target};
use gsdj_domain::review::{ReviewItem, ReviewKind};
use gsdj_domain::{AccountId, CommentId, Instant, OrgId};

/// What stands to a thing, and what of it is the account's.
pub(super) fn reactions(c: &mut Conn<'_>, target: Target, account: AccountId) -> Result<Reactions> {
    let sql = "SELECT likes, favourites, shares, remarks FROM reaction_count WHERE kind = ?1 AND target_id = ?2";
    let counted = c.first(sql, bind![target.kind.code(), target.id], |r| {
        let (likes, favourites, shares, remarks) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
        Ok(Reactions { likes, favourites, shares, remarks, ..Reactions::default() })
    })?;
    let mut reactions = counted.unwrap_or_default();
    reactions.liked = has(c, target, ReactionDeed::Like, account)?;
    reactions.kept = has(c, target, ReactionDeed::Favourite, account)?;
    Ok(reactions)
}

fn has(c: &mut Conn<'_>, target: Target, deed: ReactionDeed, account: AccountId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM reaction WHERE kind = ?1 AND target_id = ?2 AND deed = ?3 AND account_id = ?4";
    Ok(c.number(sql, bind![target.kind.code(), target.id, deed.code(), account])? > 0)
}

/// Adds to one of a thing's counts.
fn count(c: &mut Conn<'_>, target: Target, column: &str, by: i64) -> Result<()> {
    let sql =
        "INSERT INTO reaction_count (kind, target_id, likes, favourites, shares, remarks) VALUES (?1, ?2, 0, 0, 0, 0)
               ON CONFLICT DO NOTHING";
    c.execute(sql, bind![target.kind.code(), target.id])?;
    let sql = format!("UPDATE reaction_count SET {column} = {column} + ?3 WHERE kind = ?1 AND target_id = ?2");
    c.execute(&sql, bind![target.kind.code(), target.id, by])?;
    Ok(())
}

const fn column(deed: ReactionDeed) -> &'static str {
    match deed {
        ReactionDeed::Favourite => "favourites",
        ReactionDeed::Like => "likes",
        ReactionDeed::Share => "shares",
    }
}

/// Gives; says whether it was not given already.
pub(super) fn give(
    c: &mut Conn<'_>,
    target: Target,
    deed: ReactionDeed,
    account: AccountId,
    now: Instant,
) -> Result<bool> {
    let sql = "INSERT INTO reaction (kind, target_id, deed, account_id, at) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT DO NOTHING";
    let fresh = c.execute(sql, bind![target.kind.code(), target.id, deed.code(), account, now])? > 0;
    if fresh {
        count(c, target, column(deed), 1)?;
    }
    Ok(fresh)
}

/// Takes back.
pub(super) fn take(c: &mut Conn<'_>, target: Target, deed: ReactionDeed, account: AccountId) -> Result<()> {
    let sql = "DELETE FROM reaction WHERE kind = ?1 AND target_id = ?2 AND deed = ?3 AND account_id = ?4";
    if c.execute(sql, bind![target.kind.code(), target.id, deed.code(), account])? > 0 {
        count(c, target, column(deed), -1)?;
    }
    Ok(())
}

/// What the account keeps after a time and id, the latest first.
pub(super) fn favourites(
    c: &mut Conn<'_>,
    account: AccountId,
    after: Option<(i64, i64)>,
    limit: usize,
) -> Result<Vec<(Target, Instant)>> {
    let sql = "SELECT kind, target_id, at FROM reaction WHERE account_id = ?1 AND deed = 'favourite'
                 AND (at, target_id) < (?2, ?3) ORDER BY at DESC, target_id DESC LIMIT ?4";
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    c.rows(sql, bind![account, at, id, limit as i64], |r| Ok((Target { kind: r.coded(0)?, id: r.get(1)? }, r.get(2)?)))
}

/// A comment as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The comment; whose it is to the caller is still to be said.
    pub remark: Remark,
    /// On what.
    pub target: Target,
    /// What that was called.
    pub title: String,
    /// Who wrote it.
    pub account: AccountId,
    /// The branch that decides on it, or the organisation that wrote it.
    pub org: OrgId,
}

const WHOLE: &str = "id, who, org_name, body, at, state, reason, kind, target_id, title, account_id, org_id";

fn kept(r: &Row<'_>) -> Result<Kept> {
    let (state, reason): (RemarkState, String) = (r.coded(5)?, r.get(6)?);
    let gone = matches!(state, RemarkState::Returned | RemarkState::Removed);
    Ok(Kept {
        remark: Remark {
            id: r.get(0)?,
            by: r.get(1)?,
            org: r.get(2)?,
            text: r.get(3)?,
            at: r.get(4)?,
            state,
            mine: false,
            decides: false,
            removes: false,
            reason: gone.then_some(reason),
        },
        target: Target { kind: r.coded(7)?, id: r.get(8)? },
        title: r.get(9)?,
        account: r.get(10)?,
        org: r.get(11)?,
    })
}

/// `limit` comments after the cursor, the latest first: those that stand, the reader's own, and those that wait for the branch.
pub(super) fn remarks(
    c: &mut Conn<'_>,
    target: Target,
    reader: AccountId,
    branch: Option<OrgId>,
    after: i64,
    limit: usize,
) -> Result<Vec<Kept>> {
    let sql = format!(
        "SELECT {WHOLE} FROM remark WHERE kind = ?1 AND target_id = ?2 AND id < ?3
           AND (state = 'shown' OR account_id = ?4 OR (state = 'waiting' AND org_id = ?5)) ORDER BY id DESC LIMIT ?6"
    );
    let branch = branch.map_or(0, |org| org.0);
    c.rows(&sql, bind![target.kind.code(), target.id, after, reader, branch, limit as i64], kept)
}

/// One comment.
pub(super) fn remark(c: &mut Conn<'_>, id: CommentId) -> Result<Option<Kept>> {
    c.first(&format!("SELECT {WHOLE} FROM remark WHERE id = ?1"), bind![id], kept)
}

/// When the `nth` last comment of an account was written, if that was after `since`.
pub(super) fn remark_before(
    c: &mut Conn<'_>,
    account: AccountId,
    nth: usize,
    since: Instant,
) -> Result<Option<Instant>> {
    let sql = "SELECT at FROM remark WHERE account_id = ?1 AND at > ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3";
    c.first(sql, bind![account, since, nth as i64 - 1], |r| r.get(0))
}

/// Writes a comment.
pub(super) fn add_remark(
    c: &mut Conn<'_>,
    target: Target,
    title: &str,
    who: &Caller,
    text: &str,
    state: RemarkState,
    now: Instant,
) -> Result<Kept> {
    let id = CommentId(c.next_id());
    // an organisation's own name says where it is from
    let from = if who.member.is_some() { who.org_name.as_str() } else { "" };
    let sql =
        "INSERT INTO remark (id, kind, target_id, title, account_id, who, org_name, org_id, body, at, state, reason)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '')";
    let values =
        bind![id, target.kind.code(), target.id, title, who.account, &who.name, from, who.org, text, now, state.code()];
    c.execute(sql, values)?;
    if state == RemarkState::Shown {
        count(c, target, "remarks", 1)?;
    }
    let remark = Remark {
        id,
        by: who.name.clone(),
        org: from.to_owned(),
        text: text.to_owned(),
        at: now,
        state,
        mine: true,
        decides: false,
        removes: true,
        reason: None,
    };
    Ok(Kept { remark, target, title: title.to_owned(), account: who.account, org: who.org })
}

/// Writes a decision.
pub(super) fn decide_remark(
    c: &mut Conn<'_>,
    kept: &Kept,
    state: RemarkState,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE remark SET state = ?2, reason = ?3, decided_at = ?4 WHERE id = ?1";
    c.execute(sql, bind![kept.remark.id, state.code(), reason, now])?;
    if state == RemarkState::Shown {
        count(c, kept.target, "remarks", 1)?;
    }
    Ok(())
}

/// Removes a comment: it is counted no more.
pub(super) fn remove_remark(c: &mut Conn<'_>, kept: &Kept, reason: &str) -> Result<()> {
    let sql = "UPDATE remark SET state = 'removed', reason = ?2 WHERE id = ?1";
    c.execute(sql, bind![kept.remark.id, reason])?;
    if kept.remark.state == RemarkState::Shown {
        count(c, kept.target, "remarks", -1)?;
    }
    Ok(())
}

const ITEM: &str = "id, body, title, org_id, who, at, decided_at, state";

fn item(r: &Row<'_>) -> Result<ReviewItem> {
    let (id, body): (CommentId, String) = (r.get(0)?, r.get(1)?);
    let title: String = r.get(2)?;
    let state: RemarkState = r.coded(7)?;
    let decided_at: Option<Instant> = r.get(6)?;
    let passed = if matches!(state, RemarkState::Shown) { Decision::Approve } else { Decision::Return };
    Ok(ReviewItem {
        kind: ReviewKind::Remark,
        id: id.0,
        title: gsdj_domain::experience::excerpt(&body),
        what: format!("{} · {title}", ReviewKind::Remark.label()),
        org: OrgRef { id: r.get(3)?, name: r.get(4)? },
        submitted_at: r.get(5)?,
        round: 1,
        decided_at,
        decision: decided_at.map(|_| passed),
        link: format!("/comments/{id}"),
    })
}

/// Comments that wait for this branch, the first written first.
pub(super) fn reviews(c: &mut Conn<'_>, org: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM remark WHERE org_id = ?1 AND state = 'waiting' AND (at, id) > (?2, ?3) ORDER BY at, id LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MIN, 0));
    c.rows(&sql, bind![org, at, id, span.limit as i64], item)
}

/// How many wait.
pub(super) fn reviews_waiting(c: &mut Conn<'_>, org: OrgId) -> Result<u32> {
    let n = c.number("SELECT COUNT(*) FROM remark WHERE org_id = ?1 AND state = 'waiting'", bind![org])?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Comments that this branch decided on, the latest decision first.
pub(super) fn reviews_decided(c: &mut Conn<'_>, org: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} FROM remark WHERE org_id = ?1 AND decided_at IS NOT NULL AND (decided_at, id) < (?2, ?3)
         ORDER BY decided_at DESC, id DESC LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MAX, i64::MAX));
    c.rows(&sql, bind![org, at, id, span.limit as i64], item)
}
