//! Check-in's SQL.

use crate::bind;
use crate::error::Result;
use crate::http::{Scope, caller};
use crate::store::{Conn, Value};
use chrono::NaiveDate;
use gsdj_domain::check_in::{
    Arrival, CheckInWay, Elsewhere, GuestRow, GuestState, guest_period_words, window::OPENS_BEFORE,
};
use gsdj_domain::meeting::{Attendee, MeetingKind};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{Instant, MeetingId, MemberId, OrgId};
use std::collections::BTreeMap;

/// Since when a member is checked in.
pub(super) fn since(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<Instant>> {
    c.first("SELECT at FROM check_in WHERE meeting_id = ?1 AND member_id = ?2", bind![id, member], |r| r.get(0))
}

/// Whether a member is expected; `None` when they are not of the meeting.
pub(super) fn expected(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<bool>> {
    let sql = "SELECT expected FROM attendee WHERE meeting_id = ?1 AND member_id = ?2";
    c.first(sql, bind![id, member], |r| r.get(0))
}

/// The name of somebody expected.
pub(super) fn name(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<String>> {
    let sql = "SELECT name FROM attendee WHERE meeting_id = ?1 AND member_id = ?2 AND expected = 1";
    c.first(sql, bind![id, member], |r| r.get(0))
}

/// Writes a check-in.
pub(super) fn insert(
    c: &mut Conn<'_>,
    id: MeetingId,
    member: MemberId,
    way: CheckInWay,
    note: &str,
    at: Instant,
) -> Result<()> {
    let sql = "INSERT INTO check_in (meeting_id, member_id, at, way, note) VALUES (?1, ?2, ?3, ?4, ?5)";
    c.execute(sql, bind![id, member, at, way.code(), note])?;
    Ok(())
}

/// Takes a check-in back.
pub(super) fn delete(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<()> {
    c.execute("DELETE FROM check_in WHERE meeting_id = ?1 AND member_id = ?2", bind![id, member])?;
    Ok(())
}

/// The meeting was moved: who was checked in before its new window was at another time.
///
/// # Errors
/// When the store refuses it.
pub fn moved(c: &mut Conn<'_>, id: MeetingId, starts_at: Instant) -> Result<()> {
    let opens = starts_at.plus(-OPENS_BEFORE);
    c.execute("DELETE FROM check_in WHERE meeting_id = ?1 AND at < ?2", bind![id, opens])?;
    Ok(())
}

/// Notes with the people of a meeting when they were checked in.
///
/// # Errors
/// When the store refuses it.
pub fn mark(c: &mut Conn<'_>, id: MeetingId, people: &mut [Attendee]) -> Result<()> {
    let sql = "SELECT member_id, at FROM check_in WHERE meeting_id = ?1";
    let there: BTreeMap<MemberId, Instant> =
        c.rows(sql, bind![id], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect();
    for person in people.iter_mut().filter(|p| p.expected) {
        person.checked_in_at = there.get(&person.member).copied();
    }
    Ok(())
}

/// How many of those expected are checked in.
pub(super) fn count(c: &mut Conn<'_>, id: MeetingId) -> Result<u32> {
    let sql =
        "SELECT COUNT(*) FROM check_in i JOIN attendee a ON a.meeting_id = i.meeting_id AND a.member_id = i.member_id
               WHERE i.meeting_id = ?1 AND a.expected = 1";
    Ok(u32::try_from(c.number(sql, bind![id])?).unwrap_or(u32::MAX))
}

/// Everybody expected, in the order of the form.
pub(super) fn arrivals(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<Arrival>> {
    let sql = "SELECT a.member_id, a.name, a.answer, i.at, i.way, i.note FROM attendee a
               LEFT JOIN check_in i ON i.meeting_id = a.meeting_id AND i.member_id = a.member_id
               WHERE a.meeting_id = ?1 AND a.expected = 1 ORDER BY a.seat";
    c.rows(sql, bind![id], |r| {
        Ok(Arrival {
            member: r.get(0)?,
            name: r.get(1)?,
            answer: r.coded_option(2)?,
            at: r.get(3)?,
            way: r.coded_option(4)?,
            note: r.get::<Option<String>>(5)?.unwrap_or_default(),
        })
    })
}

/// Wrong codes so far, and when the last one was.
pub(super) fn tries(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<(u32, Instant)>> {
    let sql = "SELECT failures, last_failure FROM check_in_try WHERE meeting_id = ?1 AND member_id = ?2";
    c.first(sql, bind![id, member], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// Writes them.
pub(super) fn set_tries(c: &mut Conn<'_>, id: MeetingId, member: MemberId, failures: u32, now: Instant) -> Result<()> {
    let sql = "INSERT INTO check_in_try (meeting_id, member_id, failures, last_failure) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (meeting_id, member_id) DO UPDATE SET failures = excluded.failures, last_failure = excluded.last_failure";
    c.execute(sql, bind![id, member, failures, now])?;
    Ok(())
}

/// Forgets them.
pub(super) fn forget_tries(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<()> {
    c.execute("DELETE FROM check_in_try WHERE meeting_id = ?1 AND member_id = ?2", bind![id, member])?;
    Ok(())
}

/// A guest to be written.
pub(super) struct NewGuest<'a> {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: &'a str,
    /// Their own branch, with its path.
    pub home: (OrgId, &'a str),
    /// Which kind of meeting.
    pub kind: MeetingKind,
    /// The period it counts in.
    pub period: NaiveDate,
}

/// Writes a guest who waits for the host's word.
pub(super) fn insert_guest(c: &mut Conn<'_>, id: MeetingId, guest: &NewGuest<'_>, now: Instant) -> Result<()> {
    let sql =
        "INSERT INTO guest_attendance (id, meeting_id, member_id, name, home_id, home_path, kind, period_start, at,
                 state, reason, counted) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, '', 0)";
    let (row, period) = (c.next_id(), guest.period.to_string());
    let values = bind![
        row,
        id,
        guest.member,
        guest.name,
        guest.home.0,
        guest.home.1,
        guest.kind.code(),
        &period,
        now,
        GuestState::Waiting.code(),
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// When a guest scanned, and where it stands.
pub(super) fn guest(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<(Instant, GuestState)>> {
    let sql = "SELECT at, state FROM guest_attendance WHERE meeting_id = ?1 AND member_id = ?2";
    c.first(sql, bind![id, member], |r| Ok((r.get(0)?, r.coded(1)?)))
}

/// The guests of a meeting, in the order in which they scanned.
pub(super) fn guests(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<GuestRow>> {
    let sql = "SELECT g.member_id, g.name, o.name, g.at, g.state, g.reason FROM guest_attendance g
               JOIN org o ON o.id = g.home_id WHERE g.meeting_id = ?1 ORDER BY g.id";
    c.rows(sql, bind![id], |r| {
        Ok(GuestRow {
            member: r.get(0)?,
            name: r.get(1)?,
            home: r.get(2)?,
            at: r.get(3)?,
            state: r.coded(4)?,
            reason: r.get(5)?,
        })
    })
}

/// The branch a guest came from.
pub(super) fn guest_home(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<OrgId> {
    let sql = "SELECT home_id FROM guest_attendance WHERE meeting_id = ?1 AND member_id = ?2";
    Ok(c.first(sql, bind![id, member], |r| r.get(0))?.unwrap_or(OrgId(0)))
}

/// Whether no other attendance of the guest counts for the kind and period of this one yet.
pub(super) fn counts_first(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM guest_attendance g JOIN guest_attendance o
                 ON o.member_id = g.member_id AND o.kind = g.kind AND o.period_start = g.period_start
               WHERE g.meeting_id = ?1 AND g.member_id = ?2 AND o.counted = 1";
    Ok(c.number(sql, bind![id, member])? == 0)
}

/// Writes the host's word.
pub(super) fn decide_guest(
    c: &mut Conn<'_>,
    id: MeetingId,
    member: MemberId,
    state: GuestState,
    reason: &str,
    counted: bool,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE guest_attendance SET state = ?3, reason = ?4, counted = ?5, decided_at = ?6
               WHERE meeting_id = ?1 AND member_id = ?2";
    c.execute(sql, bind![id, member, state.code(), reason, counted, now])?;
    Ok(())
}

/// `limit + 1` attendances elsewhere before the cursor, the latest first: a member's own, or those of a subtree.
pub(super) fn elsewhere(c: &mut Conn<'_>, scope: &Scope, before: i64, limit: usize) -> Result<Vec<(i64, Elsewhere)>> {
    let (from, to) = caller::range(&scope.path);
    let limit = limit as i64 + 1;
    let mut values: Vec<Value<'_>> = bind![before, limit].to_vec();
    let within = match scope.member {
        Some(member) => {
            values.push(Value::from(member));
            "g.member_id = ?3"
        }
        None => {
            values.extend([Value::from(&from), Value::from(&to)]);
            "g.home_path >= ?3 AND g.home_path < ?4"
        }
    };
    let sql = format!(
        "SELECT g.id, g.meeting_id, g.member_id, g.name, g.home_id, h.name, g.kind, m.title, o.name, m.starts_at, g.state,
           g.reason, g.counted
         FROM guest_attendance g JOIN meeting m ON m.id = g.meeting_id JOIN org o ON o.id = m.org_id
           JOIN org h ON h.id = g.home_id
         WHERE {within} AND g.id < ?1 ORDER BY g.id DESC LIMIT ?2"
    );
    c.rows(&sql, &values, |r| {
        let (kind, starts_at): (MeetingKind, Instant) = (r.coded(6)?, r.get(9)?);
        let row = Elsewhere {
            meeting: r.get(1)?,
            member: r.get(2)?,
            name: r.get(3)?,
            home: OrgRef { id: r.get(4)?, name: r.get(5)? },
            kind,
            title: r.get(7)?,
            host: r.get(8)?,
            starts_at,
            state: r.coded(10)?,
            reason: r.get(11)?,
            counted: r.get(12)?,
            period: guest_period_words(kind, starts_at),
        };
        Ok((r.get(0)?, row))
    })
}

/// Members of a branch whose attendance elsewhere counts for a kind in the period that begins on `period_start`: what the
/// branch's own duty of that kind and period has besides its meetings.
///
/// # Errors
/// When the store refuses it.
pub fn counted_guests(
    c: &mut Conn<'_>,
    branch: OrgId,
    kind: MeetingKind,
    period_start: NaiveDate,
) -> Result<Vec<MemberId>> {
    let sql =
        "SELECT member_id FROM guest_attendance WHERE home_id = ?1 AND kind = ?2 AND period_start = ?3 AND counted = 1
               ORDER BY member_id";
    let period = period_start.to_string();
    c.rows(sql, bind![branch, kind.code(), &period], |r| r.get(0))
}

/// Writes that a device took the meeting along.
pub(super) fn insert_pack(c: &mut Conn<'_>, id: MeetingId, device: &str, challenge: &str, now: Instant) -> Result<i64> {
    let pack = c.next_id();
    let sql = "INSERT INTO check_in_pack (id, meeting_id, device, challenge, taken_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    c.execute(sql, bind![pack, id, device, challenge, now])?;
    Ok(pack)
}

/// The challenge of a pack of this meeting.
pub(super) fn challenge(c: &mut Conn<'_>, pack: i64, id: MeetingId) -> Result<Option<String>> {
    let sql = "SELECT challenge FROM check_in_pack WHERE id = ?1 AND meeting_id = ?2";
    c.first(sql, bind![pack, id], |r| r.get(0))
}

/// Notes a receipt; says whether it came for the first time.
pub(super) fn keep_receipt(c: &mut Conn<'_>, pack: i64, receipt: &str, member: MemberId, now: Instant) -> Result<bool> {
    let sql = "INSERT INTO check_in_receipt (pack_id, receipt, member_id, received_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (pack_id, receipt) DO NOTHING";
    Ok(c.execute(sql, bind![pack, receipt, member, now])? > 0)
}
