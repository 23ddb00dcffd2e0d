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

/// Tells accounts something that leads to its meeting, if to anything; their devices hear of it once this is committed.
///
/// # Errors
/// When the store refuses it.
pub fn tell(
    c: &mut Conn<'_>,
    accounts: impl IntoIterator<Item = AccountId>,
    message: &Message<'_>,
    now: Instant,
) -> Result<()> {
    deliver(c, accounts, message, None, now)
}

/// Likewise, for a message that leads to the address `link` within the platform.
///
/// # Errors
/// When the store refuses it.
pub fn tell_of(
    c: &mut Conn<'_>,
    accounts: impl IntoIterator<Item = AccountId>,
    message: &Message<'_>,
    link: &str,
    now: Instant,
) -> Result<()> {
    deliver(c, accounts, message, Some(link), now)
}

fn deliver(
    c: &mut Conn<'_>,
    accounts: impl IntoIterator<Item = AccountId>,
    message: &Message<'_>,
    link: Option<&str>,
    now: Instant,
) -> Result<()> {
    let mut accounts = accounts.into_iter().peekable();
    if accounts.peek().is_none() {
        return Ok(());
    }
    let id = c.next_id();
    let sql = "INSERT INTO message (id, topic, title, body, meeting_id, at, link) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    c.execute(sql, bind![id, message.topic.code(), message.title, message.body, message.meeting, now, link])?;
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

/// Marks as read what an account was told that leads to this address.
///
/// # Errors
/// When the store refuses it.
pub fn read_link(c: &mut Conn<'_>, account: AccountId, link: &str, now: Instant) -> Result<()> {
    let sql = "UPDATE delivery SET read_at = ?3 WHERE account_id = ?1 AND read_at IS NULL
                 AND EXISTS (SELECT 1 FROM message m WHERE m.id = delivery.message_id AND m.link = ?2)";
    if c.execute(sql, bind![account, link, now])? > 0 {
        c.after_commit(Event { account, subject: Subject::Inbox });
    }
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

/// Which messages are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Only what is not read yet.
    pub unread: bool,
    /// Only what is about this.
    pub topic: Option<Topic>,
}

/// `limit + 1` places after the cursor, the latest first.
pub(super) fn list(
    c: &mut Conn<'_>,
    account: AccountId,
    shown: Shown,
    after: Option<i64>,
    limit: usize,
) -> Result<Vec<Spot>> {
    let unread = if shown.unread { "AND d.read_at IS NULL" } else { "" };
    let mut values = bind![account, after.unwrap_or(i64::MAX), limit as i64 + 1].to_vec();
    let mut about = "";
    if let Some(topic) = shown.topic {
        about = "AND EXISTS (SELECT 1 FROM message m WHERE m.id = d.message_id AND m.topic = ?4)";
        values.push(topic.code().into());
    }
    let sql = format!(
        "SELECT d.message_id, d.read_at FROM delivery d WHERE d.account_id = ?1 AND d.message_id < ?2 {unread} {about}
         ORDER BY d.message_id DESC LIMIT ?3"
    );
    c.rows(&sql, &values, |r| Ok(Spot { id: r.get(0)?, read: r.get::<Option<i64>>(1)?.is_some() }))
}

/// A message as an item of somebody's inbox.
pub(super) fn item(c: &mut Conn<'_>, id: InboxId, read: bool) -> Result<InboxItem> {
    let sql = "SELECT topic, title, body, meeting_id, at, link FROM message WHERE id = ?1";
    let found = c.first(sql, bind![id], |r| {
        Ok(InboxItem {
            id,
            topic: r.coded(0)?,
            title: r.get(1)?,
            body: r.get(2)?,
            meeting: r.get(3)?,
            link: r.get(5)?,
            at: r.get(4)?,
            read,
        })
    })?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Marks all messages as read, or all about one topic.
pub(super) fn read_all(c: &mut Conn<'_>, account: AccountId, topic: Option<Topic>, now: Instant) -> Result<()> {
    let all = "UPDATE delivery SET read_at = ?2 WHERE account_id = ?1 AND read_at IS NULL";
    match topic {
        None => c.execute(all, bind![account, now])?,
        Some(topic) => {
            let sql =
                format!("{all} AND EXISTS (SELECT 1 FROM message m WHERE m.id = delivery.message_id AND m.topic = ?3)");
            c.execute(&sql, bind![account, now, topic.code()])?
        }
    };
    Ok(())
}

/// Marks one message as read, which must be one's own.
pub(super) fn read_one(c: &mut Conn<'_>, account: AccountId, id: InboxId, now: Instant) -> Result<()> {
    let here = "SELECT COUNT(*) FROM delivery WHERE account_id = ?2 AND message_id = ?1";
    if c.number(here, bind![id, account])? == 0 {
        return Err(Refusal::NotFound.into());
    }
    read_one_of(c, account, id, None, now)
}

/// Marks one message as read, if it is one's own and about the topic.
pub(super) fn read_one_of(
    c: &mut Conn<'_>,
    account: AccountId,
    id: InboxId,
    topic: Option<Topic>,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE delivery SET read_at = ?3 WHERE account_id = ?2 AND message_id = ?1 AND read_at IS NULL
                 AND (CAST(?4 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM message m WHERE m.id = ?1 AND m.topic = ?4))";
    c.execute(sql, bind![id, account, now, topic.map(Topic::code)])?;
    Ok(())
}
