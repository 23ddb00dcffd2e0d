//! The SQL of the nightly roll-up: entries by time along one index, and sums by span, many rows a statement.

use crate::bind;
use crate::error::{Error, Result};
use crate::store::{Conn, Value};
use chrono::NaiveDate;
use gsdj_domain::points::{KindSums, PointKind, Span};
use gsdj_domain::{Instant, OrgId};
use std::fmt::Write as _;

/// Rows a statement writes: a statement each would cost a way to the server and back on PostgreSQL.
const ROWS: usize = 100;

/// Sums of the three kinds, in the order of [`PointKind::ALL`].
pub(in crate::points) type Figure = [i32; 3];

/// A month as it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::points) struct Kept {
    /// Which.
    pub month: Span,
    /// With all entries up to the end of this day.
    pub through: NaiveDate,
    /// Whether its sums are whole and nothing came in since for a day that they count.
    pub whole: bool,
}

/// A month to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::points) struct Wanted {
    /// Which.
    pub month: Span,
    /// With all entries up to the end of this day.
    pub through: NaiveDate,
}

/// How far each month is settled.
pub(in crate::points) fn months(c: &mut Conn<'_>) -> Result<Vec<Kept>> {
    let sql = "SELECT month, through, late, done FROM points_settled ORDER BY month";
    c.rows(sql, &[], |r| {
        let month = Span::from_code(r.get(0)?).ok_or_else(|| Error::broken("a month that is none"))?;
        let through = r.get::<String>(1)?.parse().map_err(Error::broken)?;
        Ok(Kept { month, through, whole: !r.get::<bool>(2)? && r.get::<bool>(3)? })
    })
}

/// The day of the first entry there is.
pub(in crate::points) fn earliest(c: &mut Conn<'_>) -> Result<Option<NaiveDate>> {
    Ok(c.first("SELECT MIN(at) FROM ledger", &[], |r| r.get::<Option<Instant>>(0))?.flatten().map(Instant::day))
}

/// Says that a month is being settled: what comes in from now on for one of its days comes late.
pub(in crate::points) fn begin(c: &mut Conn<'_>, wanted: Wanted) -> Result<()> {
    let sql = "INSERT INTO points_settled (month, through, late, done) VALUES (?1, ?2, 0, 0)
               ON CONFLICT (month) DO UPDATE SET through = excluded.through, late = 0, done = 0";
    c.execute(sql, bind![wanted.month.code(), &wanted.through.to_string()])?;
    Ok(())
}

/// Says that a month's sums are whole.
pub(in crate::points) fn end(c: &mut Conn<'_>, month: Span) -> Result<()> {
    c.execute("UPDATE points_settled SET done = 1 WHERE month = ?1", bind![month.code()])?;
    Ok(())
}

/// Notes that the night of a day is settled.
pub(in crate::points) fn finish(c: &mut Conn<'_>, day: NaiveDate, now: Instant) -> Result<()> {
    let sql = "INSERT INTO points_night (day, settled_at, runs) VALUES (?1, ?2, 1)
               ON CONFLICT (day) DO UPDATE SET settled_at = excluded.settled_at, runs = points_night.runs + 1";
    c.execute(sql, bind![&day.to_string(), now])?;
    Ok(())
}

/// The last day that is settled, and how often it was.
pub(in crate::points) fn night(c: &mut Conn<'_>) -> Result<Option<(String, i64)>> {
    c.first("SELECT day, runs FROM points_night ORDER BY day DESC LIMIT 1", &[], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// What a night reads of an entry.
#[derive(Debug, Clone, Copy)]
pub(in crate::points) struct Raw {
    /// What time it counts for.
    pub at: Instant,
    /// Whose.
    pub member: i64,
    /// The branch it goes to.
    pub org: i64,
    /// Of which kind.
    pub kind: PointKind,
    /// How many points.
    pub points: i32,
}

/// Entries from an instant (included) to another (excluded) by time, at most `limit`.
pub(in crate::points) fn raw(c: &mut Conn<'_>, (from, to): (Instant, Instant), limit: usize) -> Result<Vec<Raw>> {
    let sql = "SELECT at, member_id, org_id, kind, points FROM ledger WHERE at >= ?1 AND at < ?2 ORDER BY at LIMIT ?3";
    let mut rows = Vec::new();
    c.each(sql, bind![from, to, limit as i64], |r| {
        let points = i32::try_from(r.get::<i64>(4)?).unwrap_or_default();
        rows.push(Raw { at: r.get(0)?, member: r.get(1)?, org: r.get(2)?, kind: r.coded(3)?, points });
        Ok(())
    })?;
    Ok(rows)
}

/// Whose sums: the table and its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::points) enum Whose {
    /// Members.
    Members,
    /// Organisations.
    Orgs,
}

impl Whose {
    const fn table(self) -> (&'static str, &'static str) {
        match self {
            Self::Members => ("points_member", "member_id"),
            Self::Orgs => ("points_org", "org_id"),
        }
    }
}

/// Sums of a span that are kept, by id after one of them.
pub(in crate::points) fn kept(
    c: &mut Conn<'_>,
    whose: Whose,
    span: Span,
    after: i64,
    limit: usize,
) -> Result<Vec<(i64, Figure)>> {
    let (table, key) = whose.table();
    let sql = format!(
        "SELECT {key}, organisation, education, vanguard FROM {table} WHERE span = ?1 AND {key} > ?2 ORDER BY {key} LIMIT ?3"
    );
    let mut rows = Vec::new();
    c.each(&sql, bind![span.code(), after, limit as i64], |r| {
        let n = |at| Ok::<_, Error>(i32::try_from(r.get::<i64>(at)?).unwrap_or_default());
        rows.push((r.get(0)?, [n(1)?, n(2)?, n(3)?]));
        Ok(())
    })?;
    Ok(rows)
}

/// What is written of one span.
#[derive(Debug, Clone)]
pub(in crate::points) struct Change {
    /// Of which span.
    pub span: Span,
    /// Whether the figures are added to what is kept, instead of taking its place.
    pub adds: bool,
    /// By id.
    pub rows: Vec<(i64, Figure)>,
}

/// Writes sums.
pub(in crate::points) fn write(c: &mut Conn<'_>, whose: Whose, change: &Change) -> Result<()> {
    for rows in change.rows.chunks(ROWS) {
        let mut values: Vec<Value<'_>> = vec![Value::from(change.span.code())];
        for (id, figure) in rows {
            values.push(Value::from(*id));
            values.extend(figure.map(Value::from));
        }
        c.execute(&statement(whose, rows.len(), change.adds), &values)?;
    }
    Ok(())
}

fn statement(whose: Whose, rows: usize, adds: bool) -> String {
    let (table, key) = whose.table();
    let mut sql = String::with_capacity(512 + rows * 32);
    sql += &format!("INSERT INTO {table} (span, {key}, organisation, education, vanguard) VALUES ");
    for row in 0..rows {
        let n = row * 4 + 2;
        let comma = if row == 0 { "" } else { ", " };
        // writing to a string cannot fail
        let _ = write!(sql, "{comma}(?1, ?{n}, ?{}, ?{}, ?{})", n + 1, n + 2, n + 3);
    }
    let set = |column: &str| {
        if adds {
            format!("{column} = {table}.{column} + excluded.{column}")
        } else {
            format!("{column} = excluded.{column}")
        }
    };
    sql += &format!(
        " ON CONFLICT (span, {key}) DO UPDATE SET {}, {}, {}",
        set("organisation"),
        set("education"),
        set("vanguard")
    );
    sql
}

/// Every organisation with its path.
pub(in crate::points) fn paths(c: &mut Conn<'_>) -> Result<Vec<(i64, String)>> {
    c.rows("SELECT id, path FROM org", &[], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// An organisation's sums of a year, and of its months, January first.
pub(in crate::points) fn org_sums(c: &mut Conn<'_>, org: OrgId, year: Span) -> Result<(KindSums, Vec<KindSums>)> {
    let sql = "SELECT organisation, education, vanguard FROM points_org WHERE span = ?1 AND org_id = ?2";
    let mut of = |span: Span| {
        let found = c.first(sql, bind![span.code(), org], |r| {
            Ok(KindSums { organisation: r.get(0)?, education: r.get(1)?, vanguard: r.get(2)? })
        })?;
        Ok::<_, Error>(found.unwrap_or_default())
    };
    let whole = of(year)?;
    Ok((whole, year.months().map(of).collect::<Result<_>>()?))
}
