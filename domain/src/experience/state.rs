//! What may happen to a post next, and to what it leads: the only place that decides.

use super::{ExperienceAct, ExperienceRefusal, ExperienceState};
use crate::Refusal;

/// What the rules need to know of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Experience {
    /// Where it stands.
    pub state: ExperienceState,
    /// The superior has opened what was handed in.
    pub looked_at: bool,
    /// It was handed in at some time: its history is kept.
    pub has_history: bool,
}

impl Experience {
    /// Whether `act` may be done by somebody whose role and scope the caller has checked already.
    ///
    /// # Errors
    /// The refusal that says why not.
    pub fn allow(&self, act: ExperienceAct) -> Result<(), Refusal> {
        use ExperienceState::{Draft, Published, Returned, Waiting};
        let at: &[ExperienceState] = match act {
            ExperienceAct::Edit | ExperienceAct::Submit => &[Draft, Returned],
            ExperienceAct::Delete => &[Draft],
            ExperienceAct::Withdraw | ExperienceAct::Publish | ExperienceAct::Return => &[Waiting],
            ExperienceAct::TakeDown | ExperienceAct::Comment | ExperienceAct::Like => &[Published],
        };
        if !at.contains(&self.state) || (act == ExperienceAct::Delete && self.has_history) {
            return Err(ExperienceRefusal::NotNow { act: act.label(), state: self.state.label() }.into());
        }
        if act == ExperienceAct::Withdraw && self.looked_at {
            return Err(Refusal::AlreadyLookedAt);
        }
        Ok(())
    }

    /// What it is after `act`, which must be allowed.
    #[must_use]
    pub const fn after(self, act: ExperienceAct) -> Self {
        let state = match act {
            ExperienceAct::Submit => ExperienceState::Waiting,
            ExperienceAct::Withdraw => ExperienceState::Draft,
            ExperienceAct::Publish => ExperienceState::Published,
            ExperienceAct::Return => ExperienceState::Returned,
            ExperienceAct::TakeDown => ExperienceState::TakenDown,
            ExperienceAct::Edit | ExperienceAct::Delete | ExperienceAct::Comment | ExperienceAct::Like => self.state,
        };
        let has_history = self.has_history || matches!(act, ExperienceAct::Submit);
        Self { state, looked_at: false, has_history }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRESH: Experience = Experience { state: ExperienceState::Draft, looked_at: false, has_history: false };

    fn code(post: Experience, act: ExperienceAct) -> Result<(), &'static str> {
        post.allow(act).map_err(|r| r.code())
    }

    #[test]
    fn a_returned_post_is_edited_and_handed_in_again() {
        let mut post = FRESH.after(ExperienceAct::Submit);
        assert_eq!(code(post, ExperienceAct::Edit), Err("experience_not_now"));
        assert_eq!(code(post, ExperienceAct::Withdraw), Ok(()));
        post.looked_at = true;
        assert_eq!(code(post, ExperienceAct::Withdraw), Err("already_looked_at"));
        post = post.after(ExperienceAct::Return);
        assert_eq!(
            (code(post, ExperienceAct::Edit), code(post, ExperienceAct::Delete)),
            (Ok(()), Err("experience_not_now"))
        );
        post = post.after(ExperienceAct::Submit);
        assert_eq!(code(post, ExperienceAct::Withdraw), Ok(()), "nobody has looked at this round");
        assert_eq!(post.after(ExperienceAct::Publish).state, ExperienceState::Published);
    }

    #[test]
    fn a_draft_that_was_handed_in_once_is_not_thrown_away() {
        assert_eq!(code(FRESH, ExperienceAct::Delete), Ok(()));
        let back = FRESH.after(ExperienceAct::Submit).after(ExperienceAct::Withdraw);
        assert_eq!(
            (back.state, code(back, ExperienceAct::Delete)),
            (ExperienceState::Draft, Err("experience_not_now"))
        );
    }

    proptest! {
        /// Whatever is tried, a post is read by others only after a superior published it, and never again once it is
        /// taken down.
        #[test]
        fn nothing_is_public_that_nobody_published(walk in prop::collection::vec(proptest::sample::select(ExperienceAct::ALL), 0..40)) {
            let mut post = FRESH;
            let (mut published, mut down) = (false, false);
            for act in walk.into_iter().filter(|a| *a != ExperienceAct::Delete) {
                if post.allow(act).is_ok() {
                    post = post.after(act);
                    published |= act == ExperienceAct::Publish;
                    down |= act == ExperienceAct::TakeDown;
                }
                prop_assert_eq!(post.state == ExperienceState::Published, published && !down);
            }
        }
    }
}
