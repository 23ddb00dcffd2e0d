//! Check-in on the wire.

use super::guest::{GuestRow, GuestState};
use super::window::CheckInState;
use crate::meeting::{Answer, MeetingKind};
use crate::{Instant, MeetingId, MemberId};

coded! {
    /// How somebody was checked in.
    pub enum CheckInWay {
        /// Scanned the chair's screen.
        Scan = "scan" "扫码",
        /// Typed the code on the chair's screen.
        Code = "code" "签到码",
        /// Showed their printed card.
        Card = "card" "签到卡",
        /// By the branch's administrator, with a reason.
        Manual = "manual" "管理员代签",
        /// On a device without internet; handed up later.
        Offline = "offline" "离线签到",
    }
}

/// The most characters of a reason.
pub const REASON_MAX: usize = 100;

wire! {
    /// `POST /api/meetings/{id}/check-in`: what was scanned, or what was typed.
    pub struct CheckInForm {
        /// The token of the QR.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub token: Option<String>,
        /// The six digits below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
    }

    /// What somebody gets back for a check-in.
    pub struct CheckedIn {
        /// The meeting.
        pub meeting: MeetingId,
        /// What it is about.
        pub title: String,
        /// Whose it is.
        pub org: String,
        /// Who was checked in.
        pub name: String,
        /// When: the first time, however often it is tried.
        pub at: Instant,
        /// Whether they had been checked in before.
        pub again: bool,
        /// For a guest of another branch: where the host's confirmation stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub guest: Option<GuestState>,
    }

    /// Something that is shown from a moment on, until the next one is.
    pub struct Shown {
        /// From when, by the server's clock.
        pub from: Instant,
        /// What.
        pub text: String,
    }

    /// Somebody expected, and whether they are there.
    pub struct Arrival {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// What they had answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer: Option<Answer>,
        /// When they were checked in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
        /// How.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub way: Option<CheckInWay>,
        /// The reason, where it was by hand.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub note: String,
    }

    /// `GET /api/meetings/{id}/check-in`: the chair's screen.
    pub struct CheckInScreen {
        /// The meeting.
        pub id: MeetingId,
        /// Its kind.
        pub kind: MeetingKind,
        /// What it is about.
        pub title: String,
        /// Where.
        pub place: String,
        /// When it starts.
        pub starts_at: Instant,
        /// When check-in opens.
        pub opens_at: Instant,
        /// Where it stands.
        pub state: CheckInState,
        /// Why it is not open, where it is not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub why: Option<String>,
        /// The server's clock.
        pub now: Instant,
        /// The tokens to show, the current one first; empty while it is not open.
        pub tokens: Vec<Shown>,
        /// The codes to show.
        pub codes: Vec<Shown>,
        /// 应到.
        pub expected: u32,
        /// How many of them are checked in.
        pub present: u32,
        /// Everybody expected, in the order of the form.
        pub people: Vec<Arrival>,
        /// Members of other branches who scanned the screen.
        pub guests: Vec<GuestRow>,
    }

    /// `POST /api/meetings/{id}/check-ins`: by the branch's administrator.
    pub struct ManualCheckIn {
        /// Who.
        pub member: MemberId,
        /// Why by hand, at most 100 characters.
        pub reason: String,
    }

    /// `POST /api/meetings/{id}/check-ins/undo`.
    pub struct UndoCheckIn {
        /// Who.
        pub member: MemberId,
        /// Why, at most 100 characters.
        pub reason: String,
    }

    /// `POST /api/meetings/{id}/check-ins/card`: a printed card held before the chair's device.
    pub struct CardCheckIn {
        /// What the card says.
        pub card: String,
    }

    /// `GET /api/meetings/{id}/check-in/heads`: check-in as a meeting's page shows it.
    pub struct CheckInHeads {
        /// When it opens.
        pub opens_at: Instant,
        /// Where it stands.
        pub state: CheckInState,
        /// How many of those expected are checked in.
        pub present: u32,
        /// For a member: when they were.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mine: Option<Instant>,
        /// For a member: the code by which they check in where there is no internet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub own_code: Option<String>,
    }
}
