//! Who is elected for which term: most terms have years to go, some end soon, a few are over.

use super::people::KNOWN;
use super::seeded::{mix, seeded};
use super::store::{Actor, Someone};
use super::units::{STAR_BRANCH, number};
use chrono::{Months, NaiveDate, TimeDelta};
use gsdj_domain::branch::{CommitteePost, term};
use rand::seq::SliceRandom as _;

/// The posts, in the order in which they are filled.
const POSTS: &[CommitteePost] = &[
    CommitteePost::Secretary,
    CommitteePost::Organisation,
    CommitteePost::Publicity,
    CommitteePost::Discipline,
    CommitteePost::DeputySecretary,
];

/// A committee's election.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Election {
    /// The term's first day.
    pub begins: NaiveDate,
    /// Its end.
    pub ends: NaiveDate,
    /// Of the committee before the present one.
    pub past: bool,
}

/// The present committee's, seen from `today`.
pub(super) fn present(branch: &Actor, today: NaiveDate) -> Election {
    let years = term::years(branch.category);
    let chance = mix(number(&branch.code) ^ 0x7465) % 1_000;
    let left = match chance % 10 {
        _ if branch.code == STAR_BRANCH => 75,
        0 => 20,
        1 => 80,
        2 => -25,
        3 => 150,
        // nobody was elected after this was entered
        _ => 200 + i64::try_from(chance).unwrap_or(0) % (i64::from(years) * 365 - 660),
    };
    let ends = today + TimeDelta::days(left);
    Election { begins: ends.checked_sub_months(Months::new(years * 12)).unwrap_or(ends), ends, past: false }
}

/// The one before it; every other branch has entered it.
pub(super) fn past(branch: &Actor, today: NaiveDate) -> Option<Election> {
    let known = branch.code == STAR_BRANCH || mix(number(&branch.code)).is_multiple_of(2);
    let present = present(branch, today);
    let begins = present.begins.checked_sub_months(Months::new(36))?;
    known.then_some(Election { begins, ends: present.begins, past: true })
}

/// Whether somebody's account is told with the demo.
pub(super) fn is_known(person: &Someone) -> bool {
    KNOWN.iter().any(|k| k.name == person.name)
}

/// Who holds what.
pub(super) fn elected<'p>(
    branch: &Actor,
    people: &'p [Someone],
    election: &Election,
) -> Vec<(&'p Someone, CommitteePost)> {
    let mut rng = seeded(if election.past { "committee before" } else { "committee" }, number(&branch.code));
    let mut fit: Vec<&Someone> = people.iter().filter(|p| !p.away && !p.probationary).collect();
    fit.shuffle(&mut rng);
    if branch.code == STAR_BRANCH {
        // the accounts: an ordinary member, the secretary, somebody who never signed in
        fit.retain(|p| !is_known(p));
        let secretary = people.iter().find(|p| p.name == KNOWN[1].name);
        fit.splice(0..0, secretary.filter(|_| !election.past));
    }
    let seats = if people.len() > 20 { 5 } else { 3 };
    fit.into_iter().zip(POSTS.iter().copied()).take(seats).collect()
}
