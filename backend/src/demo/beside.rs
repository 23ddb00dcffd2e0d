//! What happens beside the meetings, in the order of time: each run knows when its next deed is due.

use super::store::Actor;
use super::{Target, articles, openness};
use crate::error::Result;
use gsdj_domain::Instant;
use std::sync::Arc;

/// The runs.
pub(super) struct Beside {
    openness: openness::Run,
    articles: articles::Run,
}

impl Beside {
    /// What is to come.
    ///
    /// # Errors
    /// As the runs.
    pub fn new(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<Self> {
        Ok(Self {
            openness: openness::Run::new(target, actors, anchor)?,
            articles: articles::Run::new(target, actors, anchor)?,
        })
    }

    /// When the next deed is due.
    pub fn next(&self) -> Option<Instant> {
        self.openness.next().into_iter().chain(self.articles.next()).min()
    }

    /// Does what is due by then, whichever run it is of; says how many deeds that were.
    ///
    /// # Errors
    /// As the runs.
    pub fn play_until(&mut self, until: Instant) -> Result<u64> {
        let mut done = 0;
        while self.next().is_some_and(|at| at <= until) {
            // each as far as the other one's next deed
            let others = |at: Option<Instant>| at.map_or(until, |at| at.min(until));
            done += self.articles.play_until(others(self.openness.next()))?;
            done += self.openness.play_until(others(self.articles.next()))?;
        }
        Ok(done)
    }
}
