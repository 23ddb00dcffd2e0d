//! What members read of their own ledger: sums by kind and by day along one index, entries by pages.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use chrono::NaiveDate;
use gsdj_domain::points::{DaySums, KindSums, LedgerEntry, PointKind, deed};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{Instant, MemberId};

/// Sums by kind from an instant (included) to another (excluded).
pub(in crate::points) fn by_kind(
    c: &mut Conn<'_>,
    member: MemberId,
    (from, to): (Instant, Instant),
) -> Result<KindSums> {
    let sql = "SELECT kind, CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = ?1 AND at >= ?2 AND at < ?3 GROUP BY kind";
    let mut sums = KindSums::default();
    c.each(sql, bind![member, from, to], |r| {
        sums.add(r.coded(0)?, r.get(1)?);
        Ok(())
    })?;
    Ok(sums)
}

/// Sums by day of Asia/Shanghai and kind in a range, the latest day first; days without entries are left out.
pub(in crate::points) fn days(
    c: &mut Conn<'_>,
    member: MemberId,
    (from, to): (Instant, Instant),
) -> Result<Vec<DaySums>> {
    // Asia/Shanghai is eight hours ahead all year: days are whole numbers from there
    let sql = "SELECT (at + ?4) / ?5 AS day, kind, CAST(SUM(points) AS BIGINT) FROM ledger
               WHERE member_id = ?1 AND at >= ?2 AND at < ?3 GROUP BY 1, kind ORDER BY 1 DESC";
    let mut days: Vec<(i64, KindSums)> = Vec::new();
    c.each(sql, bind![member, from, to, 8 * HOUR, DAY], |r| {
        let (day, kind, points): (i64, PointKind, i64) = (r.get(0)?, r.coded(1)?, r.get(2)?);
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, KindSums::default()));
        }
        if let Some((_, sums)) = days.last_mut() {
            sums.add(kind, points);
        }
        Ok(())
    })?;
    let day = |n: i64| Instant(n * DAY).day();
    Ok(days.into_iter().map(|(n, sums)| DaySums { day: day(n).to_string(), sums }).collect())
}

/// When the member's first entry counts for.
pub(in crate::points) fn first_at(c: &mut Conn<'_>, member: MemberId) -> Result<Option<NaiveDate>> {
    let at =
        c.first("SELECT MIN(at) FROM ledger WHERE member_id = ?1", bind![member], |r| r.get::<Option<Instant>>(0))?;
    Ok(at.flatten().map(Instant::day))
}

/// Which entries to list.
pub(in crate::points) struct Listed {
    /// In this range of time.
    pub range: (Instant, Instant),
    /// Of this kind alone.
    pub kind: Option<PointKind>,
    /// After this place: time and id.
    pub after: Option<(i64, i64)>,
    /// At most so many.
    pub limit: usize,
}

/// Entries, the latest first.
pub(in crate::points) fn entries(c: &mut Conn<'_>, member: MemberId, listed: &Listed) -> Result<Vec<LedgerEntry>> {
    let (from, to) = listed.range;
    let (at, id) = listed.after.unwrap_or((to.0, 0));
    let mut values: Vec<Value<'_>> = bind![member, from, to, at, id, listed.limit as i64].to_vec();
    let mut sql = String::from(
        "SELECT l.id, l.rule, l.kind, l.points, l.at, l.note, l.deed, (SELECT COUNT(*) FROM ledger r
           WHERE r.member_id = l.member_id AND r.rule = l.rule AND r.deed = 'reversal:' || l.id)
         FROM ledger l WHERE l.member_id = ?1 AND l.at >= ?2 AND l.at < ?3 AND l.at <= ?4 AND (l.at < ?4 OR l.id < ?5)",
    );
    if let Some(kind) = listed.kind {
        values.push(Value::from(kind.code()));
        sql += " AND l.kind = ?7";
    }
    sql += " ORDER BY l.at DESC, l.id DESC LIMIT ?6";
    c.rows(&sql, &values, |r| {
        let deed: String = r.get(6)?;
        Ok(LedgerEntry {
            id: r.get(0)?,
            rule: r.coded(1)?,
            kind: r.coded(2)?,
            points: i32::try_from(r.get::<i64>(3)?).unwrap_or_default(),
            at: r.get(4)?,
            note: r.get(5)?,
            link: deed::link(&deed),
            reversal: deed::is_reversal(&deed),
            undone: r.get::<i64>(7)? > 0,
        })
    })
}
