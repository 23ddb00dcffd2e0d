//! The place in a work, and which of two holds when several devices tell different ones.
//!
//! No device's time of day is asked. A place carries two counters: `clock` rises by one whenever a reader is opened, from the
//! highest that the device knows; `step` rises with each move since. So whoever opens a book after having heard of another
//! device's place is newer than it, however much was leafed through elsewhere without network. What is merged is the same
//! in whichever order it comes.

use super::LibraryRefusal;
use crate::{ChapterId, Refusal};

/// The highest either counter goes.
pub const COUNT_MAX: u32 = 1_000_000_000;

wire! {
    /// Where somebody stopped.
    pub struct BookPlace {
        /// In which chapter.
        pub chapter: ChapterId,
        /// How far into it: characters of a text before it, whole pages of a PDF, seconds of a recording.
        pub offset: u32,
        /// Which opening of the reader it comes from; at most 1,000,000,000.
        pub clock: u32,
        /// Which move since; at most 1,000,000,000.
        pub step: u32,
    }
}

impl BookPlace {
    /// What places are ordered by. The last two only decide between equals, so that all devices decide alike.
    const fn rank(&self) -> (u32, u32, i64, u32) {
        (self.clock, self.step, self.chapter.0, self.offset)
    }
}

/// Which of two places holds: the newer.
#[must_use]
pub fn merge(one: Option<BookPlace>, other: Option<BookPlace>) -> Option<BookPlace> {
    one.into_iter().chain(other).max_by_key(BookPlace::rank)
}

/// The place of a reader just opened on `chapter`, when `known` is the newest place that the device has heard of.
#[must_use]
pub fn opened(known: Option<&BookPlace>, chapter: ChapterId, offset: u32) -> BookPlace {
    let clock = known.map_or(1, |p| p.clock.saturating_add(1).min(COUNT_MAX));
    BookPlace { chapter, offset, clock, step: 0 }
}

/// The place after a move within the same opening.
#[must_use]
pub fn moved(from: &BookPlace, chapter: ChapterId, offset: u32) -> BookPlace {
    BookPlace { chapter, offset, clock: from.clock, step: from.step.saturating_add(1).min(COUNT_MAX) }
}

/// Checks a place that a device tells; whether the chapter is one of the work's is asked elsewhere.
///
/// # Errors
/// [`LibraryRefusal::BadPlace`] when a counter is beyond [`COUNT_MAX`], where nothing newer could ever be told.
pub fn check_place(place: &BookPlace) -> Result<(), Refusal> {
    if place.clock == 0 || place.clock > COUNT_MAX || place.step > COUNT_MAX {
        return Err(LibraryRefusal::BadPlace.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> impl Strategy<Value = Option<BookPlace>> {
        let one = (1..4_i64, 0..9_u32, 1..5_u32, 0..5_u32);
        prop::option::of(one.prop_map(|(c, offset, clock, step)| BookPlace {
            chapter: ChapterId(c),
            offset,
            clock,
            step,
        }))
    }

    proptest! {
        /// Devices may tell in any order, and any number of times.
        #[test]
        fn the_order_of_telling_makes_no_difference(a in place(), b in place(), c in place()) {
            let m = |x: &Option<BookPlace>, y: &Option<BookPlace>| merge(x.clone(), y.clone());
            prop_assert_eq!(m(&a, &b), m(&b, &a));
            prop_assert_eq!(m(&m(&a, &b), &c), m(&a, &m(&b, &c)));
            prop_assert_eq!(m(&a, &a), a);
        }

        /// Whoever opens the book knowing a place is newer than it, whatever was leafed through before.
        #[test]
        fn the_latest_opening_wins(moves in 0..200_u32, back in 1..9_i64) {
            let mut away = opened(None, ChapterId(9), 0);
            for n in 0..moves {
                away = moved(&away, ChapterId(9), n);
            }
            let here = opened(Some(&away), ChapterId(back), 3);
            prop_assert_eq!(merge(Some(away), Some(here.clone())), Some(here));
        }
    }

    #[test]
    fn an_old_copy_from_a_device_without_network_does_not_lead_back() {
        let phone = opened(None, ChapterId(1), 0);
        let tablet = opened(Some(&phone), ChapterId(7), 120);
        let later_sent = moved(&phone, ChapterId(2), 40);
        assert_eq!(merge(Some(tablet.clone()), Some(later_sent)), Some(tablet));
    }

    #[test]
    fn a_counter_at_its_end_is_refused() {
        let mut place = opened(None, ChapterId(1), 0);
        assert_eq!(check_place(&place), Ok(()));
        place.clock = COUNT_MAX + 1;
        assert_eq!(check_place(&place).map_err(|r| r.code()), Err("book_bad_place"));
        place.clock = 0;
        assert_eq!(check_place(&place).map_err(|r| r.code()), Err("book_bad_place"));
    }
}
