//! The subscriptions' SQL.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::calendar::SubscriptionState;
use gsdj_domain::{AccountId, Instant};

/// Whether there is one.
pub(super) fn state(c: &mut Conn<'_>, account: AccountId) -> Result<SubscriptionState> {
    let sql = "SELECT created_at, read_at FROM calendar_feed WHERE account_id = ?1";
    let found =
        c.first(sql, bind![account], |r| Ok(SubscriptionState { since: Some(r.get(0)?), read_at: r.get(1)? }))?;
    Ok(found.unwrap_or(SubscriptionState { since: None, read_at: None }))
}

/// Makes it, in place of an earlier one.
pub(super) fn open(c: &mut Conn<'_>, account: AccountId, token_hash: &[u8; 32], now: Instant) -> Result<()> {
    let sql = "INSERT INTO calendar_feed (account_id, token_hash, created_at, read_at) VALUES (?1, ?2, ?3, NULL)
               ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash,
                 created_at = excluded.created_at, read_at = NULL";
    c.execute(sql, bind![account, token_hash.as_slice(), now])?;
    Ok(())
}

/// Takes it back; says whether there was one.
pub(super) fn close(c: &mut Conn<'_>, account: AccountId) -> Result<bool> {
    Ok(c.execute("DELETE FROM calendar_feed WHERE account_id = ?1", bind![account])? > 0)
}

/// Whose address it is, and when it was last noted as read.
pub(super) fn holder(c: &mut Conn<'_>, token_hash: &[u8; 32]) -> Result<Option<(AccountId, Option<Instant>)>> {
    let sql = "SELECT account_id, read_at FROM calendar_feed WHERE token_hash = ?1";
    c.first(sql, bind![token_hash.as_slice()], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// Notes that it was read.
pub(super) fn read(c: &mut Conn<'_>, account: AccountId, now: Instant) -> Result<()> {
    c.execute("UPDATE calendar_feed SET read_at = ?2 WHERE account_id = ?1", bind![account, now])?;
    Ok(())
}
