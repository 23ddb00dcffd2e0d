//! Exams of the demo: a bank, exams in every state, members who sat them now so and now so; through the acts of the API.

mod papers;
mod questions;

use super::people::KNOWN;
use super::play::address;
use super::seeded::mix;
use super::size::Size;
use super::store::{self, Actor, Someone};
use super::units::{STAR_BRANCH, number};
use crate::error::{Error, Result};
use crate::exam::{self, acts};
use crate::http::Caller;
use crate::store::{Conn, Store};
use gsdj_domain::exam::{AnswerWrite, PracticeForm, Subject};
use gsdj_domain::org::OrgKind;
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use gsdj_domain::{ExamId, Instant, SittingId};
use papers::Papers;
use std::sync::Arc;

/// Members of a branch who sit, beside the one of the accounts.
const SITTERS: usize = 6;
/// Branches played in one transaction.
const BATCH: usize = 20;

/// Plays it; says how many acts it took.
///
/// # Errors
/// When an act is refused (a fault of what stands here) or the store breaks.
pub(super) fn play(store: &Store, actors: &Arc<Vec<Actor>>, size: Size, anchor: Instant) -> Result<u64> {
    let province = actors.iter().find(|a| a.kind == OrgKind::Province).cloned();
    let Some(province) = province else { return Ok(0) };
    let papers = store.write_now(move |c| papers::set_up(c, &province, anchor))?;
    let star = actors.iter().position(|a| a.code == STAR_BRANCH);
    let others = actors.iter().enumerate().filter(|(_, a)| a.meets() && a.code != STAR_BRANCH);
    let some: Vec<usize> = others.step_by(size.sits_every()).map(|(at, _)| at).collect();
    let mut acts = papers.acts;
    let all: Vec<usize> = star.into_iter().chain(some).collect();
    for batch in all.chunks(BATCH) {
        let (batch, actors) = (batch.to_vec(), actors.clone());
        acts += store.write_now(move |c| {
            let mut acts = 0;
            for at in &batch {
                acts += branch(c, &actors[*at], &papers, anchor)?;
            }
            Ok(acts)
        })?;
    }
    Ok(acts)
}

/// Somebody at a time, with dice of their own.
struct Sitter<'a> {
    branch: &'a Actor,
    who: &'a Someone,
    luck: u64,
}

impl Sitter<'_> {
    fn caller(&self, at: Instant) -> Caller {
        Caller::acting(self.branch.principal(Some((self.who.id, &self.who.name)), at), address(self.branch))
    }

    /// The `n`th throw, from 0 to below `of`.
    fn throw(&self, n: u64, of: u64) -> u64 {
        mix(self.luck.wrapping_mul(31).wrapping_add(n)) % of
    }

    /// Answers the first `count` questions, about `skill` of a hundred right.
    fn answers(&self, c: &mut Conn<'_>, sitting: SittingId, at: Instant, (count, skill): (usize, u64)) -> Result<()> {
        let key = acts::key(c, sitting)?;
        let mut writes = Vec::new();
        for (n, (seat, (right, options))) in (0_u64..).zip((0_u32..).zip(key)).take(count) {
            let wrong =
                (0..u8::try_from(options).unwrap_or(2)).find(|place| !right.contains(place)).into_iter().collect();
            let chosen = if self.throw(100 + n + u64::from(seat), 100) < skill { right } else { wrong };
            writes.push(AnswerWrite { seat, chosen, counter: at.0 + i64::from(seat), device: 1 });
        }
        acts::answer(c, &self.caller(at), sitting, &writes, at)?;
        Ok(())
    }

    /// Sits an exam from beginning to end.
    fn sits(&self, c: &mut Conn<'_>, exam: ExamId, at: Instant, skill: u64) -> Result<u64> {
        let sitting = acts::begin(c, &self.caller(at), exam, self.luck ^ at.0.unsigned_abs(), at)?;
        let end = at.plus(i64::try_from(4 + self.throw(7, 9)).unwrap_or(5) * MINUTE);
        self.answers(c, sitting, at.plus(MINUTE), (usize::MAX, skill))?;
        acts::hand_in(c, &self.caller(end), sitting, &[], end)?;
        Ok(3)
    }

    /// Practises a group; leaves it open where `count` is not five.
    fn practises(&self, c: &mut Conn<'_>, subject: Option<Subject>, at: Instant, count: usize) -> Result<u64> {
        let form = PracticeForm { subject, wrong: false };
        let sitting = acts::practise(c, &self.caller(at), &form, self.luck ^ at.0.unsigned_abs(), at)?;
        self.answers(c, sitting, at.plus(MINUTE), (count, 70))?;
        if count < 5 {
            return Ok(2);
        }
        let end = at.plus(3 * MINUTE);
        acts::hand_in(c, &self.caller(end), sitting, &[], end)?;
        Ok(3)
    }
}

/// The members of one branch.
fn branch(c: &mut Conn<'_>, branch: &Actor, papers: &Papers, anchor: Instant) -> Result<u64> {
    let people = store::people(c, branch.id)?;
    let star = branch.code == STAR_BRANCH;
    let count = if star { people.len() * 2 / 3 } else { SITTERS };
    let mut acts = 0;
    for (n, who) in (0_u64..).zip(people.iter()).take(count) {
        let sitter = Sitter { branch, who, luck: mix(number(&branch.code) ^ (n + 1)) };
        if star && who.name == KNOWN[0].name {
            continue;
        }
        acts += ordinary(c, &sitter, papers, anchor)?;
    }
    if star {
        let who = people
            .iter()
            .find(|p| p.name == KNOWN[0].name)
            .ok_or_else(|| Error::broken("a known member is missing"))?;
        acts += known(c, &Sitter { branch, who, luck: 20_261 }, papers, anchor)?;
        acts += forgot(c, branch, &people, papers, anchor)?;
    }
    Ok(acts)
}

/// Somebody like others: most sat the exam that is over, some the one that is open.
fn ordinary(c: &mut Conn<'_>, sitter: &Sitter<'_>, papers: &Papers, anchor: Instant) -> Result<u64> {
    let skill = 45 + sitter.throw(1, 50);
    let hour = |n: u64| i64::try_from(n).unwrap_or(0) * HOUR;
    let mut acts = 0;
    if sitter.throw(2, 100) < 85 {
        acts += sitter.sits(c, papers.over, anchor.plus(-18 * DAY + hour(sitter.throw(3, 120))), skill)?;
    }
    if sitter.throw(4, 100) < 45 {
        acts += sitter.sits(c, papers.open, anchor.plus(-4 * DAY + hour(sitter.throw(5, 70))), skill)?;
    }
    if sitter.throw(6, 100) < 20 {
        acts += sitter.practises(c, None, anchor.plus(-DAY - hour(sitter.throw(8, 20))), 5)?;
    }
    Ok(acts)
}

/// The member of the accounts: failed, passed the second time, has wrong answers, practised, and left a practice open.
fn known(c: &mut Conn<'_>, sitter: &Sitter<'_>, papers: &Papers, anchor: Instant) -> Result<u64> {
    let mut acts = sitter.sits(c, papers.over, anchor.plus(-15 * DAY + 20 * HOUR), 40)?;
    acts += sitter.sits(c, papers.over, anchor.plus(-13 * DAY + 21 * HOUR), 100)?;
    acts += sitter.sits(c, papers.open, anchor.plus(-3 * DAY + 12 * HOUR), 55)?;
    acts += sitter.practises(c, None, anchor.plus(-2 * DAY + 20 * HOUR), 5)?;
    acts += sitter.practises(c, Some(Subject::History), anchor.plus(-DAY + 20 * HOUR), 5)?;
    acts += sitter.practises(c, Some(Subject::Platform), anchor.plus(-3 * HOUR), 2)?;
    Ok(acts)
}

/// Somebody who did not hand in: the server did.
fn forgot(c: &mut Conn<'_>, branch: &Actor, people: &[Someone], papers: &Papers, anchor: Instant) -> Result<u64> {
    let Some(who) = people.iter().rev().find(|p| !KNOWN.iter().any(|k| k.name == p.name)) else { return Ok(0) };
    let sitter = Sitter { branch, who, luck: 7 };
    let at = anchor.plus(-2 * DAY + 19 * HOUR);
    let sitting = acts::begin(c, &sitter.caller(at), papers.open, sitter.luck, at)?;
    sitter.answers(c, sitting, at.plus(MINUTE), (12, 80))?;
    exam::hand_in_due(c, at.plus(HOUR))?;
    Ok(2)
}
