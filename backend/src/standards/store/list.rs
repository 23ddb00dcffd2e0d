//! The SQL of the list over a subtree: one range of paths, one row of heads a branch.

use crate::bind;
use crate::error::Result;
use crate::http::caller::range;
use crate::store::{Conn, Value};
use gsdj_domain::org::UnitCategory;
use gsdj_domain::standards::{CheckCounts, CheckRow, CheckState, CheckTally, Field, item_count};
use gsdj_domain::{Instant, OrgId};

/// What a list shows.
pub(in crate::standards) struct Filter {
    /// Of which year.
    pub year: i32,
    /// Whether that year is the one that is open.
    pub open: bool,
    /// Only those that have come so far.
    pub state: Option<CheckState>,
    /// Only names and codes with this text.
    pub q: Option<String>,
    /// After this path.
    pub after: String,
}

/// A branch's place in the list.
pub(in crate::standards) struct Spot {
    /// Its path.
    pub path: String,
    row: CheckRow,
}

impl Spot {
    /// What is shown of it.
    pub fn row(self) -> CheckRow {
        self.row
    }
}

const FROM: &str = "FROM org o LEFT JOIN self_check h ON h.org_id = o.id AND h.year = ?1
    WHERE o.path >= ?2 AND o.path < ?3 AND o.kind = 'branch' AND o.active = 1";

/// Items ticked.
const TICKED: &str = "COALESCE(h.met + h.unmet + h.not_applicable, 0)";

/// [`CheckTally::state`] in SQL; a test holds the two together.
fn state() -> String {
    let total = |field: &Field| format!("WHEN '{}' THEN {}", field.code(), item_count(*field));
    let totals: Vec<_> = Field::ALL.iter().map(total).collect();
    let total = format!("(CASE h.field {} ELSE 1 END)", totals.join(" "));
    format!("(CASE WHEN {TICKED} = 0 THEN 'not_started' WHEN {TICKED} >= {total} THEN 'complete' ELSE 'under_way' END)")
}

/// `limit + 1` branches of the subtree with this path, in the order of the tree.
pub(in crate::standards) fn list(c: &mut Conn<'_>, top: &str, filter: &Filter, limit: usize) -> Result<Vec<Spot>> {
    let (from, to) = range(top);
    let pattern = filter.q.as_deref().map(crate::org::contains);
    let mut values: Vec<Value<'_>> = bind![filter.year, &from, &to, &filter.after, limit as i64 + 1].to_vec();
    let mut sql = format!(
        "SELECT o.id, o.name, o.code, o.unit_category, o.path, h.field, h.met, h.unmet, h.not_applicable, h.updated_at
         {FROM} AND o.path > ?4"
    );
    if let Some(wanted) = filter.state {
        values.push(Value::from(wanted.code()));
        sql += &format!(" AND {} = ?{}", state(), values.len());
    }
    if let Some(pattern) = &pattern {
        values.push(Value::from(pattern));
        let n = values.len();
        sql += &format!(" AND (o.name LIKE ?{n} ESCAPE '!' OR o.code LIKE ?{n} ESCAPE '!')");
    }
    sql += " ORDER BY o.path LIMIT ?5";
    c.rows(&sql, &values, |r| {
        let now = r.coded_option::<UnitCategory>(3)?.map(Field::of);
        let then: Option<Field> = r.coded_option(5)?;
        let field = if filter.open { now } else { then.or(now) };
        let count =
            |at| Ok::<_, crate::Error>(r.get::<Option<i64>>(at)?.and_then(|n| u32::try_from(n).ok()).unwrap_or(0));
        let tally = CheckTally { total: 0, met: count(6)?, unmet: count(7)?, not_applicable: count(8)? };
        let (id, name, code): (OrgId, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
        let at: Option<Instant> = r.get(9)?;
        Ok(Spot { path: r.get(4)?, row: CheckRow::new(id, name, code, field, tally, at) })
    })
}

/// How many branches of the subtree stand where.
pub(in crate::standards) fn counts(c: &mut Conn<'_>, top: &str, year: i32) -> Result<CheckCounts> {
    let (from, to) = range(top);
    let sql = format!("SELECT state, COUNT(*) FROM (SELECT {} AS state {FROM}) AS x GROUP BY state", state());
    let mut counts = CheckCounts { year, ..CheckCounts::default() };
    c.each(&sql, bind![year, &from, &to], |r| {
        let heads: u32 = r.get(1)?;
        match r.coded::<CheckState>(0)? {
            CheckState::NotStarted => counts.not_started = heads,
            CheckState::UnderWay => counts.under_way = heads,
            CheckState::Complete => counts.complete = heads,
        }
        Ok(())
    })?;
    Ok(counts)
}
