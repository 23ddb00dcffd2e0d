//! The SQL of 直播节目预告: channels and programmes. Reminders stand in `store/reminder.rs`.

mod reminder;

pub(super) use reminder::{
    drop_reminder, due, forget_told, move_reminders, reminders, set_reminder, told, waiting, waiting_of,
    waiting_on_channel,
};

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::programme_guide::{Channel, ChannelForm, LENGTH_MAX, Programme, Slot};
use gsdj_domain::{AccountId, ChannelId, Instant, ProgrammeId, Refusal};

/// Programmes of one channel within a window at most; a day of minutes holds no more that anybody watches.
const WINDOW_ROWS: i64 = 500;

fn channel_of(r: &Row<'_>) -> Result<Channel> {
    let live: String = r.get(2)?;
    Ok(Channel {
        id: ChannelId(r.get(0)?),
        name: r.get(1)?,
        live: Some(live).filter(|l| !l.is_empty()),
        seat: r.get(3)?,
    })
}

/// Every channel, in order.
pub(super) fn channels(c: &mut Conn<'_>) -> Result<Vec<Channel>> {
    c.rows("SELECT id, name, live, seat FROM channel ORDER BY seat, id", bind![], channel_of)
}

/// `limit + 1` channels after a place, or the only one.
pub(super) fn channels_page(
    c: &mut Conn<'_>,
    only: Option<ChannelId>,
    after: Option<(i64, i64)>,
    limit: usize,
) -> Result<Vec<Channel>> {
    if let Some(only) = only {
        return Ok(vec![channel(c, only)?]);
    }
    let (seat, id) = after.unwrap_or((-1, 0));
    let sql = "SELECT id, name, live, seat FROM channel WHERE seat > ?1 OR (seat = ?1 AND id > ?2) ORDER BY seat, id LIMIT ?3";
    c.rows(sql, bind![seat, id, limit as i64 + 1], channel_of)
}

/// One channel.
pub(super) fn channel(c: &mut Conn<'_>, id: ChannelId) -> Result<Channel> {
    let found = c.first("SELECT id, name, live, seat FROM channel WHERE id = ?1", bind![id], channel_of)?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// The channel of this name.
pub(super) fn channel_named(c: &mut Conn<'_>, name: &str) -> Result<Option<ChannelId>> {
    c.first("SELECT id FROM channel WHERE name = ?1", bind![name], |r| Ok(ChannelId(r.get(0)?)))
}

/// Writes a new channel.
pub(super) fn insert_channel(c: &mut Conn<'_>, form: &ChannelForm, seat: u32) -> Result<ChannelId> {
    let id = ChannelId(c.next_id());
    let sql = "INSERT INTO channel (id, name, live, seat) VALUES (?1, ?2, ?3, ?4)";
    c.execute(sql, bind![id, form.name.trim(), form.live.trim(), seat])?;
    Ok(id)
}

/// Changes a channel.
pub(super) fn update_channel(c: &mut Conn<'_>, id: ChannelId, form: &ChannelForm, seat: u32) -> Result<()> {
    let sql = "UPDATE channel SET name = ?2, live = ?3, seat = ?4 WHERE id = ?1";
    c.execute(sql, bind![id, form.name.trim(), form.live.trim(), seat])?;
    Ok(())
}

/// Takes a channel away with its programmes and their reminders.
pub(super) fn remove_channel(c: &mut Conn<'_>, id: ChannelId) -> Result<()> {
    let sql =
        "DELETE FROM programme_reminder WHERE programme_id IN (SELECT p.id FROM programme p WHERE p.channel_id = ?1)";
    c.execute(sql, bind![id])?;
    c.execute("DELETE FROM programme WHERE channel_id = ?1", bind![id])?;
    c.execute("DELETE FROM channel WHERE id = ?1", bind![id])?;
    Ok(())
}

const PROGRAMME: &str = "p.id, p.channel_id, p.title, p.starts_at, p.ends_at, r.minutes";

fn programme_of(r: &Row<'_>) -> Result<Programme> {
    Ok(Programme {
        id: ProgrammeId(r.get(0)?),
        channel: ChannelId(r.get(1)?),
        title: r.get(2)?,
        starts_at: r.get(3)?,
        ends_at: r.get(4)?,
        remind: r.get::<Option<i64>>(5)?.and_then(|m| u32::try_from(m).ok()),
    })
}

/// A channel's programmes that overlap a window: one range of its starts, as none is longer than half a day.
pub(super) fn window(
    c: &mut Conn<'_>,
    channel: ChannelId,
    (from, to): (Instant, Instant),
    account: AccountId,
) -> Result<Vec<Programme>> {
    let sql = format!(
        "SELECT {PROGRAMME} FROM programme p
         LEFT JOIN programme_reminder r ON r.programme_id = p.id AND r.account_id = ?5
         WHERE p.channel_id = ?1 AND p.starts_at > ?2 AND p.starts_at < ?3 AND p.ends_at > ?4 ORDER BY p.starts_at LIMIT ?6"
    );
    c.rows(&sql, bind![channel, from.plus(-LENGTH_MAX), to, from, account, WINDOW_ROWS], programme_of)
}

/// One programme, as this account sees it.
pub(super) fn programme(c: &mut Conn<'_>, id: ProgrammeId, account: AccountId) -> Result<Programme> {
    let sql = format!(
        "SELECT {PROGRAMME} FROM programme p
         LEFT JOIN programme_reminder r ON r.programme_id = p.id AND r.account_id = ?2 WHERE p.id = ?1"
    );
    c.first(&sql, bind![id, account], programme_of)?.ok_or_else(|| Refusal::NotFound.into())
}

fn slot_of(r: &Row<'_>) -> Result<Slot> {
    Ok(Slot { title: r.get(0)?, starts_at: r.get(1)?, ends_at: r.get(2)? })
}

/// What begins on a channel from `from` to `to`.
pub(super) fn slots(c: &mut Conn<'_>, channel: ChannelId, from: Instant, to: Instant) -> Result<Vec<Slot>> {
    let sql = "SELECT title, starts_at, ends_at FROM programme
               WHERE channel_id = ?1 AND starts_at >= ?2 AND starts_at < ?3 ORDER BY starts_at";
    c.rows(sql, bind![channel, from, to], slot_of)
}

/// The first other programme that is on at that time.
pub(super) fn overlapping(
    c: &mut Conn<'_>,
    channel: ChannelId,
    slot: &Slot,
    own: Option<ProgrammeId>,
) -> Result<Option<Slot>> {
    let sql = "SELECT title, starts_at, ends_at FROM programme WHERE channel_id = ?1 AND starts_at > ?2
               AND starts_at < ?3 AND ends_at > ?4 AND id <> ?5 ORDER BY starts_at LIMIT 1";
    let (from, own) = (slot.starts_at.plus(-LENGTH_MAX), own.map_or(0, |p| p.0));
    c.first(sql, bind![channel, from, slot.ends_at, slot.starts_at, own], slot_of)
}

/// The programme that begins on a channel at that time.
pub(super) fn at(c: &mut Conn<'_>, channel: ChannelId, starts_at: Instant) -> Result<Option<ProgrammeId>> {
    let sql = "SELECT id FROM programme WHERE channel_id = ?1 AND starts_at = ?2";
    c.first(sql, bind![channel, starts_at], |r| Ok(ProgrammeId(r.get(0)?)))
}

/// Writes a new programme.
pub(super) fn insert(c: &mut Conn<'_>, channel: ChannelId, slot: &Slot) -> Result<ProgrammeId> {
    let id = ProgrammeId(c.next_id());
    let sql = "INSERT INTO programme (id, channel_id, title, starts_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    c.execute(sql, bind![id, channel, &slot.title, slot.starts_at, slot.ends_at])?;
    Ok(id)
}

/// Changes a programme.
pub(super) fn update(c: &mut Conn<'_>, id: ProgrammeId, slot: &Slot) -> Result<()> {
    let sql = "UPDATE programme SET title = ?2, starts_at = ?3, ends_at = ?4 WHERE id = ?1";
    c.execute(sql, bind![id, &slot.title, slot.starts_at, slot.ends_at])?;
    Ok(())
}

/// Takes a programme away with its reminders.
pub(super) fn remove(c: &mut Conn<'_>, id: ProgrammeId) -> Result<()> {
    c.execute("DELETE FROM programme_reminder WHERE programme_id = ?1", bind![id])?;
    c.execute("DELETE FROM programme WHERE id = ?1", bind![id])?;
    Ok(())
}
