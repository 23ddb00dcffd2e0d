//! What the platform does by itself: each period once, by whichever node comes first, and what was missed is caught up.

use gsdj_backend::App;
use gsdj_backend::bind;
use gsdj_backend::jobs::{Every, JOBS, Job, Missed, Runner, Step, Turn};
use gsdj_backend::store::Conn;
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use gsdj_tests::{START, World, on_both_engines};

/// Notes each batch of the period; three batches make a period.
fn note(c: &mut Conn<'_>, turn: &Turn) -> gsdj_backend::Result<Step> {
    let name = format!("{} {}", turn.day(), turn.cursor);
    // the same batch twice would break the table's key
    c.execute("INSERT INTO setting (name, value) VALUES (?1, '')", bind![&name])?;
    Ok(if turn.cursor < 2 { Step::More(turn.cursor + 1) } else { Step::Done })
}

/// Breaks in its second batch.
fn break_off(c: &mut Conn<'_>, turn: &Turn) -> gsdj_backend::Result<Step> {
    if turn.cursor == 1 { Err(gsdj_backend::Error::broken("示例")) } else { note(c, turn) }
}

const fn daily(
    name: &'static str,
    missed: Missed,
    work: fn(&mut Conn<'_>, &Turn) -> gsdj_backend::Result<Step>,
) -> Job {
    Job { name, every: Every::Day(HOUR), missed, work }
}

const NIGHTLY: &[Job] = &[daily("nightly", Missed::EachInTurn, note)];
const LATEST: &[Job] = &[daily("nightly", Missed::Skipped, note)];
const BREAKS: &[Job] = &[daily("breaks", Missed::EachInTurn, break_off), daily("goes on", Missed::Skipped, note)];
const MENDED: &[Job] = &[daily("breaks", Missed::EachInTurn, note)];

async fn noted(w: &World) -> Vec<String> {
    w.texts("SELECT name FROM setting WHERE name LIKE '2026%' ORDER BY name").await
}

fn runner(app: &App) -> Runner {
    Runner::new(app.clone())
}

on_both_engines! {
    async fn a_day_is_worked_off_once_however_many_nodes_look(w) {
        let (one, other) = (runner(w.app()), runner(w.app()));
        let both = async {
            tokio::join!(one.run_due(NIGHTLY), other.run_due(NIGHTLY), one.run_due(NIGHTLY))
        };
        let (a, b, again) = both.await;
        assert_eq!(a + b + again, 3);
        assert_eq!(noted(&w).await, ["2026-03-10 0", "2026-03-10 1", "2026-03-10 2"]);
        assert_eq!(other.run_due(NIGHTLY).await, 0);
        // not before the hour of the next day
        w.only_clock(START.plus(DAY - 8 * HOUR - 1));
        assert_eq!(one.run_due(NIGHTLY).await, 0);
        w.only_clock(START.plus(DAY - 8 * HOUR));
        assert_eq!(other.run_due(NIGHTLY).await, 3);
    }

    async fn missed_days_are_caught_up_in_turn_or_only_the_latest_counts(w) {
        runner(w.app()).run_due(NIGHTLY).await;
        w.only_clock(START.plus(3 * DAY));
        assert_eq!(runner(w.app()).run_due(NIGHTLY).await, 9);
        assert_eq!(noted(&w).await.last().map(String::as_str), Some("2026-03-13 2"));
        w.only_clock(START.plus(6 * DAY));
        assert_eq!(runner(w.app()).run_due(LATEST).await, 3);
        assert_eq!(noted(&w).await.last().map(String::as_str), Some("2026-03-16 2"));
        assert_eq!(noted(&w).await.len(), 15);
    }

    async fn what_breaks_goes_on_where_it_stood_and_keeps_no_other_from_running(w) {
        // the second job would note the same batches as the first: it runs a day later
        w.sql("INSERT INTO job (name, done, cursor, held_until) VALUES ('goes on', 9000000000000, 0, 0)").await;
        let first = runner(w.app());
        assert_eq!(first.run_due(BREAKS).await, 1);
        assert_eq!(noted(&w).await, ["2026-03-10 0"]);
        // the one that began keeps it for a while, and is gone; then another takes over
        let second = runner(w.app());
        w.only_clock(START.plus(2 * MINUTE - 1));
        assert_eq!(second.run_due(MENDED).await, 0);
        w.only_clock(START.plus(2 * MINUTE));
        assert_eq!(second.run_due(MENDED).await, 2);
        assert_eq!(noted(&w).await, ["2026-03-10 0", "2026-03-10 1", "2026-03-10 2"]);
    }

    async fn what_has_run_out_is_swept_away_every_hour(w) {
        w.sql("INSERT INTO login_failure (name_hash, failures, last_failure) VALUES ('示例', 3, 0)").await;
        let runner = runner(w.app());
        runner.run_due(JOBS).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM login_failure").await, 0);
        w.sql("INSERT INTO login_failure (name_hash, failures, last_failure) VALUES ('示例', 3, 0)").await;
        runner.run_due(JOBS).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM login_failure").await, 1);
        w.only_clock(START.plus(HOUR));
        runner.run_due(JOBS).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM login_failure").await, 0);
    }
}
