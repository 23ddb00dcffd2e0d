//! Demo data (FEATURES 11.3): a believable province in several sizes, clearly marked 示例, with invented people only.
//!
//! Organisations and members come through the registry like everybody's, meetings through the acts of the API. The same
//! size on the same day gives the same data (ids and keys apart).

mod accounts;
mod articles;
mod beside;
mod checks;
pub mod cli;
mod committee;
mod ethnicity;
mod exams;
mod guide;
mod handover;
mod helping;
pub mod learning;
mod library;
mod life;
mod names;
mod openness;
mod people;
mod picture;
mod place;
mod plan;
mod play;
mod points;
mod requests;
mod script;
mod seeded;
mod settle;
mod size;
mod store;
#[cfg(test)]
mod tests;
mod texts;
mod units;

pub use accounts::{DemoAccount, accounts};
pub use size::Size;

use crate::error::{Error, Result};
use crate::file::Files;
use crate::registry::{self, Options};
use crate::secret::Secret;
use crate::store::Store;
use gsdj_domain::Instant;
use gsdj_domain::time::{DAY, HOUR};
use play::Player;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// What a fill came to.
#[derive(Debug, Clone, Serialize)]
pub struct Filled {
    /// Which size.
    pub size: &'static str,
    /// 党委, the province not counted.
    pub committees: u64,
    /// 党总支.
    pub general_branches: u64,
    /// 党支部.
    pub branches: u64,
    /// Members.
    pub members: u64,
    /// Meetings.
    pub meetings: u64,
    /// Acts by which the meetings and what happens beside them came about.
    pub acts: u64,
}

/// Where a fill goes.
pub struct Target<'a> {
    /// The store.
    pub store: &'a Store,
    /// The keys of personal numbers.
    pub secret: &'a Secret,
    /// Where pictures go.
    pub files: &'a Files,
    /// Where there is room for the registry's files while they are taken over.
    pub folder: &'a Path,
}

/// Whether a store is empty, so that it may be filled.
///
/// # Errors
/// When the store can't be read.
pub fn may_fill(store: &Store) -> Result<bool> {
    store.read_now(store::is_empty)
}

/// Fills an empty store; for threads that may wait.
///
/// # Errors
/// When the store is not empty, or something breaks; what was filled by then stays.
pub fn fill(target: &Target<'_>, size: Size, now: Instant) -> Result<Filled> {
    if !may_fill(target.store)? {
        return Err(Error::broken("the store is not empty"));
    }
    let today = now.day();
    take_over(target, size, now)?;
    let actors = Arc::new(target.store.read_now(store::actors)?);
    let anchor = Instant::midnight(today);
    settle::branches(target, size, &actors, anchor)?;
    settle::passwords(target.store, target.secret)?;
    let lessons = learning::courses(target, &actors, anchor)?;
    let plans = plan::plans(size, &actors, anchor);
    checks::last_year(target.store, &actors, anchor)?;
    let player = Player { store: target.store, files: target.files, actors: &actors, anchor };
    let mut beside = beside::Beside::new(target, &actors, anchor)?;
    let acts = player.play(plans, &mut beside)?
        + helping::play(target.store, &actors, anchor)?
        + exams::play(target.store, &actors, size, anchor)?
        + learning::study(target, &actors, &lessons, anchor)?
        + library::fill(target, &actors, anchor)?;
    checks::this_year(target.store, &actors, size, anchor)?;
    points::ledgers(target.store, &actors, size, anchor)?;
    points::settle(target.store, now)?;
    guide::fill(target.store, &actors, anchor)?;
    target.store.write_now(move |c| {
        store::read_until(c, anchor.plus(-6 * DAY), 3 * HOUR)?;
        store::mark(c, size.name())
    })?;
    target.store.read_now(move |c| {
        Ok(Filled {
            size: size.name(),
            committees: store::count(c, "org", "kind = 'committee'")?,
            general_branches: store::count(c, "org", "kind = 'general_branch'")?,
            branches: store::count(c, "org", "kind = 'branch'")?,
            members: store::count(c, "member", "1 = 1")?,
            meetings: store::count(c, "meeting", "1 = 1")?,
            acts,
        })
    })
}

/// Has the registry's sync take over organisations and members.
fn take_over(target: &Target<'_>, size: Size, now: Instant) -> Result<()> {
    let handover = handover::Handover::write(size, now.day(), target.folder)?;
    let report = registry::sync(target.store, target.secret, now, &handover.sources(), &Options::default())?;
    let rejected: Vec<_> = report.tables.iter().flat_map(|t| &t.rejected).take(3).collect();
    if rejected.is_empty() {
        Ok(())
    } else {
        Err(Error::broken(format!("the registry rejects demo rows: {rejected:?}")))
    }
}
