//! Counting who studied a course within thirty days (热门课件, FEATURES 5.6): a head on its row, brought up to date every hour.

use super::store;
use crate::error::Result;
use crate::jobs::{Step, Turn};
use crate::store::Conn;
use gsdj_domain::Instant;
use gsdj_domain::time::DAY;

/// How far back learners are counted, in milliseconds.
const BACK: i64 = 30 * DAY;
/// How many courses a batch counts.
const BATCH: i64 = 50;

/// Counts the learners of some courses, in the order of their ids.
///
/// # Errors
/// When the store refuses it.
pub fn count(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let courses = store::next_courses(c, turn.cursor, BATCH)?;
    for id in &courses {
        store::set_learners(c, *id, turn.now.plus(-BACK))?;
    }
    Ok(courses.last().map_or(Step::Done, |id| Step::More(id.0)))
}

/// Counts all of them at once.
///
/// # Errors
/// When the store refuses it.
pub fn count_all(c: &mut Conn<'_>, now: Instant) -> Result<()> {
    let mut turn = Turn { now, period: now, cursor: 0 };
    while let Step::More(cursor) = count(c, &turn)? {
        turn.cursor = cursor;
    }
    Ok(())
}
