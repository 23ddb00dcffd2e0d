//! What is typed about channels, programmes and reminders, checked; all faults at once, each with its field.

use super::{ChannelForm, ProgrammeForm, ProgrammeRefusal};
use crate::refusal::{check_length, check_text};
use crate::rich::{ADDRESS_MAX, address};
use crate::time::{DAY, HOUR};
use crate::{Instant, Refusal};

/// The most characters of a channel's name.
pub const CHANNEL_NAME_MAX: usize = 30;
/// The most channels.
pub const CHANNELS_MAX: u32 = 100;
/// The most characters of a programme's title.
pub const TITLE_MAX: usize = 80;
/// The longest programme, in milliseconds.
pub const LENGTH_MAX: i64 = 12 * HOUR;
/// How far before or after now a programme may begin, in milliseconds.
pub const AHEAD_MAX: i64 = 366 * DAY;
/// How many minutes before its start one can be reminded of a programme.
pub const REMIND_CHOICES: [u32; 4] = [5, 10, 30, 60];
/// The most reminders that an account has waiting.
pub const REMINDERS_MAX: u32 = 100;

/// Checks a channel.
///
/// # Errors
/// Every fault at once.
pub fn check_channel(form: &ChannelForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "name", "频道名称", &form.name, CHANNEL_NAME_MAX);
    let live = form.live.trim();
    if !live.is_empty() {
        check_length(&mut faults, "live", "收看网址", live, ADDRESS_MAX);
        // it is watched elsewhere
        if address(live).is_none_or(|a| a.starts_with('/')) {
            faults.push(ProgrammeRefusal::NotALiveAddress.into());
        }
    }
    Refusal::collect(faults)
}

/// Checks a programme by itself; whether its time is free, the guide knows.
///
/// # Errors
/// Every fault at once.
pub fn check_programme(form: &ProgrammeForm, now: Instant) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "节目名称", &form.title, TITLE_MAX);
    let length = form.ends_at.0.saturating_sub(form.starts_at.0);
    if length <= 0 {
        faults.push(ProgrammeRefusal::EndsBeforeStart.into());
    } else if length > LENGTH_MAX {
        faults.push(ProgrammeRefusal::TooLong.into());
    }
    if form.starts_at.0.saturating_sub(now.0).saturating_abs() > AHEAD_MAX {
        faults.push(ProgrammeRefusal::TooFar.into());
    }
    Refusal::collect(faults)
}

/// Checks a reminder of a programme that begins at `starts_at`.
///
/// # Errors
/// When it has begun, or the lead is not offered.
pub fn check_reminder(minutes: u32, starts_at: Instant, now: Instant) -> Result<(), Refusal> {
    if !REMIND_CHOICES.contains(&minutes) {
        return Err(ProgrammeRefusal::NotALead.into());
    }
    if now >= starts_at {
        return Err(ProgrammeRefusal::Begun.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ChannelId;
    use crate::time::MINUTE;

    #[test]
    fn a_channel_has_a_name_and_perhaps_an_address() {
        let check = |name: &str, live: &str| {
            check_channel(&ChannelForm { name: name.into(), live: live.into(), seat: None }).map_err(|r| r.code())
        };
        assert_eq!([check("示例频道", ""), check("示例频道", " https://example.cn/live ")], [Ok(()); 2]);
        assert_eq!([check(" ", ""), check(&"字".repeat(31), "")], [Err("missing"), Err("too_long")]);
        assert_eq!([check("示例频道", "rtmp://x"), check("", "x")], [Err("channel_not_an_address"), Err("several")]);
    }

    #[test]
    fn a_programme_ends_after_it_begins_within_half_a_day() {
        let now = Instant(1_000 * DAY);
        let check = |title: &str, from: i64, length: i64| {
            let (starts_at, ends_at) = (now.plus(from), now.plus(from).plus(length));
            let form = ProgrammeForm { channel: ChannelId(1), title: title.into(), starts_at, ends_at };
            check_programme(&form, now).map_err(|r| r.code())
        };
        assert_eq!([check("示例", 0, MINUTE), check("示例", -DAY, LENGTH_MAX)], [Ok(()); 2]);
        assert_eq!(check("示例", 0, 0), Err("programme_ends_before_start"));
        assert_eq!(check("示例", 0, i64::MIN), Err("programme_ends_before_start"));
        assert_eq!(check("示例", 0, LENGTH_MAX + 1), Err("programme_too_long"));
        assert_eq!(
            [check("示例", AHEAD_MAX + 1, MINUTE), check("示例", -AHEAD_MAX - 1, MINUTE)],
            [Err("programme_too_far"); 2]
        );
        assert_eq!([check("", 0, MINUTE), check(&"字".repeat(81), 0, MINUTE)], [Err("missing"), Err("too_long")]);
    }

    #[test]
    fn one_is_reminded_only_of_what_comes() {
        let check = |minutes, starts, now| check_reminder(minutes, Instant(starts), Instant(now)).map_err(|r| r.code());
        assert_eq!(REMIND_CHOICES.map(|m| check(m, 1, 0)), [Ok(()); 4]);
        assert_eq!(check(7, 1, 0), Err("programme_not_a_lead"));
        assert_eq!(check(10, 5, 5), Err("programme_begun"));
    }
}
