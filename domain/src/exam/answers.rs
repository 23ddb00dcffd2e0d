//! Answers of a sitting as they come in: in any order, more than once, from more than one device. The newest stays.
//!
//! Every write of an answer carries a stamp. Its counter is the server's clock as the device knows it, but always above every
//! counter the device has seen in the sitting (a hybrid clock): so a device that saw an answer always writes over it, and of two
//! that were apart the one who wrote later stays. Equal counters are decided by the device's number, so that all agree. Merging
//! takes the greater stamp by question: in whatever order writes arrive, and however often, the end is the same.

use super::mark::fits;
use super::wire::{AnswerWrite, QuestionKind};
use super::{ExamRefusal, GROUP, GROUPS_MAX};
use crate::{Instant, Refusal};

/// When an answer was written, as writes are compared: first by counter, then by device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Stamp {
    /// The counter: milliseconds, or above what was seen. 0 before anything was written.
    pub counter: i64,
    /// The device's number, drawn by the device for each sitting.
    pub device: i64,
}

/// An answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The options chosen, by their place as shown; none when it was taken back.
    pub chosen: Vec<u8>,
    /// When.
    pub stamp: Stamp,
}

/// What stands after `new` came in beside `old`: the newer of the two, and `old` when both are of one stamp.
#[must_use]
pub fn merge(old: Written, new: Written) -> Written {
    if new.stamp > old.stamp { new } else { old }
}

/// The counter of a device's next write: the time, or one above every counter it has seen.
#[must_use]
pub fn next_counter(now: Instant, seen: i64) -> i64 {
    now.0.max(seen.saturating_add(1))
}

/// Above every counter that a clock will show for thousands of years, and still a whole number for every client.
const COUNTER_MAX: i64 = 1 << 52;

/// Checks what a device sends: questions of the sitting, choices of those questions, counters that can be counted on.
/// `questions` are the kinds and numbers of options in their order.
///
/// # Errors
/// [`ExamRefusal::NotAnAnswer`] for the first that is none.
pub fn check_answers(writes: &[AnswerWrite], questions: &[(QuestionKind, usize)]) -> Result<(), Refusal> {
    let most = GROUP * GROUPS_MAX as usize * 2;
    let whole = |w: &AnswerWrite| {
        let (kind, options) = *questions.get(w.seat as usize)?;
        let counted = (1..COUNTER_MAX).contains(&w.counter) && (0..COUNTER_MAX * 2).contains(&w.device);
        (counted && fits(&w.chosen, options, kind == QuestionKind::Multiple)).then_some(())
    };
    if writes.len() > most || writes.iter().any(|w| whole(w).is_none()) {
        return Err(ExamRefusal::NotAnAnswer.into());
    }
    Ok(())
}

impl AnswerWrite {
    /// As it is merged.
    #[must_use]
    pub fn written(&self) -> Written {
        let mut chosen = self.chosen.clone();
        chosen.sort_unstable();
        Written { chosen, stamp: Stamp { counter: self.counter, device: self.device } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One of two people at two devices does something: answers at a time, or hears what the other's writes have come to.
    #[derive(Debug, Clone)]
    enum Deed {
        Answer { device: usize, seat: u32, chosen: u8, pause: i64 },
        Hear { device: usize },
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            4 => (0..2_usize, 0..4_u32, 0..4_u8, 0..3_i64)
                .prop_map(|(device, seat, chosen, pause)| Deed::Answer { device, seat, chosen, pause }),
            1 => (0..2_usize).prop_map(|device| Deed::Hear { device }),
        ]
    }

    /// Plays the deeds; answers every write in its order, and what was written last of each question.
    fn play(deeds: &[Deed], offset: i64) -> (Vec<(u32, Written)>, Vec<Written>) {
        let (mut now, mut seen, mut all) = (1_000_i64, [0_i64; 2], Vec::<(u32, Written)>::new());
        let mut newest = vec![Written::default(); 4];
        for deed in deeds {
            match *deed {
                Deed::Answer { device, seat, chosen, pause } => {
                    now += pause + 1;
                    // the second device's clock is off by less than people need between two answers
                    let clock = now * 2 + if device == 1 { offset } else { 0 };
                    let counter = next_counter(Instant(clock), seen[device]);
                    seen[device] = counter;
                    let written = Written {
                        chosen: vec![chosen],
                        stamp: Stamp { counter, device: i64::try_from(device).unwrap() },
                    };
                    newest[seat as usize] = written.clone();
                    all.push((seat, written));
                }
                Deed::Hear { device } => {
                    seen[device] = all.iter().map(|(_, w)| w.stamp.counter).max().unwrap_or(0).max(seen[device]);
                }
            }
        }
        (all, newest)
    }

    fn arrive(writes: &[(u32, Written)]) -> Vec<Written> {
        let mut stand = vec![Written::default(); 4];
        for (seat, write) in writes {
            let old = std::mem::take(&mut stand[*seat as usize]);
            stand[*seat as usize] = merge(old, write.clone());
        }
        stand
    }

    proptest! {
        /// Whatever two devices write, in whatever order and however often it arrives, the newest answers stand.
        #[test]
        fn any_order_of_arrivals_ends_in_the_newest_answers(
            deeds in prop::collection::vec(deed(), 0..40),
            offset in 0..=1_i64,
            mix in prop::collection::vec(any::<u32>(), 120),
        ) {
            let (all, newest) = play(&deeds, offset);
            // lost, sent again, overtaken: every write twice, in an order of chance
            let mut arriving: Vec<_> = all.iter().chain(&all).cloned().zip(mix.iter().cycle()).collect();
            arriving.sort_by_key(|(_, key)| **key);
            let arriving: Vec<_> = arriving.into_iter().map(|(w, _)| w).collect();
            prop_assert_eq!(arrive(&arriving), newest);
        }

        #[test]
        fn merging_is_indifferent_to_order_grouping_and_repeats(stamps in prop::collection::vec((0..5_i64, 0..3_i64), 3)) {
            // one stamp is one write
            let w = |n: usize| Written {
                chosen: vec![u8::try_from(stamps[n].0 * 3 + stamps[n].1).unwrap()],
                stamp: Stamp { counter: stamps[n].0, device: stamps[n].1 },
            };
            let (a, b, c) = (w(0), w(1), w(2));
            prop_assert_eq!(merge(a.clone(), b.clone()), merge(b.clone(), a.clone()));
            prop_assert_eq!(merge(merge(a.clone(), b.clone()), c.clone()), merge(a.clone(), merge(b.clone(), c)));
            prop_assert_eq!(merge(a.clone(), a.clone()), a);
        }
    }

    #[test]
    fn an_older_answer_never_goes_over_a_newer_one() {
        let at = |counter, chosen: u8| Written { chosen: vec![chosen], stamp: Stamp { counter, device: 7 } };
        assert_eq!(merge(at(20, 1), at(10, 2)), at(20, 1));
        assert_eq!(merge(at(10, 2), at(20, 1)), at(20, 1));
        // a device whose clock runs behind still writes over what it has seen
        assert_eq!(next_counter(Instant(5), 20), 21);
        assert_eq!(next_counter(Instant(50), 20), 50);
    }

    #[test]
    fn what_is_no_answer_is_not_taken() {
        let questions = [(QuestionKind::Single, 4), (QuestionKind::Multiple, 3), (QuestionKind::TrueFalse, 2)];
        let check = |seat: u32, chosen: &[u8], counter: i64, device: i64| {
            check_answers(&[AnswerWrite { seat, chosen: chosen.to_vec(), counter, device }], &questions).is_ok()
        };
        assert!(check(0, &[3], 1, 0) && check(1, &[2, 0], 1, 9) && check(2, &[], 1, 0));
        assert!(!check(3, &[0], 1, 0) && !check(0, &[4], 1, 0) && !check(0, &[0, 1], 1, 0));
        assert!(!check(0, &[0], 0, 0) && !check(0, &[0], i64::MAX, 0) && !check(0, &[0], 1, -1));
    }
}
