//! Where the film of a group study pauses on a question (FEATURES 13.5). Who watches alone is not interrupted.

use gsdj_domain::LessonQuestionId;
use gsdj_domain::learning::ComingQuestion;
use leptos::prelude::*;

/// The questions of a group study, as the player knows them.
#[derive(Clone, Copy)]
pub struct Pauses {
    /// What was not asked yet.
    pub coming: Signal<Vec<ComingQuestion>>,
    /// Something stands before the film: it does not play.
    pub held: Signal<bool>,
    /// The film has come to a question.
    pub reached: Callback<LessonQuestionId>,
    /// The key for playing was pressed while something stands there.
    pub pressed: Callback<()>,
}

/// The first question between two places of a film that plays, in milliseconds; at its end also one that stands behind it,
/// since a film may be a little shorter than was said.
#[must_use]
pub fn between(coming: &[ComingQuestion], from: i64, to: i64, ended: bool) -> Option<LessonQuestionId> {
    let within = |q: &&ComingQuestion| from <= q.at && (q.at <= to || ended);
    coming.iter().filter(within).min_by_key(|q| q.at).map(|q| q.question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_comes_to_one_question_after_the_other() {
        let coming = [(2, 9_000), (1, 5_000)].map(|(id, at)| ComingQuestion { question: LessonQuestionId(id), at });
        let at = |from, to, ended| between(&coming, from, to, ended).map(|q| q.0);
        assert_eq!([at(0, 4_900, false), at(4_900, 5_100, false), at(5_000, 5_000, false)], [None, Some(1), Some(1)]);
        assert_eq!(at(4_000, 9_500, false), Some(1), "the first of two");
        assert_eq!(at(5_100, 8_000, false), None, "what was passed over is not asked afterwards");
        assert_eq!([at(8_000, 8_900, true), at(8_000, 8_900, false)], [Some(2), None], "the film is a little shorter");
    }
}
