//! A member checks in: by the QR of the chair's screen, or by the code below it.

use super::{guests, key, store};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, needs};
use crate::live::{Event, Subject};
use crate::meeting::{self, Stored};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::check_in::{CheckInForm, CheckInRefusal, CheckInWay, CheckedIn, guessing, token, window};
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, Refusal};

/// Check in on the spot; again is no fault, and answers the first time.
#[utoipa::path(post, path = "/api/meetings/{id}/check-in", tag = "check_in", params(("id" = MeetingId, Path)), request_body = CheckInForm,
    responses((status = 200, body = CheckedIn), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::CheckIn>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<CheckInForm>,
) -> Result<Response> {
    // what was scanned then is stale by now: an attempt sent again is known by its key
    if let Some(before) = app.answered_before(&who, act.once.as_ref()).await? {
        return Ok(before);
    }
    let way = proved(&app, &who, id, &act.form).await?;
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| arrive(c, &caller, id, way, now)).await
}

/// Whether what was scanned or typed is what the screen shows. Somebody of the meeting is told what is wrong; to everybody
/// else the meeting does not exist until they prove to be there.
async fn proved(app: &App, who: &Caller, id: MeetingId, form: &CheckInForm) -> Result<CheckInWay> {
    let (now, caller, key) = (app.now(), who.clone(), key(&app.secret, id)?);
    let known = app.store.read(move |c| is_known(c, &caller, id, now)).await?;
    let wrong = |refusal: CheckInRefusal| if known { refusal.into() } else { Refusal::NotFound };
    if let Some(given) = form.token.as_deref().filter(|t| !t.trim().is_empty()) {
        let holds = token::token_holds(&|text| key.mac(text), id, given, now);
        return if holds { Ok(CheckInWay::Scan) } else { Err(wrong(CheckInRefusal::TokenStale).into()) };
    }
    let Some(code) = form.code.as_deref().filter(|t| !t.trim().is_empty()) else {
        return Err(wrong(CheckInRefusal::NothingGiven).into());
    };
    let holds = token::code_holds(&|text| key.mac(text), id, code, now);
    let member = who.member.ok_or(Refusal::NotFound)?;
    // counted in the same transaction that decides: many tries at once are as many tries
    match app.store.write(move |c| tried(c, id, member, holds, now)).await? {
        Ok(()) => Ok(CheckInWay::Code),
        Err(refusal) => Err(wrong(refusal).into()),
    }
}

/// Whether the caller belongs to the meeting, in which case it must be open.
fn is_known(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<bool> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let stored = meeting::load_any(c, id)?;
    let known = stored.org.id == who.org || store::expected(c, id, member)?.is_some();
    if known && store::since(c, id, member)?.is_none() {
        window::allow(&stored.rules, now)?;
    }
    Ok(known)
}

/// Counts a try at the code.
fn tried(
    c: &mut Conn<'_>,
    id: MeetingId,
    member: MemberId,
    holds: bool,
    now: Instant,
) -> Result<Result<(), CheckInRefusal>> {
    let (failures, last) = store::tries(c, id, member)?.unwrap_or((0, Instant(0)));
    if let Some(until) = guessing::paused_until(failures, last, now) {
        return Ok(Err(CheckInRefusal::TooManyTries { until, now }));
    }
    if holds {
        store::forget_tries(c, id, member)?;
        return Ok(Ok(()));
    }
    store::set_tries(c, id, member, guessing::after_failure(failures, last, now), now)?;
    Ok(Err(CheckInRefusal::WrongCode))
}

/// Checks the caller in; whoever is not of the branch becomes its guest.
///
/// # Errors
/// When it is not open, or the member of the branch is not expected.
pub fn arrive(c: &mut Conn<'_>, who: &Caller, id: MeetingId, way: CheckInWay, now: Instant) -> Result<CheckedIn> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let stored = meeting::load_any(c, id)?;
    if let Some(at) = store::since(c, id, member)? {
        return Ok(answer(&stored, &who.name, at, true));
    }
    window::allow(&stored.rules, now)?;
    match store::expected(c, id, member)? {
        Some(true) => {}
        None if who.org != stored.org.id => return guests::scanned(c, who, &stored, now),
        Some(false) | None => return Err(Refusal::from(CheckInRefusal::NotExpected).into()),
    }
    let set = set(c, &stored, (member, &who.name), (way, ""), now)?;
    audit::write(c, who, now, Deed::CheckedIn, &format!("{}，{}", stored.title, way.label()))?;
    Ok(set)
}

/// Writes that an expected member is there, and tells all who look at it.
pub(super) fn set(
    c: &mut Conn<'_>,
    stored: &Stored,
    (member, name): (MemberId, &str),
    (way, note): (CheckInWay, &str),
    now: Instant,
) -> Result<CheckedIn> {
    store::insert(c, stored.rules.id, member, way, note, now)?;
    changed(c, stored, member);
    Ok(answer(stored, name, now, false))
}

/// Nudges the chair's screen and the member.
pub(super) fn changed(c: &mut Conn<'_>, stored: &Stored, member: MemberId) {
    for account in [stored.branch_account(), AccountId(member.0)] {
        c.after_commit(Event { account, subject: Subject::Meetings });
    }
}

/// What is answered for a check-in that stands since `at`.
pub(super) fn answer(stored: &Stored, name: &str, at: Instant, again: bool) -> CheckedIn {
    CheckedIn {
        meeting: stored.rules.id,
        title: stored.title.clone(),
        org: stored.org.name.clone(),
        name: name.to_owned(),
        at,
        again,
        guest: None,
    }
}
