//! A meeting without internet (FEATURES 13.4): the pack that a device takes along, and the receipts it hands up.

use super::{key, scan, store};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, needs};
use crate::meeting::{self, Stored};
use crate::proxy;
use crate::secret::{Key, Secret, random};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::check_in::{
    CheckInRefusal, CheckInWay, Fate, Pack, PackMember, PackRequest, Receipt, ReceiptOutcome, Receipts, receipt, token,
    window,
};
use gsdj_domain::refusal::check_text;
use gsdj_domain::{Instant, MeetingId, MemberId, Refusal};
use std::collections::BTreeMap;

/// The most characters of a device's name.
const DEVICE_MAX: usize = 60;

/// Take a meeting along: who is expected, the hashes of their codes, and a key to sign with; for the branch alone.
#[utoipa::path(post, path = "/api/meetings/{id}/pack", tag = "check_in", params(("id" = MeetingId, Path)), request_body = PackRequest,
    responses((status = 201, body = Pack), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<PackRequest>,
) -> Result<Response> {
    let (caller, form, secret) = (who.clone(), act.form, app.secret.clone());
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| take(c, &secret, &caller, id, &form, now)).await
}

fn pack_key(secret: &Secret, pack: i64) -> Result<Key> {
    secret.key(&format!("pack {pack}"))
}

fn take(
    c: &mut Conn<'_>,
    secret: &Secret,
    who: &Caller,
    id: MeetingId,
    form: &PackRequest,
    now: Instant,
) -> Result<Pack> {
    let stored = meeting::own(c, who, id)?;
    let mut faults = Vec::new();
    check_text(&mut faults, "device", "设备名称", &form.device, DEVICE_MAX);
    Refusal::collect(faults)?;
    window::allow_receipts(&stored.rules)?;
    let challenge: String = random::<16>().iter().map(|b| format!("{b:02x}")).collect();
    let pack = store::insert_pack(c, id, form.device.trim(), &challenge, now)?;
    let key = pack_key(secret, pack)?;
    let members = members(c, secret, &stored, pack, &key)?;
    audit::write(c, who, now, Deed::PackTaken, &format!("{}，{}", stored.title, form.device.trim()))?;
    Ok(Pack {
        id: pack,
        meeting: id,
        kind: stored.kind,
        title: stored.title.clone(),
        place: stored.place.clone(),
        starts_at: stored.rules.starts_at,
        opens_at: window::opens_at(&stored.rules),
        org: stored.org.name.clone(),
        key: key.to_hex(),
        challenge,
        issued_at: now,
        members,
    })
}

/// Everybody expected, with the hashes of the codes they may type: the meeting's own, and their card's.
fn members(c: &mut Conn<'_>, secret: &Secret, stored: &Stored, pack: i64, pack_key: &Key) -> Result<Vec<PackMember>> {
    let id = stored.rules.id;
    let meeting_key = key(secret, id)?;
    let cards: BTreeMap<MemberId, String> = proxy::card_codes(c, secret, id)?.into_iter().collect();
    let hash = |code: &str| receipt::code_hash(&|text| pack_key.mac(text), pack, code);
    let known = |member: MemberId, name: String| {
        let own = token::own_code(&|text| meeting_key.mac(text), id, member);
        let codes = std::iter::once(own.as_str()).chain(cards.get(&member).map(String::as_str)).map(hash).collect();
        PackMember { member, name, codes }
    };
    Ok(store::arrivals(c, id)?.into_iter().map(|p| known(p.member, p.name)).collect())
}

/// Hand up what was checked in without internet; the same again is no fault. Each receipt is answered by itself.
#[utoipa::path(post, path = "/api/meetings/{id}/check-in/receipts", tag = "check_in", params(("id" = MeetingId, Path)),
    request_body = Receipts, responses((status = 200, body = Vec<ReceiptOutcome>), WriteProblems))]
pub(super) async fn receipts(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<Receipts>,
) -> Result<Response> {
    let (caller, form, secret) = (who.clone(), act.form, app.secret.clone());
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| hand_up(c, &secret, &caller, id, &form, now)).await
}

fn hand_up(
    c: &mut Conn<'_>,
    secret: &Secret,
    who: &Caller,
    id: MeetingId,
    form: &Receipts,
    now: Instant,
) -> Result<Vec<ReceiptOutcome>> {
    let stored = meeting::own(c, who, id)?;
    let refused = |refusal: CheckInRefusal| Refusal::from(refusal);
    if form.receipts.len() > receipt::UPLOAD_MAX {
        return Err(refused(CheckInRefusal::TooManyReceipts { max: receipt::UPLOAD_MAX }).into());
    }
    let challenge = store::challenge(c, form.pack, id)?.ok_or(refused(CheckInRefusal::PackUnknown))?;
    window::allow_receipts(&stored.rules)?;
    let key = pack_key(secret, form.pack)?;
    let expected: BTreeMap<_, _> = store::arrivals(c, id)?.into_iter().map(|p| (p.member, p.name)).collect();
    let mut outcomes = Vec::with_capacity(form.receipts.len());
    let mut accepted = 0;
    for r in &form.receipts {
        let name = expected.get(&r.member).map(String::as_str);
        let fits =
            receipt::check(r, &|text| key.mac(text), (form.pack, &challenge), &stored.rules, name.is_some(), now);
        let (fate, reason) = match (fits, name) {
            (Ok(()), Some(name)) => (keep(c, &stored, form.pack, r, name, now)?, ""),
            (Ok(()), None) => (Fate::Refused, "不在本次会议的应到名单中"),
            (Err(why), _) => (Fate::Refused, why),
        };
        accepted += usize::from(fate == Fate::Accepted);
        outcomes.push(ReceiptOutcome { id: r.id.clone(), fate, reason: reason.into() });
    }
    audit::write(c, who, now, Deed::ReceiptsUploaded, &format!("{}，收下 {accepted} 条", stored.title))?;
    Ok(outcomes)
}

/// Checks the member in as of the receipt's time, unless it or another check-in was there before.
fn keep(c: &mut Conn<'_>, stored: &Stored, pack: i64, receipt: &Receipt, name: &str, now: Instant) -> Result<Fate> {
    let id = stored.rules.id;
    let fresh = store::keep_receipt(c, pack, &receipt.id, receipt.member, now)?;
    if !fresh || store::since(c, id, receipt.member)?.is_some() {
        return Ok(Fate::Duplicate);
    }
    scan::set(c, stored, (receipt.member, name), (CheckInWay::Offline, ""), receipt.at)?;
    Ok(Fate::Accepted)
}
