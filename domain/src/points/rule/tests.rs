//! The table against FEATURES 6.1, its caps at every border of the calendar, and a slow reference beside chance.

use super::*;
use crate::time::DAY;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Rule, kind, points, cap and its period.
type Printed = (Rule, PointKind, u32, Option<(u32, Period)>);

/// FEATURES 6.1 once more, as it is printed there.
const PRINTED: [Printed; 19] = [
    (Rule::SignIn, PointKind::Education, 1, Some((1, Period::Day))),
    (Rule::Favourite, PointKind::Education, 1, Some((2, Period::Day))),
    (Rule::Comment, PointKind::Education, 2, Some((4, Period::Day))),
    (Rule::Like, PointKind::Education, 1, Some((1, Period::Day))),
    (Rule::Share, PointKind::Education, 1, Some((2, Period::Day))),
    (Rule::Reading, PointKind::Education, 1, Some((2, Period::Day))),
    (Rule::Video, PointKind::Education, 1, Some((10, Period::Day))),
    (Rule::Exam, PointKind::Education, 2, Some((4, Period::Day))),
    (Rule::GoOut, PointKind::Education, 1, Some((5, Period::Day))),
    (Rule::GeneralMeeting, PointKind::Organisation, 30, Some((30, Period::Quarter))),
    (Rule::CommitteeMeeting, PointKind::Organisation, 10, Some((10, Period::Month))),
    (Rule::GroupMeeting, PointKind::Organisation, 10, Some((10, Period::Month))),
    (Rule::PartyLecture, PointKind::Organisation, 30, Some((30, Period::Quarter))),
    (Rule::ThemeDay, PointKind::Organisation, 10, Some((10, Period::Month))),
    (Rule::LifeMeeting, PointKind::Organisation, 30, Some((30, Period::Year))),
    (Rule::DonationPassed, PointKind::Vanguard, 2, None),
    (Rule::DonationCompleted, PointKind::Vanguard, 10, None),
    (Rule::WishFulfilled, PointKind::Vanguard, 10, None),
    (Rule::SnapshotPassed, PointKind::Vanguard, 2, Some((6, Period::Day))),
];

/// A ledger of one member as the store keeps it: what each rule gave under the day that its period begins on.
#[derive(Default)]
struct Book(BTreeMap<(Rule, NaiveDate), u32>);

impl Book {
    fn enter(&mut self, rule: Rule, at: Instant) -> u32 {
        let row = rule.row();
        let sum = self.0.entry((rule, row.counted_from(at))).or_default();
        let points = award(&row, *sum);
        *sum += points;
        points
    }
}

fn day(text: &str) -> Instant {
    Instant::midnight(text.parse().unwrap())
}

/// The borders of Asia/Shanghai's calendar at which something may end, with the spans that end there.
const BORDERS: [(&str, &[Period]); 9] = [
    // an ordinary midnight
    ("2026-03-11", &[Period::Day]),
    // ends of months of 31, 30, 28 and 29 days
    ("2026-02-01", &[Period::Day, Period::Month]),
    ("2026-05-01", &[Period::Day, Period::Month]),
    ("2026-03-01", &[Period::Day, Period::Month]),
    ("2028-03-01", &[Period::Day, Period::Month]),
    // the leap day begins, and is no month of its own
    ("2028-02-29", &[Period::Day]),
    // quarters
    ("2026-04-01", &[Period::Day, Period::Month, Period::Quarter]),
    ("2026-10-01", &[Period::Day, Period::Month, Period::Quarter]),
    // the year
    ("2027-01-01", &[Period::Day, Period::Month, Period::Quarter, Period::Year]),
];

#[test]
fn the_rows_of_features_6_1_hold() {
    assert_eq!(PRINTED.map(|(rule, ..)| rule), Rule::ALL);
    for (rule, kind, points, cap) in PRINTED {
        let row = rule.row();
        let got = row.cap.map(|c| (c.points, c.period));
        assert_eq!((row.rule, row.kind, row.points, got), (rule, kind, points, cap), "{}", rule.label());
    }
}

#[test]
fn a_rule_gives_up_to_its_cap_and_nothing_past_it() {
    for (rule, _, points, cap) in PRINTED {
        let mut book = Book::default();
        let at = day("2026-03-10");
        let Some((most, _)) = cap else {
            assert!((0..100).all(|_| book.enter(rule, at) == points), "{}", rule.label());
            continue;
        };
        let given: Vec<u32> = (0..most / points + 2).map(|_| book.enter(rule, at)).collect();
        assert_eq!(given.iter().sum::<u32>(), most, "{}", rule.label());
        // at the cap the last deed still counts, one past it does not
        assert_eq!(given[given.len() - 2..], [0, 0], "{}", rule.label());
        assert_eq!(given[usize::try_from(most / points).unwrap() - 1], points, "{}", rule.label());
    }
}

#[test]
fn a_deed_is_cut_to_what_the_cap_leaves() {
    let row = Rule::Comment.row();
    assert_eq!([0, 1, 2, 3, 4, 5, u32::MAX].map(|earned| award(&row, earned)), [2, 2, 2, 1, 0, 0, 0]);
    assert_eq!((row.left(3), Rule::WishFulfilled.row().left(1_000)), (Some(1), None));
}

#[test]
fn a_cap_ends_at_the_midnight_in_shanghai_that_ends_its_period_and_at_no_other() {
    for (border, ends) in BORDERS {
        let midnight = day(border);
        for (rule, _, points, cap) in PRINTED {
            let Some((most, period)) = cap else { continue };
            let mut book = Book::default();
            // the first and the last millisecond before the border, the border, and the last one of its day
            for _ in 0..most / points {
                book.enter(rule, midnight.plus(-1));
            }
            let before = book.enter(rule, midnight.plus(-1));
            let (at, late) = (book.enter(rule, midnight), book.enter(rule, midnight.plus(DAY - 1)));
            let begins_anew = ends.contains(&period);
            let wanted = if begins_anew { (0, points) } else { (0, 0) };
            assert_eq!((before, at), wanted, "{} at {border}", rule.label());
            let room = begins_anew && most >= 2 * points;
            assert_eq!(late, if room { points } else { 0 }, "{} late on {border}", rule.label());
        }
    }
}

#[test]
fn midnight_is_shanghai_s_and_not_the_one_of_utc() {
    let mut book = Book::default();
    // 2026-03-11 00:00 UTC is 08:00 in Shanghai: the same day as an hour before
    let utc = Instant(1_773_187_200_000);
    assert_eq!(utc.local().to_string(), "2026-03-11 08:00:00 +08:00");
    assert_eq!((book.enter(Rule::SignIn, utc.plus(-1)), book.enter(Rule::SignIn, utc)), (1, 0));
}

/// The same decisions made slowly and otherwise: the whole history is looked through for each deed, calendars are
/// compared by their fields, and the cap is a budget that is paid from point by point.
fn reference(history: &[(Rule, Instant)]) -> Vec<u32> {
    use chrono::Datelike;
    let same = |a: Instant, b: Instant, period: Period| {
        let (a, b) = (a.local(), b.local());
        let year = a.year() == b.year();
        match period {
            Period::Day => year && a.ordinal() == b.ordinal(),
            Period::Month => year && a.month() == b.month(),
            Period::Quarter => year && a.month0() / 3 == b.month0() / 3,
            Period::Year => year,
        }
    };
    let mut given: Vec<u32> = Vec::new();
    for (n, (rule, at)) in history.iter().enumerate() {
        let (_, _, points, cap) = PRINTED.into_iter().find(|(r, ..)| r == rule).unwrap();
        let Some((most, period)) = cap else {
            given.push(points);
            continue;
        };
        let mut budget: Vec<()> = vec![(); most as usize];
        for ((before, when), got) in history[..n].iter().zip(&given) {
            if before == rule && same(*when, *at, period) {
                budget.truncate(budget.len() - *got as usize);
            }
        }
        given.push((0..points).filter(|_| budget.pop().is_some()).count() as u32);
    }
    given
}

/// A deed at some hour of three years around a leap day; late ones come in among the others.
fn deeds() -> impl Strategy<Value = Vec<(Rule, Instant)>> {
    let from = day("2027-11-01").0 / 60_000;
    let minute = prop_oneof![3 => 0i64..2 * 1_440, 2 => 0i64..40 * 1_440, 1 => 0i64..900 * 1_440];
    let rule = proptest::sample::select(Rule::ALL);
    prop::collection::vec((rule, minute.prop_map(move |m| Instant((from + m) * 60_000))), 0..80)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_history_earns_what_the_slow_reference_says(history in deeds()) {
        let mut book = Book::default();
        let given: Vec<u32> = history.iter().map(|(rule, at)| book.enter(*rule, *at)).collect();
        prop_assert_eq!(given, reference(&history));
        for ((rule, _), sum) in book.0 {
            prop_assert!(rule.row().cap.is_none_or(|cap| sum <= cap.points));
        }
    }
}
