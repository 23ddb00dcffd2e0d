//! The SQL of reminders: whom, of what, when it is due, when it was sent.

use super::{PROGRAMME, programme_of};
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::programme_guide::{REMINDERS_MAX, Reminder, due_at};
use gsdj_domain::{AccountId, ChannelId, Instant, ProgrammeId};

/// Sets a reminder; one that was sent is sent anew.
pub fn set_reminder(
    c: &mut Conn<'_>,
    account: AccountId,
    programme: ProgrammeId,
    minutes: u32,
    starts_at: Instant,
) -> Result<()> {
    let sql = "INSERT INTO programme_reminder (account_id, programme_id, minutes, due_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (account_id, programme_id)
               DO UPDATE SET minutes = excluded.minutes, due_at = excluded.due_at, told_at = NULL";
    c.execute(sql, bind![account, programme, minutes, due_at(starts_at, minutes)])?;
    Ok(())
}

/// Takes a reminder back.
pub fn drop_reminder(c: &mut Conn<'_>, account: AccountId, programme: ProgrammeId) -> Result<()> {
    c.execute("DELETE FROM programme_reminder WHERE account_id = ?1 AND programme_id = ?2", bind![account, programme])?;
    Ok(())
}

/// Follows a programme to its new time.
pub fn move_reminders(c: &mut Conn<'_>, programme: ProgrammeId, starts_at: Instant) -> Result<()> {
    let sql = "UPDATE programme_reminder SET due_at = CAST(?2 AS BIGINT) - minutes * 60000, told_at = NULL
               WHERE programme_id = ?1";
    c.execute(sql, bind![programme, starts_at])?;
    Ok(())
}

/// Who is reminded of a programme, and how many minutes before; those who were told already apart.
pub fn waiting(c: &mut Conn<'_>, programme: ProgrammeId) -> Result<Vec<(AccountId, u32)>> {
    let sql = "SELECT account_id, minutes FROM programme_reminder WHERE programme_id = ?1 AND told_at IS NULL
               ORDER BY account_id";
    c.rows(sql, bind![programme], |r| Ok((AccountId(r.get(0)?), r.get(1)?)))
}

/// Who is reminded of anything on a channel.
pub fn waiting_on_channel(c: &mut Conn<'_>, channel: ChannelId) -> Result<Vec<AccountId>> {
    let sql = "SELECT DISTINCT r.account_id FROM programme p JOIN programme_reminder r ON r.programme_id = p.id
               WHERE p.channel_id = ?1 AND r.told_at IS NULL ORDER BY r.account_id";
    c.rows(sql, bind![channel], |r| Ok(AccountId(r.get(0)?)))
}

/// How many reminders wait for an account.
pub fn waiting_of(c: &mut Conn<'_>, account: AccountId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM programme_reminder WHERE account_id = ?1 AND told_at IS NULL";
    Ok(u32::try_from(c.number(sql, bind![account])?).unwrap_or(u32::MAX))
}

/// What an account is reminded of and is not over, the next first.
pub fn reminders(c: &mut Conn<'_>, account: AccountId, now: Instant) -> Result<Vec<Reminder>> {
    let sql = format!(
        "SELECT {PROGRAMME}, ch.name FROM programme_reminder r JOIN programme p ON p.id = r.programme_id
         JOIN channel ch ON ch.id = p.channel_id
         WHERE r.account_id = ?1 AND p.ends_at > ?2 ORDER BY p.starts_at, p.id LIMIT ?3"
    );
    c.rows(&sql, bind![account, now, REMINDERS_MAX], |r| {
        Ok(Reminder { programme: programme_of(r)?, channel_name: r.get(6)? })
    })
}

/// What is due, the earliest first.
pub fn due(c: &mut Conn<'_>, now: Instant, limit: usize) -> Result<Vec<(AccountId, ProgrammeId)>> {
    let sql = "SELECT account_id, programme_id FROM programme_reminder WHERE told_at IS NULL AND due_at <= ?1
               ORDER BY due_at, programme_id, account_id LIMIT ?2";
    c.rows(sql, bind![now, limit as i64], |r| Ok((AccountId(r.get(0)?), ProgrammeId(r.get(1)?))))
}

/// Notes that it was sent.
pub fn told(c: &mut Conn<'_>, account: AccountId, programme: ProgrammeId, now: Instant) -> Result<()> {
    let sql = "UPDATE programme_reminder SET told_at = ?3 WHERE account_id = ?1 AND programme_id = ?2";
    c.execute(sql, bind![account, programme, now])?;
    Ok(())
}

/// Forgets what was sent before `before`.
pub fn forget_told(c: &mut Conn<'_>, before: Instant) -> Result<u64> {
    c.execute("DELETE FROM programme_reminder WHERE told_at IS NOT NULL AND told_at < ?1", bind![before])
}
