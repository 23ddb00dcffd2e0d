//! What the app's shell and its pages say to each other about a hall without internet.

use super::receipt::Fate;
use crate::{Instant, MeetingId, MemberId};

wire! {
    /// Somebody expected, as the chair's device knows it.
    pub struct HallPerson {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// When they were checked in on this device.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
        /// What the server said of it; absent until it was handed up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub fate: Option<Fate>,
        /// Why the server did not take it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
    }

    /// A meeting that this device has taken along.
    pub struct Hall {
        /// The meeting.
        pub meeting: MeetingId,
        /// What it is about.
        pub title: String,
        /// Where.
        pub place: String,
        /// When it starts.
        pub starts_at: Instant,
        /// When check-in opens.
        pub opens_at: Instant,
        /// When it was taken along.
        pub taken_at: Instant,
        /// Now, by the device's corrected clock.
        pub now: Instant,
        /// Everybody expected.
        pub people: Vec<HallPerson>,
        /// How many check-ins wait to be handed up.
        pub waiting: u32,
        /// Where phones in the same network check in; absent while that is off.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
    }

    /// Somebody checked in on the device.
    pub struct HallCheckIn {
        /// Their name.
        pub name: String,
        /// When.
        pub at: Instant,
        /// They had been before.
        pub again: bool,
    }
}
