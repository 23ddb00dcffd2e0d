//! The SQL of terms that end: lists for superiors, and whom to tell.

use crate::bind;
use crate::error::Result;
use crate::http::Scope;
use crate::store::{Conn, Row};
use chrono::NaiveDate;
use gsdj_domain::branch::{TermRow, term};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{Instant, OrgId};

/// Which terms to list.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Window {
    /// Today.
    pub today: NaiveDate,
    /// Only those that are over, or only those that are not.
    pub over: Option<bool>,
}

impl Window {
    /// Ends from this day (included) to that one (excluded).
    fn days(&self) -> (String, String) {
        let after = |day: NaiveDate| day.succ_opt().unwrap_or(day).to_string();
        let from = if self.over == Some(false) { self.today.to_string() } else { String::new() };
        let to = if self.over == Some(true) { self.today.to_string() } else { after(term::horizon(self.today)) };
        (from, to)
    }
}

/// `limit + 1` terms of active branches in the subtree that end within the window, after the cursor, the earliest end first;
/// each with its cursor.
pub(in super::super) fn due(
    c: &mut Conn<'_>,
    scope: &Scope,
    window: Window,
    after: (&str, i64),
    limit: usize,
) -> Result<Vec<(i64, TermRow)>> {
    let (from, to) = window.days();
    let (top, below) = scope.range();
    // the whole tree is a walk along the ends; of a part the branches are few and their terms are looked up and sorted
    let is_whole_tree = scope.path.matches('/').count() <= 2;
    let within = if is_whole_tree { "CAST(?5 AS TEXT) < CAST(?6 AS TEXT)" } else { "o.path >= ?5 AND o.path < ?6" };
    let sql = format!(
        "SELECT t.id, t.org_id, o.name, t.begins, t.ends,
           (SELECT m.name FROM committee_post p JOIN member m ON m.id = p.member_id
            WHERE p.org_id = t.org_id AND p.post = 'secretary' ORDER BY p.seat LIMIT 1)
         FROM committee_term t JOIN org o ON o.id = t.org_id
         WHERE t.over_day IS NULL AND t.ends >= ?1 AND t.ends < ?2 AND (t.ends, t.id) > (?3, ?4) AND o.active = 1 AND {within}
         ORDER BY t.ends, t.id LIMIT ?7"
    );
    let values = bind![&from, &to, after.0, after.1, &top, &below, limit as i64 + 1];
    c.rows(&sql, values, |r| Ok((r.get(0)?, row(r, window.today)?)))
}

fn row(r: &Row<'_>, today: NaiveDate) -> Result<TermRow> {
    let ends: String = r.get(4)?;
    let days_left = term::date(&ends).map_or(0, |end| (end - today).num_days());
    let org = OrgRef { id: r.get(1)?, name: r.get(2)? };
    Ok(TermRow { org, begins: r.get(3)?, ends, days_left, secretary: r.get(5)? })
}

/// A term that somebody must be told of.
#[derive(Debug, Clone)]
pub(in super::super) struct Ending {
    /// The term.
    pub id: i64,
    /// The branch.
    pub org: OrgRef,
    /// Its superior.
    pub superior: Option<OrgId>,
    /// The end.
    pub ends: String,
}

/// Up to `limit` terms after `cursor` whose notice is due: the latest notice that has come was not sent for this end.
pub(in super::super) fn to_tell(c: &mut Conn<'_>, today: NaiveDate, cursor: i64, limit: i64) -> Result<Vec<Ending>> {
    let [early, soon, _] = term::NOTICES;
    let on = |days: i64| (today + chrono::Days::new(days.unsigned_abs())).to_string();
    let sql = format!(
        "SELECT t.id, t.org_id, o.name, o.superior_id, t.ends FROM committee_term t JOIN org o ON o.id = t.org_id
               WHERE t.over_day IS NULL AND t.id > ?1 AND t.ends <= ?2 AND o.active = 1
                 AND NOT EXISTS (SELECT 1 FROM term_notice n WHERE n.term_id = t.id AND n.ends = t.ends
                   AND n.days <= CASE WHEN t.ends <= ?4 THEN 0 WHEN t.ends <= ?3 THEN {soon} ELSE {early} END)
               ORDER BY t.id LIMIT ?5"
    );
    let (early, soon, today) = (on(early), on(soon), today.to_string());
    let values = bind![cursor, &early, &soon, &today, limit];
    c.rows(&sql, values, |r| {
        let org = OrgRef { id: r.get(1)?, name: r.get(2)? };
        Ok(Ending { id: r.get(0)?, org, superior: r.get(3)?, ends: r.get(4)? })
    })
}

/// Notes that a term's notice was sent.
pub(in super::super) fn told(c: &mut Conn<'_>, ending: &Ending, days: i64, now: Instant) -> Result<()> {
    let sql = "INSERT INTO term_notice (term_id, ends, days, at) VALUES (?1, ?2, ?3, ?4)";
    c.execute(sql, bind![ending.id, &ending.ends, days, now])?;
    Ok(())
}
