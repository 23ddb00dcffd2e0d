//! 直播节目预告 (FEATURES 5.2, 12.10): channels, what is on when, the part of the day that is looked at, and reminders.
//!
//! A guide is asked for by window of time and page of channels, never whole; within it the programme on now is found, so
//! that a page can begin there.

mod form;
mod paste;
mod refusal;
mod wire;

pub use form::{
    AHEAD_MAX, CHANNEL_NAME_MAX, CHANNELS_MAX, LENGTH_MAX, REMIND_CHOICES, REMINDERS_MAX, TITLE_MAX, check_channel,
    check_programme, check_reminder,
};
pub use paste::{LINES_MAX, PASTE_MAX, Plan, Slot, check_import, plan, read};
pub use refusal::ProgrammeRefusal;
pub use wire::*;

use crate::time::DAY;
use crate::{Instant, Refusal};
use chrono::NaiveDate;

/// The longest window that is answered at once.
pub const WINDOW_MAX: i64 = DAY;

/// From the midnight of a day to the next.
#[must_use]
pub fn day_window(day: NaiveDate) -> (Instant, Instant) {
    let from = Instant::midnight(day);
    (from, from.plus(DAY))
}

/// Checks the window that a guide is asked for.
///
/// # Errors
/// When it is empty or longer than [`WINDOW_MAX`].
pub fn check_window(from: Instant, to: Instant) -> Result<(), Refusal> {
    if from < to && to.0.saturating_sub(from.0) <= WINDOW_MAX {
        return Ok(());
    }
    Err(ProgrammeRefusal::BadWindow.into())
}

/// Where a programme with these times stands.
#[must_use]
pub fn state(starts_at: Instant, ends_at: Instant, now: Instant) -> ProgrammeState {
    if now < starts_at {
        ProgrammeState::Coming
    } else if now < ends_at {
        ProgrammeState::Running
    } else {
        ProgrammeState::Over
    }
}

/// Where a page begins to show a channel's programmes, which are in the order of their start: what is on now, else what
/// comes next; nothing when all is over.
#[must_use]
pub fn anchor(items: &[Programme], now: Instant) -> Option<usize> {
    items.iter().position(|p| now < p.ends_at)
}

/// When the reminder of a programme is sent.
#[must_use]
pub fn due_at(starts_at: Instant, minutes: u32) -> Instant {
    starts_at.plus(-i64::from(minutes) * crate::time::MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{HOUR, MINUTE};
    use crate::{ChannelId, ProgrammeId};
    use proptest::prelude::*;

    fn programme(starts: i64, ends: i64) -> Programme {
        Programme {
            id: ProgrammeId(1 + starts),
            channel: ChannelId(1),
            title: "示例".into(),
            starts_at: Instant(starts),
            ends_at: Instant(ends),
            remind: None,
        }
    }

    #[test]
    fn a_day_is_one_window_and_more_is_refused() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let (from, to) = day_window(day);
        assert_eq!((from.day(), to.plus(-1).day()), (day, day));
        assert_eq!(check_window(from, to), Ok(()));
        let code = |to| check_window(from, to).map_err(|r| r.code());
        assert_eq!(
            [code(to.plus(1)), code(from), code(from.plus(-1)), code(Instant(i64::MAX))],
            [Err("programme_bad_window"); 4]
        );
    }

    #[test]
    fn the_page_begins_at_what_is_on_now() {
        let day = [programme(0, 10), programme(10, 20), programme(30, 40)];
        for (now, at) in [(0, Some(0)), (10, Some(1)), (19, Some(1)), (25, Some(2)), (39, Some(2)), (40, None)] {
            assert_eq!(anchor(&day, Instant(now)), at, "{now}");
        }
        assert_eq!(anchor(&[], Instant(0)), None);
        let stands = |now| state(Instant(10), Instant(20), Instant(now));
        assert_eq!(
            [stands(9), stands(10), stands(20)],
            [ProgrammeState::Coming, ProgrammeState::Running, ProgrammeState::Over]
        );
    }

    #[test]
    fn a_reminder_is_due_before_the_start() {
        assert_eq!(due_at(Instant(HOUR), 10), Instant(HOUR - 10 * MINUTE));
    }

    proptest! {
        /// Whatever the guide holds, what the page begins with is the first that is not over.
        #[test]
        fn nothing_that_is_over_stands_at_the_anchor(gaps in prop::collection::vec((0i64..5, 1i64..9), 0..30), now in 0i64..300) {
            let mut at = 0;
            let items: Vec<_> = gaps.into_iter().map(|(gap, length)| {
                let starts = at + gap;
                at = starts + length;
                programme(starts, at)
            }).collect();
            let place = anchor(&items, Instant(now));
            let over = |p: &Programme| state(p.starts_at, p.ends_at, Instant(now)) == ProgrammeState::Over;
            prop_assert!(items.iter().take(place.unwrap_or(items.len())).all(over));
            prop_assert!(place.is_none_or(|n| !over(&items[n])));
        }
    }
}
