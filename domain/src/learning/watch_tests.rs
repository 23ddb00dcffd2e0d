//! Whoever watches honestly loses nothing; whoever cheats gains nothing that an honest viewer could not have had.

use super::*;
use crate::learning::Progress;
use proptest::prelude::*;

const START: Instant = Instant(1_773_104_400_000);
const LESSON: i64 = 10 * MINUTE;

fn beat(number: u32, position: i64) -> Beat {
    Beat { number, position, rate: 100, playing: true, visible: true }
}

fn at(ms: i64) -> Instant {
    START.plus(ms)
}

#[test]
fn an_honest_viewer_loses_nothing() {
    for rate in [50, 100, 150, 200] {
        let mut place = Place::new(START);
        let (mut number, mut wall, mut position) = (0, 0, 0);
        // messages are up to a second late, now this one, now that one
        while position < LESSON {
            number += 1;
            wall += BEAT;
            position = (position + BEAT * i64::from(rate) / 100).min(LESSON);
            let late = [0, 900, 100, 400][number as usize % 4];
            let verdict = place.heed(&Beat { rate, ..beat(number, position) }, LESSON, at(wall + late));
            assert_eq!(verdict, BeatVerdict::Counted, "beat {number} at {rate}");
        }
        let mut progress = Progress::default();
        progress.take(&place.pending, LESSON);
        assert_eq!(progress.watched.length(), LESSON);
        let real = LESSON * 100 / i64::from(rate);
        assert!((progress.credited - real.min(LESSON)).abs() < 200, "{rate}: {}", progress.credited);
        assert_eq!(place.pending.len(), 1, "one stretch, not forty");
    }
}

#[test]
fn pauses_seeks_hidden_pages_and_high_speeds_earn_nothing() {
    let mut place = Place::new(START);
    assert_eq!(place.heed(&Beat { playing: false, ..beat(1, 15_000) }, LESSON, at(15_000)), BeatVerdict::Paused);
    assert_eq!(place.heed(&Beat { visible: false, ..beat(2, 30_000) }, LESSON, at(30_000)), BeatVerdict::Hidden);
    assert_eq!(place.heed(&Beat { rate: 201, ..beat(3, 45_000) }, LESSON, at(45_000)), BeatVerdict::TooFast);
    // dragged forward, dragged back
    assert_eq!(place.heed(&beat(4, 300_000), LESSON, at(60_000)), BeatVerdict::TooFast);
    assert_eq!(place.heed(&beat(5, 100_000), LESSON, at(75_000)), BeatVerdict::TooFast);
    assert_eq!(place.heed(&beat(6, 100_000), LESSON, at(90_000)), BeatVerdict::Paused);
    // and on from there
    assert_eq!(place.heed(&beat(7, 115_000), LESSON, at(105_000)), BeatVerdict::Counted);
    assert_eq!(place.waiting(), 15_000);
    // silent for so long that nobody knows what happened
    assert_eq!(
        place.heed(&beat(8, 115_000 + STRETCH_MAX + 1), LESSON, at(105_000 + STRETCH_MAX + 1)),
        BeatVerdict::TooFast
    );
}

#[test]
fn a_beat_that_came_before_changes_nothing() {
    let mut place = Place::new(START);
    place.heed(&beat(1, 15_000), LESSON, at(15_000));
    place.heed(&beat(2, 30_000), LESSON, at(30_000));
    let before = place.clone();
    for number in [0, 1, 2] {
        assert_eq!(place.heed(&beat(number, 45_000), LESSON, at(45_000)), BeatVerdict::Repeated);
    }
    assert_eq!(place, before);
}

#[test]
fn the_tolerance_is_had_once_and_not_with_every_beat_or_opening() {
    let mut place = Place::new(START);
    let mut number = 0;
    for n in 0..100 {
        if n % 10 == 0 {
            place.open(place.position, START);
            number = 0;
        }
        number += 1;
        place.heed(&beat(number, place.position + 1_500), LESSON, START);
    }
    assert!(place.waiting() <= TOLERANCE, "{}", place.waiting());
}

#[test]
fn the_lesson_s_end_is_the_end() {
    let mut place = Place::new(START);
    place.open(LESSON - 5_000, START);
    assert_eq!(place.heed(&beat(1, LESSON + 10_000), LESSON, at(15_000)), BeatVerdict::Counted);
    assert_eq!(place.heed(&beat(2, LESSON + 25_000), LESSON, at(30_000)), BeatVerdict::Paused);
    assert_eq!(place.waiting(), 5_000);
}

#[test]
fn a_clock_put_back_gives_no_time() {
    let mut place = Place::new(START);
    place.heed(&beat(1, 15_000), LESSON, at(15_000));
    assert_eq!(place.heed(&beat(2, 30_000), LESSON, at(1_000)), BeatVerdict::TooFast);
    assert_eq!(place.heed(&beat(3, 45_000), LESSON, at(15_000)), BeatVerdict::TooFast);
    assert_eq!(place.at, at(15_000));
}

#[test]
fn time_that_was_used_elsewhere_is_not_used_again() {
    let mut place = Place::new(START);
    let shared = Stretch { part: Span::new(0, 15_000), cost: 15_000, time: Span::new(START.0, START.0 + 15_000) };
    assert_eq!(place.join(&shared), Some(shared));
    assert_eq!(place.join(&shared), None);
    assert_eq!(place.heed(&beat(1, 15_000), LESSON, at(15_000)), BeatVerdict::NoTime);
    assert_eq!(place.heed(&beat(2, 30_000), LESSON, at(30_000)), BeatVerdict::Counted);
}

#[test]
fn of_a_group_study_counts_what_was_not_spent_otherwise() {
    let mut place = Place::new(START);
    place.heed(&beat(1, 15_000), LESSON, at(15_000));
    // the group study took a minute at double speed; a quarter of it went by at the phone
    let shared = Stretch { part: Span::new(0, 120_000), cost: 60_000, time: Span::new(START.0, START.0 + 60_000) };
    let joined = place.join(&shared).unwrap();
    assert_eq!((joined.part, joined.cost), (Span::new(0, 90_000), 45_000));
    assert_eq!(place.used.length(), 60_000);
}

#[test]
fn bytes_bring_stretches_back() {
    let all = [
        Stretch { part: Span::new(0, 15_000), cost: 7_500, time: Span::new(START.0, START.0 + 7_500) },
        Stretch { part: Span::new(60_000, 61_000), cost: 1_000, time: Span::new(START.0 + 9_000, START.0 + 10_000) },
    ];
    assert_eq!(from_bytes(&to_bytes(&all)).as_deref(), Some(&all[..]));
    assert_eq!(from_bytes(&[1, 2, 3]), None);
}

/// What a forger may try: any beat of either of two players, any opening, with any time in between.
#[derive(Debug, Clone)]
enum Try {
    Open(i64),
    Beat { position: i64, rate: u32, playing: bool, visible: bool, number: u32 },
    Wait(i64),
    Back(i64),
}

fn any_try() -> impl Strategy<Value = Try> {
    prop_oneof![
        1 => (0..LESSON).prop_map(Try::Open),
        6 => (-1_000..LESSON * 2, prop_oneof![Just(100_u32), Just(200), 0..400_u32], any::<bool>(), any::<bool>(), 0..40_u32)
            .prop_map(|(position, rate, playing, visible, number)| Try::Beat { position, rate, playing, visible, number }),
        6 => (0..40_000_i64).prop_map(Try::Wait),
        1 => (0..40_000_i64).prop_map(Try::Back),
    ]
}

proptest! {
    /// Whatever is sent: real time is never counted twice, content never more than twice as fast as the clock, and never
    /// beyond the lesson.
    #[test]
    fn nothing_is_counted_that_the_clock_does_not_give(tries in prop::collection::vec(any_try(), 0..160)) {
        let mut place = Place::new(START);
        let mut progress = Progress::default();
        let (mut clock, mut latest) = (START, START);
        for what in tries {
            match what {
                Try::Open(position) => place.open(position, clock),
                Try::Beat { position, rate, playing, visible, number } => {
                    // numbers that go on are tried as often as any others
                    let number = if number % 2 == 0 { place.beat + 1 } else { number };
                    place.heed(&Beat { number, position, rate, playing, visible }, LESSON, clock);
                    // some are submitted, some gather
                    if number % 3 == 0 {
                        progress.take(&std::mem::take(&mut place.pending), LESSON);
                    }
                }
                Try::Wait(ms) => clock = clock.plus(ms),
                Try::Back(ms) => clock = clock.plus(-ms),
            }
            latest = latest.max(clock);
        }
        progress.take(&place.pending, LESSON);
        let wall = latest.0 - START.0;
        prop_assert!(progress.credited <= wall + TOLERANCE);
        prop_assert!(progress.credited <= progress.watched.length() && progress.watched.length() <= LESSON);
        prop_assert!(progress.watched.length() <= 2 * (wall + TOLERANCE));
        prop_assert!(place.used.length() <= wall);
    }

    /// Two devices of one member, each honest in itself and playing as long as the other, in any order: together they get
    /// no more than one viewer could.
    #[test]
    fn two_devices_are_one_viewer(turns in prop::collection::vec((any::<bool>(), 1_000..20_000_i64), 1..120)) {
        let mut place = Place::new(START);
        let mut lessons = [Progress::default(), Progress::default()];
        let (mut clock, mut playing) = (START, None);
        let mut positions = [0_i64; 2];
        for (device, lasting) in turns {
            let device = usize::from(device);
            clock = clock.plus(lasting);
            // both play on, but only the newest place is heard
            positions.iter_mut().for_each(|p| *p = (*p + lasting).min(LESSON));
            if playing != Some(device) {
                if let Some(before) = playing {
                    lessons[before].take(&std::mem::take(&mut place.pending), LESSON);
                }
                place.open(positions[device], clock);
                playing = Some(device);
            } else {
                place.heed(&beat(place.beat + 1, positions[device]), LESSON, clock);
            }
        }
        if let Some(before) = playing {
            lessons[before].take(&place.pending, LESSON);
        }
        let credited: i64 = lessons.iter().map(|l| l.credited).sum();
        prop_assert!(credited <= clock.0 - START.0 + TOLERANCE);
    }
}
