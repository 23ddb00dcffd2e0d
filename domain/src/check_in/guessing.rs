//! Tries at the short code: a few, then a pause, counted for each member and meeting. The QR's token is too long to guess.

use crate::Instant;
use crate::time::MINUTE;

/// Wrong codes before the pause.
pub const FREE_TRIES: u32 = 5;
/// How long the pause is, in milliseconds; wrong codes older than this are forgotten.
pub const PAUSE: i64 = 5 * MINUTE;

/// Until when no code is taken, after `failures` in a row of which the last was at `last`; `None` when at once.
#[must_use]
pub fn paused_until(failures: u32, last: Instant, now: Instant) -> Option<Instant> {
    let until = last.plus(PAUSE);
    (failures >= FREE_TRIES && now < until).then_some(until)
}

/// How many failures there are after one more at `now`: those before a pause that is over count no longer.
#[must_use]
pub const fn after_failure(failures: u32, last: Instant, now: Instant) -> u32 {
    if now.0 >= last.plus(PAUSE).0 { 1 } else { failures.saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_sixth_try_waits() {
        let t = Instant(0);
        assert_eq!(paused_until(4, t, t), None);
        assert_eq!(paused_until(5, t, t.plus(PAUSE - 1)), Some(t.plus(PAUSE)));
        assert_eq!(paused_until(5, t, t.plus(PAUSE)), None);
        assert_eq!(after_failure(5, t, t.plus(PAUSE)), 1);
    }

    proptest! {
        /// However somebody spreads their tries, no more than the free ones fall into any pause's length.
        #[test]
        fn nobody_tries_more_often_than_allowed(gaps in prop::collection::vec(0i64..2 * PAUSE, 1..200)) {
            let (mut failures, mut last, mut now) = (0, Instant(-PAUSE), Instant(0));
            let mut taken: Vec<Instant> = Vec::new();
            for gap in gaps {
                now = now.plus(gap);
                if paused_until(failures, last, now).is_none() {
                    failures = after_failure(failures, last, now);
                    last = now;
                    taken.push(now);
                }
            }
            for (n, t) in taken.iter().enumerate() {
                let within = taken[n..].iter().take_while(|u| u.0 == t.0).count();
                prop_assert!(within <= FREE_TRIES as usize);
            }
            for six in taken.windows(FREE_TRIES as usize + 1) {
                let spread = six[FREE_TRIES as usize].0 - six[0].0;
                prop_assert!(spread >= PAUSE, "six tries within {spread} ms");
            }
        }
    }
}
