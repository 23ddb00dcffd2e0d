//! SQLite: readers on their own connections, one writer that commits many requests' work at once.
//!
//! WAL with `synchronous=FULL`: an answered write has reached the disk. A commit costs a flush; under load the writer
//! shares one flush among all that wait, so the cost per request falls as the load rises.

use super::conn::{Conn, Inner};
use super::{IdSource, Job, OnCommit, QUEUE, Ran, migrate};
use crate::error::{Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Requests that share one commit at most.
const BATCH: usize = 512;
/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 256;

type Queues = (Sender<Box<dyn Job>>, Sender<Box<dyn Job>>);

/// Opens the file, migrates it, and starts the writer and the readers.
pub(super) fn open(path: &Path, ids: &Arc<IdSource>, on_commit: OnCommit, commit_each: bool) -> Result<Queues> {
    let mut writer = connect(path, false)?;
    migrate::sqlite(&mut writer)?;
    let (read_tx, read_rx) = bounded(QUEUE);
    let (write_tx, write_rx) = bounded(QUEUE);
    let readers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 16);
    for n in 0..readers {
        let (conn, jobs, ids) = (connect(path, true)?, read_rx.clone(), ids.clone());
        std::thread::Builder::new().name(format!("read-{n}")).spawn(move || read_loop(&conn, &jobs, &ids))?;
    }
    let (ids, batch) = (ids.clone(), if commit_each { 1 } else { BATCH });
    let write = move || write_loop(&writer, &write_rx, &ids, &on_commit, batch);
    std::thread::Builder::new().name("write".into()).spawn(write)?;
    Ok((read_tx, write_tx))
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
    Ok(conn)
}

fn read_loop(conn: &Connection, jobs: &Receiver<Box<dyn Job>>, ids: &IdSource) {
    while let Ok(mut job) = jobs.recv() {
        // one deferred transaction: several statements of one request see one state
        let begun = conn.prepare_cached("BEGIN").and_then(|mut s| s.execute([]));
        let mut c = Conn::new(Inner::Sqlite(conn), ids);
        job.run(&mut c);
        let ended = conn.prepare_cached("COMMIT").and_then(|mut s| s.execute([]));
        job.finish(begun.and(ended).map(drop).map_err(Error::from));
    }
}

fn write_loop(conn: &Connection, jobs: &Receiver<Box<dyn Job>>, ids: &IdSource, on_commit: &OnCommit, batch: usize) {
    while let Ok(first) = jobs.recv() {
        if let Err(e) = step(conn, "BEGIN IMMEDIATE") {
            first.finish(Err(e));
            continue;
        }
        let mut done = Vec::new();
        let mut events = Vec::new();
        let mut next = Some(first);
        while let Some(mut job) = next {
            let mut c = Conn::new(Inner::Sqlite(conn), ids);
            let outcome = savepoint(conn, &mut job, &mut c);
            if matches!(outcome, Ok(true)) {
                events.append(&mut c.take_events());
            }
            done.push((job, outcome.map(drop)));
            next = if done.len() < batch { jobs.try_recv().ok() } else { None };
        }
        let committed = step(conn, "COMMIT");
        if committed.is_err() {
            // nothing of the batch was kept; every one of its callers is told so
            let _ = step(conn, "ROLLBACK");
        }
        let kept = committed.is_ok();
        for (job, outcome) in done {
            job.finish(if kept { outcome } else { Err(Error::broken("the commit failed")) });
        }
        if kept && !events.is_empty() {
            on_commit(events);
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

fn step(conn: &Connection, sql: &str) -> Result<()> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}
