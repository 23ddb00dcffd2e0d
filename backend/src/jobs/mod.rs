//! What the platform does by itself: one table of named jobs, each with its rhythm, worked off by whichever node comes first.
//!
//! How far a job has come is a row of the store. A batch of its work and that row are one transaction: a node that breaks
//! down leaves nothing half done, the next one goes on where it stood, and no two do the same twice. A lease keeps the
//! others from working beside the one that has begun. Times are the app's clock's, days are Asia/Shanghai.
//!
//! What must read more than a writer may wait for works apart ([`Apart`]): beside the writer, which it keeps only for small
//! pieces, and under the same lease.

mod apart;
mod store;
mod table;

pub use apart::{Apart, by_hand};
pub use table::JOBS;

use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use chrono::NaiveDate;
use gsdj_domain::Instant;
use gsdj_domain::time::{DAY, MINUTE};
use std::time::Duration;

/// How often the table is looked through.
const LOOK: Duration = Duration::from_secs(30);
/// How long a node may take for a batch before another takes over.
const LEASE: i64 = 2 * MINUTE;

/// How often a job is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Once a day, so many milliseconds after its midnight.
    Day(i64),
    /// Once in each span of so many minutes, counted from the epoch.
    Minutes(i64),
}

/// What becomes of the periods in which no node ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// Each is worked off, the oldest first.
    EachInTurn,
    /// Only the latest counts: the job looks at how things stand now.
    Skipped,
}

/// A job: a row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Its name in the store and in the log; never changes once released.
    pub name: &'static str,
    /// When it is due.
    pub every: Every,
    /// What becomes of periods missed.
    pub missed: Missed,
    /// Does one batch. It may run more than once (the store tries again), so it touches nothing but the connection.
    pub work: fn(&mut Conn<'_>, &Turn) -> Result<Step>,
}

/// What a batch is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Now.
    pub now: Instant,
    /// The beginning of the period that is worked off.
    pub period: Instant,
    /// Where the batch before left off; 0 at the beginning.
    pub cursor: i64,
}

impl Turn {
    /// The day on which the period begins.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.period.day()
    }
}

/// What a batch came to.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// There is more: the next batch begins after this place.
    More(i64),
    /// The period is done.
    Done,
    /// The period is done when this has been, apart from the writer and on a thread that may wait.
    Apart(fn(&Apart, &Turn) -> Result<()>),
}

/// What a look at a job came to.
enum Begun {
    /// There is nothing to do.
    Nothing,
    /// A batch was done.
    Batch,
    /// Work is to be done apart.
    Apart(fn(&Apart, &Turn) -> Result<()>, Turn),
}

/// How far a job has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Progress {
    /// The beginning of the last period that is done.
    done: Option<Instant>,
    /// The period under way.
    period: Option<Instant>,
    /// Where its last batch left off.
    cursor: i64,
    /// Who works on it.
    holder: Option<i64>,
    /// Until when others leave it alone.
    held_until: Instant,
}

impl Default for Progress {
    fn default() -> Self {
        Self { done: None, period: None, cursor: 0, holder: None, held_until: Instant(0) }
    }
}

impl Progress {
    /// The period that `me` is to work on, if one is due and nobody else works on it.
    fn open(&self, job: &Job, me: i64, now: Instant) -> Option<Instant> {
        let elsewhere = self.holder.is_some_and(|holder| holder != me) && self.held_until > now;
        job.next(self, now).filter(|_| !elsewhere)
    }
}

impl Every {
    /// The beginning of the latest period that is due at `now`.
    fn latest(self, now: Instant) -> Instant {
        match self {
            Self::Day(at) => Instant::midnight(now.plus(-at).day()),
            Self::Minutes(n) => Instant(now.0.div_euclid(n * MINUTE) * n * MINUTE),
        }
    }

    const fn after(self, period: Instant) -> Instant {
        match self {
            // no day of Asia/Shanghai is longer or shorter than the others
            Self::Day(_) => period.plus(DAY),
            Self::Minutes(n) => period.plus(n * MINUTE),
        }
    }
}

impl Job {
    /// The period to work off next, if one is due. A job that has never run begins with the latest.
    fn next(&self, progress: &Progress, now: Instant) -> Option<Instant> {
        let latest = self.every.latest(now);
        match (progress.done, self.missed) {
            (Some(done), _) if done >= latest => None,
            (Some(done), Missed::EachInTurn) => Some(self.every.after(done)),
            (None, Missed::EachInTurn) => Some(progress.period.unwrap_or(latest)),
            (_, Missed::Skipped) => Some(latest),
        }
    }
}

/// Works the table off for one node.
pub struct Runner {
    app: App,
    /// Tells this runner from those of other nodes.
    me: i64,
}

impl Runner {
    /// A runner of its own.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self { app, me: rand::random::<i64>() }
    }

    /// Works off what is due in `jobs`; answers how many batches that took. A job that fails is logged, tried again at the
    /// next look, and keeps no other from running.
    pub async fn run_due(&self, jobs: &'static [Job]) -> u64 {
        let mut batches = 0;
        for job in jobs {
            loop {
                match self.batch(job).await {
                    Ok(true) => batches += 1,
                    Ok(false) => break,
                    Err(error) => {
                        tracing::error!(job = job.name, %error, "a job failed");
                        break;
                    }
                }
            }
        }
        batches
    }

    /// Does one batch of a job; says whether there was one to do.
    async fn batch(&self, job: &'static Job) -> Result<bool> {
        let (me, now) = (self.me, self.app.now());
        let due = move |c: &mut Conn<'_>| Ok(store::progress(c, job.name)?.open(job, me, now).is_some());
        // most looks find nothing to do: they cost a read
        if !self.app.store.read(due).await? {
            return Ok(false);
        }
        match self.app.store.write(move |c| batch(c, job, me, now)).await? {
            Begun::Nothing => Ok(false),
            Begun::Batch => Ok(true),
            Begun::Apart(work, turn) => {
                let apart = Apart::of(&self.app, job.name, me);
                let done = move || work(&apart, &turn).and_then(|()| apart.finish(turn.period));
                tokio::task::spawn_blocking(done).await.map_err(crate::Error::broken)??;
                Ok(true)
            }
        }
    }

    /// Looks again and again, until it is dropped.
    pub async fn keep_running(self) {
        loop {
            self.run_due(JOBS).await;
            tokio::time::sleep(LOOK).await;
        }
    }
}

fn batch(c: &mut Conn<'_>, job: &Job, me: i64, now: Instant) -> Result<Begun> {
    store::lock(c, job.name)?;
    let progress = store::progress(c, job.name)?;
    let Some(period) = progress.open(job, me, now) else { return Ok(Begun::Nothing) };
    let cursor = if progress.period == Some(period) { progress.cursor } else { 0 };
    let turn = Turn { now, period, cursor };
    let under_way = |cursor| {
        let (period, holder) = (Some(period), Some(me));
        Progress { period, cursor, holder, held_until: now.plus(LEASE), ..progress }
    };
    let (next, begun) = match (job.work)(c, &turn)? {
        Step::Done => (Progress { done: Some(period), held_until: now, ..Progress::default() }, Begun::Batch),
        Step::More(cursor) => (under_way(cursor), Begun::Batch),
        Step::Apart(work) => (under_way(cursor), Begun::Apart(work, turn)),
    };
    store::keep(c, job.name, &next)?;
    Ok(begun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::time::HOUR;

    fn job(every: Every, missed: Missed) -> Job {
        Job { name: "example", every, missed, work: |_, _| Ok(Step::Done) }
    }

    fn done(at: Instant) -> Progress {
        Progress { done: Some(at), ..Progress::default() }
    }

    fn day(d: u32) -> Instant {
        Instant::midnight(NaiveDate::from_ymd_opt(2026, 3, d).unwrap())
    }

    #[test]
    fn a_daily_job_is_due_once_its_hour_has_come_in_shanghai() {
        let job = job(Every::Day(8 * HOUR), Missed::Skipped);
        let before = done(day(9));
        assert_eq!(job.next(&before, day(10).plus(8 * HOUR - 1)), None);
        assert_eq!(job.next(&before, day(10).plus(8 * HOUR)), Some(day(10)));
        assert_eq!(job.next(&done(day(10)), day(11).plus(8 * HOUR - 1)), None);
    }

    #[test]
    fn missed_days_are_caught_up_one_by_one_or_skipped() {
        let now = day(10).plus(1);
        assert_eq!(job(Every::Day(0), Missed::EachInTurn).next(&done(day(7)), now), Some(day(8)));
        assert_eq!(job(Every::Day(0), Missed::Skipped).next(&done(day(7)), now), Some(day(10)));
        // one that never ran has nothing to catch up, but finishes what it began
        let fresh = job(Every::Day(0), Missed::EachInTurn);
        assert_eq!(fresh.next(&Progress::default(), now), Some(day(10)));
        let begun = Progress { period: Some(day(9)), ..Progress::default() };
        assert_eq!(fresh.next(&begun, now), Some(day(9)));
    }

    #[test]
    fn spans_of_minutes_begin_at_round_times() {
        let job = job(Every::Minutes(15), Missed::Skipped);
        let now = day(10).plus(20 * MINUTE);
        assert_eq!(job.next(&Progress::default(), now), Some(day(10).plus(15 * MINUTE)));
        assert_eq!(job.next(&done(day(10).plus(15 * MINUTE)), now), None);
        // a clock that was put back makes nothing due
        assert_eq!(job.next(&done(day(11)), now), None);
    }
}
