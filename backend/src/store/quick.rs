//! Quick reads, on the thread that asks: a list of twenty is over before another thread would have been woken for it.
//!
//! A read has a budget of database steps, about a millisecond. What exceeds it is broken off and begins again on the
//! readers' threads, so a thread that answers requests is never held longer than that.
//!
//! Beginning to read takes a lock that all connections share, with system calls under it: under load threads would spend
//! their time waiting for one another there. So a connection keeps its snapshot for the next read as long as it shows
//! what is true: until this process commits something, and for [`HELD`] at most, for the sake of what another process
//! (the command line) may have committed.

use super::conn::{Conn, Inner};
use super::{IdSource, guarded, sqlite};
use crate::error::{Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Database steps between two looks at the budget.
const STRIDE: i32 = 2_000;
/// Strides of a quick read.
const BUDGET: u32 = 15;
/// How long a snapshot is kept at most.
const HELD: Duration = Duration::from_millis(5);

/// Connections for quick reads, taken and laid back; cheap to clone.
#[derive(Clone)]
pub(super) struct Quick {
    idle: (Sender<Lane>, Receiver<Lane>),
    commits: Arc<AtomicU64>,
    ids: Arc<IdSource>,
}

/// A connection with what is left of its read's budget.
struct Lane {
    conn: Connection,
    left: Arc<AtomicU32>,
    /// Its snapshot: how many commits there had been when it began, and when that was.
    held: Option<(u64, Instant)>,
}

impl Quick {
    /// Takes the connections; one for each thread that answers is enough.
    pub(super) fn new(connections: Vec<Connection>, ids: Arc<IdSource>) -> Result<Self> {
        let idle = bounded(connections.len());
        for mut conn in connections {
            let left = Arc::new(AtomicU32::new(BUDGET));
            let budget = left.clone();
            let take = move || budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
            conn.progress_handler(STRIDE, Some(move || take().is_err()))?;
            idle.0.try_send(Lane { conn, left, held: None }).map_err(|_| Error::broken("no place for a connection"))?;
        }
        Ok(Self { idle, commits: Arc::default(), ids })
    }

    /// Runs `f` here and now; `None` when no connection is free or when `f` is not quick.
    pub(super) fn try_read<T>(&self, f: &mut impl FnMut(&mut Conn<'_>) -> Result<T>) -> Option<Result<T>> {
        let mut lane = self.idle.1.try_recv().ok()?;
        let outcome = match lane.begin(&self.commits) {
            Ok(()) => lane.run(f, &self.ids),
            Err(error) => {
                tracing::error!(%error, "no snapshot for a quick read: the readers take it");
                None
            }
        };
        if !matches!(outcome, Some(Ok(_))) {
            lane.end();
        }
        // there is a place for every connection
        let _ = self.idle.0.try_send(lane);
        outcome
    }

    /// Something was committed: from now on nobody reads what was true before, and no idle connection keeps the log from
    /// being written back.
    pub(super) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Release);
        for _ in 0..self.idle.1.len() {
            let Ok(mut lane) = self.idle.1.try_recv() else { return };
            lane.end();
            let _ = self.idle.0.try_send(lane);
        }
    }
}

impl Lane {
    /// Stands on a snapshot that shows what is true.
    fn begin(&mut self, commits: &AtomicU64) -> Result<()> {
        let (now, seen) = (Instant::now(), commits.load(Ordering::Acquire));
        if self.held.is_some_and(|(then, since)| then == seen && now.duration_since(since) < HELD) {
            return Ok(());
        }
        self.end();
        sqlite::step(&self.conn, "BEGIN")?;
        self.held = Some((seen, now));
        Ok(())
    }

    /// Runs `f` on the snapshot; `None` when its budget was spent.
    fn run<T>(&self, f: &mut impl FnMut(&mut Conn<'_>) -> Result<T>, ids: &IdSource) -> Option<Result<T>> {
        self.left.store(BUDGET, Ordering::Relaxed);
        let outcome = guarded(f, &mut Conn::new(Inner::Sqlite(&self.conn), ids));
        // what comes after has a budget of its own
        let broken_off = self.left.swap(BUDGET, Ordering::Relaxed) == 0;
        (!broken_off).then_some(outcome)
    }

    /// Lets go of the snapshot.
    fn end(&mut self) {
        if self.held.take().is_some()
            && let Err(error) = sqlite::step(&self.conn, "COMMIT")
        {
            tracing::error!(%error, "a snapshot could not be ended");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind;

    fn quick() -> (Quick, std::path::PathBuf) {
        let file =
            std::env::temp_dir().join(format!("gsdj-quick-{}-{:x}.sqlite", std::process::id(), rand::random::<u64>()));
        sqlite::connect(&file, false)
            .unwrap()
            .execute_batch("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)")
            .unwrap();
        (Quick::new(vec![sqlite::connect(&file, true).unwrap()], Arc::new(IdSource::new(0))).unwrap(), file)
    }

    fn count(quick: &Quick) -> i64 {
        quick.try_read(&mut |c: &mut Conn<'_>| c.number("SELECT COUNT(*) FROM t", bind![])).unwrap().unwrap()
    }

    #[test]
    fn what_is_committed_is_read_at_once_and_what_others_commit_soon() {
        let (quick, file) = quick();
        assert_eq!(count(&quick), 1);
        let writer = sqlite::connect(&file, false).unwrap();
        writer.execute_batch("INSERT INTO t VALUES (2)").unwrap();
        quick.committed();
        assert_eq!(count(&quick), 2);
        // another process says nothing: its work is seen when the snapshot has had its time
        writer.execute_batch("INSERT INTO t VALUES (3)").unwrap();
        let begun = Instant::now();
        while count(&quick) < 3 {
            assert!(begun.elapsed() < HELD * 200, "the snapshot is kept for ever");
        }
        std::fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_long_read_is_broken_off_and_the_next_goes_on() {
        let (quick, file) = quick();
        let long =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT COUNT(*) FROM n";
        assert!(quick.try_read(&mut |c: &mut Conn<'_>| c.number(long, bind![])).is_none());
        assert_eq!(count(&quick), 1);
        std::fs::remove_file(file).unwrap();
    }
}
