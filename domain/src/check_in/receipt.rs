//! A meeting without internet (FEATURES 13.4): the pack that the chair's device takes along, and the receipts it hands up.
//!
//! A pack has a key of its own; a receipt is signed under it. The device's clock is corrected by what it was off when it took
//! the pack.

use super::token::{Mac, letters, same, typed};
use super::window;
use crate::meeting::{Meeting, MeetingKind};
use crate::time::MINUTE;
use crate::{Instant, MeetingId, MemberId};

/// The most receipts of one upload.
pub const UPLOAD_MAX: usize = 500;
/// How far ahead of the server's clock a receipt may be, in milliseconds: corrected clocks still drift.
pub const DRIFT: i64 = 5 * MINUTE;

coded! {
    /// What became of a receipt.
    pub enum Fate {
        /// Taken: the member is checked in.
        Accepted = "accepted" "已收下",
        /// It, or another check-in of the member, was there before.
        Duplicate = "duplicate" "已签到",
        /// Not taken; the reason says why.
        Refused = "refused" "未收下",
    }
}

wire! {
    /// `POST /api/meetings/{id}/pack`: a device that takes check-in along.
    pub struct PackRequest {
        /// What the device is called, at most 60 characters.
        pub device: String,
    }

    /// Somebody expected, as the device knows them.
    pub struct PackMember {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// The hashes under which their codes are known: the meeting's own, and their card's where they have one.
        pub codes: Vec<String>,
    }

    /// What the device takes along.
    pub struct Pack {
        /// The pack.
        pub id: i64,
        /// The meeting.
        pub meeting: MeetingId,
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
        /// Whose it is.
        pub org: String,
        /// The key under which receipts are signed and codes are known, in hexadecimal.
        pub key: String,
        /// The server's challenge: stands in every receipt.
        pub challenge: String,
        /// The server's clock when it was made.
        pub issued_at: Instant,
        /// Everybody expected.
        pub members: Vec<PackMember>,
    }

    /// Somebody checked in on the device.
    pub struct Receipt {
        /// Which one: made by the device, the same however often it is handed up.
        pub id: String,
        /// Who.
        pub member: MemberId,
        /// When, by the device's corrected clock.
        pub at: Instant,
        /// The signature under the pack's key.
        pub signature: String,
    }

    /// `POST /api/meetings/{id}/check-in/receipts`.
    pub struct Receipts {
        /// The pack they were made under.
        pub pack: i64,
        /// At most 500.
        pub receipts: Vec<Receipt>,
    }

    /// What became of one of them.
    pub struct ReceiptOutcome {
        /// Which.
        pub id: String,
        /// What.
        pub fate: Fate,
        /// Why it was not taken.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
    }
}

/// The hash under which a code that somebody types is known to the device; `mac` is under the pack's key.
#[must_use]
pub fn code_hash(mac: Mac<'_>, pack: i64, code: &str) -> String {
    letters(&mac(&format!("code {pack} {}", typed(code).to_ascii_lowercase())), 26)
}

/// The signature of a receipt; `mac` is under the pack's key.
#[must_use]
pub fn sign(mac: Mac<'_>, pack: i64, challenge: &str, id: &str, member: MemberId, at: Instant) -> String {
    letters(&mac(&format!("receipt {pack} {challenge} {id} {member} {}", at.0)), 32)
}

/// Whether a receipt may be taken; `is_expected` says whether its member is.
///
/// # Errors
/// The reason, in words.
pub fn check(
    receipt: &Receipt,
    mac: Mac<'_>,
    (pack, challenge): (i64, &str),
    meeting: &Meeting,
    is_expected: bool,
    now: Instant,
) -> Result<(), &'static str> {
    let signature = sign(mac, pack, challenge, &receipt.id, receipt.member, receipt.at);
    if !same(&signature, &receipt.signature) {
        return Err("签名不符，可能被改动过");
    }
    if !is_expected {
        return Err("不在本次会议的应到名单中");
    }
    if receipt.at < window::opens_at(meeting) {
        return Err("签到时间早于会议的签到时段，请核对设备时间");
    }
    if receipt.at > now.plus(DRIFT) {
        return Err("签到时间晚于现在，请核对设备时间");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::token::weak as mac;
    use super::*;
    use crate::meeting::{Step, Tally};
    use crate::time::DAY;

    fn meeting() -> Meeting {
        Meeting {
            id: MeetingId(1),
            kind: MeetingKind::GeneralMeeting.row(),
            step: Step::Answer,
            starts_at: Instant(10 * DAY),
            answer_deadline: Instant(9 * DAY),
            cancelled: false,
            returned: false,
            looked_at: false,
            reminded_at: None,
            outlines_missing: 0,
            ballot_closed: false,
            tally: Tally::default(),
        }
    }

    fn receipt(at: Instant) -> Receipt {
        let (id, member) = ("r1".to_owned(), MemberId(5));
        Receipt { signature: sign(&mac, 3, "c", &id, member, at), id, member, at }
    }

    #[test]
    fn only_what_the_device_signed_within_the_window_is_taken() {
        let at = Instant(10 * DAY);
        let check = |r: &Receipt, expected, now| check(r, &mac, (3, "c"), &meeting(), expected, now);
        assert_eq!(check(&receipt(at), true, at), Ok(()));
        assert!(check(&receipt(at), false, at).is_err());
        assert!(check(&receipt(at.plus(DRIFT + 1)), true, at).is_err());
        assert_eq!(check(&receipt(at.plus(DRIFT)), true, at), Ok(()));
        assert!(check(&receipt(window::opens_at(&meeting()).plus(-1)), true, at).is_err());
        for change in [
            |r: &mut Receipt| r.member = MemberId(6),
            |r: &mut Receipt| r.at = r.at.plus(1),
            |r: &mut Receipt| r.id.push('x'),
            |r: &mut Receipt| r.signature.push('0'),
        ] {
            let mut r = receipt(at);
            change(&mut r);
            assert_eq!(check(&r, true, at), Err("签名不符，可能被改动过"));
        }
    }

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        assert_eq!(code_hash(&mac, 1, " １２ 34-56"), code_hash(&mac, 1, "123456"));
        assert_eq!(code_hash(&mac, 1, "AB CD"), code_hash(&mac, 1, "abcd"));
        assert_ne!(code_hash(&mac, 1, "123456"), code_hash(&mac, 2, "123456"));
    }
}
