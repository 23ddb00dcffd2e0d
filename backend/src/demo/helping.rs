//! The star branch helps: a consent to be helped, and a guest from another branch who was confirmed; by the same acts as
//! everything else, in the last minutes before today.

use super::people::KNOWN;
use super::play::address;
use super::store::{self, Actor};
use super::units::STAR_BRANCH;
use crate::check_in;
use crate::error::Result;
use crate::http::Caller;
use crate::proxy;
use crate::store::{Conn, Store};
use gsdj_domain::Instant;
use gsdj_domain::check_in::{CheckInWay, GuestDecision};
use gsdj_domain::proxy::{ConsentMethod, ProxyForm};
use gsdj_domain::time::{DAY, MINUTE};
use std::sync::Arc;

/// Plays it; says how many acts it took.
///
/// # Errors
/// When an act is refused or the store breaks.
pub(super) fn play(store: &Store, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<u64> {
    let actors = actors.clone();
    store.write_now(move |c| {
        let Some(star) = actors.iter().find(|a| a.code == STAR_BRANCH) else { return Ok(0) };
        let other = actors.iter().find(|a| a.meets() && a.superior != star.superior);
        let helped = consent(c, star, anchor)?;
        let guests = other.map_or(Ok(0), |other| guest(c, star, other, anchor))?;
        Ok(helped + guests)
    })
}

/// The oldest by membership has no phone: the ordinary member of the demo's accounts helps.
fn consent(c: &mut Conn<'_>, star: &Actor, anchor: Instant) -> Result<u64> {
    let people = store::people(c, star.id)?;
    let is_known = |name: &str| KNOWN.iter().any(|k| k.name == name);
    let helper = people.iter().find(|p| p.name == KNOWN[0].name);
    let member = people.iter().find(|p| !p.away && !p.seated && !is_known(&p.name));
    let (Some(helper), Some(member)) = (helper, member) else { return Ok(0) };
    let at = anchor.plus(-6 * MINUTE);
    let form = ProxyForm {
        member: member.id,
        helper: helper.id,
        method: ConsentMethod::SignedPhoto,
        note: "示例：支部会上签字".into(),
        valid_until: at.plus(180 * DAY).day().to_string(),
    };
    proxy::acts::register(c, &Caller::acting(star.principal(None, at), address(star)), &form, at)?;
    Ok(1)
}

/// Somebody of another branch was at the star branch's meeting, and it says so.
fn guest(c: &mut Conn<'_>, star: &Actor, other: &Actor, anchor: Instant) -> Result<u64> {
    let Some(meeting) = store::begun(c, star.id, anchor)? else { return Ok(0) };
    let people = store::people(c, other.id)?;
    let Some(guest) = people.iter().find(|p| p.away).or_else(|| people.first()) else { return Ok(0) };
    let (scanned, decided) = (anchor.plus(-5 * MINUTE), anchor.plus(-4 * MINUTE));
    let who = Caller::acting(other.principal(Some((guest.id, &guest.name)), scanned), address(other));
    check_in::acts::arrive(c, &who, meeting, CheckInWay::Scan, scanned)?;
    let host = Caller::acting(star.principal(None, decided), address(star));
    let form = GuestDecision { member: guest.id, attended: true, reason: String::new() };
    check_in::acts::decide(c, &host, meeting, &form, decided)?;
    Ok(2)
}
