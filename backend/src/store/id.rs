//! Ids: below 2^53, rising with time, unique across up to 16 nodes without asking anyone.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// 2024-01-01T00:00:00Z in milliseconds: ids count from here, which leaves them 69 years.
const EPOCH: u64 = 1_704_067_200_000;

/// Makes ids: 41 bits of milliseconds, 4 bits of node, 8 bits of counter (256 a millisecond and node, borrowed from
/// the next millisecond when used up).
#[derive(Debug)]
pub struct IdSource {
    node: u64,
    last: AtomicU64,
}

impl IdSource {
    /// A source for node 0 to 15.
    #[must_use]
    pub fn new(node: u8) -> Self {
        Self { node: u64::from(node & 15), last: AtomicU64::new(0) }
    }

    /// The next id.
    pub fn next(&self) -> i64 {
        let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
        let floor = u64::try_from(millis).unwrap_or(0).saturating_sub(EPOCH) << 8;
        let step = |last: u64| Some(floor.max(last + 1));
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).unwrap_or(0);
        let tick = floor.max(last + 1);
        i64::try_from(((tick >> 8) << 12) | (self.node << 8) | (tick & 255)).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_stay_below_2_pow_53() {
        let ids = IdSource::new(3);
        let many: Vec<i64> = (0..10_000).map(|_| ids.next()).collect();
        assert!(many.windows(2).all(|w| w[0] < w[1]));
        assert!(many.iter().all(|id| *id > 0 && *id < (1 << 53)));
    }

    #[test]
    fn nodes_never_meet() {
        let (a, b) = (IdSource::new(1), IdSource::new(2));
        let ones: std::collections::BTreeSet<_> = (0..5_000).map(|_| a.next()).collect();
        assert!((0..5_000).all(|_| !ones.contains(&b.next())));
    }
}
