//! What the reading pages work out by themselves: times, years, type sizes, and how long an article has been seen. Pure.

use gsdj_domain::content::Site;
use gsdj_domain::content::reading::READ_TIME;

/// The years from the last to the first: what a reader chooses from.
#[must_use]
pub fn years(first: Option<i32>, last: Option<i32>) -> Vec<i32> {
    first.zip(last).map(|(first, last)| (first..=last).rev().take(200).collect()).unwrap_or_default()
}

/// The prefecture named in an address; the province has a page of its own.
#[must_use]
pub fn prefecture(code: &str) -> Option<Site> {
    Site::from_code(code).filter(|site| !site.is_province())
}

/// The sizes of an article's type; the middle one is the usual.
pub const SIZES: [&str; 5] = ["小", "标准", "稍大", "大", "特大"];
/// The usual one's place.
pub const USUAL: usize = 1;

/// The place of the size that a device remembers.
#[must_use]
pub fn size_of(kept: Option<&str>) -> usize {
    kept.and_then(|text| text.parse().ok()).filter(|at| *at < SIZES.len()).unwrap_or(USUAL)
}

/// How long something has been in sight, in milliseconds of any clock that only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    sum: i64,
    since: Option<i64>,
}

impl Sight {
    /// It is in sight from now on.
    pub const fn shows(&mut self, now: i64) {
        if self.since.is_none() {
            self.since = Some(now);
        }
    }

    /// It is no longer.
    pub const fn hides(&mut self, now: i64) {
        self.sum = self.seen(now);
        self.since = None;
    }

    /// For how long so far.
    #[must_use]
    pub const fn seen(&self, now: i64) -> i64 {
        match self.since {
            Some(since) if now > since => self.sum + now - since,
            Some(_) | None => self.sum,
        }
    }
}

/// How many seconds are left until reading counts.
#[must_use]
pub const fn left(seen: i64) -> i64 {
    let left = READ_TIME - seen;
    if left <= 0 { 0 } else { (left + 999) / 1_000 }
}

/// What is said of a deed that may have earned points: 已点赞，+1 分.
#[must_use]
pub fn earned(done: &str, points: u32) -> String {
    if points > 0 { format!("{done}，+{points} 分") } else { done.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::content::own_columns;

    #[test]
    fn years_go_from_the_last_to_the_first() {
        assert_eq!(years(Some(2024), Some(2026)), [2026, 2025, 2024]);
        assert!(years(None, None).is_empty());
        assert_eq!(years(Some(1), Some(2026)).len(), 200, "a wrong day makes no endless list");
    }

    #[test]
    fn prefectures_are_known_by_their_addresses() {
        assert_eq!(prefecture("lanzhou"), Some(Site::Lanzhou));
        assert_eq!(prefecture("province"), None);
        assert_eq!(prefecture("atlantis"), None);
        assert!(!own_columns(Site::Lanzhou).is_empty());
    }

    #[test]
    fn a_size_that_is_none_is_the_usual_one() {
        assert_eq!(
            [size_of(None), size_of(Some("4")), size_of(Some("5")), size_of(Some("x"))],
            [USUAL, 4, USUAL, USUAL]
        );
    }

    #[test]
    fn only_what_was_in_sight_counts() {
        let mut sight = Sight::default();
        sight.shows(1_000);
        sight.shows(5_000);
        assert_eq!(sight.seen(11_000), 10_000);
        sight.hides(11_000);
        sight.hides(90_000);
        assert_eq!(sight.seen(90_000), 10_000);
        sight.shows(100_000);
        assert_eq!(sight.seen(119_999), 29_999);
        assert_eq!([left(0), left(29_999), left(30_000), left(50_000)], [30, 1, 0, 0]);
        assert_eq!(sight.seen(0), 10_000, "a clock that goes back takes nothing away");
    }

    #[test]
    fn points_are_named_when_there_are_any() {
        assert_eq!(earned("已点赞", 1), "已点赞，+1 分");
        assert_eq!(earned("已点赞", 0), "已点赞");
    }
}
