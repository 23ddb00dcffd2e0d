//! Lock-out on guessing (FEATURES 1.4): five free tries, then waits that double, counted by the
//! name that was typed, whether or not there is such an account.

use crate::Instant;
use crate::time::MINUTE;

/// Tries before the first wait.
pub const FREE_TRIES: u32 = 5;
/// The longest wait, in milliseconds.
pub const LONGEST: i64 = 60 * MINUTE;
/// Failures older than this are forgotten, in milliseconds.
pub const FORGOTTEN_AFTER: i64 = 24 * 60 * MINUTE;

/// When the next try is taken after `failures` in a row, the last of them at `last`; `None` when at once.
#[must_use]
pub fn locked_until(failures: u32, last: Instant) -> Option<Instant> {
    let over = failures.checked_sub(FREE_TRIES)?;
    let wait = MINUTE.saturating_mul(1_i64 << over.min(16)).min(LONGEST);
    Some(last.plus(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        let t = Instant(0);
        assert_eq!(locked_until(4, t), None);
        assert_eq!(locked_until(5, t), Some(Instant(MINUTE)));
        assert_eq!(locked_until(6, t), Some(Instant(2 * MINUTE)));
        assert_eq!(locked_until(60, t), Some(Instant(LONGEST)));
    }
}
