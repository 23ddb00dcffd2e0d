//! What branches would have typed before their first meeting: overview and committee; and the accounts' passwords.

use super::accounts::accounts;
use super::people::KNOWN;
use super::seeded::{of, seeded};
use super::store::{self, Actor, Description, Someone};
use super::texts;
use super::units::{STAR_BRANCH, has_committee, number};
use crate::account::{hash_now, set_password};
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::store::{Conn, Store};
use chrono::{Days, NaiveDate};
use gsdj_domain::branch::CommitteePost;
use gsdj_domain::org::OrgKind;
use rand::Rng as _;
use rand::seq::SliceRandom as _;
use std::sync::Arc;

/// Branches settled in one transaction.
const BATCH: usize = 200;
/// The posts, in the order in which they are filled.
const POSTS: &[CommitteePost] = &[
    CommitteePost::Secretary,
    CommitteePost::Organisation,
    CommitteePost::Publicity,
    CommitteePost::Discipline,
    CommitteePost::DeputySecretary,
];

/// Describes every branch that has a committee, and forms it.
///
/// # Errors
/// When the store refuses it.
pub(super) fn branches(store: &Store, actors: &Arc<Vec<Actor>>, today: NaiveDate) -> Result<()> {
    let settled = |a: &Actor| a.kind == OrgKind::Branch && has_committee(&a.code);
    let all: Vec<usize> = (0..actors.len()).filter(|at| settled(&actors[*at])).collect();
    for batch in all.chunks(BATCH) {
        let (batch, actors) = (batch.to_vec(), actors.clone());
        store.write_now(move |c| batch.iter().try_for_each(|at| settle(c, &actors[*at], today)))?;
    }
    Ok(())
}

fn settle(c: &mut Conn<'_>, branch: &Actor, today: NaiveDate) -> Result<()> {
    let mut rng = seeded("committee", number(&branch.code));
    let people = store::people(c, branch.id)?;
    let mut fit: Vec<&Someone> = people.iter().filter(|p| !p.away && !p.probationary).collect();
    fit.shuffle(&mut rng);
    if branch.code == STAR_BRANCH {
        // the accounts: an ordinary member, the secretary, somebody who never signed in
        fit.retain(|p| KNOWN.iter().all(|k| k.name != p.name));
        let secretary = people.iter().find(|p| p.name == KNOWN[1].name);
        fit.splice(0..0, secretary);
    }
    let seats = if people.len() > 20 { 5 } else { 3 };
    let posts: Vec<_> = fit.iter().zip(POSTS).take(seats).collect();
    for (seat, (person, post)) in posts.iter().enumerate() {
        store::seat(c, branch.id, seat, person.id, **post)?;
    }
    let begins = today - Days::new(rng.random_range(200..900));
    let secretary = posts.first().map(|(p, _)| p.name.as_str()).unwrap_or_default();
    let away = people.iter().filter(|p| p.away).count();
    let founded = format!("设{}名支部委员。", posts.len());
    let description = Description {
        introduction: texts::introduction(&branch.name, people.len(), away, &founded),
        place: place(branch),
        contact: format!("{secretary}（支部书记）"),
        term: (begins.to_string(), (begins + Days::new(3 * 365)).to_string()),
    };
    store::describe(c, branch.id, &description)
}

/// Where the branch meets.
pub(super) fn place(branch: &Actor) -> String {
    of(texts::PLACES, usize::try_from(number(&branch.code[6..])).unwrap_or(0) + 1).into()
}

/// Gives the accounts their passwords, all but the one that must be changed.
///
/// # Errors
/// When an account is missing or the store refuses it.
pub(super) fn passwords(store: &Store, secret: &Secret) -> Result<()> {
    for account in accounts().into_iter().filter(|a| !a.is_first()) {
        let hash = hash_now(&account.password)?;
        let name_hash = secret.lookup(&account.account);
        store.write_now(move |c| {
            let id = store::account(c, &account.account, &name_hash)?;
            let id = id.ok_or_else(|| Error::broken(format!("the demo has no account {}", account.account)))?;
            set_password(c, id, &hash, false)
        })?;
    }
    Ok(())
}
