//! Check-in as a meeting's page shows it: where it stands, how many are there, and for a member whether they are.

use super::{key, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PathId, Read, ReadProblems, needs};
use crate::meeting;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::MeetingId;
use gsdj_domain::check_in::{CheckInHeads, CheckInState, token, window};

/// Where check-in stands.
#[utoipa::path(get, path = "/api/meetings/{id}/check-in/heads", tag = "check_in", params(("id" = MeetingId, Path)),
    responses((status = 200, body = CheckInHeads), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    PathId(id): PathId<MeetingId>,
) -> Result<Read<CheckInHeads>> {
    let (caller, now, key) = (who.clone(), app.now(), key(&app.secret, id)?);
    let read = move |c: &mut Conn<'_>| {
        let stored = meeting::load(c, &caller.scope(), id)?;
        let state = window::state(&stored.rules, now);
        let mut heads = CheckInHeads {
            opens_at: window::opens_at(&stored.rules),
            state,
            present: store::count(c, id)?,
            mine: None,
            own_code: None,
        };
        if let Some(member) = caller.member {
            heads.mine = store::since(c, id, member)?;
            let expected = store::expected(c, id, member)? == Some(true);
            if expected && state != CheckInState::Closed {
                heads.own_code = Some(token::own_code(&|text| key.mac(text), id, member));
            }
        }
        Ok(heads)
    };
    Ok(Read(app.store.read(read).await?))
}
