//! Branches check themselves against their standard: the star's last year whole, this year's by many and in part.

use super::play::address;
use super::seeded::{mix, of};
use super::size::Size;
use super::store::{self, Actor};
use super::units::{DIRECT_BRANCH, STAR_BRANCH, number};
use crate::error::Result;
use crate::http::Caller;
use crate::standards::acts;
use crate::store::{Conn, Store};
use gsdj_domain::Instant;
use gsdj_domain::standards::{
    CheckVerdict, EVIDENCE_MAX, EvidenceKind, EvidenceLink, Field, Item, MarkForm, items, year_bounds, year_of,
};
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use std::sync::Arc;

/// How an item that is met is spoken of.
const MET: &[&str] = &[
    "已按要求完成，材料齐全（示例）。",
    "支委会研究后分工落实，党员都知道（示例）。",
    "全年按时开展，记录和照片都在系统里（示例）。",
    "已在支部公开栏公布，没有不同意见（示例）。",
];
/// How one that is not met is.
const UNMET: &[&str] = &[
    "外出党员多，人还没有联系全，计划下个月逐个打电话补上（示例）。",
    "有做法没有记录，由宣传委员整理，年底前补齐制度（示例）。",
    "今年上半年耽误了，已写入整改清单，由组织委员负责（示例）。",
];
/// Items that a branch without party groups leaves out.
const OF_GROUPS: [&str; 2] = ["C2-04", "C3-03"];

/// One branch's evening over its standard.
struct Evening {
    branch: usize,
    /// Of a hundred items so many are ticked.
    share: u64,
    /// When it begins.
    at: Instant,
}

/// The star's check of last year, all of it, on a December evening.
///
/// # Errors
/// When an act is refused (a fault here) or the store breaks.
pub(super) fn last_year(store: &Store, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<()> {
    let Some((from, _)) = year_bounds(year_of(anchor.plus(-DAY)), anchor) else { return Ok(()) };
    let star = actors.iter().position(|a| a.code == STAR_BRANCH);
    let evenings = star.map(|branch| Evening { branch, share: 100, at: from.plus(-16 * DAY + 19 * HOUR) });
    play(store, actors, evenings.into_iter().collect())
}

/// What branches have ticked by yesterday evening.
///
/// # Errors
/// As [`last_year`].
pub(super) fn this_year(store: &Store, actors: &Arc<Vec<Actor>>, size: Size, anchor: Instant) -> Result<()> {
    let branches = actors.iter().enumerate().filter(|(_, a)| a.meets()).enumerate();
    let evening = |(ordinal, (branch, actor)): (usize, (usize, &Actor))| {
        let share = match actor.code.as_str() {
            STAR_BRANCH => 74,
            DIRECT_BRANCH => 35,
            _ if !size.checks(ordinal) => 0,
            code => of(&[0, 100, 55, 20, 0, 80, 40, 100], usize::try_from(number(code) % 97).unwrap_or(0)),
        };
        (share > 0).then_some(Evening { branch, share, at: anchor.plus(-DAY + 20 * HOUR) })
    };
    play(store, actors, branches.filter_map(evening).collect())
}

fn play(store: &Store, actors: &Arc<Vec<Actor>>, evenings: Vec<Evening>) -> Result<()> {
    for evening in evenings {
        let actors = actors.clone();
        store.write_now(move |c| fill(c, &actors[evening.branch], &evening))?;
    }
    Ok(())
}

fn fill(c: &mut Conn<'_>, branch: &Actor, evening: &Evening) -> Result<()> {
    let Some(field) = store::category(c, branch.id)?.map(Field::of) else { return Ok(()) };
    let meetings = store::recorded(c, branch.id, evening.at)?;
    for (item, n) in items(field).zip(0..) {
        let chance = mix(number(&branch.code) ^ mix(n));
        if chance % 100 >= evening.share {
            continue;
        }
        let at = evening.at.plus(i64::try_from(n).unwrap_or(0) * MINUTE);
        let who = Caller::acting(branch.principal(None, at), address(branch));
        acts::tick(c, &who, branch.id, &form(item, chance, &meetings, at), at)?;
    }
    Ok(())
}

fn form(item: &Item, chance: u64, meetings: &[(i64, EvidenceKind)], at: Instant) -> MarkForm {
    let pick = |texts: &[&str]| texts[usize::try_from(chance / 128).unwrap_or(0) % texts.len()].to_owned();
    let (verdict, note) = if OF_GROUPS.contains(&item.code) {
        (CheckVerdict::NotApplicable, "党员不多、住得集中，没有划分党小组（示例）。".to_owned())
    } else if chance % 13 == 4 {
        (CheckVerdict::Unmet, pick(UNMET))
    } else {
        (CheckVerdict::Met, pick(MET))
    };
    let evidence = if verdict == CheckVerdict::Met { evidence(item, meetings) } else { Vec::new() };
    MarkForm { year: year_of(at), item: item.code.into(), verdict: Some(verdict), note, evidence, version: 0 }
}

/// The branch's meetings that fit, and what it has only one of.
fn evidence(item: &Item, meetings: &[(i64, EvidenceKind)]) -> Vec<EvidenceLink> {
    let own = [EvidenceKind::Committee, EvidenceKind::Overview];
    let own = own.into_iter().filter(|kind| item.evidence.contains(kind)).map(|kind| EvidenceLink { kind, id: None });
    let most = if item.probe.is_some() { EVIDENCE_MAX - own.clone().count() } else { 2 };
    let fits = meetings.iter().filter(|(_, kind)| item.evidence.contains(kind));
    own.chain(fits.take(most).map(|(id, kind)| EvidenceLink { kind: *kind, id: Some(*id) })).collect()
}
