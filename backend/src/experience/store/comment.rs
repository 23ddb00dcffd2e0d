//! The SQL of comments.

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::{Conn, Row};
use gsdj_domain::experience::ExperienceComment;
use gsdj_domain::{AccountId, CommentId, ExperienceId, Instant};

const COMMENT: &str = "id, who, org_name, body, at, account_id, removed_at, removed_for";

fn read(r: &Row<'_>, reader: AccountId) -> Result<ExperienceComment> {
    let removed = r.get::<Option<i64>>(6)?.is_some();
    let removed_for = if removed { Some(r.get(7)?) } else { None };
    Ok(ExperienceComment {
        id: r.get(0)?,
        by: r.get(1)?,
        org: r.get(2)?,
        text: r.get(3)?,
        at: r.get(4)?,
        mine: r.get::<AccountId>(5)? == reader,
        removed_for,
    })
}

/// `limit + 1` comments after the cursor, the latest first: those that stand, and the reader's own that were removed.
pub(in crate::experience) fn comments(
    c: &mut Conn<'_>,
    id: ExperienceId,
    reader: AccountId,
    after: i64,
    limit: usize,
) -> Result<Vec<ExperienceComment>> {
    let sql = format!(
        "SELECT {COMMENT} FROM experience_comment
         WHERE experience_id = ?1 AND id < ?2 AND (removed_at IS NULL OR account_id = ?3) ORDER BY id DESC LIMIT ?4"
    );
    c.rows(&sql, bind![id, after, reader, limit as i64 + 1], |r| read(r, reader))
}

/// One comment, with its post and its author's account.
pub(in crate::experience) fn comment(
    c: &mut Conn<'_>,
    id: CommentId,
    reader: AccountId,
) -> Result<Option<(ExperienceId, AccountId, ExperienceComment)>> {
    let sql = format!("SELECT {COMMENT}, experience_id FROM experience_comment WHERE id = ?1");
    c.first(&sql, bind![id], |r| Ok((r.get(8)?, r.get(5)?, read(r, reader)?)))
}

/// When the `nth` last comment of an account was written, if that was after `since`.
pub(in crate::experience) fn comment_before(
    c: &mut Conn<'_>,
    account: AccountId,
    nth: usize,
    since: Instant,
) -> Result<Option<Instant>> {
    let sql = "SELECT at FROM experience_comment WHERE account_id = ?1 AND at > ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3";
    c.first(sql, bind![account, since, nth as i64 - 1], |r| r.get(0))
}

/// Writes a comment and counts it.
pub(in crate::experience) fn add_comment(
    c: &mut Conn<'_>,
    post: ExperienceId,
    who: &Caller,
    text: &str,
    now: Instant,
) -> Result<ExperienceComment> {
    let id = CommentId(c.next_id());
    let sql = "INSERT INTO experience_comment (id, experience_id, account_id, who, org_name, body, at, removed_for)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '')";
    // an organisation's own name says where it is from
    let from = if who.member.is_some() { who.org_name.as_str() } else { "" };
    c.execute(sql, bind![id, post, who.account, &who.name, from, text, now])?;
    c.execute("UPDATE experience SET comments = comments + 1 WHERE id = ?1", bind![post])?;
    let (by, org, text) = (who.name.clone(), from.to_owned(), text.to_owned());
    Ok(ExperienceComment { id, by, org, text, at: now, mine: true, removed_for: None })
}

/// Removes a comment: it is counted no more.
pub(in crate::experience) fn remove_comment(
    c: &mut Conn<'_>,
    post: ExperienceId,
    id: CommentId,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE experience_comment SET removed_at = ?2, removed_for = ?3 WHERE id = ?1 AND removed_at IS NULL";
    if c.execute(sql, bind![id, now, reason])? > 0 {
        c.execute("UPDATE experience SET comments = comments - 1 WHERE id = ?1", bind![post])?;
    }
    Ok(())
}
