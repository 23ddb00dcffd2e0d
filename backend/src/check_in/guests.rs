//! 流动党员 as guests (FEATURES 13.6): they scan the host's screen, the host confirms, the home branch gets the entry.

use super::{scan, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{
    Act as ActBody, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs,
};
use crate::inbox::{self, Message};
use crate::live::{Event, Subject};
use crate::meeting::{self, Stored};
use crate::proxy::CardHolder;
use crate::store::Conn;
use crate::{audit, points};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::check_in::{
    CheckInRefusal, CheckInWay, CheckedIn, Elsewhere, GuestDecision, GuestRow, GuestState, REASON_MAX, guest_deed,
    guest_period,
};
use gsdj_domain::inbox::Topic;
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, OrgId, Page, Refusal};

/// A guest, as they come in.
struct Guest<'a> {
    member: MemberId,
    name: &'a str,
    home: OrgId,
    home_path: &'a str,
}

/// A member of another branch has scanned the screen.
pub(super) fn scanned(c: &mut Conn<'_>, who: &Caller, stored: &Stored, now: Instant) -> Result<CheckedIn> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let guest = Guest { member, name: &who.name, home: who.org, home_path: &who.org_path };
    let answered = welcome(c, &guest, stored, now)?;
    if !answered.again {
        audit::write(c, who, now, Deed::CheckedIn, &format!("{}（外来）", stored.title))?;
    }
    Ok(answered)
}

/// A member of another branch has shown their card.
pub(super) fn shown(
    c: &mut Conn<'_>,
    who: &Caller,
    stored: &Stored,
    card: &CardHolder,
    now: Instant,
) -> Result<CheckedIn> {
    let guest = Guest { member: card.member, name: &card.name, home: card.org, home_path: &card.org_path };
    let answered = welcome(c, &guest, stored, now)?;
    if !answered.again {
        let what = format!("{}，{}（外来）：{}", stored.title, card.name, CheckInWay::Card.label());
        audit::write(c, who, now, Deed::CheckInSet, &what)?;
    }
    Ok(answered)
}

fn welcome(c: &mut Conn<'_>, guest: &Guest<'_>, stored: &Stored, now: Instant) -> Result<CheckedIn> {
    let id = stored.rules.id;
    if let Some((at, state)) = store::guest(c, id, guest.member)? {
        return Ok(CheckedIn { guest: Some(state), ..scan::answer(stored, guest.name, at, true) });
    }
    let row = store::NewGuest {
        member: guest.member,
        name: guest.name,
        home: (guest.home, guest.home_path),
        kind: stored.kind,
        period: guest_period(stored.kind, stored.rules.starts_at),
    };
    store::insert_guest(c, id, &row, now)?;
    let title = format!("外来党员待确认：{}", guest.name);
    let body = format!("扫描了“{}”的签到二维码，请确认是否到会。", stored.title);
    let message = Message { topic: Topic::Attendance, title: &title, body: &body, meeting: Some(id) };
    inbox::tell(c, [stored.branch_account()], &message, now)?;
    scan::changed(c, stored, guest.member);
    Ok(CheckedIn { guest: Some(GuestState::Waiting), ..scan::answer(stored, guest.name, now, false) })
}

/// The guests of a meeting, for its screen.
pub(super) fn of_meeting(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<GuestRow>> {
    store::guests(c, id)
}

/// Confirm a guest, or not, with the reason.
#[utoipa::path(post, path = "/api/meetings/{id}/guests", tag = "check_in", params(("id" = MeetingId, Path)), request_body = GuestDecision,
    responses((status = 200, body = GuestRow), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<GuestDecision>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| decide(c, &caller, id, &form, now)).await
}

/// Decides on a guest: who was there gets the entry at home and the points of the home branch's rule, once a kind and period.
///
/// # Errors
/// When there is no such guest, it is decided, or the reason of a no is missing.
pub fn decide(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &GuestDecision, now: Instant) -> Result<GuestRow> {
    let stored = meeting::own(c, who, id)?;
    let mut row = store::guests(c, id)?.into_iter().find(|g| g.member == form.member).ok_or(Refusal::NotFound)?;
    let wanted = if form.attended { GuestState::Attested } else { GuestState::Declined };
    if row.state == wanted {
        return Ok(row);
    }
    if row.state != GuestState::Waiting {
        return Err(Refusal::from(CheckInRefusal::GuestDecided).into());
    }
    let reason = match wanted {
        GuestState::Attested | GuestState::Waiting => "",
        GuestState::Declined => check_reason(&form.reason, REASON_MAX, CheckInRefusal::GuestReason)?,
    };
    let counted = form.attended && store::counts_first(c, id, form.member)?;
    store::decide_guest(c, id, form.member, wanted, reason, counted, now)?;
    if counted {
        let rule = stored.kind.row().points;
        let deed = guest_deed(stored.kind, stored.rules.starts_at);
        let note = format!("{} · {}（{}）", stored.kind.label(), stored.title, stored.org.name);
        points::award_at(c, form.member, rule, &deed, &note, (stored.rules.starts_at, now))?;
    }
    tell(c, &stored, &row, (wanted, reason, counted), now)?;
    audit::write(c, who, now, Deed::GuestDecided, &format!("{}，{}：{}", stored.title, row.name, wanted.label()))?;
    (row.state, row.reason) = (wanted, reason.to_owned());
    Ok(row)
}

/// Tells the member, and for a yes their own branch.
fn tell(
    c: &mut Conn<'_>,
    stored: &Stored,
    row: &GuestRow,
    (state, reason, counted): (GuestState, &str, bool),
    now: Instant,
) -> Result<()> {
    let what = format!("{} · {}", stored.kind.label(), stored.title);
    let title = match state {
        GuestState::Attested => format!("在外参加组织生活：{}", row.name),
        GuestState::Declined | GuestState::Waiting => format!("未确认到会：{}", row.name),
    };
    let body = match (state, counted) {
        (GuestState::Attested, true) => format!("{}确认参加了“{what}”，已计入本支部记录。", stored.org.name),
        (GuestState::Attested, false) => format!("{}确认参加了“{what}”，本期同类活动已计过一次。", stored.org.name),
        (GuestState::Declined | GuestState::Waiting, _) => format!("{}：{reason}（{what}）", stored.org.name),
    };
    let home = store::guest_home(c, stored.rules.id, row.member)?;
    let told: Vec<_> = match state {
        GuestState::Attested => vec![AccountId(row.member.0), AccountId(home.0)],
        GuestState::Declined | GuestState::Waiting => vec![AccountId(row.member.0)],
    };
    // the meeting is the host's: the message leads to one's own list instead
    let message = Message { topic: Topic::Attendance, title: &title, body: &body, meeting: None };
    inbox::tell(c, told.iter().copied(), &message, now)?;
    for account in told.into_iter().chain([stored.branch_account()]) {
        c.after_commit(Event { account, subject: Subject::Meetings });
    }
    Ok(())
}

/// 在外参加组织生活: of the members of the caller's subtree, or of the caller alone; the latest first.
#[utoipa::path(get, path = "/api/attendance-elsewhere", tag = "check_in", params(PageParams),
    responses((status = 200, body = Page<Elsewhere>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<Elsewhere>>> {
    let (scope, limit, after) = (who.scope(), page.limit(), page.after()?.unwrap_or(i64::MAX));
    let rows = app.store.read(move |c| store::elsewhere(c, &scope, after, limit)).await?;
    let page = Page::cut(rows, limit, |(id, _)| id.to_string());
    Ok(Read(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next: page.next }))
}
