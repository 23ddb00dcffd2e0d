//! The SQL of calendars: meetings by when they take place, and the next ones.

use super::list::named;
use super::{AFTER_ROW, ROW};
use crate::bind;
use crate::error::Result;
use crate::http::Scope;
use crate::store::{Conn, Value};
use gsdj_domain::calendar::LONGEST;
use gsdj_domain::meeting::MeetingRow;
use gsdj_domain::{Instant, OrgId};

/// A meeting with what calendars say of it besides.
#[derive(Debug, Clone)]
pub(in crate::meeting) struct Planned {
    /// As in a list.
    pub row: MeetingRow,
    /// The agenda.
    pub agenda: String,
    /// Rises with every change of the branch's.
    pub version: u32,
    /// When it was last changed.
    pub changed_at: Instant,
}

/// At most `most` meetings that begin before `to` and may still go on at `from`, the earliest first: a member's own, or
/// those of a subtree.
pub(in crate::meeting) fn planned(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: OrgId,
    (from, to): (Instant, Instant),
    most: usize,
    now: Instant,
) -> Result<Vec<Planned>> {
    let begun = from.plus(-LONGEST);
    let changed = "COALESCE((SELECT MAX(e.at) FROM meeting_event e WHERE e.meeting_id = m.id), m.created_at)";
    let more = format!("{ROW}, m.agenda, m.version, {changed}");
    let (sql, key, mine) = match scope.member {
        Some(member) => (
            format!(
                "SELECT {more}, s.answer, s.expected FROM attendee s JOIN meeting m ON m.id = s.meeting_id
                 WHERE s.member_id = ?1 AND s.told_at IS NOT NULL AND s.starts_at >= ?2 AND s.starts_at < ?3
                 ORDER BY s.starts_at, s.meeting_id LIMIT ?4"
            ),
            member.0,
            Some(AFTER_ROW + 3),
        ),
        None => (
            format!(
                "SELECT {more} FROM meeting_scope s JOIN meeting m ON m.id = s.meeting_id
                 WHERE s.ancestor_id = ?1 AND s.starts_at >= ?2 AND s.starts_at < ?3
                 ORDER BY s.starts_at, s.meeting_id LIMIT ?4"
            ),
            org.0,
            None,
        ),
    };
    let mut found = c.rows(&sql, bind![key, begun, to, most as i64], |r| {
        let row = super::list::list_row(r, now, mine)?;
        Ok(Planned {
            row,
            agenda: r.get(AFTER_ROW)?,
            version: r.get(AFTER_ROW + 1)?,
            changed_at: r.get(AFTER_ROW + 2)?,
        })
    })?;
    named(c, found.iter_mut().map(|planned| &mut planned.row))?;
    Ok(found)
}

/// A branch's next meetings, the nearest first: what is open, and what its members were told of that is still to come.
pub(in crate::meeting) fn next(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: OrgId,
    most: usize,
    now: Instant,
) -> Result<Vec<MeetingRow>> {
    let own = format!(
        "SELECT {ROW} FROM meeting m WHERE m.org_id = ?1 AND m.cancelled = 0
           AND m.step NOT IN ('review', 'approve', 'done', 'after_work') ORDER BY m.starts_at, m.id LIMIT ?2"
    );
    let told = format!(
        "SELECT {ROW}, s.answer, s.expected FROM attendee s JOIN meeting m ON m.id = s.meeting_id
         WHERE s.member_id = ?1 AND s.told_at IS NOT NULL AND m.cancelled = 0 AND s.starts_at > ?3
           AND m.step NOT IN ('review', 'approve', 'done', 'after_work')
         ORDER BY s.starts_at, s.meeting_id LIMIT ?2"
    );
    let (sql, key, mine) = match scope.member {
        Some(member) => (told, member.0, Some(AFTER_ROW)),
        None => (own, org.0, None),
    };
    let mut values: Vec<Value<'_>> = bind![key, most as i64].to_vec();
    if mine.is_some() {
        values.push(Value::from(now.plus(-LONGEST)));
    }
    let mut rows = c.rows(&sql, &values, |r| super::list::list_row(r, now, mine))?;
    named(c, rows.iter_mut())?;
    Ok(rows)
}
