//! SQLite: readers on their own connections, one writer that commits many requests' work at once. Most reads are over
//! before a thread would have been woken for them: see [`super::quick`].
//!
//! WAL with `synchronous=FULL`: an answered write has reached the disk. A commit costs a flush; under load the writer
//! shares one flush among all that wait, so the cost per request falls as the load rises.

use super::conn::{Conn, Inner};
use super::quick::Quick;
use super::{IdSource, Job, OnCommit, QUEUE, Ran, migrate};
use crate::error::{Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Requests that share one commit at most.
const BATCH: usize = 512;
/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 256;

/// The queues of the readers and of the writer, and the connections for quick reads.
type Ways = (Sender<Box<dyn Job>>, Sender<Box<dyn Job>>, Quick);

/// Opens the file, migrates it, and starts the writer and the readers.
pub(super) fn open(path: &Path, ids: &Arc<IdSource>, on_commit: OnCommit, commit_each: bool) -> Result<Ways> {
    let mut writer = connect(path, false)?;
    migrate::sqlite(&mut writer)?;
    let (read_tx, read_rx) = bounded(QUEUE);
    let (write_tx, write_rx) = bounded(QUEUE);
    let readers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 16);
    let quick = (0..readers).map(|_| connect(path, true)).collect::<Result<Vec<_>>>()?;
    let quick = Quick::new(quick, ids.clone())?;
    for n in 0..readers {
        let (conn, jobs, ids) = (connect(path, true)?, read_rx.clone(), ids.clone());
        std::thread::Builder::new().name(format!("read-{n}")).spawn(move || read_loop(&conn, &jobs, &ids))?;
    }
    let batch = if commit_each { 1 } else { BATCH };
    let writer = Writer { conn: writer, ids: ids.clone(), quick: quick.clone(), on_commit, batch };
    let write = move || writer.run(&write_rx);
    std::thread::Builder::new().name("write".into()).spawn(write)?;
    Ok((read_tx, write_tx, quick))
}

/// A connection set up as every one of ours is.
pub(super) fn connect(path: &Path, read_only: bool) -> Result<Connection> {
    let flags = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
    };
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::from_secs(60))?;
    if !read_only {
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "foreign_keys", true)?;
    }
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "mmap_size", 256_i64 << 20)?;
    conn.pragma_update(None, "cache_size", -4_096)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // a plan stands whatever is bound: else statistics make every statement be planned anew at every run
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}

fn read_loop(conn: &Connection, jobs: &Receiver<Box<dyn Job>>, ids: &IdSource) {
    while let Ok(mut job) = jobs.recv() {
        // one deferred transaction: several statements of one request see one state
        let begun = step(conn, "BEGIN");
        job.run(&mut Conn::new(Inner::Sqlite(conn), ids));
        job.finish(begun.and(step(conn, "COMMIT")));
    }
}

/// The one who writes.
struct Writer {
    conn: Connection,
    ids: Arc<IdSource>,
    quick: Quick,
    on_commit: OnCommit,
    batch: usize,
}

impl Writer {
    fn run(&self, jobs: &Receiver<Box<dyn Job>>) {
        while let Ok(first) = jobs.recv() {
            match step(&self.conn, "BEGIN IMMEDIATE") {
                Ok(()) => self.batch(first, jobs),
                Err(e) => first.finish(Err(e)),
            }
        }
    }

    /// Runs `first` and all that wait, commits them together, and answers.
    fn batch(&self, first: Box<dyn Job>, jobs: &Receiver<Box<dyn Job>>) {
        let (mut done, mut events) = (Vec::new(), Vec::new());
        let mut next = Some(first);
        while let Some(mut job) = next {
            let mut c = Conn::new(Inner::Sqlite(&self.conn), &self.ids);
            let outcome = savepoint(&self.conn, &mut job, &mut c);
            if matches!(outcome, Ok(true)) {
                events.append(&mut c.take_events());
            }
            done.push((job, outcome.map(drop)));
            next = if done.len() < self.batch { jobs.try_recv().ok() } else { None };
        }
        let kept = step(&self.conn, "COMMIT").is_ok();
        if !kept {
            // nothing of the batch was kept; every one of its callers is told so
            let _ = step(&self.conn, "ROLLBACK");
        }
        // before anybody is answered: who is told that it stands must find it
        self.quick.committed();
        // so must who listens, and nobody who begins to listen after an answer hears of what came before it
        if kept && !events.is_empty() {
            (self.on_commit)(events);
        }
        for (job, outcome) in done {
            job.finish(if kept { outcome } else { Err(Error::broken("the commit failed")) });
        }
    }
}

/// Runs one job inside a savepoint; says whether its work was kept.
fn savepoint(conn: &Connection, job: &mut Box<dyn Job>, c: &mut Conn<'_>) -> Result<bool> {
    step(conn, "SAVEPOINT job")?;
    let keep = job.run(c) == Ran::Keep;
    if !keep {
        step(conn, "ROLLBACK TO job")?;
    }
    step(conn, "RELEASE job")?;
    Ok(keep)
}

/// Runs a statement that takes and answers nothing.
pub(super) fn step(conn: &Connection, sql: &str) -> Result<()> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}
