//! 签到卡: a member's printed card. What it says is kept as a hash to be found by, and sealed to be printed again.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs};
use crate::secret::{Secret, random};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::audit::Deed;
use gsdj_domain::check_in::token;
use gsdj_domain::proxy::{MemberCard, ProxyRefusal};
use gsdj_domain::{Instant, MeetingId, MemberId, OrgId, Refusal};

/// Characters of a card: 80 bits.
const CHARS: usize = 16;

/// Whose card was shown.
pub struct CardHolder {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their branch.
    pub org: OrgId,
    /// Its path.
    pub org_path: String,
}

/// Whose card says this, if there is one. What was scanned may be the card's whole address.
///
/// # Errors
/// When the store refuses it.
pub fn card_holder(c: &mut Conn<'_>, secret: &Secret, said: &str) -> Result<Option<CardHolder>> {
    let code = said.rsplit('#').next().unwrap_or(said);
    store::holder(c, &hash(secret, code))
}

/// What the cards of those expected at a meeting say.
///
/// # Errors
/// When the store refuses it.
pub fn card_codes(c: &mut Conn<'_>, secret: &Secret, meeting: MeetingId) -> Result<Vec<(MemberId, String)>> {
    let sealed = store::cards_of_meeting(c, meeting)?;
    sealed.into_iter().map(|(member, code)| Ok((member, secret.unseal(&code)?))).collect()
}

fn hash(secret: &Secret, code: &str) -> String {
    secret.lookup(&format!("card {}", token::typed(code).to_ascii_lowercase()))
}

/// A member of the caller's branch, for whoever may make their card; 404 for everybody outside.
fn own(c: &mut Conn<'_>, who: &Caller, member: MemberId) -> Result<(String, String)> {
    let (org, path, name, org_name) = store::member(c, member)?.ok_or(Refusal::NotFound)?;
    let themself = who.member == Some(member);
    if !themself && (who.member.is_some() || !path.starts_with(&who.org_path)) {
        return Err(Refusal::NotFound.into());
    }
    let may = themself || (allows(who.role, Permission::ManageBranch) && org == who.org);
    if may { Ok((name, org_name)) } else { Err(Refusal::NoPermission(Permission::ManageBranch).into()) }
}

/// A member's card, to print it; for their branch and themselves.
#[utoipa::path(get, path = "/api/members/{id}/card", tag = "proxy", params(("id" = MemberId, Path)),
    responses((status = 200, body = MemberCard), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<MemberId>,
) -> Result<Read<MemberCard>> {
    let (caller, secret) = (who.clone(), app.secret.clone());
    let read = move |c: &mut Conn<'_>| {
        let (name, org) = own(c, &caller, id)?;
        let (sealed, created_at) = store::card(c, id)?.ok_or(Refusal::NotFound)?;
        Ok(MemberCard { member: id, name, org, code: grouped(&secret.unseal(&sealed)?), created_at })
    };
    Ok(Read(app.store.read(read).await?))
}

/// Make a member's card; one made before is void from now on.
#[utoipa::path(post, path = "/api/members/{id}/card", tag = "proxy", params(("id" = MemberId, Path)),
    responses((status = 201, body = MemberCard), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<MemberId>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let (caller, secret) = (who.clone(), app.secret.clone());
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| make(c, &secret, &caller, id, now)).await
}

fn make(c: &mut Conn<'_>, secret: &Secret, who: &Caller, id: MemberId, now: Instant) -> Result<MemberCard> {
    let (name, org) = own(c, who, id)?;
    let code = token::letters(&random::<10>(), CHARS);
    store::set_card(c, id, &hash(secret, &code), &secret.seal(&code)?, now)?;
    audit::write(c, who, now, Deed::CardIssued, &name)?;
    Ok(MemberCard { member: id, name, org, code: grouped(&code), created_at: now })
}

/// Take a member's card out of use.
#[utoipa::path(delete, path = "/api/members/{id}/card", tag = "proxy", params(("id" = MemberId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ManageBranch>,
    PathId(id): PathId<MemberId>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let (name, _) = own(c, &caller, id)?;
        if !store::drop_card(c, id)? {
            return Err(Refusal::from(ProxyRefusal::NoCard).into());
        }
        audit::write(c, &caller, now, Deed::CardRevoked, &name)
    })
    .await
}

/// In groups of four, as it is printed.
fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}
