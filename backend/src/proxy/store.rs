//! 帮办's SQL.

use super::CardHolder;
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::meeting::Attendee;
use gsdj_domain::proxy::{CardRow, ProxyForm, ProxyRow, holds};
use gsdj_domain::{Instant, MeetingId, MemberId, OrgId};
use std::collections::BTreeMap;

/// Consents shown at most: those that ended long ago are behind the newer ones.
const SHOWN: i64 = 500;

const ROW: &str =
    "SELECT p.id, p.member_id, m.name, p.helper_id, h.name, p.method, p.note, p.created_at, p.valid_until,
      p.revoked_at
    FROM proxy p JOIN member m ON m.id = p.member_id JOIN member h ON h.id = p.helper_id";

fn proxy_row(r: &Row<'_>, now: Instant) -> Result<ProxyRow> {
    let (valid_until, revoked_at) = (r.get(8)?, r.get(9)?);
    Ok(ProxyRow {
        id: r.get(0)?,
        member: r.get(1)?,
        member_name: r.get(2)?,
        helper: r.get(3)?,
        helper_name: r.get(4)?,
        method: r.coded(5)?,
        note: r.get(6)?,
        created_at: r.get(7)?,
        valid_until,
        revoked_at,
        holds: holds(valid_until, revoked_at, now),
    })
}

/// The consents of a branch, the latest first.
pub(super) fn of_branch(c: &mut Conn<'_>, org: OrgId, now: Instant) -> Result<Vec<ProxyRow>> {
    let sql = format!("{ROW} WHERE p.org_id = ?1 ORDER BY p.id DESC LIMIT ?2");
    c.rows(&sql, bind![org, SHOWN], |r| proxy_row(r, now))
}

/// The consents that a member gave or was given.
pub(super) fn of_member(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Vec<ProxyRow>> {
    let sql = format!("{ROW} WHERE p.member_id = ?1 OR p.helper_id = ?1 ORDER BY p.id DESC LIMIT ?2");
    c.rows(&sql, bind![member, SHOWN], |r| proxy_row(r, now))
}

/// One consent.
pub(super) fn row(c: &mut Conn<'_>, id: i64, now: Instant) -> Result<Option<ProxyRow>> {
    c.first(&format!("{ROW} WHERE p.id = ?1"), bind![id], |r| proxy_row(r, now))
}

/// The branch that registered it.
pub(super) fn branch_of(c: &mut Conn<'_>, id: i64) -> Result<Option<OrgId>> {
    c.first("SELECT org_id FROM proxy WHERE id = ?1", bind![id], |r| r.get(0))
}

/// Whom a helper may answer for now: both must still be of the branch that registered it.
pub(super) fn consents(c: &mut Conn<'_>, helper: MemberId, now: Instant) -> Result<Vec<(MemberId, String)>> {
    let sql = "SELECT p.member_id, m.name FROM proxy p JOIN member m ON m.id = p.member_id JOIN member h ON h.id = p.helper_id
               WHERE p.helper_id = ?1 AND p.revoked_at IS NULL AND p.valid_until > ?2 AND m.org_id = p.org_id
                 AND h.org_id = p.org_id AND m.status IN ('present', 'mobile') ORDER BY p.member_id";
    c.rows(sql, bind![helper, now], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// The helper who may answer for a member now, and the member's name.
pub(super) fn helper_now(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Option<(MemberId, String)>> {
    let sql = "SELECT p.helper_id, m.name FROM proxy p JOIN member m ON m.id = p.member_id JOIN member h ON h.id = p.helper_id
               WHERE p.member_id = ?1 AND p.revoked_at IS NULL AND p.valid_until > ?2 AND m.org_id = p.org_id
                 AND h.org_id = p.org_id";
    c.first(sql, bind![member, now], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// Ends what has run out, so that another consent can follow.
pub(super) fn end_over(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<()> {
    let sql =
        "UPDATE proxy SET revoked_at = valid_until WHERE member_id = ?1 AND revoked_at IS NULL AND valid_until <= ?2";
    c.execute(sql, bind![member, now])?;
    Ok(())
}

/// The name of the helper that a member has.
pub(super) fn helper_of(c: &mut Conn<'_>, member: MemberId) -> Result<Option<String>> {
    let sql = "SELECT h.name FROM proxy p JOIN member h ON h.id = p.helper_id WHERE p.member_id = ?1 AND p.revoked_at IS NULL";
    c.first(sql, bind![member], |r| r.get(0))
}

/// Writes a consent.
pub(super) fn insert(c: &mut Conn<'_>, org: OrgId, form: &ProxyForm, until: Instant, now: Instant) -> Result<i64> {
    let id = c.next_id();
    let sql = "INSERT INTO proxy (id, org_id, member_id, helper_id, method, note, created_at, valid_until)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    c.execute(sql, bind![id, org, form.member, form.helper, form.method.code(), form.note.trim(), now, until])?;
    Ok(id)
}

/// Takes a consent back.
pub(super) fn revoke(c: &mut Conn<'_>, id: i64, now: Instant) -> Result<()> {
    c.execute("UPDATE proxy SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", bind![id, now])?;
    Ok(())
}

/// Notes that a helper gave the answer that stands.
pub(super) fn note_answer(
    c: &mut Conn<'_>,
    id: MeetingId,
    member: MemberId,
    (helper, name): (MemberId, &str),
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO proxy_answer (meeting_id, member_id, helper_id, helper_name, at) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (meeting_id, member_id) DO UPDATE SET helper_id = excluded.helper_id,
                 helper_name = excluded.helper_name, at = excluded.at";
    c.execute(sql, bind![id, member, helper, name, now])?;
    Ok(())
}

/// The member has answered in person.
pub(super) fn forget_answer(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<()> {
    c.execute("DELETE FROM proxy_answer WHERE meeting_id = ?1 AND member_id = ?2", bind![id, member])?;
    Ok(())
}

/// Notes with the people of a meeting by whom their answers were given.
///
/// # Errors
/// When the store refuses it.
pub fn mark(c: &mut Conn<'_>, id: MeetingId, people: &mut [Attendee]) -> Result<()> {
    let sql = "SELECT member_id, helper_name FROM proxy_answer WHERE meeting_id = ?1";
    let given: BTreeMap<MemberId, String> =
        c.rows(sql, bind![id], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect();
    for person in people.iter_mut().filter(|p| p.answer.is_some()) {
        person.answered_by = given.get(&person.member).cloned();
    }
    Ok(())
}

/// A present member: branch, its path, name, the branch's name.
pub(super) fn member(c: &mut Conn<'_>, member: MemberId) -> Result<Option<(OrgId, String, String, String)>> {
    let sql = "SELECT o.id, o.path, m.name, o.name FROM member m JOIN org o ON o.id = m.org_id
               WHERE m.id = ?1 AND m.status IN ('present', 'mobile')";
    c.first(sql, bind![member], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
}

/// A member's card, sealed, and when it was made.
pub(super) fn card(c: &mut Conn<'_>, member: MemberId) -> Result<Option<(Vec<u8>, Instant)>> {
    let sql = "SELECT code_cipher, created_at FROM member_card WHERE member_id = ?1";
    c.first(sql, bind![member], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// Writes a member's card in place of the one before.
pub(super) fn set_card(c: &mut Conn<'_>, member: MemberId, hash: &str, sealed: &[u8], now: Instant) -> Result<()> {
    let sql = "INSERT INTO member_card (member_id, code_hash, code_cipher, created_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (member_id) DO UPDATE SET code_hash = excluded.code_hash, code_cipher = excluded.code_cipher,
                 created_at = excluded.created_at";
    c.execute(sql, bind![member, hash, sealed, now])?;
    Ok(())
}

/// Takes a card out of use; says whether there was one.
pub(super) fn drop_card(c: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    Ok(c.execute("DELETE FROM member_card WHERE member_id = ?1", bind![member])? > 0)
}

/// The cards of a branch's present members.
pub(super) fn cards(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<CardRow>> {
    let sql = "SELECT m.id, m.name, k.created_at FROM member_card k JOIN member m ON m.id = k.member_id
               WHERE m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY m.id";
    c.rows(sql, bind![org], |r| Ok(CardRow { member: r.get(0)?, name: r.get(1)?, created_at: r.get(2)? }))
}

/// Whose card has this hash.
pub(super) fn holder(c: &mut Conn<'_>, hash: &str) -> Result<Option<CardHolder>> {
    let sql = "SELECT m.id, m.name, o.id, o.path FROM member_card k JOIN member m ON m.id = k.member_id
               JOIN org o ON o.id = m.org_id WHERE k.code_hash = ?1 AND m.status IN ('present', 'mobile')";
    c.first(sql, bind![hash], |r| {
        Ok(CardHolder { member: r.get(0)?, name: r.get(1)?, org: r.get(2)?, org_path: r.get(3)? })
    })
}

/// The sealed cards of those expected at a meeting.
pub(super) fn cards_of_meeting(c: &mut Conn<'_>, meeting: MeetingId) -> Result<Vec<(MemberId, Vec<u8>)>> {
    let sql = "SELECT k.member_id, k.code_cipher FROM member_card k JOIN attendee a ON a.member_id = k.member_id
               WHERE a.meeting_id = ?1 AND a.expected = 1";
    c.rows(sql, bind![meeting], |r| Ok((r.get(0)?, r.get(1)?)))
}
