//! PostgreSQL: workers with a connection each, serializable transactions, tried again when two got in each other's way.
//!
//! Serializable makes the same closures right that on SQLite rest on there being one writer. Whoever was in the way more
//! than once queues for the next try: a branch whose thousand members answer in one minute is written one answer after
//! another then, instead of all of them undoing each other, while other branches go on beside it.

use super::conn::{Conn, Inner};
use super::{IdSource, Job, OnCommit, QUEUE, Ran, migrate};
use crate::error::{Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use gsdj_domain::Refusal;
use postgres::{Client, IsolationLevel, NoTls, Statement};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// Connections that read, and as many that write.
const WORKERS: usize = 4;
/// Tries before the platform says that it is too busy.
const TRIES: u32 = 30;
/// Tries before queueing: most conflicts are over after one.
const FREE_TRIES: u32 = 2;
/// The lock those queue for who were in each other's way; one per database, over all nodes.
const TURN: i64 = 0x6773_646a;

type Queues = (Sender<Box<dyn Job>>, Sender<Box<dyn Job>>);

/// Connects, migrates and starts the workers.
pub(super) fn open(url: &str, ids: &Arc<IdSource>, on_commit: OnCommit) -> Result<Queues> {
    migrate::postgres(&mut Client::connect(url, NoTls)?)?;
    let (read_tx, read_rx) = bounded(QUEUE);
    let (write_tx, write_rx) = bounded(QUEUE);
    for n in 0..WORKERS {
        for (name, jobs, read_only) in [("read", &read_rx, true), ("write", &write_rx, false)] {
            let worker = Worker {
                connection: Connection { url: url.to_owned(), client: None, statements: HashMap::new() },
                read_only,
                ids: ids.clone(),
                on_commit: on_commit.clone(),
            };
            let jobs = jobs.clone();
            std::thread::Builder::new().name(format!("{name}-{n}")).spawn(move || worker.run(&jobs))?;
        }
    }
    Ok((read_tx, write_tx))
}

/// A connection with what was prepared on it; opened when it is first needed, and again when it broke.
struct Connection {
    url: String,
    client: Option<Client>,
    statements: HashMap<String, Statement>,
}

impl Connection {
    fn close(&mut self) {
        self.client = None;
        self.statements.clear();
    }

    fn open(&mut self) -> Result<(&mut Client, &mut HashMap<String, Statement>)> {
        if self.client.as_ref().is_some_and(Client::is_closed) {
            self.close();
        }
        let client = match &mut self.client {
            Some(client) => client,
            slot => slot.insert(Client::connect(&self.url, NoTls)?),
        };
        Ok((client, &mut self.statements))
    }
}

struct Worker {
    connection: Connection,
    read_only: bool,
    ids: Arc<IdSource>,
    on_commit: OnCommit,
}

impl Worker {
    fn run(mut self, jobs: &Receiver<Box<dyn Job>>) {
        while let Ok(mut job) = jobs.recv() {
            let outcome = self.attempt(&mut job);
            if matches!(outcome, Err(Error::Internal(_))) {
                // a broken connection is thrown away; the next job gets a fresh one
                self.connection.close();
            }
            job.finish(outcome);
        }
    }

    fn attempt(&mut self, job: &mut Box<dyn Job>) -> Result<()> {
        for n in 0..FREE_TRIES {
            match self.transaction(job) {
                Err(Error::Conflict) => std::thread::sleep(Duration::from_micros(200) * (n + 1)),
                outcome => return outcome,
            }
        }
        self.connection.open()?.0.execute("SELECT pg_advisory_lock($1)", &[&TURN])?;
        let outcome = self.in_turn(job);
        let unlock = |client: &mut Client| client.execute("SELECT pg_advisory_unlock($1)", &[&TURN]);
        if self.connection.client.as_mut().map(unlock).is_none_or(|done| done.is_err()) {
            // with its connection the turn is over as well
            self.connection.close();
        }
        outcome
    }

    fn in_turn(&mut self, job: &mut Box<dyn Job>) -> Result<()> {
        for n in FREE_TRIES..TRIES {
            match self.transaction(job) {
                Err(Error::Conflict) => std::thread::sleep(Duration::from_micros(200) * (n + 1)),
                outcome => return outcome,
            }
        }
        Err(Refusal::TooBusy.into())
    }

    fn transaction(&mut self, job: &mut Box<dyn Job>) -> Result<()> {
        let (client, statements) = self.connection.open()?;
        let level = if self.read_only { IsolationLevel::RepeatableRead } else { IsolationLevel::Serializable };
        let tx = client.build_transaction().isolation_level(level).read_only(self.read_only).start()?;
        let mut c = Conn::new(Inner::Postgres(Box::new(tx), statements), &self.ids);
        let ran = job.run(&mut c);
        let events = c.take_events();
        c.end(ran == Ran::Keep)?;
        if ran == Ran::Again {
            return Err(Error::Conflict);
        }
        if ran == Ran::Keep && !events.is_empty() {
            (self.on_commit)(events);
        }
        Ok(())
    }
}
