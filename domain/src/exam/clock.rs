//! A sitting's time, by the server's clock alone.
//!
//! What a device says about time can't be known to be true: only what has arrived by the deadline, with a short grace for the
//! network, counts. Who answers without a network within the time and gets it back in time loses nothing; what arrives later
//! than that is not counted, and the page says so before it happens. Practice has a week, so that there a lost network costs
//! nothing.

use super::{ExamRefusal, ExamState};
use crate::time::{DAY, MINUTE, SECOND};
use crate::{Instant, Refusal};

/// How long after the deadline answers that were on their way are still taken, in milliseconds.
pub const ANSWERS_GRACE: i64 = 60 * SECOND;
/// How long a group of practice stays open, in milliseconds.
pub const PRACTICE_LIFE: i64 = 7 * DAY;

/// When a sitting of an exam ends that begins now: after its minutes, and no later than the exam itself closes.
#[must_use]
pub fn deadline(begun_at: Instant, minutes: u32, closes_at: Instant) -> Instant {
    begun_at.plus(i64::from(minutes) * MINUTE).min(closes_at)
}

/// Whether answers are still taken: until the deadline and the grace, the last millisecond included.
#[must_use]
pub fn takes_answers(deadline: Instant, now: Instant) -> bool {
    now <= deadline.plus(ANSWERS_GRACE)
}

/// Whether the server hands it in by itself.
#[must_use]
pub fn is_over(deadline: Instant, now: Instant) -> bool {
    !takes_answers(deadline, now)
}

/// When it counts as handed in: now, but never after the deadline.
#[must_use]
pub fn hand_in_instant(deadline: Instant, now: Instant) -> Instant {
    now.min(deadline)
}

/// Whether a member may begin an exam now; `sat` are their sittings of it so far.
///
/// # Errors
/// The refusal that says why not, and from when on.
pub fn may_begin(
    state: ExamState,
    (opens_at, closes_at): (Instant, Instant),
    tries: Option<u32>,
    sat: u32,
    now: Instant,
) -> Result<(), Refusal> {
    match state {
        ExamState::Draft => return Err(Refusal::NotFound),
        ExamState::Withdrawn => return Err(ExamRefusal::Withdrawn.into()),
        ExamState::Published => {}
    }
    if now < opens_at {
        return Err(ExamRefusal::NotOpenYet { opens_at, now }.into());
    }
    if now >= closes_at {
        return Err(ExamRefusal::Closed { closes_at, now }.into());
    }
    match tries {
        Some(tries) if sat >= tries => Err(ExamRefusal::NoTriesLeft { tries }.into()),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR;

    const OPENS: Instant = Instant(1_000_000);
    const CLOSES: Instant = Instant(1_000_000 + 2 * HOUR);

    fn begin(state: ExamState, tries: Option<u32>, sat: u32, now: Instant) -> Result<(), &'static str> {
        may_begin(state, (OPENS, CLOSES), tries, sat, now).map_err(|r| r.code())
    }

    #[test]
    fn an_exam_is_open_from_its_first_to_before_its_last_millisecond() {
        let at = |now| begin(ExamState::Published, None, 9, now);
        assert_eq!(at(OPENS.plus(-1)), Err("exam_not_open"));
        assert_eq!(at(OPENS), Ok(()));
        assert_eq!(at(CLOSES.plus(-1)), Ok(()));
        assert_eq!(at(CLOSES), Err("exam_closed"));
        assert_eq!(begin(ExamState::Withdrawn, None, 0, OPENS), Err("exam_withdrawn"));
        assert_eq!(begin(ExamState::Draft, None, 0, OPENS), Err("not_found"));
    }

    #[test]
    fn tries_are_counted_to_the_last() {
        assert_eq!(begin(ExamState::Published, Some(2), 1, OPENS), Ok(()));
        assert_eq!(begin(ExamState::Published, Some(2), 2, OPENS), Err("exam_no_tries_left"));
        assert_eq!(begin(ExamState::Published, None, 1_000, OPENS), Ok(()));
    }

    #[test]
    fn time_ends_with_the_minutes_or_with_the_exam() {
        assert_eq!(deadline(OPENS, 30, CLOSES), OPENS.plus(30 * MINUTE));
        assert_eq!(deadline(CLOSES.plus(-1), 30, CLOSES), CLOSES);
    }

    #[test]
    fn answers_are_taken_to_the_last_millisecond_of_the_grace() {
        let end = Instant(5_000_000);
        let last = end.plus(ANSWERS_GRACE);
        assert!(takes_answers(end, end) && takes_answers(end, last) && !takes_answers(end, last.plus(1)));
        assert!(!is_over(end, last) && is_over(end, last.plus(1)));
        assert_eq!(hand_in_instant(end, end.plus(-5)), end.plus(-5));
        assert_eq!(hand_in_instant(end, last), end);
    }
}
