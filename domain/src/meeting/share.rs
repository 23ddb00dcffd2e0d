//! Counting heads: expected, answers, present, and how many are missing (FEATURES 3.10, 12.7).

/// The least required share that may be set, in percent: more than half is what makes a meeting of members one.
pub const MIN_REQUIRED: u8 = 50;
/// What the form proposes, in percent.
pub const DEFAULT_REQUIRED: u8 = 80;

wire! {
    /// A meeting's heads, live.
    #[derive(Copy, Default)]
    pub struct Tally {
        /// 应到: who should attend.
        pub expected: u32,
        /// Not counted, each for a reason.
        pub excluded: u32,
        /// Told so far.
        pub told: u32,
        /// 参加: expected and will attend.
        pub attending: u32,
        /// 请假: expected and on leave.
        pub on_leave: u32,
        /// 实到; absent until a record is in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub present: Option<u32>,
        /// The required share in percent, where the kind has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub required_share: Option<u8>,
    }
}

impl Tally {
    /// 未反馈: expected and silent.
    #[must_use]
    pub const fn silent(&self) -> u32 {
        self.expected.saturating_sub(self.attending).saturating_sub(self.on_leave)
    }

    /// How many heads the required share asks for; 0 when the kind has none.
    #[must_use]
    pub fn needed(&self) -> u32 {
        needed(self.expected, self.required_share)
    }

    /// 还差 N 人, by answers.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.needed().saturating_sub(self.attending)
    }

    /// Whether enough will attend for the meeting to be held.
    #[must_use]
    pub fn reached(&self) -> bool {
        self.missing() == 0
    }

    /// 实际到会比例 = present ÷ expected in per mille, rounded down; `None` before the record or with nobody expected.
    #[must_use]
    pub fn actual_share(&self) -> Option<u32> {
        let present = u64::from(self.present?);
        (present * 1000).checked_div(u64::from(self.expected)).and_then(|p| u32::try_from(p).ok())
    }
}

/// The heads that `share` percent of `expected` asks for, rounded up; 0 without a share.
#[must_use]
pub fn needed(expected: u32, share: Option<u8>) -> u32 {
    let heads = (u64::from(expected) * u64::from(share.unwrap_or(0))).div_ceil(100);
    u32::try_from(heads).unwrap_or(u32::MAX)
}

/// 87.5% from per mille; whole percents without a fraction.
#[must_use]
pub fn percent(per_mille: u32) -> String {
    if per_mille.is_multiple_of(10) {
        format!("{}%", per_mille / 10)
    } else {
        format!("{}.{}%", per_mille / 10, per_mille % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn eighty_percent_of_twenty_six_is_twenty_one() {
        let t = Tally { expected: 26, attending: 18, on_leave: 2, required_share: Some(80), ..Tally::default() };
        assert_eq!((t.needed(), t.missing(), t.silent(), t.reached()), (21, 3, 6, false));
    }

    #[test]
    fn shares_are_shown_as_people_write_them() {
        assert_eq!(percent(875), "87.5%");
        assert_eq!(percent(1000), "100%");
        let t = Tally { expected: 3, present: Some(2), ..Tally::default() };
        assert_eq!(t.actual_share().map(percent), Some("66.6%".into()));
        assert_eq!(Tally { present: Some(0), ..Tally::default() }.actual_share(), None);
    }

    proptest! {
        #[test]
        fn needed_heads_are_the_fewest_that_reach_the_share(expected in 0u32..5000, share in 1u8..=100) {
            let n = needed(expected, Some(share));
            prop_assert!(n <= expected);
            prop_assert!(u64::from(n) * 100 >= u64::from(expected) * u64::from(share));
            if n > 0 {
                prop_assert!(u64::from(n - 1) * 100 < u64::from(expected) * u64::from(share));
            }
        }
    }
}
