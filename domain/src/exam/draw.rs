//! Drawing questions and mixing options: by chance for who sits, the same again for the same seed.

use super::ExamRefusal;
use crate::{QuestionId, Refusal};

/// Questions of a group (FEATURES 5.13).
pub const GROUP: usize = 5;

/// Dice that fall the same way for the same seed (SplitMix64); fair enough to mix questions, no secret.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A place from 0 to below `n`; 0 when there is none.
    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % n).unwrap_or(0)
    }
}

/// Draws `groups` groups of five from a pool, in the order in which they are asked: no question twice, and the same again for
/// the same pool (in whatever order it comes) and seed.
///
/// # Errors
/// [`ExamRefusal::TooFewQuestions`] when the pool does not hold as many.
pub fn draw(pool: &[QuestionId], groups: u32, seed: u64) -> Result<Vec<QuestionId>, Refusal> {
    let mut pool = pool.to_vec();
    pool.sort_unstable();
    pool.dedup();
    let wanted = groups as usize * GROUP;
    if pool.len() < wanted {
        return Err(ExamRefusal::TooFewQuestions { there: pool.len(), wanted }.into());
    }
    let mut dice = Dice::new(seed);
    for at in 0..wanted {
        let other = at + dice.below(pool.len() - at);
        pool.swap(at, other);
    }
    pool.truncate(wanted);
    Ok(pool)
}

/// The order in which options are shown: for each place the option that stands there. True-or-false questions are not mixed;
/// the caller leaves them as they are.
#[must_use]
pub fn shuffled(options: usize, dice: &mut Dice) -> Vec<u8> {
    let mut order: Vec<u8> = (0..u8::try_from(options).unwrap_or(u8::MAX)).collect();
    for at in 0..order.len() {
        let other = at + dice.below(order.len() - at);
        order.swap(at, other);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_draw_is_whole_without_repeats_and_the_same_for_its_seed(
            pool in prop::collection::vec(1..400_i64, 0..200), groups in 1..8_u32, seed in any::<u64>(),
        ) {
            let ids: Vec<QuestionId> = pool.iter().copied().map(QuestionId).collect();
            let different = ids.iter().collect::<BTreeSet<_>>().len();
            match draw(&ids, groups, seed) {
                Ok(drawn) => {
                    prop_assert_eq!(drawn.len(), groups as usize * GROUP);
                    prop_assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
                    prop_assert!(drawn.iter().all(|q| ids.contains(q)));
                    let turned: Vec<_> = ids.iter().rev().copied().collect();
                    prop_assert_eq!(draw(&turned, groups, seed), Ok(drawn));
                }
                Err(refusal) => {
                    prop_assert_eq!(refusal.code(), "exam_too_few_questions");
                    prop_assert!(different < groups as usize * GROUP);
                }
            }
        }

        #[test]
        fn mixing_loses_no_option(options in 0..=6_usize, seed in any::<u64>()) {
            let mut order = shuffled(options, &mut Dice::new(seed));
            order.sort_unstable();
            prop_assert_eq!(order, (0..u8::try_from(options).unwrap()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_question_of_the_pool_has_its_chance() {
        let pool: Vec<_> = (1..=20).map(QuestionId).collect();
        let mut seen = [0_u32; 21];
        for seed in 0..4_000 {
            for q in draw(&pool, 1, seed).unwrap() {
                seen[usize::try_from(q.0).unwrap()] += 1;
            }
        }
        // 1,000 expected each; seven deviations to both sides
        assert!(seen[1..].iter().all(|n| (800..1_200).contains(n)), "{seen:?}");
    }
}
