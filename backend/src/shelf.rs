//! Lines of lists, written down as JSON once and shared by every list that shows them: a notice goes to a whole branch, and
//! all of them open the same meeting within the hour.
//!
//! A line is found by its key and holds as long as its mark is the one that the store gives now, and until the clock
//! changes what it says. The store is asked for the mark each time, so no other node and no other process can make a
//! line stale.

use crate::error::Result;
use gsdj_domain::Instant;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

/// Lines kept at most; then all are let go, and what is looked at comes back by itself.
const MOST: usize = 30_000;

/// A line, ready to be sent; cheap to clone.
#[derive(Debug, Clone)]
pub struct Line(Arc<Written>);

#[derive(Debug)]
struct Written {
    mark: i64,
    since: Instant,
    until: Instant,
    json: Box<RawValue>,
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.json.serialize(serializer)
    }
}

/// What a line is made of.
pub struct Draft<T> {
    /// What it shows.
    pub shows: T,
    /// It holds before this instant.
    pub until: Instant,
}

/// Lines by their keys.
pub struct Shelf<K>(RwLock<HashMap<K, Line, foldhash::fast::RandomState>>);

impl<K> Default for Shelf<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Copy + Eq + Hash> Shelf<K> {
    /// The lines of `wanted` (keys and marks), in order; `write` drafts the `n`th where there is none that holds.
    ///
    /// # Errors
    /// What `write` says.
    pub fn lines<T: Serialize>(
        &self,
        wanted: &[(K, i64)],
        now: Instant,
        mut write: impl FnMut(usize) -> Result<Draft<T>>,
    ) -> Result<Vec<Line>> {
        let mut found: Vec<Option<Line>> = {
            let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
            let holds = |line: &Line, mark: i64| line.0.mark == mark && (line.0.since..line.0.until).contains(&now);
            wanted.iter().map(|(key, mark)| kept.get(key).filter(|line| holds(line, *mark)).cloned()).collect()
        };
        let mut fresh = Vec::new();
        for (n, (key, mark)) in wanted.iter().enumerate().filter(|(n, _)| found[*n].is_none()).collect::<Vec<_>>() {
            let draft = write(n)?;
            let json = serde_json::value::to_raw_value(&draft.shows)?;
            let line = Line(Arc::new(Written { mark: *mark, since: now, until: draft.until, json }));
            fresh.push((*key, line.clone()));
            found[n] = Some(line);
        }
        if !fresh.is_empty() {
            let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if kept.len() + fresh.len() > MOST {
                kept.clear();
            }
            kept.extend(fresh);
        }
        Ok(found.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_line_is_written_once_for_each_mark_and_time() {
        let shelf = Shelf::default();
        let written = Cell::new(0);
        let ask = |mark, now| {
            let write = |_| {
                written.set(written.get() + 1);
                Ok(Draft { shows: written.get(), until: Instant(100) })
            };
            let lines = shelf.lines(&[((7, 'a'), mark)], Instant(now), write).unwrap();
            serde_json::to_string(&lines).unwrap()
        };
        assert_eq!(ask(1, 0), "[1]");
        assert_eq!(ask(1, 99), "[1]");
        assert_eq!(ask(2, 99), "[2]", "another mark");
        assert_eq!(ask(2, 100), "[3]", "its time is over");
        assert_eq!(ask(2, 98), "[4]", "a clock that was set back");
    }
}
