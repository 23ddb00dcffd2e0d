//! What happens where and when: the branch of the accounts has one of everything, some others something.

use super::{Deed, Due, Reader};
use crate::demo::store::Actor;
use crate::demo::units::STAR_BRANCH;
use crate::error::{Error, Result};
use gsdj_domain::Instant;
use gsdj_domain::experience::ExperienceAudience;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::urge::UrgeTopic;

/// How many branches have something of it.
const BRANCHES: usize = 24;

/// What is to come, as it is thought out.
pub(super) struct Plot<'a> {
    actors: &'a [Actor],
    anchor: Instant,
    things: usize,
    dues: Vec<Due>,
}

impl<'a> Plot<'a> {
    /// All of it, the first first.
    ///
    /// # Errors
    /// When there is no branch of the accounts.
    pub(super) fn of(actors: &'a [Actor], anchor: Instant) -> Result<Vec<Due>> {
        let star = actors.iter().position(|a| a.code == STAR_BRANCH).ok_or_else(|| Error::broken("no star branch"))?;
        let others = (0..actors.len()).filter(|at| *at != star && actors[*at].meets()).take(BRANCHES);
        let mut plot = Self { actors, anchor, things: 0, dues: Vec::new() };
        plot.star(star)?;
        others.enumerate().try_for_each(|(n, at)| plot.other(at, n))?;
        plot.dues.sort_by_key(|due| due.at);
        Ok(plot.dues)
    }

    /// `days` from today at nine.
    fn at(&self, days: i64) -> Instant {
        self.anchor.plus(days * DAY + 9 * HOUR)
    }

    /// A new thing of a branch and what is done about it, by days from today.
    fn thing(&mut self, branch: usize, deeds: impl IntoIterator<Item = (i64, Deed)>) {
        let thing = self.things;
        self.things += 1;
        for (days, deed) in deeds {
            // it takes an hour to write a post
            let at = self.at(days).plus(if matches!(deed, Deed::Submit) { HOUR } else { 0 });
            self.dues.push(Due { at, branch, thing, deed });
        }
    }

    fn superior(&self, at: usize) -> Result<usize> {
        self.actors[at].superior.ok_or_else(|| Error::broken("a branch without superior"))
    }

    /// The branch of the accounts: one of everything.
    fn star(&mut self, at: usize) -> Result<()> {
        let near = self.superior(at)?;
        let far = self.superior(near)?;
        let publish = |n, begins, lasts| Deed::Publish { n, begins, lasts };
        self.thing(at, [(-40, publish(1, -40, 10))]);
        self.thing(at, [(-6, publish(2, -6, 7)), (-5, Deed::Withdraw)]);
        self.thing(at, [(-4, publish(3, -4, 11))]);
        self.thing(at, [(-3, publish(0, -3, 7)), (-1, Deed::Correct { n: 0, begins: -3, lasts: 9 })]);
        self.thing(at, [(-2, publish(4, 3, 14))]);
        self.thing(
            at,
            [
                (-20, Deed::Urge(UrgeTopic::Election, "任期将满，请报换届工作方案。")),
                (-17, Deed::Settle("方案已报送，正在准备党员大会。（示例）")),
            ],
        );
        self.thing(at, [(-1, Deed::Urge(UrgeTopic::Record, "上月主题党日的记录还没有提交，请本周内补齐。"))]);
        let praise = |days, who, n| (days, Deed::Praise { who, n });
        let read = [
            praise(-13, Reader::Org(near), 0),
            praise(-13, Reader::Org(far), 1),
            praise(-12, Reader::Member(0), 2),
            praise(-12, Reader::Member(1), 3),
            praise(-12, Reader::Member(2), 4),
        ];
        let published = [
            (-15, Deed::Write { n: 0, pictured: true }),
            (-15, Deed::Submit),
            (-14, Deed::Approve(ExperienceAudience::Province)),
        ];
        self.thing(at, published.into_iter().chain(read));
        self.thing(at, [(-6, Deed::Write { n: 1, pictured: false }), (-6, Deed::Submit), (-5, Deed::Return)]);
        self.thing(at, [(-1, Deed::Write { n: 2, pictured: false }), (-1, Deed::Submit)]);
        self.thing(at, [(-1, Deed::Draft)]);
        Ok(())
    }

    /// Another branch: something public, now and then a post or an urge.
    fn other(&mut self, at: usize, n: usize) -> Result<()> {
        let days = -1 - i64::try_from(n % 5).unwrap_or(0);
        self.thing(at, [(days, Deed::Publish { n, begins: days, lasts: 6 + (n as u64 % 9) })]);
        if n.is_multiple_of(4) {
            let audience = if n.is_multiple_of(8) { ExperienceAudience::Province } else { ExperienceAudience::Subtree };
            let reader = Reader::Org(self.superior(at)?);
            self.thing(
                at,
                [
                    (-12, Deed::Write { n: n / 4 + 1, pictured: false }),
                    (-12, Deed::Submit),
                    (-11, Deed::Approve(audience)),
                    (-9 + i64::try_from(n / 8).unwrap_or(0), Deed::Praise { who: reader, n }),
                ],
            );
        }
        if n % 4 == 1 {
            self.thing(at, [(-2, Deed::Write { n: n / 4 + 2, pictured: false }), (-2, Deed::Submit)]);
        }
        if n % 6 == 2 {
            self.thing(at, [(-2, Deed::Urge(UrgeTopic::Meeting, "本季度还没有召开支部党员大会，请尽快安排。"))]);
        }
        Ok(())
    }
}
