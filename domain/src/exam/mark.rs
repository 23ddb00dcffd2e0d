//! Marking (FEATURES 5.13): at once, by whole questions.

use super::draw::GROUP;

/// Whether these choices are exactly the right ones, in whatever order and however often each is named. A multiple choice that
/// names one too few or one too many is wrong.
#[must_use]
pub fn is_right(right: &[u8], chosen: &[u8]) -> bool {
    !chosen.is_empty() && right.iter().all(|r| chosen.contains(r)) && chosen.iter().all(|c| right.contains(c))
}

/// How a sitting was marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// By question: whether it was right; `None` where nothing was answered.
    pub verdicts: Vec<Option<bool>>,
    /// The sum.
    pub score: Score,
    /// The groups of five of which every question was answered, from 0: right or not, they earn points.
    pub full_groups: Vec<u32>,
}

/// A sum of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Questions in all.
    pub questions: u32,
    /// Answered, right or wrong.
    pub answered: u32,
    /// Right.
    pub right: u32,
}

impl Score {
    /// Out of a hundred, rounded down: 分.
    #[must_use]
    pub const fn points(self) -> u32 {
        match (self.right * 100).checked_div(self.questions) {
            Some(points) => points,
            None => 0,
        }
    }

    /// Whether it reaches a pass mark (out of a hundred). Whole numbers: rounding down never turns a pass into a fail.
    #[must_use]
    pub const fn passes(self, pass_mark: u32) -> bool {
        self.questions > 0 && self.right * 100 >= pass_mark * self.questions
    }
}

/// Marks a sitting: pairs of what is right and what was chosen, in the order of the questions.
#[must_use]
pub fn mark(answers: &[(Vec<u8>, Vec<u8>)]) -> Marks {
    let verdicts: Vec<Option<bool>> =
        answers.iter().map(|(right, chosen)| (!chosen.is_empty()).then(|| is_right(right, chosen))).collect();
    let count = |wanted: fn(&Option<bool>) -> bool| verdicts.iter().filter(|v| wanted(v)).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let full = |(_, group): &(u32, &[Option<bool>])| group.len() == GROUP && group.iter().all(Option::is_some);
    Marks {
        score: Score {
            questions: number(verdicts.len()),
            answered: number(count(Option::is_some)),
            right: number(count(|v| *v == Some(true))),
        },
        full_groups: (0_u32..).zip(verdicts.chunks(GROUP)).filter(full).map(|(n, _)| n).collect(),
        verdicts,
    }
}

/// Whether these choices can be choices of a question with so many options: each one of them, named once.
#[must_use]
pub fn fits(chosen: &[u8], options: usize, several: bool) -> bool {
    let named = chosen.iter().all(|c| usize::from(*c) < options);
    let once = (1..chosen.len()).all(|at| !chosen[..at].contains(&chosen[at]));
    named && once && (several || chosen.len() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn some(most: u8) -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..6_u8, 0..usize::from(most))
    }

    proptest! {
        /// The reference: sets.
        #[test]
        fn an_answer_is_right_when_its_set_is_the_right_set(right in some(6), chosen in some(8)) {
            let set = |v: &[u8]| v.iter().copied().collect::<BTreeSet<_>>();
            let expected = !chosen.is_empty() && set(&right) == set(&chosen);
            prop_assert_eq!(is_right(&right, &chosen), expected);
        }

        #[test]
        fn one_more_or_one_less_is_wrong(right in some(6), other in 0..6_u8) {
            let set: BTreeSet<u8> = right.iter().copied().collect();
            let mut more = set.clone();
            more.insert(other);
            let mut less = set.clone();
            less.remove(&other);
            let list = |s: &BTreeSet<u8>| s.iter().copied().collect::<Vec<_>>();
            for changed in [more, less].iter().filter(|c| **c != set) {
                prop_assert!(!is_right(&list(&set), &list(changed)));
            }
        }

        #[test]
        fn the_sum_is_the_sum_of_the_verdicts(answers in prop::collection::vec((some(4), some(4)), 0..40), pass in 1..=100_u32) {
            let marks = mark(&answers);
            prop_assert_eq!(marks.verdicts.len(), answers.len());
            let right = answers.iter().filter(|(r, c)| is_right(r, c)).count();
            let answered = answers.iter().filter(|(_, c)| !c.is_empty()).count();
            prop_assert_eq!((marks.score.right as usize, marks.score.answered as usize), (right, answered));
            prop_assert!(marks.score.points() <= 100);
            prop_assert_eq!(marks.score.passes(pass), marks.score.questions > 0 && marks.score.points() >= pass);
            // a group counts whole, and only of five
            for group in &marks.full_groups {
                let from = *group as usize * GROUP;
                prop_assert!(from + GROUP <= answers.len());
                prop_assert!(answers[from..from + GROUP].iter().all(|(_, c)| !c.is_empty()));
            }
            let whole = answers.chunks(GROUP).filter(|g| g.len() == GROUP && g.iter().all(|(_, c)| !c.is_empty())).count();
            prop_assert_eq!(marks.full_groups.len(), whole);
        }
    }

    #[test]
    fn nothing_answered_earns_nothing() {
        let marks = mark(&vec![(vec![0], vec![]); 10]);
        assert_eq!((marks.score.points(), marks.full_groups.len()), (0, 0));
        assert!(!Score::default().passes(1));
    }

    #[test]
    fn choices_are_those_of_the_question() {
        assert!(fits(&[], 4, false) && fits(&[3], 4, false) && fits(&[3, 0], 4, true));
        assert!(!fits(&[4], 4, false) && !fits(&[0, 1], 4, false) && !fits(&[1, 1], 4, true));
    }
}
