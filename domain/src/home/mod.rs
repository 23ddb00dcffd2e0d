//! The home page (首页): everything it needs in one answer.

mod door;
mod shortcut;

pub use door::{DOORS, Door, SAYS, WELCOME};
pub use shortcut::{SHORTCUTS_MAX, ShortcutRefusal, ShortcutsForm, check_shortcuts};

use crate::Instant;
use crate::learning::JoinedGroupStudy;
use crate::meeting::MeetingRow;
use crate::review::KindCount;

/// What an app kept of a server that could not switch points off.
const fn yes() -> bool {
    true
}

wire! {
    /// `GET /api/home`.
    pub struct Home {
        /// The server's clock.
        pub now: Instant,
        /// Meetings that wait for the caller: to answer, to announce, to record, to submit.
        pub waiting: Vec<MeetingRow>,
        /// For a superior: how many wait for review.
        pub reviews: u32,
        /// The same by kind; kinds of which none waits are left out.
        #[serde(default)]
        pub review_kinds: Vec<KindCount>,
        /// For a branch: what its superiors urge and it has not settled.
        #[serde(default)]
        pub urges: u32,
        /// For a member: the group study of the branch in which they sit right now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group_study: Option<JoinedGroupStudy>,
        /// Messages not read yet.
        pub unread: u32,
        /// Whether the platform gives points.
        #[serde(default = "yes")]
        pub points_on: bool,
        /// The addresses of the shortcuts that the account has chosen, in their order; nothing while it has not chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shortcuts: Option<Vec<String>>,
        /// For a member: points earned today.
        pub points_today: i64,
        /// For a member: points this year.
        pub points_year: i64,
    }

    /// `GET /api/platform`: what everybody may know, also when not signed in.
    pub struct Platform {
        /// The platform's name; configuration.
        pub name: String,
        /// The version of the server.
        pub version: String,
        /// Where the portal is reached, for the download code.
        pub address: String,
        /// The server's clock.
        pub now: Instant,
        /// Whether the data is demo data (a banner says so).
        pub demo: bool,
    }
}
