//! Sharing out what a group study has watched among those who are there; ending group studies that were left alone.

use super::ask;
use crate::error::Result;
use crate::jobs::{Step, Turn};
use crate::learning::store::{self, GroupStudy, GroupStudyPlace, Held, LessonHead};
use crate::learning::submit::submit;
use crate::store::Conn;
use gsdj_domain::learning::Stretch;
use gsdj_domain::time::MINUTE;
use gsdj_domain::{GroupStudyId, Instant, MemberId};

/// A group study whose player was not heard of for so long is over, in milliseconds.
const LEFT: i64 = 15 * MINUTE;
/// How many group studies a batch ends.
const BATCH: i64 = 10;

/// Credits what has come together to all who are there.
pub(super) fn share_out(
    c: &mut Conn<'_>,
    group_study: &GroupStudy,
    held: &mut GroupStudyPlace,
    now: Instant,
) -> Result<()> {
    let stretches = std::mem::take(&mut held.place.pending);
    if stretches.is_empty() {
        return Ok(());
    }
    let head = store::lesson_head(c, group_study.lesson)?;
    for member in store::present_at(c, group_study.id)? {
        credit(c, group_study.id, member, &head, &stretches, now)?;
    }
    Ok(())
}

/// Credits it to one: what they did not spend their time on otherwise, and had not watched before.
fn credit(
    c: &mut Conn<'_>,
    group_study: GroupStudyId,
    member: MemberId,
    head: &LessonHead,
    stretches: &[Stretch],
    now: Instant,
) -> Result<()> {
    let mut held = match store::place(c, member)? {
        Some(held) => held,
        None => Held { lesson: head.id, duration: head.duration, ..store::no_place(c, member, now)? },
    };
    let own: Vec<Stretch> = stretches.iter().filter_map(|s| held.place.join(s)).collect();
    if own.is_empty() {
        return Ok(());
    }
    store::put_place(c, member, &held)?;
    let before = store::progress(c, member, head.id)?.0.credited;
    let done = submit(c, member, head, &own, None, now)?;
    store::add_credit(c, group_study, member, done.progress.credited - before)
}

/// Ends a group study.
///
/// # Errors
/// When the store refuses it.
pub fn finish(c: &mut Conn<'_>, id: GroupStudyId, now: Instant) -> Result<()> {
    let group_study = store::find_group_study(c, id)?;
    let mut held = store::group_study_place(c, id)?;
    share_out(c, &group_study, &mut held, now)?;
    store::put_group_study_place(c, id, &held)?;
    store::close_all_asked(c, id, now)?;
    ask::tell(c, &group_study, &[])?;
    store::end_group_study(c, id, now)
}

/// Ends group studies whose screen was switched off without a word.
///
/// # Errors
/// When the store refuses it.
pub fn end_left(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let left = store::left_group_studies(c, turn.now.plus(-LEFT), BATCH)?;
    for id in &left {
        finish(c, *id, turn.now)?;
    }
    Ok(if left.is_empty() { Step::Done } else { Step::More(turn.cursor + 1) })
}
