//! The store's seam: one SQL text, two engines, a read closure and a write closure over a connection.
//!
//! SQLite (default): quick reads on the asking thread and long ones on readers, one writer that commits many requests'
//! work at once, each in a savepoint and answered only after the commit. PostgreSQL: pools of workers, serializable transactions, retried on
//! conflict. Features keep their statements in their own `store.rs`; nothing here knows a table but the migrations.

mod conn;
mod id;
mod migrate;
mod postgres;
mod quick;
mod sqlite;
mod value;

pub use conn::{Conn, Row};
pub use id::IdSource;
pub use value::{Column, Value};

use crate::error::{Error, Result};
use crate::live::Event;
use crossbeam_channel::Sender;
use gsdj_domain::Refusal;
use quick::Quick;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::oneshot;

/// Binds values to a statement's `?1`, `?2`, … in order.
#[macro_export]
macro_rules! bind {
    ($($v:expr),* $(,)?) => { &[$($crate::store::Value::from($v)),*] };
}

/// Where the data lies.
#[derive(Debug, Clone)]
pub enum Location {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database, `postgres://…`.
    Postgres(String),
}

/// What happens with the events of a committed write.
pub type OnCommit = Arc<dyn Fn(Vec<Event>) + Send + Sync>;

/// Jobs that may wait for the writer before the platform says that it is too busy.
const QUEUE: usize = 20_000;

/// The open store; cheap to clone. Its threads end when the last clone is dropped.
#[derive(Clone)]
pub struct Store {
    reads: Sender<Box<dyn Job>>,
    writes: Sender<Box<dyn Job>>,
    quick: Option<Quick>,
    engine: &'static str,
}

/// A closure on its way to a connection and back.
trait Job: Send {
    /// Runs it; `Err(Conflict)` asks for another try, any other outcome is kept for [`Job::finish`].
    fn run(&mut self, conn: &mut Conn<'_>) -> Ran;
    /// Answers the caller; `commit` is what became of the transaction.
    fn finish(self: Box<Self>, commit: Result<()>);
}

/// What a job's run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ran {
    /// Keep its work.
    Keep,
    /// Undo its work.
    Undo,
    /// Undo it and try again.
    Again,
}

struct Work<F, T> {
    closure: F,
    out: Option<Result<T>>,
    answer: oneshot::Sender<Result<T>>,
}

impl<F, T> Job for Work<F, T>
where
    F: FnMut(&mut Conn<'_>) -> Result<T> + Send,
    T: Send,
{
    fn run(&mut self, conn: &mut Conn<'_>) -> Ran {
        let out = guarded(&mut self.closure, conn);
        let ran = match &out {
            Ok(_) => Ran::Keep,
            Err(Error::Conflict) => Ran::Again,
            Err(Error::Refused(_) | Error::Internal(_)) => Ran::Undo,
        };
        self.out = Some(out);
        ran
    }

    fn finish(self: Box<Self>, commit: Result<()>) {
        let out = match (commit, self.out) {
            (Ok(()), Some(out)) => out,
            (Err(e), Some(Ok(_)) | None) => Err(e),
            (Err(_), Some(Err(e))) => Err(e),
            (Ok(()), None) => Err(Error::broken("a job was never run")),
        };
        // whoever asked may have gone away; their work stands all the same
        let _ = self.answer.send(out);
    }
}

/// What `closure` says; a panic is an error like others, so that no thread of the store ends.
fn guarded<T>(closure: &mut impl FnMut(&mut Conn<'_>) -> Result<T>, conn: &mut Conn<'_>) -> Result<T> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| closure(conn)));
    caught.unwrap_or_else(|_| Err(Error::broken("a statement's closure panicked")))
}

impl Store {
    /// Opens the store, brings its schema up to date and starts its threads.
    ///
    /// # Errors
    /// When the engine can't be reached, the file can't be opened or a migration fails.
    pub fn open(location: &Location, on_commit: OnCommit, node: u8) -> Result<Self> {
        Self::open_with(location, on_commit, node, false)
    }

    /// Likewise; `commit_each` gives up the grouping of writes, to measure what it gains.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(location: &Location, on_commit: OnCommit, node: u8, commit_each: bool) -> Result<Self> {
        let ids = Arc::new(IdSource::new(node));
        Ok(match location {
            Location::Sqlite(path) => {
                let (reads, writes, quick) = sqlite::open(path, &ids, on_commit, commit_each)?;
                Self { reads, writes, quick: Some(quick), engine: "sqlite" }
            }
            Location::Postgres(url) => {
                let (reads, writes) = postgres::open(url, &ids, on_commit)?;
                Self { reads, writes, quick: None, engine: "postgres" }
            }
        })
    }

    /// `sqlite` or `postgres`, for the log and the metrics.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        self.engine
    }

    /// Runs `f` on a reading connection: one consistent snapshot. `f` may run more than once (what turns out not to be
    /// quick begins again elsewhere), so it must do nothing but read.
    ///
    /// # Errors
    /// What `f` says, or that the store is too busy.
    pub async fn read<T, F>(&self, mut f: F) -> Result<T>
    where
        F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        if let Some(answer) = self.quick.as_ref().and_then(|quick| quick.try_read(&mut f)) {
            return answer;
        }
        submit(&self.reads, f)?.await.map_err(Error::broken)?
    }

    /// Runs `f` in a transaction and answers after the commit; `f` may run more than once (PostgreSQL retries), so it
    /// must do nothing but work on the connection. Its events go out after the commit.
    ///
    /// # Errors
    /// What `f` says (its work is undone), that the store is too busy, or that the commit failed.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        submit(&self.writes, f)?.await.map_err(Error::broken)?
    }

    /// [`Self::read`] for threads that may wait.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_now<T, F>(&self, f: F) -> Result<T>
    where
        F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        submit(&self.reads, f)?.blocking_recv().map_err(Error::broken)?
    }

    /// [`Self::write`] for threads that may wait.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn write_now<T, F>(&self, f: F) -> Result<T>
    where
        F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        submit(&self.writes, f)?.blocking_recv().map_err(Error::broken)?
    }
}

fn submit<T, F>(queue: &Sender<Box<dyn Job>>, closure: F) -> Result<oneshot::Receiver<Result<T>>>
where
    F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let (answer, receiver) = oneshot::channel();
    let job = Box::new(Work { closure, out: None, answer });
    queue.try_send(job).map_err(|_| Refusal::TooBusy)?;
    Ok(receiver)
}
