//! Passwords: changing one's own, and a new first one from the immediate superior (FEATURES 1.4).

use super::sign_in::not_locked;
use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::{ChangePassword, FirstPassword, password};
use gsdj_domain::audit::Deed;
use gsdj_domain::member::citizen;
use gsdj_domain::{AccountId, MemberId, OrgId, Refusal};
use rand::Rng;

/// Change one's own password; all other sessions end.
#[utoipa::path(post, path = "/api/password", tag = "account", request_body = ChangePassword,
    responses((status = 204), WriteProblems))]
pub(super) async fn change(
    State(app): State<App>,
    who: Allowed<needs::OwnSession>,
    act: Act<ChangePassword>,
) -> Result<Response> {
    if let Some(before) = app.answered_before(&who, act.once.as_ref()).await? {
        return Ok(before);
    }
    let form = act.form;
    let (account, now) = (who.account, app.now());
    // whoever holds somebody's session must not be able to guess their password with it
    let guessing = app.secret.lookup(&format!("current password of {account}"));
    let turn = app.turnstile.pass(&guessing).await;
    let under = guessing.clone();
    let look = move |c: &mut Conn<'_>| {
        not_locked(c, &under, now)?;
        store::known(c, account)
    };
    let known = app.store.read(look).await?.ok_or(Refusal::NotSignedIn)?;
    let number = known.citizen.as_deref().map(|s| app.secret.unseal(s)).transpose()?;
    let phone = known.phone.as_deref().map(|s| app.secret.unseal(s)).transpose()?.unwrap_or_default();
    let first = number.as_deref().map(citizen::first_password);
    let is_first = known.password.is_none() && first == Some(form.current.trim().to_ascii_uppercase().as_str());
    if !is_first && !app.hasher.verify(form.current.clone(), known.password).await? {
        let from = who.address;
        app.store.write(move |c| store::failed(c, &guessing, from, now)).await?;
        return Err(Refusal::WrongCurrentPassword.into());
    }
    drop(turn);
    let personal =
        [known.login.as_str(), phone.as_str(), number.as_deref().unwrap_or_default(), first.unwrap_or_default()];
    password::check(&form.new, &personal)?;
    if form.new == form.current {
        return Err(Refusal::SamePassword.into());
    }
    let hash = app.hasher.hash(form.new).await?;
    let caller = who.clone();
    let response = app
        .write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
            store::set_password(c, caller.account, &hash, false)?;
            store::forgive(c, &guessing)?;
            store::end_other_sessions(c, caller.account, Some(caller.session))?;
            audit::write(c, &caller, now, Deed::PasswordChanged, "")
        })
        .await?;
    app.sessions.forget_all();
    Ok(response)
}

/// Give an immediately inferior organisation a new first password.
#[utoipa::path(post, path = "/api/orgs/{id}/password-reset", tag = "account", params(("id" = OrgId, Path)),
    responses((status = 200, body = FirstPassword), WriteProblems))]
pub(super) async fn reset_org(
    State(app): State<App>,
    who: Allowed<needs::ResetPasswords>,
    PathId(id): PathId<OrgId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let (scope, own) = (who.scope(), who.org);
    let name = app
        .store
        .read(move |c| {
            let org = scope.org(c, id)?;
            if org.superior() == Some(own) {
                Ok(org.name().to_owned())
            } else {
                Err(Refusal::NotImmediateSuperior.into())
            }
        })
        .await?;
    reset(&app, &who, AccountId(id.0), name, act).await
}

/// Give one of the branch's own members a new first password.
#[utoipa::path(post, path = "/api/members/{id}/password-reset", tag = "account", params(("id" = MemberId, Path)),
    responses((status = 200, body = FirstPassword), WriteProblems))]
pub(super) async fn reset_member(
    State(app): State<App>,
    who: Allowed<needs::ResetPasswords>,
    PathId(id): PathId<MemberId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let own = who.org;
    let name = app.store.read(move |c| store::member_of(c, id, own)).await?.ok_or(Refusal::NotFound)?;
    reset(&app, &who, AccountId(id.0), name, act).await
}

/// Gives an account a new first password; who may do so to whom was asked already.
///
/// # Errors
/// When the store refuses it.
pub async fn reset(app: &App, who: &Caller, account: AccountId, name: String, act: Act<Nothing>) -> Result<Response> {
    let first = FirstPassword { password: first_password() };
    let hash = app.hasher.hash(first.password.clone()).await?;
    let caller = who.clone();
    let response = app
        .write_once(who, act.once, StatusCode::OK, move |c, now| {
            store::set_password(c, account, &hash, true)?;
            store::end_other_sessions(c, account, None)?;
            audit::write(c, &caller, now, Deed::PasswordReset, &name)?;
            Ok(first.clone())
        })
        .await?;
    app.sessions.forget_all();
    Ok(response)
}

/// Twelve characters that can't be mistaken for one another on paper: about 59 bits.
pub fn first_password() -> String {
    const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let pick = |_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]);
    let text: String = (0..12).map(pick).collect();
    format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..])
}
