//! The branch's administrator checks somebody in by hand or by their printed card, or undoes it; each with its trace.

use super::{guests, scan, store};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, needs};
use crate::meeting;
use crate::proxy;
use crate::secret::Secret;
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::check_in::{
    CardCheckIn, CheckInRefusal, CheckInWay, CheckedIn, ManualCheckIn, REASON_MAX, UndoCheckIn, window,
};
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{Instant, MeetingId, Refusal};

/// Check somebody in by hand, with a reason.
#[utoipa::path(post, path = "/api/meetings/{id}/check-ins", tag = "check_in", params(("id" = MeetingId, Path)), request_body = ManualCheckIn,
    responses((status = 200, body = CheckedIn), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<ManualCheckIn>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| by_hand(c, &caller, id, &form, now)).await
}

/// Checks somebody expected in by hand.
///
/// # Errors
/// When it is not open, they are not expected, or the reason is missing.
pub fn by_hand(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &ManualCheckIn, now: Instant) -> Result<CheckedIn> {
    let stored = meeting::own(c, who, id)?;
    let reason = check_reason(&form.reason, REASON_MAX, CheckInRefusal::ReasonMissing)?;
    let name = store::name(c, id, form.member)?.ok_or(Refusal::from(CheckInRefusal::StrangerHere))?;
    if let Some(at) = store::since(c, id, form.member)? {
        return Ok(scan::answer(&stored, &name, at, true));
    }
    window::allow(&stored.rules, now)?;
    let set = scan::set(c, &stored, (form.member, &name), (CheckInWay::Manual, reason), now)?;
    audit::write(c, who, now, Deed::CheckInSet, &format!("{}，{name}：{reason}", stored.title))?;
    Ok(set)
}

/// Undo a check-in, with a reason.
#[utoipa::path(post, path = "/api/meetings/{id}/check-ins/undo", tag = "check_in", params(("id" = MeetingId, Path)), request_body = UndoCheckIn,
    responses((status = 204), WriteProblems))]
pub(super) async fn undo(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<UndoCheckIn>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| take_back(c, &caller, id, &form, now)).await
}

fn take_back(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &UndoCheckIn, now: Instant) -> Result<()> {
    let stored = meeting::own(c, who, id)?;
    let reason = check_reason(&form.reason, REASON_MAX, CheckInRefusal::ReasonMissing)?;
    let name = store::name(c, id, form.member)?.ok_or(Refusal::from(CheckInRefusal::StrangerHere))?;
    if store::since(c, id, form.member)?.is_none() {
        return Err(Refusal::from(CheckInRefusal::NotThere).into());
    }
    window::allow(&stored.rules, now)?;
    store::delete(c, id, form.member)?;
    scan::changed(c, &stored, form.member);
    audit::write(c, who, now, Deed::CheckInUndone, &format!("{}，{name}：{reason}", stored.title))
}

/// Check somebody in by the printed card held before the chair's device.
#[utoipa::path(post, path = "/api/meetings/{id}/check-ins/card", tag = "check_in", params(("id" = MeetingId, Path)), request_body = CardCheckIn,
    responses((status = 200, body = CheckedIn), WriteProblems))]
pub(super) async fn card(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<CardCheckIn>,
) -> Result<Response> {
    let (caller, form, secret) = (who.clone(), act.form, app.secret.clone());
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| by_card(c, &secret, &caller, id, &form, now)).await
}

fn by_card(
    c: &mut Conn<'_>,
    secret: &Secret,
    who: &Caller,
    id: MeetingId,
    form: &CardCheckIn,
    now: Instant,
) -> Result<CheckedIn> {
    let stored = meeting::own(c, who, id)?;
    let holder = proxy::card_holder(c, secret, &form.card)?.ok_or(Refusal::from(CheckInRefusal::CardUnknown))?;
    if let Some(at) = store::since(c, id, holder.member)? {
        return Ok(scan::answer(&stored, &holder.name, at, true));
    }
    window::allow(&stored.rules, now)?;
    match store::expected(c, id, holder.member)? {
        Some(true) => {}
        None if holder.org != stored.org.id => return guests::shown(c, who, &stored, &holder, now),
        Some(false) | None => return Err(Refusal::from(CheckInRefusal::StrangerHere).into()),
    }
    let set = scan::set(c, &stored, (holder.member, &holder.name), (CheckInWay::Card, ""), now)?;
    let what = format!("{}，{}：{}", stored.title, holder.name, CheckInWay::Card.label());
    audit::write(c, who, now, Deed::CheckInSet, &what)?;
    Ok(set)
}
