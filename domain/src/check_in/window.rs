//! When check-in is open: from an hour before the start until the record is in (FEATURES 3.13).

use super::CheckInRefusal;
use crate::meeting::{Meeting, MeetingRefusal, Step};
use crate::time::HOUR;
use crate::{Instant, Refusal};

/// How long before the start it opens, in milliseconds.
pub const OPENS_BEFORE: i64 = HOUR;
/// The steps at which somebody can check in: the record step is the last.
pub const OPEN_AT: &[Step] = &[Step::Answer, Step::UploadRecord];
/// The steps at which receipts of a device without internet are still taken: the record can be mended until it is handed in.
pub const RECEIPTS_AT: &[Step] =
    &[Step::Answer, Step::UploadRecord, Step::UploadAppraisal, Step::SubmitForReview, Step::ConfirmRecord, Step::File];

coded! {
    /// Where check-in stands.
    pub enum CheckInState {
        /// Not open yet.
        Early = "early" "未开始",
        /// Open.
        Open = "open" "签到中",
        /// Over.
        Closed = "closed" "已结束",
    }
}

/// When check-in opens.
#[must_use]
pub const fn opens_at(meeting: &Meeting) -> Instant {
    meeting.starts_at.plus(-OPENS_BEFORE)
}

/// Whether somebody can check in at `now`.
///
/// # Errors
/// Why not.
pub fn allow(meeting: &Meeting, now: Instant) -> Result<(), Refusal> {
    not_before_notice(meeting)?;
    if !OPEN_AT.contains(&meeting.step) {
        return Err(CheckInRefusal::Closed.into());
    }
    if now < opens_at(meeting) {
        return Err(CheckInRefusal::TooEarly { opens_at: opens_at(meeting), now }.into());
    }
    Ok(())
}

/// Whether receipts are still taken.
///
/// # Errors
/// Why not.
pub fn allow_receipts(meeting: &Meeting) -> Result<(), Refusal> {
    not_before_notice(meeting)?;
    let handed_in = meeting.returned || !RECEIPTS_AT.contains(&meeting.step);
    if handed_in { Err(CheckInRefusal::RecordHandedIn.into()) } else { Ok(()) }
}

fn not_before_notice(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.cancelled {
        return Err(MeetingRefusal::MeetingCancelled.into());
    }
    let told = meeting.step == Step::SendNotice || meeting.kind.before(meeting.step, Step::SendNotice);
    if told { Err(CheckInRefusal::NotTold.into()) } else { Ok(()) }
}

/// Where it stands at `now`.
#[must_use]
pub fn state(meeting: &Meeting, now: Instant) -> CheckInState {
    let waits = not_before_notice(meeting).is_err() && !meeting.cancelled;
    match allow(meeting, now) {
        Ok(()) => CheckInState::Open,
        Err(_) if waits => CheckInState::Early,
        Err(_) if OPEN_AT.contains(&meeting.step) && !meeting.cancelled => CheckInState::Early,
        Err(_) => CheckInState::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MeetingId;
    use crate::meeting::{Act, MeetingKind, Tally};
    use crate::time::DAY;
    use proptest::prelude::*;

    fn told(kind: MeetingKind) -> Meeting {
        let fresh = Meeting {
            id: MeetingId(1),
            kind: kind.row(),
            step: Step::SendNotice,
            starts_at: Instant(10 * DAY),
            answer_deadline: Instant(9 * DAY),
            cancelled: false,
            returned: false,
            looked_at: false,
            reminded_at: None,
            outlines_missing: 0,
            ballot_closed: false,
            tally: Tally { expected: 10, attending: 10, ..Tally::default() },
        };
        assert_eq!(allow(&fresh, Instant(10 * DAY)).unwrap_err().code(), "check_in_before_notice");
        assert_eq!(state(&fresh, Instant(10 * DAY)), CheckInState::Early);
        fresh.after(Act::SendNotice)
    }

    #[test]
    fn it_opens_an_hour_before_and_closes_with_the_record() {
        let m = told(MeetingKind::GeneralMeeting);
        let opens = Instant(10 * DAY - HOUR);
        let code = |m: &Meeting, at| allow(m, at).map_err(|r| r.code());
        assert_eq!(code(&m, opens.plus(-1)), Err("check_in_too_early"));
        assert_eq!(code(&m, opens), Ok(()));
        assert_eq!(code(&m, opens.plus(5 * DAY)), Ok(()));
        let recorded = m.after(Act::UploadRecord);
        assert_eq!(code(&recorded, opens.plus(DAY)), Err("check_in_closed"));
        assert_eq!(state(&recorded, opens), CheckInState::Closed);
        assert!(allow_receipts(&recorded).is_ok());
        let submitted = recorded.after(Act::Submit);
        assert_eq!(allow_receipts(&submitted).unwrap_err().code(), "record_handed_in");
        assert_eq!(allow_receipts(&submitted.after(Act::Return)).unwrap_err().code(), "record_handed_in");
        assert!(allow_receipts(&submitted.after(Act::Withdraw)).is_ok());
        assert_eq!(code(&m.after(Act::Cancel), opens), Err("meeting_cancelled"));
        assert_eq!(state(&m.after(Act::Cancel), opens), CheckInState::Closed);
    }

    proptest! {
        /// The state says what the decision says, at any moment.
        #[test]
        fn state_and_decision_agree(ms in 9 * DAY..12 * DAY, recorded: bool, cancelled: bool) {
            let mut m = told(MeetingKind::ThemeDay);
            if recorded { m = m.after(Act::UploadRecord); }
            m.cancelled = cancelled;
            let now = Instant(ms);
            prop_assert_eq!(state(&m, now) == CheckInState::Open, allow(&m, now).is_ok());
        }
    }
}
