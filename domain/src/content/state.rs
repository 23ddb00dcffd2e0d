//! What may happen to an article next, and to what it leads: the only place that decides (FEATURES 9.3).
//!
//! What readers see and what is being written are two things: while a published article is changed, the version before stays
//! public until the new one has passed the second pair of eyes.

use super::{ArticleAct, ArticleState, ContentRefusal};
use crate::time::DAY;
use crate::{AccountId, Instant, Refusal};

/// How far ahead something is scheduled at most, in milliseconds.
const AHEAD: i64 = 366 * DAY;

/// What the rules need to know of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// Where what is being written stands; where nothing is, whether it is public.
    pub state: ArticleState,
    /// Readers see a version of it.
    pub live: bool,
    /// How many versions were published.
    pub versions: u32,
    /// It was handed in at some time.
    pub handed_in: bool,
    /// Somebody who may review has opened what was handed in.
    pub looked_at: bool,
    /// Who wrote or handed it in last: not whose eyes are the second pair.
    pub writer: AccountId,
}

impl Article {
    /// One that was never handed in.
    #[must_use]
    pub const fn fresh(writer: AccountId) -> Self {
        Self { state: ArticleState::Draft, live: false, versions: 0, handed_in: false, looked_at: false, writer }
    }

    /// Whether `who`, whose role and site the caller has checked already, may do `act`.
    ///
    /// # Errors
    /// The refusal that says why not.
    pub fn allow(&self, act: ArticleAct, who: AccountId) -> Result<(), Refusal> {
        use ArticleState::{Draft, Published, Returned, Scheduled, Waiting, Withdrawn};
        let stands = match act {
            ArticleAct::Edit => matches!(self.state, Draft | Returned | Published | Withdrawn),
            ArticleAct::Submit | ArticleAct::Discard => matches!(self.state, Draft | Returned),
            ArticleAct::TakeBack => matches!(self.state, Waiting | Scheduled),
            ArticleAct::Publish | ArticleAct::Return => self.state == Waiting,
            ArticleAct::Withdraw | ArticleAct::Pin => self.live,
        };
        if !stands {
            return Err(ContentRefusal::NotNow { act: act.label(), state: self.state.label() }.into());
        }
        match act {
            ArticleAct::Publish | ArticleAct::Return if who == self.writer => Err(ContentRefusal::OwnWork.into()),
            ArticleAct::TakeBack if self.state == Waiting && self.looked_at => {
                Err(ContentRefusal::AlreadyLookedAt.into())
            }
            ArticleAct::Discard if self.versions == 0 && self.handed_in => Err(ContentRefusal::KeepsItsHistory.into()),
            ArticleAct::Edit
            | ArticleAct::Submit
            | ArticleAct::Discard
            | ArticleAct::TakeBack
            | ArticleAct::Publish
            | ArticleAct::Return
            | ArticleAct::Withdraw
            | ArticleAct::Pin => Ok(()),
        }
    }

    /// What it is after `who` did `act`, which must be allowed. Publishing is at once; see [`Self::scheduled`].
    #[must_use]
    pub const fn after(self, act: ArticleAct, who: AccountId) -> Self {
        let fresh = Self { looked_at: false, ..self };
        match act {
            ArticleAct::Edit => Self { state: ArticleState::Draft, writer: who, ..fresh },
            ArticleAct::Submit => Self { state: ArticleState::Waiting, handed_in: true, writer: who, ..fresh },
            ArticleAct::TakeBack => Self { state: ArticleState::Draft, ..fresh },
            ArticleAct::Publish => fresh.published(),
            ArticleAct::Return => Self { state: ArticleState::Returned, ..fresh },
            ArticleAct::Discard => Self { state: fresh.rests(), ..fresh },
            ArticleAct::Withdraw => {
                // a version that was on its way to readers goes back to its writer: to publish it is a new decision
                let state = match self.state {
                    ArticleState::Published => ArticleState::Withdrawn,
                    ArticleState::Waiting | ArticleState::Scheduled => ArticleState::Draft,
                    ArticleState::Draft | ArticleState::Returned | ArticleState::Withdrawn => self.state,
                };
                Self { state, live: false, ..fresh }
            }
            ArticleAct::Pin => self,
        }
    }

    /// What it is once approved for later.
    #[must_use]
    pub const fn scheduled(self) -> Self {
        Self { state: ArticleState::Scheduled, looked_at: false, ..self }
    }

    /// What it is once public.
    #[must_use]
    pub const fn published(self) -> Self {
        let versions = self.versions.saturating_add(1);
        Self { state: ArticleState::Published, live: true, versions, looked_at: false, ..self }
    }

    /// Where it stands with nothing being written.
    const fn rests(&self) -> ArticleState {
        if self.live { ArticleState::Published } else { ArticleState::Withdrawn }
    }
}

/// Checks the time for which something is scheduled.
///
/// # Errors
/// That it is past, or too far away.
pub(super) fn check_schedule(at: Instant, now: Instant) -> Result<(), Refusal> {
    if at <= now {
        return Err(ContentRefusal::ScheduleInThePast.into());
    }
    if at > now.plus(AHEAD) {
        return Err(ContentRefusal::ScheduleTooFar.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANNA: AccountId = AccountId(1);
    const BO: AccountId = AccountId(2);

    fn code(article: Article, act: ArticleAct, who: AccountId) -> Result<(), &'static str> {
        article.allow(act, who).map_err(|r| r.code())
    }

    #[test]
    fn publishing_takes_a_second_pair_of_eyes() {
        let waiting = Article::fresh(ANNA).after(ArticleAct::Submit, ANNA);
        assert_eq!(code(waiting, ArticleAct::Publish, ANNA), Err("content_own_work"));
        assert_eq!(code(waiting, ArticleAct::Return, ANNA), Err("content_own_work"));
        assert_eq!(code(waiting, ArticleAct::Publish, BO), Ok(()));
        // who edits what came back and hands it in is its writer then
        let again = waiting.after(ArticleAct::Return, BO).after(ArticleAct::Edit, BO).after(ArticleAct::Submit, BO);
        assert_eq!(code(again, ArticleAct::Publish, BO), Err("content_own_work"));
        assert_eq!(code(again, ArticleAct::Publish, ANNA), Ok(()));
    }

    #[test]
    fn it_is_taken_back_while_nobody_has_looked_and_while_it_is_only_scheduled() {
        let waiting = Article::fresh(ANNA).after(ArticleAct::Submit, ANNA);
        assert_eq!(code(waiting, ArticleAct::TakeBack, ANNA), Ok(()));
        let seen = Article { looked_at: true, ..waiting };
        assert_eq!(code(seen, ArticleAct::TakeBack, ANNA), Err("content_already_looked_at"));
        assert_eq!(code(seen.scheduled(), ArticleAct::TakeBack, ANNA), Ok(()));
        assert_eq!(code(seen, ArticleAct::Edit, ANNA), Err("content_not_now"));
    }

    #[test]
    fn while_a_public_article_is_changed_readers_keep_the_version_before() {
        let public = Article::fresh(ANNA).after(ArticleAct::Submit, ANNA).after(ArticleAct::Publish, BO);
        assert_eq!((public.state, public.live, public.versions), (ArticleState::Published, true, 1));
        let changed = public.after(ArticleAct::Edit, ANNA);
        assert!(changed.live && changed.state == ArticleState::Draft);
        assert_eq!(changed.after(ArticleAct::Discard, ANNA), Article { writer: ANNA, ..public });
        let second = changed.after(ArticleAct::Submit, ANNA).after(ArticleAct::Publish, BO);
        assert_eq!(second.versions, 2);
        // a withdrawal leaves what is being written alone
        let gone = changed.after(ArticleAct::Withdraw, BO);
        assert_eq!((gone.state, gone.live), (ArticleState::Draft, false));
        assert_eq!(gone.after(ArticleAct::Discard, ANNA).state, ArticleState::Withdrawn);
        assert_eq!(public.after(ArticleAct::Withdraw, BO).state, ArticleState::Withdrawn);
    }

    #[test]
    fn what_is_withdrawn_does_not_come_back_by_itself() {
        let public = Article::fresh(ANNA).after(ArticleAct::Submit, ANNA).after(ArticleAct::Publish, BO);
        let waiting = public.after(ArticleAct::Edit, ANNA).after(ArticleAct::Submit, ANNA);
        let seen = Article { looked_at: true, ..waiting };
        for on_its_way in [waiting, seen, waiting.scheduled()] {
            let gone = on_its_way.after(ArticleAct::Withdraw, BO);
            assert_eq!((gone.state, gone.live, gone.looked_at), (ArticleState::Draft, false, false));
            assert_eq!(gone.after(ArticleAct::Submit, ANNA).state, ArticleState::Waiting);
        }
    }

    #[test]
    fn what_was_handed_in_once_is_not_thrown_away() {
        let draft = Article::fresh(ANNA);
        assert_eq!(code(draft, ArticleAct::Discard, ANNA), Ok(()));
        let back = draft.after(ArticleAct::Submit, ANNA).after(ArticleAct::TakeBack, ANNA);
        assert_eq!(code(back, ArticleAct::Discard, ANNA), Err("content_keeps_its_history"));
    }

    #[test]
    fn nothing_is_scheduled_for_the_past() {
        let check = |at| check_schedule(Instant(at), Instant(1_000)).map_err(|r| r.code());
        assert_eq!(check(1_000), Err("content_schedule_in_the_past"));
        assert_eq!(check(1_001), Ok(()));
        assert_eq!(check(1_001 + AHEAD), Err("content_schedule_too_far"));
    }

    proptest! {
        /// Whatever anybody tries, nothing is public that was not approved by somebody who had not handed it in.
        #[test]
        fn nothing_is_public_that_only_its_writer_saw(
            walk in prop::collection::vec((proptest::sample::select(ArticleAct::ALL), any::<bool>(), any::<bool>()), 0..60),
        ) {
            let mut article = Article::fresh(ANNA);
            let mut handed_in_by = None;
            for (act, anna, later) in walk {
                let who = if anna { ANNA } else { BO };
                if article.allow(act, who).is_err() {
                    continue;
                }
                if act == ArticleAct::Submit {
                    handed_in_by = Some(who);
                }
                let before = article.versions;
                article = if act == ArticleAct::Publish && later {
                    article.scheduled().published()
                } else {
                    article.after(act, who)
                };
                if article.versions > before {
                    prop_assert!(act == ArticleAct::Publish && handed_in_by.is_some_and(|writer| writer != who));
                }
                prop_assert!(!article.live || article.versions > 0);
                prop_assert!(article.state != ArticleState::Published || article.live);
                let on_its_way = matches!(article.state, ArticleState::Waiting | ArticleState::Scheduled);
                prop_assert!(act != ArticleAct::Withdraw || !on_its_way);
            }
        }
    }
}
