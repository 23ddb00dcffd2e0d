//! The publicity period (公示期): whole days of Asia/Shanghai, both ends included, at most one month.

use super::wire::DisclosureState;
use super::{DisclosureRefusal, wire::DisclosureAct};
use crate::{Instant, Refusal};
use chrono::{Months, NaiveDate};

/// How a disclosure stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub begins: NaiveDate,
    /// The last day; visible until its midnight.
    pub ends: NaiveDate,
    /// Taken back by the branch.
    pub withdrawn: bool,
}

/// The last day that a period beginning on `begins` may have: the same day of the next month, or that month's last day
/// where it has no such day (31 January → 28 February, in leap years 29).
#[must_use]
pub fn latest_end(begins: NaiveDate) -> NaiveDate {
    begins.checked_add_months(Months::new(1)).unwrap_or(begins)
}

/// The days that are left from `today` to the last one, today included; 0 when it is over.
#[must_use]
pub fn days_left(ends: NaiveDate, today: NaiveDate) -> u32 {
    u32::try_from((ends - today).num_days() + 1).unwrap_or(0)
}

impl Period {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, now: Instant) -> DisclosureState {
        let today = now.day();
        if self.withdrawn {
            DisclosureState::Withdrawn
        } else if today < self.begins {
            DisclosureState::Planned
        } else if today <= self.ends {
            DisclosureState::Running
        } else {
            DisclosureState::Ended
        }
    }

    /// Whether the branch may do this to it now.
    ///
    /// # Errors
    /// That it is over.
    pub fn allow(&self, act: DisclosureAct, now: Instant) -> Result<(), Refusal> {
        match (self.state(now), act) {
            (DisclosureState::Planned | DisclosureState::Running, DisclosureAct::Edit | DisclosureAct::Withdraw) => {
                Ok(())
            }
            (DisclosureState::Ended, DisclosureAct::Edit | DisclosureAct::Withdraw) => {
                Err(DisclosureRefusal::AlreadyEnded.into())
            }
            (DisclosureState::Withdrawn, DisclosureAct::Edit | DisclosureAct::Withdraw) => {
                Err(DisclosureRefusal::AlreadyWithdrawn.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_month_ends_where_the_calendar_has_the_day_or_the_month_ends() {
        for (begins, latest) in [
            (day(2026, 1, 15), day(2026, 2, 15)),
            (day(2026, 1, 31), day(2026, 2, 28)),
            (day(2026, 1, 29), day(2026, 2, 28)),
            (day(2028, 1, 31), day(2028, 2, 29)),
            (day(2028, 2, 29), day(2028, 3, 29)),
            (day(2100, 1, 30), day(2100, 2, 28)),
            (day(2026, 3, 31), day(2026, 4, 30)),
            (day(2026, 12, 31), day(2027, 1, 31)),
        ] {
            assert_eq!(latest_end(begins), latest, "{begins}");
        }
    }

    #[test]
    fn it_runs_from_midnight_to_midnight_in_shanghai() {
        let period = Period { begins: day(2026, 3, 1), ends: day(2026, 3, 10), withdrawn: false };
        let (begins, over) = (Instant::midnight(day(2026, 3, 1)), Instant::midnight(day(2026, 3, 11)));
        assert_eq!(period.state(begins.plus(-1)), DisclosureState::Planned);
        assert_eq!(period.state(begins), DisclosureState::Running);
        assert_eq!(period.state(over.plus(-1)), DisclosureState::Running);
        assert_eq!(period.state(over), DisclosureState::Ended);
        let withdrawn = Period { withdrawn: true, ..period };
        assert_eq!(withdrawn.state(begins), DisclosureState::Withdrawn);
        assert!(period.allow(DisclosureAct::Withdraw, begins).is_ok());
        assert_eq!(period.allow(DisclosureAct::Edit, over).map_err(|r| r.code()), Err("disclosure_already_ended"));
        let again = withdrawn.allow(DisclosureAct::Withdraw, begins);
        assert_eq!(again.map_err(|r| r.code()), Err("disclosure_already_withdrawn"));
    }

    #[test]
    fn the_last_day_counts_as_one_left() {
        let ends = day(2026, 3, 10);
        assert_eq!([8, 9, 10, 11, 12].map(|d| days_left(ends, day(2026, 3, d))), [3, 2, 1, 0, 0]);
    }

    proptest! {
        /// Whatever the day, a month is 28 to 31 days, and the day after the latest is already too late.
        #[test]
        fn a_month_is_never_shorter_nor_longer(n in 0i64..60_000) {
            let begins = Instant(n * DAY).day();
            let latest = latest_end(begins);
            prop_assert!((28..=31).contains(&(latest - begins).num_days()), "{begins} {latest}");
        }
    }
}
