//! The SQL of 督办.

use crate::bind;
use crate::error::Result;
use crate::http::{Caller, Scope};
use crate::store::{Conn, Row, Value};
use gsdj_domain::org::OrgRef;
use gsdj_domain::urge::{UrgeRow, UrgeState, UrgeTopic, state};
use gsdj_domain::{Instant, OrgId, UrgeId};

const ROW: &str =
    "u.id, u.org_id, o.name, u.superior_id, u.superior_name, u.topic, u.body, u.at, u.read_at, u.settled_at, u.note";

fn row(r: &Row<'_>) -> Result<UrgeRow> {
    let (read_at, settled_at) = (r.get::<Option<i64>>(8)?.map(Instant), r.get::<Option<i64>>(9)?.map(Instant));
    Ok(UrgeRow {
        id: r.get(0)?,
        org: OrgRef { id: r.get(1)?, name: r.get(2)? },
        by: OrgRef { id: r.get(3)?, name: r.get(4)? },
        topic: r.coded(5)?,
        text: r.get(6)?,
        at: r.get(7)?,
        state: state(read_at, settled_at),
        read_at,
        settled_at,
        note: r.get(10)?,
    })
}

/// When and by whom a branch was urged about a matter that is not settled.
pub(super) fn open_about(c: &mut Conn<'_>, branch: OrgId, topic: UrgeTopic) -> Result<Option<(Instant, String)>> {
    let sql = "SELECT at, superior_name FROM urge WHERE org_id = ?1 AND topic = ?2 AND settled_at IS NULL";
    c.first(sql, bind![branch, topic.code()], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// How many urges a branch has not settled.
///
/// # Errors
/// When the store refuses it.
pub fn open(c: &mut Conn<'_>, branch: OrgId) -> Result<u32> {
    let n = c.number("SELECT COUNT(*) FROM urge WHERE org_id = ?1 AND settled_at IS NULL", bind![branch])?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Writes an urge.
pub(super) fn insert(
    c: &mut Conn<'_>,
    who: &Caller,
    branch: OrgId,
    topic: UrgeTopic,
    text: &str,
    now: Instant,
) -> Result<UrgeId> {
    let id = UrgeId(c.next_id());
    let sql = "INSERT INTO urge (id, org_id, superior_id, superior_name, topic, body, at, note)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '')";
    c.execute(sql, bind![id, branch, who.org, &who.org_name, topic.code(), text, now])?;
    Ok(id)
}

/// An urge, wherever it stands.
pub(super) fn load(c: &mut Conn<'_>, id: UrgeId) -> Result<Option<UrgeRow>> {
    let sql = format!("SELECT {ROW} FROM urge u JOIN org o ON o.id = u.org_id WHERE u.id = ?1");
    c.first(&sql, bind![id], row)
}

/// Whose urges are listed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// Those of a branch.
    Of(OrgId),
    /// Those that an organisation pressed.
    By(OrgId),
}

/// What a list shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Whose.
    pub side: Side,
    /// Only where it stands so.
    pub state: Option<UrgeState>,
    /// Only about this.
    pub topic: Option<UrgeTopic>,
}

/// `limit + 1` urges within the scope after the cursor, the latest first. A branch that moved away is not seen any more.
pub(super) fn list(c: &mut Conn<'_>, scope: &Scope, shown: &Shown, after: i64, limit: usize) -> Result<Vec<UrgeRow>> {
    let (from, to) = scope.range();
    let (column, org) = match shown.side {
        Side::Of(org) => ("u.org_id", org),
        Side::By(org) => ("u.superior_id", org),
    };
    let mut values: Vec<Value<'_>> = bind![org, &from, &to, after, limit as i64 + 1].to_vec();
    let mut only = match shown.state {
        None => "",
        Some(UrgeState::Unread) => "AND u.read_at IS NULL AND u.settled_at IS NULL",
        Some(UrgeState::Read) => "AND u.read_at IS NOT NULL AND u.settled_at IS NULL",
        Some(UrgeState::Settled) => "AND u.settled_at IS NOT NULL",
    }
    .to_owned();
    if let Some(topic) = shown.topic {
        values.push(topic.code().into());
        only += " AND u.topic = ?6";
    }
    let sql = format!(
        "SELECT {ROW} FROM urge u JOIN org o ON o.id = u.org_id
         WHERE {column} = ?1 AND o.path >= ?2 AND o.path < ?3 AND u.id < ?4 {only} ORDER BY u.id DESC LIMIT ?5"
    );
    c.rows(&sql, &values, row)
}

/// Notes that the branch read it.
pub(super) fn set_read(c: &mut Conn<'_>, id: UrgeId, now: Instant) -> Result<()> {
    c.execute("UPDATE urge SET read_at = ?2 WHERE id = ?1 AND read_at IS NULL", bind![id, now])?;
    Ok(())
}

/// Settles it.
pub(super) fn settle(c: &mut Conn<'_>, id: UrgeId, note: &str, now: Instant) -> Result<()> {
    let sql = "UPDATE urge SET settled_at = ?2, note = ?3, read_at = COALESCE(read_at, ?2) WHERE id = ?1";
    c.execute(sql, bind![id, now, note])?;
    Ok(())
}
