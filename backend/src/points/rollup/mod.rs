//! The nightly roll-up (FEATURES 4.5): sums of members, branches and all above them, by month and by year.
//!
//! A month's sums are a function of the ledger alone: all entries of its days that are over, read in one pass along one index,
//! summed in memory, compared with what is kept, and written where they differ. So a night that runs again gives the same, one
//! that broke off is whole after the next, and what came in late for a day that was settled (a reversal, a deed done offline)
//! is found by its month's mark. Months that were missed are caught up in the same way; no night depends on the one before.

mod tally;

use super::store::{self, Raw, Wanted, Whose};
use crate::error::Result;
use crate::jobs::{Apart, Step, Turn};
use crate::store::Conn;
use chrono::{Datelike as _, NaiveDate};
use gsdj_domain::Instant;
use gsdj_domain::points::Span;
use std::collections::HashMap;
use tally::Tally;

/// The job's name.
pub const ROLLUP: &str = "rollup";

/// Entries read at a time.
const READ: usize = 100_000;
/// Kept sums read at a time.
const KEPT: usize = 50_000;
/// Rows written in one transaction: others wait for the writer for no longer than these take.
const WRITTEN: usize = 4_000;

/// What a night came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settled {
    /// Months that were summed.
    pub months: u64,
    /// Entries that were read.
    pub entries: u64,
    /// Sums that were written, because they differed.
    pub rows: u64,
}

/// The work of the job: settles the day before its period.
///
/// # Errors
/// Never; what goes wrong does so apart.
pub fn settle_night(_: &mut Conn<'_>, _: &Turn) -> Result<Step> {
    Ok(Step::Apart(night))
}

fn night(apart: &Apart, turn: &Turn) -> Result<()> {
    let Some(day) = turn.day().pred_opt() else { return Ok(()) };
    let settled = settle(apart, day)?;
    tracing::info!(%day, settled.months, settled.entries, settled.rows, "points are settled");
    Ok(())
}

/// Settles everything up to the end of a day, whatever was missed before it.
///
/// # Errors
/// When the store refuses it, or another node has taken over; what was written by then stands and is right.
pub fn settle(apart: &Apart, day: NaiveDate) -> Result<Settled> {
    let (wanted, last) = apart.read(move |c| {
        let kept = store::months(c)?;
        Ok(plan(&kept, store::earliest(c)?, day))
    })?;
    let mut settled = Settled::default();
    for months in wanted.chunk_by(|a, b| a.month.of_year() == b.month.of_year()) {
        settle_year(apart, months, &mut settled)?;
    }
    let now = apart.now();
    apart.write(move |c| store::finish(c, last, now))?;
    Ok(settled)
}

/// The months to be settled so that all is up to the end of `day`, in order, and the day up to which all is then: a night that is
/// run again leaves later ones as they are.
fn plan(kept: &[store::Kept], earliest: Option<NaiveDate>, day: NaiveDate) -> (Vec<Wanted>, NaiveDate) {
    let last = kept.iter().map(|k| k.through).fold(day, NaiveDate::max);
    let Some((asked, last_month)) = Span::month_of(day).zip(Span::month_of(last)) else { return (Vec::new(), last) };
    let first = earliest.and_then(Span::month_of).unwrap_or(asked).min(asked);
    let months =
        std::iter::successors(Some(first), |month| Some(month.next())).take_while(|month| *month <= last_month);
    let due = |month: Span| {
        let through = month.last_day().min(last);
        let whole = kept.iter().any(|k| k.month == month && k.whole && k.through >= through);
        // an entry of a month's last minute may be written while the first night after it reads: the second night has it
        let again = day.day() == 1 && month.next() == asked;
        (!whole || month == asked || again).then_some(Wanted { month, through })
    };
    (months.filter_map(due).collect(), last)
}

/// Settles months of one year.
fn settle_year(apart: &Apart, months: &[Wanted], settled: &mut Settled) -> Result<()> {
    let Some(year) = months.first().map(|wanted| wanted.month.of_year()) else { return Ok(()) };
    let begun = months.to_vec();
    apart.write(move |c| begun.iter().try_for_each(|wanted| store::begin(c, *wanted)))?;
    let (mut members, mut orgs) = (Tally::of(year), Tally::of(year));
    for wanted in months {
        settled.months += 1;
        settled.entries += read_month(apart, *wanted, &mut members, &mut orgs)?;
    }
    let above = apart.read(|c| Ok(above(store::paths(c)?)))?;
    for month in months.iter().filter_map(|wanted| wanted.month.month_index()) {
        orgs.lift(month, &above);
    }
    for (whose, mut tally) in [(Whose::Members, members), (Whose::Orgs, orgs)] {
        for wanted in months {
            read_kept(apart, whose, wanted.month, &mut tally)?;
        }
        for piece in tally.changes(WRITTEN) {
            settled.rows += piece.iter().map(|change| change.rows.len() as u64).sum::<u64>();
            apart.write(move |c| piece.iter().try_for_each(|change| store::write(c, whose, change)))?;
        }
    }
    let ended: Vec<Span> = months.iter().map(|wanted| wanted.month).collect();
    apart.write(move |c| ended.iter().try_for_each(|month| store::end(c, *month)))
}

/// Adds up a month's entries; says how many there were.
fn read_month(apart: &Apart, wanted: Wanted, members: &mut Tally, orgs: &mut Tally) -> Result<u64> {
    let Some(month) = wanted.month.month_index() else { return Ok(0) };
    let end = wanted.through.succ_opt().map_or(wanted.month.bounds().1, Instant::midnight);
    let (mut from, mut limit, mut count) = (wanted.month.bounds().0, READ, 0);
    loop {
        let mut rows = apart.read(move |c| store::raw(c, (from, end), limit))?;
        let last = rows.len() < limit;
        if !last {
            from = cut(&mut rows, from);
            // more entries than one look holds may be of one instant
            limit = if rows.is_empty() { limit * 4 } else { READ };
        }
        for raw in &rows {
            members.add(month, raw.member, raw.kind, raw.points);
            orgs.add(month, raw.org, raw.kind, raw.points);
        }
        count += rows.len() as u64;
        if last {
            return Ok(count);
        }
    }
}

/// Leaves the entries of the last instant, of which there may be more, for the next look, which begins there.
fn cut(rows: &mut Vec<Raw>, from: Instant) -> Instant {
    let next = rows.last().map_or(from, |raw| raw.at);
    let kept = rows.partition_point(|raw| raw.at < next);
    rows.truncate(kept);
    next
}

fn read_kept(apart: &Apart, whose: Whose, month: Span, tally: &mut Tally) -> Result<()> {
    let Some(index) = month.month_index() else { return Ok(()) };
    // ids are above zero; what the registry never had stands under zero
    let mut after = -1;
    loop {
        let rows = apart.read(move |c| store::kept(c, whose, month, after, KEPT))?;
        for (id, figure) in &rows {
            tally.was(index, *id, *figure);
        }
        match rows.last() {
            Some((id, _)) if rows.len() == KEPT => after = *id,
            Some(_) | None => return Ok(()),
        }
    }
}

/// The organisations above each, by its path: the ids from the root down to itself, each between slashes.
fn above(paths: Vec<(i64, String)>) -> HashMap<i64, Vec<i64>> {
    let ids = |path: &str, own: i64| path.split('/').filter_map(|id| id.parse().ok()).filter(|id| *id != own).collect();
    paths.into_iter().map(|(id, path)| (id, ids(&path, id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::points::PointKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn kept(month: &str, through: &str, whole: bool) -> store::Kept {
        store::Kept { month: Span::parse(month).unwrap(), through: day(through), whole }
    }

    fn planned(before: &[store::Kept], earliest: &str, to: &str) -> (Vec<String>, String) {
        let (wanted, last) = plan(before, earliest.parse().ok(), day(to));
        (wanted.iter().map(|w| format!("{} {}", w.month.text(), w.through)).collect(), last.to_string())
    }

    #[test]
    fn a_night_takes_up_its_month_and_whatever_was_missed() {
        let (march, april) = (kept("2026-03", "2026-03-31", true), kept("2026-04", "2026-04-09", true));
        let (wanted, last) = planned(&[march, april], "2026-03-02", "2026-04-10");
        assert_eq!((wanted, last.as_str()), (vec!["2026-04 2026-04-10".to_owned()], "2026-04-10"));
        // nothing was ever settled: all from the first entry on
        let all = planned(&[], "2025-12-31", "2026-02-01").0;
        assert_eq!(all, ["2025-12 2025-12-31", "2026-01 2026-01-31", "2026-02 2026-02-01"]);
        // nights were missed across the end of a month
        assert_eq!(planned(&[kept("2026-03", "2026-03-29", true)], "2026-03-02", "2026-04-01").0.len(), 2);
        // something came in late, or a night broke off
        let wanted = planned(&[kept("2026-03", "2026-03-31", false), april], "2026-03-02", "2026-04-10").0;
        assert_eq!(wanted, ["2026-03 2026-03-31", "2026-04 2026-04-10"]);
        // a ledger without entries has its night all the same
        assert_eq!(planned(&[], "", "2026-04-10").0, ["2026-04 2026-04-10"]);
    }

    #[test]
    fn a_night_that_is_run_again_leaves_later_ones_as_they_are() {
        let before = [kept("2026-03", "2026-03-31", true), kept("2026-04", "2026-04-09", true)];
        let (wanted, last) = planned(&before, "2026-03-02", "2026-03-30");
        assert_eq!((wanted, last.as_str()), (vec!["2026-03 2026-03-31".to_owned()], "2026-04-09"));
    }

    #[test]
    fn a_look_ends_between_two_instants() {
        let raw = |at| Raw { at: Instant(at), member: 1, org: 2, kind: PointKind::Education, points: 1 };
        let mut rows = vec![raw(1), raw(2), raw(3), raw(3)];
        assert_eq!((cut(&mut rows, Instant(0)), rows.len()), (Instant(3), 2));
        let mut rows = vec![raw(3), raw(3)];
        assert_eq!((cut(&mut rows, Instant(3)), rows.len()), (Instant(3), 0));
    }

    #[test]
    fn organisations_are_below_all_that_their_path_names() {
        let above = above(vec![(1, "/1/".into()), (10, "/1/10/".into()), (12, "/1/10/11/12/".into())]);
        assert_eq!((&above[&12][..], &above[&10][..], &above[&1][..]), (&[1, 10, 11][..], &[1][..], &[][..]));
    }
}
