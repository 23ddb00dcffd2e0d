//! The book of wrong answers (错题本): what was answered wrong and not yet right twice since.

/// How often a question has to be answered right before it leaves the book.
pub const RIGHT_TO_LEAVE: u32 = 2;

/// How a question stands in a member's book after it was answered once more: `Some` with how often it was right since it was
/// last wrong, `None` when it does not stand there. What was not answered changes nothing and is not asked here.
#[must_use]
pub const fn after_answer(before: Option<u32>, right: bool) -> Option<u32> {
    match (before, right) {
        (_, false) => Some(0),
        (None, true) => None,
        (Some(since), true) if since + 1 >= RIGHT_TO_LEAVE => None,
        (Some(since), true) => Some(since + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The reference looks at the whole history: wrong at least once, and since the last time fewer than twice right.
        #[test]
        fn a_question_leaves_the_book_when_it_was_right_twice_since(history in prop::collection::vec(any::<bool>(), 0..20)) {
            let stands = history.iter().fold(None, |before, right| after_answer(before, *right));
            let since = history.iter().rev().take_while(|right| **right).count();
            let wrong = history.iter().any(|right| !right);
            prop_assert_eq!(stands.is_some(), wrong && since < RIGHT_TO_LEAVE as usize);
        }
    }
}
