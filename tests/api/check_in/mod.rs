//! Check-in on the spot (FEATURES 3.13, 13.4, 13.6).

mod guests;
mod hand;
mod receipts;
mod scan;

use gsdj_domain::check_in::{CheckInScreen, CheckedIn};
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::time::HOUR;
use gsdj_domain::{Instant, MeetingId};
use gsdj_tests::acts::at;
use gsdj_tests::{Actor, Reply, World};
use serde_json::json;

/// A general meeting of which all were told, at the moment when check-in opens.
async fn opened(w: &World) -> MeetingId {
    let told = w.announced_as(&w.form(MeetingKind::GeneralMeeting)).await;
    w.at(told.row.starts_at.plus(-HOUR)).await;
    told.row.id
}

async fn screen(w: &World, meeting: MeetingId) -> CheckInScreen {
    w.branch_admin().get(at(meeting, "/check-in")).await.ok()
}

/// What the screen shows now.
async fn shown(w: &World, meeting: MeetingId) -> String {
    screen(w, meeting).await.tokens[0].text.clone()
}

async fn scans(who: &Actor, meeting: MeetingId, token: &str) -> Reply {
    who.post(at(meeting, "/check-in"), &json!({ "token": token })).await
}

/// Scans what the screen shows at this moment.
async fn checks_in(w: &World, who: &Actor, meeting: MeetingId) -> CheckedIn {
    let token = shown(w, meeting).await;
    scans(who, meeting, &token).await.ok()
}

/// Moves the clock by so many milliseconds.
async fn later(w: &World, ms: i64) -> Instant {
    w.at(w.now().plus(ms)).await;
    w.now()
}
