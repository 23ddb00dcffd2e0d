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

/// Tells accounts something; their devices hear of it once this is committed.
///
/// # Errors
/// When the store refuses it.
pub fn tell(
    c: &mut Conn<'_>,
    accounts: impl IntoIterator<Item = AccountId>,
    message: &Message<'_>,
    now: Instant,
) -> Result<()> {
    let mut accounts = accounts.into_iter().peekable();
    if accounts.peek().is_none() {
        return Ok(());
    }
    let id = c.next_id();
    let sql = "INSERT INTO message (id, topic, title, body, meeting_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    c.execute(sql, bind![id, message.topic.code(), message.title, message.body, message.meeting, now])?;
    for account in accounts {
        let sql = "INSERT INTO delivery (account_id, message_id, meeting_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![account, id, message.meeting])?;
        c.after_commit(Event { account, subject: Subject::Inbox });
    }
    Ok(())
}

/// Marks as read what an account was told of a meeting.
///
/// # Errors
/// When the store refuses it.
pub fn read_meeting(c: &mut Conn<'_>, account: AccountId, meeting: MeetingId, now: Instant) -> Result<()> {
    let sql = "UPDATE delivery SET read_at = ?3 WHERE account_id = ?1 AND meeting_id = ?2 AND read_at IS NULL";
    c.execute(sql, bind![account, meeting, now])?;
    Ok(())
}

/// How many are not read yet.
///
/// # Errors
/// When the store refuses it.
pub fn unread(c: &mut Conn<'_>, account: AccountId) -> Result<u32> {
    let n = c.number("SELECT COUNT(*) FROM delivery WHERE account_id = ?1 AND read_at IS NULL", bind![account])?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// A place in an inbox.
pub(super) struct Spot {
    /// The message.
    pub id: InboxId,
    /// Already read.
    pub read: bool,
}

/// `limit + 1` places after the cursor, the latest first.
pub(super) fn list(
    c: &mut Conn<'_>,
    account: AccountId,
    unread: bool,
    after: Option<i64>,
    limit: usize,
) -> Result<Vec<Spot>> {
    let only = if unread { "AND read_at IS NULL" } else { "" };
    let sql = format!(
        "SELECT message_id, read_at FROM delivery WHERE account_id = ?1 AND message_id < ?2 {only}
         ORDER BY message_id DESC LIMIT ?3"
    );
    let values = bind![account, after.unwrap_or(i64::MAX), limit as i64 + 1];
    c.rows(&sql, values, |r| Ok(Spot { id: r.get(0)?, read: r.get::<Option<i64>>(1)?.is_some() }))
}

/// A message as an item of somebody's inbox.
pub(super) fn item(c: &mut Conn<'_>, id: InboxId, read: bool) -> Result<InboxItem> {
    let sql = "SELECT topic, title, body, meeting_id, at FROM message WHERE id = ?1";
    let found = c.first(sql, bind![id], |r| {
        Ok(InboxItem {
            id,
            topic: r.coded(0)?,
            title: r.get(1)?,
            body: r.get(2)?,
            meeting: r.get(3)?,
            at: r.get(4)?,
            read,
        })
    })?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Marks one message or all of them as read.
pub(super) fn mark_read(c: &mut Conn<'_>, account: AccountId, id: Option<InboxId>, now: Instant) -> Result<()> {
    let Some(id) = id else {
        c.execute("UPDATE delivery SET read_at = ?2 WHERE account_id = ?1 AND read_at IS NULL", bind![account, now])?;
        return Ok(());
    };
    let here = "SELECT COUNT(*) FROM delivery WHERE account_id = ?2 AND message_id = ?1";
    if c.number(here, bind![id, account])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    let sql = "UPDATE delivery SET read_at = ?3 WHERE account_id = ?2 AND message_id = ?1 AND read_at IS NULL";
    c.execute(sql, bind![id, account, now])?;
    Ok(())
}
