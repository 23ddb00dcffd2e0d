//! What was watched without a network (FEATURES 5.12, 10.2): a signed-in device says afterwards what it played, and it counts
//! once, when it is synchronised.
//!
//! Nobody can see what an absent device did, so what it says is believed only as far as it costs what honest watching costs:
//! by its own steadily running clock each part took as long as it must, and all of it together fits into the real time since
//! the member is known here, less what they used of that time otherwise, on line or off, on whatever device. A forger can say that a film ran which
//! nobody looked at, as can be done with any film on any player; not more of it than there was time for, not beside
//! other study, and no point beyond the day's cap, since points are entered on the day of synchronising.

use super::spans::Span;
use super::watch::{BeatVerdict, Place, RATE_MAX, RATE_MIN, REMEMBERED, Stretch, TOLERANCE};
use crate::Instant;
use crate::time::SECOND;

/// The most stretches of one report.
pub const STRETCHES_MAX: usize = 500;

/// Something a device has played with no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Played {
    /// The part of the lesson, in milliseconds.
    pub part: Span,
    /// The speed, in hundredths.
    pub rate: u32,
    /// When it began and ended by the device's own steady clock, in milliseconds since any beginning.
    pub readings: Span,
}

impl Place {
    /// Takes what a device of a member played who is known since `since`. What there was no time for is cut off; where less than
    /// a second is left of more, nothing is.
    pub fn recall(
        &mut self,
        played: &Played,
        duration: i64,
        since: Instant,
        now: Instant,
    ) -> Result<Stretch, BeatVerdict> {
        let part = played.part.and(Span::new(0, duration));
        if part.length() == 0 {
            return Err(BeatVerdict::Paused);
        }
        let need = part.length() * 100 / i64::from(played.rate.max(1));
        if !(RATE_MIN..=RATE_MAX).contains(&played.rate) || played.readings.length() < need - TOLERANCE {
            return Err(BeatVerdict::TooFast);
        }
        let window = Span::new(since.0.max(now.0 - REMEMBERED), now.0);
        let took = self.used.fill_first(window, need.max(1));
        let length = (took * i64::from(played.rate) / 100).min(part.length());
        if length < part.length().min(SECOND) {
            return Err(BeatVerdict::NoTime);
        }
        let part = Span::new(part.from, part.from + length);
        Ok(Stretch { part, cost: took.min(length), time: window })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::Progress;
    use crate::learning::watch::Beat;
    use crate::time::{DAY, HOUR, MINUTE};
    use proptest::prelude::*;

    const START: Instant = Instant(1_773_104_400_000);
    const LESSON: i64 = 2 * HOUR;

    fn played(from: i64, to: i64, rate: u32, took: i64) -> Played {
        Played { part: Span::new(from, to), rate, readings: Span::new(7, 7 + took) }
    }

    #[test]
    fn what_was_watched_on_the_train_counts_once() {
        let mut place = Place::new(START);
        let now = START.plus(HOUR);
        let report = played(0, 30 * MINUTE, 100, 30 * MINUTE);
        let counted = place.recall(&report, LESSON, START, now).unwrap();
        assert_eq!((counted.part, counted.cost), (Span::new(0, 30 * MINUTE), 30 * MINUTE));
        let mut progress = Progress::default();
        progress.take(&[counted], LESSON);
        progress.take(&[place.recall(&report, LESSON, START, now).unwrap()], LESSON);
        assert_eq!((progress.covered(LESSON), progress.credited), (30 * MINUTE, 30 * MINUTE));
        // and by now the hour is used up
        assert_eq!(place.recall(&report, LESSON, START, now), Err(BeatVerdict::NoTime));
    }

    #[test]
    fn no_more_than_there_was_time_for() {
        let mut place = Place::new(START);
        let now = START.plus(10 * MINUTE);
        assert_eq!(place.recall(&played(0, HOUR, 100, MINUTE), LESSON, START, now), Err(BeatVerdict::TooFast));
        assert_eq!(place.recall(&played(0, HOUR, 300, HOUR), LESSON, START, now), Err(BeatVerdict::TooFast));
        assert_eq!(place.recall(&played(0, 0, 100, HOUR), LESSON, START, now), Err(BeatVerdict::Paused));
        let cut = place.recall(&played(0, HOUR, 100, HOUR), LESSON, START, now).unwrap();
        assert_eq!(cut.part, Span::new(0, 10 * MINUTE));
        // nobody brings a year at once
        let mut place = Place::new(START);
        let later = START.plus(365 * DAY);
        let all: i64 = (0..1_000)
            .filter_map(|_| place.recall(&played(0, LESSON, 100, LESSON), LESSON, START, later).ok())
            .map(|s| s.cost)
            .sum();
        assert_eq!(all, REMEMBERED);
    }

    #[test]
    fn time_spent_on_line_is_not_time_spent_off_line() {
        let mut place = Place::new(START);
        for n in 1..=40 {
            let beat = Beat { number: n, position: i64::from(n) * 15_000, rate: 100, playing: true, visible: true };
            assert_eq!(place.heed(&beat, LESSON, START.plus(i64::from(n) * 15_000)), BeatVerdict::Counted);
        }
        let now = START.plus(15 * MINUTE);
        let cut = place.recall(&played(HOUR, 2 * HOUR, 100, HOUR), LESSON, START, now).unwrap();
        assert_eq!(cut.cost, 5 * MINUTE);
    }

    proptest! {
        /// Reports of any number of devices, in any order and with any contents, among beats on line: the real time that
        /// counts is never more than has passed.
        #[test]
        fn any_number_of_devices_is_one_viewer(
            reports in prop::collection::vec((0i64..LESSON, 0i64..HOUR, 25u32..260, 0i64..2 * HOUR, 0i64..HOUR, any::<bool>()), 0..60),
        ) {
            let mut place = Place::new(START);
            let mut progress = [Progress::default(), Progress::default()];
            let (mut now, mut since) = (START, START);
            for (from, length, rate, took, wait, on_line) in reports {
                now = now.plus(wait);
                if on_line {
                    let beat = Beat { number: place.beat + 1, position: from, rate: 100, playing: true, visible: true };
                    place.heed(&beat, LESSON, now);
                } else if let Ok(stretch) = place.recall(&played(from, from + length, rate, took), LESSON, since, now) {
                    progress[usize::from(from % 2 == 0)].take(&[stretch], LESSON);
                    since = if from % 3 == 0 { now } else { since };
                }
            }
            progress[0].take(&place.pending, LESSON);
            let credited: i64 = progress.iter().map(|p| p.credited).sum();
            prop_assert!(credited <= now.0 - START.0 + TOLERANCE);
        }
    }
}
