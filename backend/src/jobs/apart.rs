//! Work apart from the writer: it reads beside it as long as it must, and writes small pieces, each under the job's lease.

use super::store;
use super::{LEASE, Progress};
use crate::app::App;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::store::{Conn, Store};
use gsdj_domain::Instant;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::watch;

/// A job under way that this process holds; for threads that may wait.
pub struct Apart {
    store: Store,
    clock: Clock,
    job: &'static str,
    me: i64,
    held_until: AtomicI64,
    stopping: Option<watch::Receiver<bool>>,
}

impl Apart {
    pub(super) fn of(app: &App, job: &'static str, me: i64) -> Self {
        let held_until = AtomicI64::new(app.now().plus(LEASE).0);
        let stopping = Some(app.stopping.clone());
        Self { store: app.store.clone(), clock: app.clock.clone(), job, me, held_until, stopping }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Reads; the lease goes on meanwhile.
    ///
    /// # Errors
    /// What `f` says, that another node has taken over, or that the server stops.
    pub fn read<T, F>(&self, f: F) -> Result<T>
    where
        F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let half_gone = self.now().plus(LEASE / 2).0 > self.held_until.load(Ordering::Relaxed);
        if half_gone {
            self.write(|_| Ok(()))?;
        }
        self.go_on()?;
        self.store.read_now(f)
    }

    /// Writes a piece, if the job is still held: it and the longer lease are one transaction.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn write<T, F>(&self, mut f: F) -> Result<T>
    where
        F: FnMut(&mut Conn<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.go_on()?;
        let (job, me, until) = (self.job, self.me, self.now().plus(LEASE));
        let done = self.store.write_now(move |c| {
            if store::hold_on(c, job, me, until)? { f(c) } else { Err(Error::broken("another node has taken over")) }
        })?;
        self.held_until.store(until.0, Ordering::Relaxed);
        Ok(done)
    }

    /// Notes that the period is done, and lets the job go.
    pub(super) fn finish(&self, period: Instant) -> Result<()> {
        let (job, now) = (self.job, self.now());
        self.write(move |c| {
            let done = store::progress(c, job)?.done.max(Some(period));
            store::keep(c, job, &Progress { done, held_until: now, ..Progress::default() })
        })
    }

    fn go_on(&self) -> Result<()> {
        match &self.stopping {
            Some(stopping) if *stopping.borrow() => Err(Error::broken("the server stops")),
            Some(_) | None => Ok(()),
        }
    }
}

/// Does a job's work by hand, from the console: under the same lease, so never beside a server that is at it. `None` when one is.
/// The job counts as done for the `period`.
///
/// # Errors
/// What `work` says.
pub fn by_hand<T>(
    store: &Store,
    clock: &Clock,
    job: &'static str,
    period: Instant,
    work: impl FnOnce(&Apart) -> Result<T>,
) -> Result<Option<T>> {
    let (me, now) = (rand::random::<i64>(), clock.now());
    let taken = store.write_now(move |c| {
        store::lock(c, job)?;
        let progress = store::progress(c, job)?;
        let free = progress.holder.is_none() || progress.held_until <= now;
        if free {
            store::keep(c, job, &Progress { holder: Some(me), held_until: now.plus(LEASE), ..progress })?;
        }
        Ok(free)
    })?;
    if !taken {
        return Ok(None);
    }
    let held_until = AtomicI64::new(now.plus(LEASE).0);
    let apart = Apart { store: store.clone(), clock: clock.clone(), job, me, held_until, stopping: None };
    let done = work(&apart);
    if done.is_err() {
        // whoever comes next need not wait for the lease to end
        apart.write(move |c| {
            let progress = store::progress(c, job)?;
            store::keep(c, job, &Progress { holder: None, held_until: now, ..progress })
        })?;
    }
    let done = done?;
    apart.finish(period)?;
    Ok(Some(done))
}
