//! The chair's screen: what to show now and in the next moments, who is there, who is not.

use super::{guests, key, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PathId, Read, ReadProblems, needs};
use crate::meeting;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::check_in::{CheckInScreen, CheckInState, token, window};
use gsdj_domain::{MeetingId, Refusal};

/// What the chair's screen shows; for the branch whose meeting it is.
#[utoipa::path(get, path = "/api/meetings/{id}/check-in", tag = "check_in", params(("id" = MeetingId, Path)),
    responses((status = 200, body = CheckInScreen), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    PathId(id): PathId<MeetingId>,
) -> Result<Read<CheckInScreen>> {
    let (caller, now, key) = (who.clone(), app.now(), key(&app.secret, id)?);
    let read = move |c: &mut Conn<'_>| {
        let stored = meeting::load(c, &caller.scope(), id)?;
        let is_host = allows(caller.role, Permission::ManageMeetings) && stored.org.id == caller.org;
        if !is_host {
            return Err(Refusal::NoPermission(Permission::ManageMeetings).into());
        }
        let rules = &stored.rules;
        let state = window::state(rules, now);
        let (tokens, codes) = match state {
            CheckInState::Open => token::ahead(&|text| key.mac(text), id, now),
            CheckInState::Early | CheckInState::Closed => (Vec::new(), Vec::new()),
        };
        let people = store::arrivals(c, id)?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(CheckInScreen {
            id,
            kind: stored.kind,
            title: stored.title.clone(),
            place: stored.place.clone(),
            starts_at: rules.starts_at,
            opens_at: window::opens_at(rules),
            state,
            why: window::allow(rules, now).err().map(|refusal| refusal.sentence()),
            now,
            tokens,
            codes,
            expected: count(people.len()),
            present: count(people.iter().filter(|p| p.at.is_some()).count()),
            people,
            guests: guests::of_meeting(c, id)?,
        })
    };
    Ok(Read(app.store.read(read).await?))
}
