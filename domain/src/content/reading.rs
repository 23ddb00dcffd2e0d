//! When reading an article counts (FEATURES 5.14): from half a minute on, by the server's clock, one article at a time.
//!
//! What was read without a network is reported afterwards. Nobody can see what an absent device did, so a report is believed
//! only as far as there was time for it: all that one account has ever been credited for, on line and off, fits into the
//! time that has really passed. A forger can say that an article was open which nobody looked at, as can be done with any
//! article on any screen; not more of them than there was time for, and no point beyond the day's cap, since points are
//! entered on the day of synchronising.

use super::ContentRefusal;
use crate::time::{DAY, SECOND};
use crate::{ArticleId, Instant, Refusal};

/// How long an article must have been open and visible, in milliseconds.
pub const READ_TIME: i64 = 30 * SECOND;
/// How far back a report reaches at most, in milliseconds.
const REMEMBERED: i64 = 30 * DAY;

/// One account's reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// What is being read on line, and since when.
    pub open: Option<(ArticleId, Instant)>,
    /// Time up to here is used up.
    pub used_until: Instant,
}

impl Reader {
    /// Somebody who signed in at `since` and has read nothing yet.
    #[must_use]
    pub const fn new(since: Instant) -> Self {
        Self { open: None, used_until: since }
    }

    /// Begins to read; whatever was being read elsewhere is not any more.
    pub const fn begin(&mut self, article: ArticleId, now: Instant) {
        self.open = Some((article, now));
    }

    /// Has read: counts when half a minute has passed that nothing else was credited for.
    ///
    /// # Errors
    /// [`ContentRefusal::NotReading`] when another article was begun since, or none;
    /// [`ContentRefusal::NotReadYet`] with what is left.
    pub fn finish(&mut self, article: ArticleId, now: Instant) -> Result<(), Refusal> {
        let Some((_, began)) = self.open.filter(|(open, _)| *open == article) else {
            return Err(ContentRefusal::NotReading.into());
        };
        let passed = now.0 - began.max(self.used_until).0;
        if passed < READ_TIME {
            return Err(ContentRefusal::NotReadYet { left: READ_TIME - passed.max(0) }.into());
        }
        self.open = None;
        // what was read beside it without a network has its time too
        self.used_until = began.max(self.used_until).plus(READ_TIME);
        Ok(())
    }

    /// Takes a report of an article read without a network, visible for `visible` milliseconds by the device's own clock.
    ///
    /// # Errors
    /// [`ContentRefusal::NotReadYet`] when that was too short, [`ContentRefusal::NoTimeForIt`] when there was no time.
    pub fn report(&mut self, visible: i64, now: Instant) -> Result<(), Refusal> {
        if visible < READ_TIME {
            return Err(ContentRefusal::NotReadYet { left: READ_TIME - visible.max(0) }.into());
        }
        let from = self.used_until.max(now.plus(-REMEMBERED));
        if from.plus(READ_TIME) > now {
            return Err(ContentRefusal::NoTimeForIt.into());
        }
        self.used_until = from.plus(READ_TIME);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: ArticleId = ArticleId(1);
    const B: ArticleId = ArticleId(2);

    fn code(outcome: Result<(), Refusal>) -> Result<(), &'static str> {
        outcome.map_err(|r| r.code())
    }

    #[test]
    fn it_counts_from_the_thirtieth_second_on() {
        let mut reader = Reader::new(Instant(0));
        assert_eq!(code(reader.finish(A, Instant(99_000))), Err("content_not_reading"));
        reader.begin(A, Instant(100_000));
        assert_eq!(code(reader.finish(A, Instant(129_999))), Err("content_not_read_yet"));
        assert_eq!(code(reader.finish(A, Instant(130_000))), Ok(()));
        assert_eq!(code(reader.finish(A, Instant(190_000))), Err("content_not_reading"), "once begun, once finished");
    }

    #[test]
    fn ten_articles_at_once_are_one() {
        let mut reader = Reader::new(Instant(0));
        for n in 0..10 {
            reader.begin(ArticleId(n), Instant(n));
        }
        let counted = (0..10).filter(|n| reader.finish(ArticleId(*n), Instant(60_000)).is_ok()).count();
        assert_eq!(counted, 1);
    }

    #[test]
    fn what_was_read_on_the_train_counts_as_far_as_there_was_time() {
        let mut reader = Reader::new(Instant(0));
        assert_eq!(code(reader.report(29_999, Instant(90_000))), Err("content_not_read_yet"));
        for _ in 0..3 {
            assert_eq!(code(reader.report(40_000, Instant(90_000))), Ok(()));
        }
        assert_eq!(code(reader.report(40_000, Instant(90_000))), Err("content_no_time_for_it"));
        // what was used on line is not there off line, and the other way round
        reader.begin(B, Instant(90_000));
        assert_eq!(code(reader.finish(B, Instant(120_000))), Ok(()));
        assert_eq!(code(reader.report(30_000, Instant(125_000))), Err("content_no_time_for_it"));
        reader.begin(B, Instant(130_000));
        assert_eq!(code(reader.report(30_000, Instant(150_000))), Ok(()));
        assert_eq!(
            code(reader.finish(B, Instant(160_000))),
            Err("content_not_read_yet"),
            "the report has used that time"
        );
        assert_eq!(code(reader.finish(B, Instant(180_000))), Ok(()));
    }

    proptest! {
        /// Whatever is begun, finished and reported, by any number of devices: no more is credited than time has passed.
        #[test]
        fn nobody_reads_more_than_there_was_time_for(
            deeds in prop::collection::vec((0u8..3, 0i64..3, 0i64..40_000, 0i64..100_000), 0..80),
        ) {
            let mut reader = Reader::new(Instant(0));
            let (mut now, mut credited) = (0, 0);
            for (deed, article, wait, visible) in deeds {
                now += wait;
                credited += i64::from(match deed {
                    0 => { reader.begin(ArticleId(article), Instant(now)); false }
                    1 => reader.finish(ArticleId(article), Instant(now)).is_ok(),
                    _ => reader.report(visible, Instant(now)).is_ok(),
                });
                prop_assert!(credited * READ_TIME <= now);
            }
        }
    }
}
