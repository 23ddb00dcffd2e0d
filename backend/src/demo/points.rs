//! What members learn over the year, entered through the ledger's own door, and the night before settled: rankings and yearly
//! sheets have something to show.

use super::seeded::{mix, of};
use super::size::Size;
use super::store::{self, Actor, Someone};
use super::units::{STAR_BRANCH, number};
use crate::clock::Clock;
use crate::error::Result;
use crate::jobs;
use crate::points::{self, ROLLUP};
use crate::store::{Conn, Store};
use gsdj_domain::Instant;
use gsdj_domain::org::OrgKind;
use gsdj_domain::points::Rule;
use gsdj_domain::time::{DAY, MINUTE};
use std::sync::Arc;

/// Branches whose members learn in one transaction.
const BATCH: usize = 50;
/// How far back one's days of learning go.
const YEAR: u64 = 330;

/// What is read, watched and commented.
const THINGS: &[&str] = &[
    "党章党规微课堂",
    "基层党建工作问答",
    "乡村振兴案例选",
    "组织生活怎么开",
    "身边的榜样",
    "农业实用技术",
    "党史上的今天",
];

/// What else a day of learning may hold: the rule, what was done, and of ten days on how many.
const DEEDS: &[(Rule, &str, u64)] = &[
    (Rule::Reading, "阅读", 8),
    (Rule::Reading, "阅读", 5),
    (Rule::Video, "观看", 7),
    (Rule::Video, "观看", 5),
    (Rule::Like, "点赞", 3),
    (Rule::Favourite, "收藏", 2),
    (Rule::Comment, "评论", 2),
    (Rule::Exam, "答题", 2),
];

/// Has everybody's members learn, as keen as they are.
///
/// # Errors
/// When the store refuses it.
pub(super) fn ledgers(store: &Store, actors: &Arc<Vec<Actor>>, size: Size, anchor: Instant) -> Result<()> {
    let learns = |a: &Actor| a.kind == OrgKind::Branch && a.category.is_some();
    let branches: Vec<usize> = (0..actors.len()).filter(|at| learns(&actors[*at])).collect();
    for batch in branches.chunks(BATCH) {
        let (batch, actors) = (batch.to_vec(), actors.clone());
        store.write_now(move |c| {
            batch.iter().try_for_each(|at| {
                let branch = &actors[*at];
                let people = store::people(c, branch.id)?;
                people.iter().zip(0..).try_for_each(|(who, n)| year(c, branch, size, (who, n), anchor))
            })
        })?;
    }
    Ok(())
}

/// Somebody's year.
fn year(c: &mut Conn<'_>, branch: &Actor, size: Size, (who, n): (&Someone, u64), anchor: Instant) -> Result<()> {
    let chance = mix(number(&branch.code) ^ mix(n));
    let keen = usize::try_from(chance % 10).unwrap_or(0);
    // a branch is as keen as its people are
    let spirit = usize::try_from(number(&branch.code) % 3).unwrap_or(0);
    let days = if branch.code == STAR_BRANCH { 4 + keen * 6 } else { size.days_of_learning((keen + spirit) % 10) };
    for day in 0..days as u64 {
        let chance = mix(chance ^ mix(day + 1));
        let ago = i64::try_from(1 + chance % YEAR).unwrap_or(1);
        let at = anchor.plus(-ago * DAY).plus(i64::try_from(390 + chance / 331 % 900).unwrap_or(0) * MINUTE);
        learn(c, who, at, chance)?;
    }
    Ok(())
}

/// A day of learning, from signing in on.
fn learn(c: &mut Conn<'_>, who: &Someone, at: Instant, chance: u64) -> Result<()> {
    let day = at.day();
    points::award_sign_in(c, who.id, at)?;
    for ((rule, what, often), n) in DEEDS.iter().zip(1_u64..) {
        let dice = mix(chance ^ n);
        if dice % 10 >= *often {
            continue;
        }
        let thing = of(THINGS, usize::try_from(dice / 16 % 97).unwrap_or(0));
        let note = format!("{what}《{thing}》（示例）");
        points::award(c, who.id, *rule, &format!("demo:{day}:{n}"), &note, at.plus(n.cast_signed() * 4 * MINUTE))?;
    }
    Ok(())
}

/// Settles the night before.
///
/// # Errors
/// When the store refuses it.
pub(super) fn settle(store: &Store, now: Instant) -> Result<()> {
    let today = now.day();
    let Some(yesterday) = today.pred_opt() else { return Ok(()) };
    let work = |apart: &jobs::Apart| points::settle(apart, yesterday).map(drop);
    jobs::by_hand(store, &Clock::standing(now), ROLLUP, Instant::midnight(today), work).map(drop)
}
