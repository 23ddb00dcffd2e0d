//! The inbox's SQL.

use crate::bind;
use crate::error::Result;
use crate::live::{Event, Subject};
use crate::store::Conn;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::{AccountId, InboxId, Instant, MeetingId, Refusal};

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    /// What it is about.
    pub topic: Topic,
    /// The first line.
    pub title: &'a str,
    /// The rest.
    pub body: &'a str,
    /// Where it leads.
    pub meeting: Option<MeetingId>,
}

/// Tells an account something; its devices hear of it once this is committed.
///
/// # Errors
/// When the store refuses it.
pub fn tell(c: &mut Conn<'_>, account: AccountId, message: &Message<'_>, now: Instant) -> Result<()> {
    let sql =
        "INSERT INTO inbox (id, account_id, topic, title, body, meeting_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let id = c.next_id();
    c.execute(sql, bind![id, account, message.topic.code(), message.title, message.body, message.meeting, now])?;
    c.after_commit(Event { account, subject: Subject::Inbox });
    Ok(())
}

/// How many are not read yet.
///
/// # Errors
/// When the store refuses it.
pub fn unread(c: &mut Conn<'_>, account: AccountId) -> Result<u32> {
    let n = c.number("SELECT COUNT(*) FROM inbox WHERE account_id = ?1 AND read_at IS NULL", bind![account])?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// `limit + 1` messages after the cursor, the latest first.
pub(super) fn list(
    c: &mut Conn<'_>,
    account: AccountId,
    unread: bool,
    after: Option<i64>,
    limit: usize,
) -> Result<Vec<InboxItem>> {
    let sql = if unread {
        "SELECT id, topic, title, body, meeting_id, at, read_at FROM inbox
         WHERE account_id = ?1 AND id < ?2 AND read_at IS NULL ORDER BY id DESC LIMIT ?3"
    } else {
        "SELECT id, topic, title, body, meeting_id, at, read_at FROM inbox
         WHERE account_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3"
    };
    c.rows(sql, bind![account, after.unwrap_or(i64::MAX), limit as i64 + 1], |r| {
        Ok(InboxItem {
            id: r.get(0)?,
            topic: r.coded(1)?,
            title: r.get(2)?,
            body: r.get(3)?,
            meeting: r.get(4)?,
            at: r.get(5)?,
            read: r.get::<Option<i64>>(6)?.is_some(),
        })
    })
}

/// Marks one message or all of them as read.
pub(super) fn mark_read(c: &mut Conn<'_>, account: AccountId, id: Option<InboxId>, now: Instant) -> Result<()> {
    let Some(id) = id else {
        c.execute("UPDATE inbox SET read_at = ?2 WHERE account_id = ?1 AND read_at IS NULL", bind![account, now])?;
        return Ok(());
    };
    if c.number("SELECT COUNT(*) FROM inbox WHERE id = ?1 AND account_id = ?2", bind![id, account])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    c.execute("UPDATE inbox SET read_at = ?2 WHERE id = ?1 AND read_at IS NULL", bind![id, now])?;
    Ok(())
}
