//! Submitting what was verified: into the member's progress, points by whole blocks, courses finished. The only door.

use super::store::{self, LessonHead};
use crate::error::Result;
use crate::points;
use crate::store::Conn;
use gsdj_domain::learning::{LessonProgress, Stretch};
use gsdj_domain::points::Rule;
use gsdj_domain::{AccountId, Instant, MemberId};

/// What a submission came to.
#[derive(Debug, Clone)]
pub(super) struct Submitted {
    /// How far the lesson has come.
    pub progress: LessonProgress,
    /// Points earned.
    pub points: u32,
    /// The course was finished with it.
    pub course_finished: bool,
}

/// Adds `stretches` to what the member has watched of a lesson; `place` is where to go on. Parts that were there add
/// nothing, and each block of three minutes of a lesson earns once ever.
///
/// # Errors
/// When the store refuses it.
pub(super) fn submit(
    c: &mut Conn<'_>,
    member: MemberId,
    head: &LessonHead,
    stretches: &[Stretch],
    place: Option<i64>,
    now: Instant,
) -> Result<Submitted> {
    let (mut progress, entered) = store::progress(c, member, head.id)?;
    progress.take(stretches, head.duration);
    progress.place = place.unwrap_or(progress.place);
    progress.finish(head.kind, head.duration, now);
    // a lesson that was made shorter takes no point back
    let blocks = progress.blocks(head.kind, head.duration).max(entered);
    let mut earned = 0;
    for block in entered + 1..=blocks {
        let note = format!("{} · {}（第 {block} 个 3 分钟）", head.course_title, head.title);
        let deed = format!("lesson:{}:{block}", head.id);
        earned += points::award(c, member, Rule::Video, &deed, &note, now)?.unwrap_or(0);
    }
    store::put_progress(c, member, head.id, (&progress, progress.covered(head.duration), blocks), now)?;
    let account = AccountId(member.0);
    store::note_studied(c, account, head.course, now)?;
    let course_finished = progress.finished_at.is_some()
        && store::is_course_finished(c, member, head.course)?
        && store::note_finished(c, account, head.course, now)?;
    Ok(Submitted { progress: progress.shown(head.kind, head.duration), points: earned, course_finished })
}
