//! A hall without internet, through the app's shell. An error is the sentence to show.

use super::device::{ask, number};
use gsdj_domain::MeetingId;
use gsdj_domain::check_in::{Hall, HallCheckIn};

/// A meeting that this device took along; nothing when it did not.
///
/// # Errors
/// When the device fails.
pub async fn hall(meeting: MeetingId) -> Result<Option<Hall>, String> {
    ask("hall", &[("meeting", number(meeting.0))]).await
}

/// Takes a meeting along.
///
/// # Errors
/// Why not.
pub async fn take(meeting: MeetingId, device: &str) -> Result<Option<Hall>, String> {
    ask("hall_take", &[("meeting", number(meeting.0)), ("device", device.into())]).await
}

/// Checks somebody in on this device.
///
/// # Errors
/// Why not.
pub async fn check_in(meeting: MeetingId, code: &str, name: &str) -> Result<HallCheckIn, String> {
    ask("hall_check_in", &[("meeting", number(meeting.0)), ("code", code.into()), ("name", name.into())]).await
}

/// Hands up what was checked in.
///
/// # Errors
/// Why not.
pub async fn hand_up(meeting: MeetingId) -> Result<Option<Hall>, String> {
    let answer = ask("hall_hand_up", &[("meeting", number(meeting.0))]).await;
    super::touch(&[gsdj_domain::routes::Tag::Meetings]);
    answer
}

/// Opens the hall to the phones of this network, or closes it.
///
/// # Errors
/// Why not.
pub async fn open(meeting: MeetingId, open: bool) -> Result<Option<Hall>, String> {
    let command = if open { "hall_open" } else { "hall_close" };
    ask(command, &[("meeting", number(meeting.0))]).await
}
