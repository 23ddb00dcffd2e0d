//! Signing in (FEATURES 1.2, 1.4): one answer for every failure, waits that grow, the same work whether or not the
//! account exists.

use super::{session, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, WriteProblems, caller};
use crate::store::Conn;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::account::{SignIn, SignedIn, lockout};
use gsdj_domain::member::citizen;
use gsdj_domain::{Instant, Refusal};

/// Sign in with an organisation's code, or a member's phone or citizen's number.
#[utoipa::path(post, path = "/api/session", tag = "account", security(()), request_body = SignIn,
    responses((status = 200, body = SignedIn), WriteProblems))]
pub(super) async fn sign_in(
    State(app): State<App>,
    from: caller::From,
    headers: HeaderMap,
    act: Act<SignIn>,
) -> Result<Response> {
    let form = act.form;
    let name: String = form.account.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let name_hash = app.secret.lookup(&name);
    let now = app.now();
    let turn = app.turnstile.pass(&name_hash).await;
    let found = look_up(&app, &name, &name_hash, now).await?;
    let right = is_right(&app, &found, form.password).await?;
    let Some(known) = found.filter(|f| right && f.may_enter) else {
        let name_hash = name_hash.clone();
        app.store.write(move |c| store::failed(c, &name_hash, from.0, now)).await?;
        return Err(Refusal::WrongCredentials.into());
    };
    drop(turn);
    let token = session::new_token();
    let fresh = store::FreshSession {
        token_hash: session::token_hash(&token),
        device: session::device(form.device.as_deref(), &headers),
        address: from.0,
        at: now,
    };
    let account = known.account;
    let (principal, unread) = app.store.write(move |c| store::begin_session(c, account, &name_hash, &fresh)).await?;
    let signed = SignedIn { token, expires_at: principal.expires_at, me: session::me_of(&principal, unread) };
    let cookie = session::cookie(&app, &signed.token);
    Ok((StatusCode::OK, [(header::SET_COOKIE, cookie)], axum::Json(signed)).into_response())
}

async fn look_up(app: &App, name: &str, name_hash: &str, now: Instant) -> Result<Option<store::Known>> {
    let (name, hash) = (name.to_owned(), name_hash.to_owned());
    let look = move |c: &mut Conn<'_>| {
        not_locked(c, &hash, now)?;
        store::find_account(c, &name, &hash)
    };
    app.store.read(look).await
}

/// Refuses while there were too many failures under this name of late.
pub(super) fn not_locked(c: &mut Conn<'_>, name_hash: &str, now: Instant) -> Result<()> {
    let failures = store::failures(c, name_hash, now)?;
    match failures.and_then(|(n, last)| lockout::locked_until(n, last)).filter(|until| *until > now) {
        Some(until) => Err(Refusal::LockedOut { until, now }.into()),
        None => Ok(()),
    }
}

/// Compares the password; costs one hash in every case.
async fn is_right(app: &App, found: &Option<store::Known>, password: String) -> Result<bool> {
    let stored = found.as_ref().and_then(|f| f.password.clone());
    let sealed = found.as_ref().filter(|f| f.password.is_none()).and_then(|f| f.citizen.clone());
    let first = sealed.map(|s| app.secret.unseal(&s)).transpose()?;
    let is_first = first.is_some_and(|number| {
        let want = citizen::first_password(&number).to_owned();
        same(want.as_bytes(), password.trim().to_ascii_uppercase().as_bytes())
    });
    let fits = app.hasher.verify(password, stored).await?;
    Ok(fits || is_first)
}

/// Compares without telling by its time where the difference lies.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |diff, (x, y)| diff | (x ^ y)) == 0
}
