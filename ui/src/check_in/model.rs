//! What check-in's pages say, decided without a browser.

use gsdj_domain::Instant;
use gsdj_domain::check_in::{Arrival, CheckInHeads, CheckInState, CheckedIn, GuestState, Shown, window};
use gsdj_domain::meeting::{MeetingRow, Stage};
use gsdj_domain::time::{DAY, lasting};

/// Meetings at which one can check in now or within the day, the nearest first.
#[must_use]
pub fn near(rows: &[MeetingRow], now: Instant) -> Vec<MeetingRow> {
    let open = |stage: Stage| matches!(stage, Stage::Answering | Stage::Blocked | Stage::Ready | Stage::RecordDue);
    let soon =
        |m: &MeetingRow| m.starts_at.plus(-window::OPENS_BEFORE) <= now.plus(DAY) && m.starts_at > now.plus(-3 * DAY);
    let mut near: Vec<_> = rows.iter().filter(|m| open(m.stage) && soon(m)).cloned().collect();
    near.sort_by_key(|m| (m.starts_at.0 - now.0).abs());
    near
}

/// What is shown at a moment: the last whose time has come.
#[must_use]
pub fn current(all: &[Shown], now: Instant) -> Option<&Shown> {
    all.iter().rev().find(|s| s.from <= now)
}

/// Whether what a screen was given has run out: it has not heard from the server for too long.
#[must_use]
pub fn run_out(all: &[Shown], step: i64, now: Instant) -> bool {
    all.last().is_none_or(|last| now >= last.from.plus(step))
}

/// A code as it is read out: 123 456.
#[must_use]
pub fn spoken_code(code: &str) -> String {
    match code.len() {
        6 => format!("{} {}", &code[..3], &code[3..]),
        _ => code.to_owned(),
    }
}

/// 已到 12 / 26 人.
#[must_use]
pub fn heads(present: u32, expected: u32) -> String {
    format!("已到 {present} / {expected} 人")
}

/// What stands above the screen while it is not open.
#[must_use]
pub fn waits(state: CheckInState, opens_at: Instant, now: Instant, why: Option<&str>) -> String {
    match state {
        CheckInState::Early if now < opens_at => {
            format!("签到{}开始，还有{}", opens_at.spoken(now), lasting(opens_at.0 - now.0))
        }
        CheckInState::Early | CheckInState::Closed => why.unwrap_or("签到已结束").to_owned(),
        CheckInState::Open => String::new(),
    }
}

/// Those who came last, the latest first.
#[must_use]
pub fn latest(people: &[Arrival], count: usize) -> Vec<Arrival> {
    let mut there: Vec<_> = people.iter().filter(|p| p.at.is_some()).cloned().collect();
    there.sort_by_key(|p| std::cmp::Reverse(p.at));
    there.truncate(count);
    there
}

/// What a line of the list says of somebody: 14:02 扫码, 管理员代签：没带手机, 还没有签到（反馈参加）.
#[must_use]
pub fn line(p: &Arrival, now: Instant) -> String {
    match (p.at, p.way) {
        (Some(at), Some(way)) if !p.note.is_empty() => format!("{} {}：{}", at.spoken(now), way.label(), p.note),
        (Some(at), Some(way)) => format!("{} {}", at.spoken(now), way.label()),
        (Some(at), None) => at.spoken(now),
        (None, _) => p.answer.map_or_else(|| "没有反馈".into(), |a| format!("反馈：{}", a.label())),
    }
}

/// Title and text of what a member gets back.
#[must_use]
pub fn done(got: &CheckedIn, now: Instant) -> (String, String) {
    let at = got.at.spoken(now);
    match (got.guest, got.again) {
        (None, false) => ("签到成功".into(), format!("{at}，{}", got.title)),
        (None, true) => ("您已经签到".into(), format!("{at}已签到：{}", got.title)),
        (Some(GuestState::Waiting), _) => {
            ("已登记，等待确认".into(), format!("{}确认后，会记入您所在支部的“在外参加组织生活”。", got.org))
        }
        (Some(GuestState::Attested), _) => ("已确认到会".into(), format!("{}已确认您参加“{}”。", got.org, got.title)),
        (Some(GuestState::Declined), _) => ("没有确认到会".into(), format!("请联系{}核对。", got.org)),
    }
}

/// Whether a meeting's page has something to say about check-in.
#[must_use]
pub fn worth_saying(heads: &CheckInHeads, now: Instant) -> bool {
    match heads.state {
        CheckInState::Open => true,
        CheckInState::Early => heads.opens_at.0 - now.0 < 3 * DAY,
        CheckInState::Closed => heads.mine.is_some() || heads.present > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::model::sample;
    use gsdj_domain::MemberId;
    use gsdj_domain::check_in::CheckInWay;
    use gsdj_domain::meeting::Answer;
    use gsdj_domain::time::HOUR;

    fn arrival(n: i64, at: Option<Instant>, note: &str) -> Arrival {
        let way = at.map(|_| if note.is_empty() { CheckInWay::Scan } else { CheckInWay::Manual });
        Arrival {
            member: MemberId(n),
            name: format!("示例{n}"),
            answer: Some(Answer::Attend),
            at,
            way,
            note: note.into(),
        }
    }

    #[test]
    fn a_line_says_how_and_when_or_what_was_answered() {
        let now = sample::NOW;
        assert_eq!(line(&arrival(1, Some(now), ""), now), "今天 09:00 扫码");
        assert_eq!(line(&arrival(1, Some(now), "没带手机"), now), "今天 09:00 管理员代签：没带手机");
        assert_eq!(line(&arrival(1, None, ""), now), "反馈：参加");
        let people: Vec<_> = (0..9).map(|n| arrival(n, (n % 2 == 0).then(|| now.plus(n)), "")).collect();
        assert_eq!(latest(&people, 3).iter().map(|p| p.member.0).collect::<Vec<_>>(), [8, 6, 4]);
    }

    #[test]
    fn the_screen_shows_the_last_whose_time_has_come() {
        let all: Vec<_> = (0..3).map(|n| Shown { from: Instant(n * 5_000), text: n.to_string() }).collect();
        assert_eq!(current(&all, Instant(9_999)).map(|s| s.text.as_str()), Some("1"));
        assert!(!run_out(&all, 5_000, Instant(14_999)) && run_out(&all, 5_000, Instant(15_000)));
        assert!(run_out(&[], 5_000, Instant(0)));
        assert_eq!(spoken_code("012345"), "012 345");
    }

    #[test]
    fn near_meetings_are_those_of_the_day() {
        let mut row = sample::view().row;
        row.starts_at = sample::NOW.plus(HOUR);
        assert_eq!(near(std::slice::from_ref(&row), sample::NOW).len(), 1);
        row.stage = Stage::Done;
        assert!(near(&[row], sample::NOW).is_empty());
    }

    #[test]
    fn a_screen_that_waits_says_until_when() {
        let now = sample::NOW;
        assert_eq!(waits(CheckInState::Early, now.plus(2 * HOUR), now, None), "签到今天 11:00开始，还有2小时");
        assert_eq!(waits(CheckInState::Closed, now, now, Some("会议记录已经上传")), "会议记录已经上传");
    }
}
