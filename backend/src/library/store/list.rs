//! The SQL of lists of works: each kind in each order is one index range.

use super::{ROW, row};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use gsdj_domain::library::{WorkKind, WorkOrder, WorkRow, WorkState};
use gsdj_domain::{Refusal, WorkId};

/// What to list.
#[derive(Debug, Clone)]
pub(in crate::library) struct Shown {
    /// Only of this kind.
    pub kind: Option<WorkKind>,
    /// In which order.
    pub order: WorkOrder,
    /// Only with this text in the title or the author's name.
    pub q: Option<String>,
    /// Only after this place and id.
    pub after: Option<(i64, i64)>,
    /// How many.
    pub limit: usize,
}

/// A work's place in a list, with what its line is known by.
#[derive(Debug)]
pub(in crate::library) struct Spot {
    /// What the list is ordered by.
    rank: i64,
    /// The work.
    pub id: WorkId,
    /// Rises with everything that a line shows.
    pub stamp: i64,
}

impl Spot {
    /// The cursor of the next page.
    pub fn cursor(&self) -> String {
        format!("{}_{}", self.rank, self.id)
    }
}

/// Published works.
pub(in crate::library) fn published(c: &mut Conn<'_>, shown: &Shown) -> Result<Vec<Spot>> {
    let rank = match shown.order {
        WorkOrder::Newest => "w.published_at",
        WorkOrder::Popular => "w.readers",
    };
    let (at, id) = shown.after.unwrap_or((i64::MAX, i64::MAX));
    let mut values: Vec<Value<'_>> = bind![at, id, shown.limit as i64].to_vec();
    let mut only = String::from("w.state = 'published'");
    if let Some(kind) = shown.kind {
        values.push(kind.code().into());
        only += &format!(" AND w.kind = ?{}", values.len());
    }
    let pattern = shown.q.as_deref().map(crate::org::contains);
    if let Some(pattern) = &pattern {
        values.push(pattern.into());
        only += &format!(" AND (w.title LIKE ?{0} ESCAPE '!' OR w.author LIKE ?{0} ESCAPE '!')", values.len());
    }
    let sql = format!(
        "SELECT {rank}, w.id, w.stamp FROM work w WHERE {only} AND ({rank}, w.id) < (?1, ?2)
         ORDER BY {rank} DESC, w.id DESC LIMIT ?3"
    );
    c.rows(&sql, &values, |r| Ok(Spot { rank: r.get(0)?, id: r.get(1)?, stamp: r.get(2)? }))
}

/// What the line of a work shows.
pub(in crate::library) fn line(c: &mut Conn<'_>, id: WorkId) -> Result<WorkRow> {
    let sql = format!("SELECT {ROW} FROM work w WHERE w.id = ?1");
    Ok(c.first(&sql, bind![id], row)?.ok_or(Refusal::NotFound)?)
}

/// Works of one state for editors, the latest made first.
pub(in crate::library) fn managed(
    c: &mut Conn<'_>,
    state: WorkState,
    q: Option<&str>,
    after: i64,
    limit: usize,
) -> Result<Vec<WorkRow>> {
    let search = if q.is_some() { "AND (w.title LIKE ?4 ESCAPE '!' OR w.author LIKE ?4 ESCAPE '!')" } else { "" };
    let sql = format!("SELECT {ROW} FROM work w WHERE w.state = ?1 AND w.id < ?2 {search} ORDER BY w.id DESC LIMIT ?3");
    let pattern = q.map(crate::org::contains);
    let mut values = bind![state.code(), after, limit as i64].to_vec();
    values.extend(pattern.as_ref().map(Value::from));
    c.rows(&sql, &values, row)
}

/// How many published works each kind has.
pub(in crate::library) fn counts(c: &mut Conn<'_>) -> Result<Vec<(WorkKind, u32)>> {
    let sql = "SELECT kind, COUNT(*) FROM work WHERE state = 'published' GROUP BY kind";
    c.rows(sql, bind![], |r| Ok((r.coded(0)?, r.get(1)?)))
}
