//! The secret address of an account's calendar: made, made anew, taken back. It is shown once and kept only as a hash.

use super::store;
use crate::account;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Read, ReadProblems, WriteProblems, body::Nothing, needs};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::calendar::{Subscription, SubscriptionState};

/// Whether the account has an address, and when it was last fetched from.
#[utoipa::path(get, path = "/api/calendar/subscription", tag = "calendar", responses((status = 200, body = SubscriptionState), ReadProblems))]
pub(super) async fn state(State(app): State<App>, who: Allowed<needs::SeeMeetings>) -> Result<Read<SubscriptionState>> {
    let account = who.account;
    Ok(Read(app.store.read(move |c| store::state(c, account)).await?))
}

/// Make the address; whoever had one before has a new one, and the old one leads nowhere.
#[utoipa::path(post, path = "/api/calendar/subscription", tag = "calendar", request_body = Nothing,
    responses((status = 201, body = Subscription), WriteProblems))]
pub(super) async fn open(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    // the closure may run more than once: it is one address all the same
    let token = account::new_token();
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        store::open(c, caller.account, &account::token_hash(&token), now)?;
        audit::write(c, &caller, now, Deed::CalendarOpened, "")?;
        Ok(Subscription { path: format!("/api/calendar/feed/{token}.ics"), since: now })
    })
    .await
}

/// Take it back.
#[utoipa::path(delete, path = "/api/calendar/subscription", tag = "calendar", responses((status = 204), WriteProblems))]
pub(super) async fn close(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        if store::close(c, caller.account)? {
            audit::write(c, &caller, now, Deed::CalendarClosed, "")?;
        }
        Ok(())
    })
    .await
}
