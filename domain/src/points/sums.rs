//! Points of the three kinds beside each other, and how sums are ranked.

use super::rule::PointKind;

wire! {
    /// Points by kind.
    #[derive(Copy, Default)]
    pub struct KindSums {
        /// 组织生活.
        pub organisation: i64,
        /// 教育学习.
        pub education: i64,
        /// 先锋模范.
        pub vanguard: i64,
    }
}

impl KindSums {
    /// All kinds together.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.organisation + self.education + self.vanguard
    }

    /// Those of one kind.
    #[must_use]
    pub const fn of(&self, kind: PointKind) -> i64 {
        match kind {
            PointKind::Organisation => self.organisation,
            PointKind::Education => self.education,
            PointKind::Vanguard => self.vanguard,
        }
    }

    /// Adds points of one kind.
    pub const fn add(&mut self, kind: PointKind, points: i64) {
        match kind {
            PointKind::Organisation => self.organisation += points,
            PointKind::Education => self.education += points,
            PointKind::Vanguard => self.vanguard += points,
        }
    }
}

/// The ranks of sums that come in falling order: ties share one, and as many are left out behind them (1, 2, 2, 4).
#[must_use]
pub fn ranks(falling: impl IntoIterator<Item = i64>) -> Vec<u32> {
    let mut ranks: Vec<u32> = Vec::new();
    let mut last = None;
    for (points, place) in falling.into_iter().zip(1_u32..) {
        let rank = match (last, ranks.last()) {
            (Some(before), Some(rank)) if before == points => *rank,
            (Some(_) | None, _) => place,
        };
        ranks.push(rank);
        last = Some(points);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank_and_those_behind_count_them() {
        assert_eq!(ranks([9, 7, 7, 7, 3, 1, 1]), [1, 2, 2, 2, 5, 6, 6]);
        assert_eq!(ranks([]), Vec::<u32>::new());
    }

    #[test]
    fn kinds_add_up() {
        let mut sums = KindSums::default();
        for (kind, n) in PointKind::ALL.iter().zip([30, 4, 10]) {
            sums.add(*kind, n);
            assert_eq!(sums.of(*kind), n);
        }
        assert_eq!(sums.total(), 44);
    }
}
