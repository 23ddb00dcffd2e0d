//! The people of a meeting: filters with counts, and what a line says of somebody.

use gsdj_domain::meeting::{Answer, Attendee};
use gsdj_domain::{Instant, MemberId};

/// What the list of people is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Show {
    /// Everybody.
    All,
    /// 参加.
    Attend,
    /// 请假.
    Leave,
    /// 未反馈.
    Silent,
    /// 不计入应到.
    Excluded,
    /// 实到.
    Present,
    /// 未到.
    Absent,
}

impl Show {
    /// All, in the order of the chips.
    pub const ALL: [Self; 7] =
        [Self::All, Self::Present, Self::Absent, Self::Attend, Self::Leave, Self::Silent, Self::Excluded];

    /// Its word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Attend => "参加",
            Self::Leave => "请假",
            Self::Silent => "未反馈",
            Self::Excluded => "不计入",
            Self::Present => "实到",
            Self::Absent => "未到",
        }
    }

    /// Whether it shows `p`.
    #[must_use]
    pub fn fits(self, p: &Attendee) -> bool {
        match self {
            Self::All => true,
            Self::Attend => p.expected && p.answer == Some(Answer::Attend),
            Self::Leave => p.expected && p.answer == Some(Answer::Leave),
            Self::Silent => p.expected && p.answer.is_none(),
            Self::Excluded => !p.expected,
            Self::Present => p.present == Some(true),
            Self::Absent => p.expected && p.present == Some(false),
        }
    }
}

/// The filters worth a chip, with their counts: 全部, and those that show somebody.
#[must_use]
pub fn filters(people: &[Attendee]) -> Vec<(Show, usize)> {
    let counted = Show::ALL.iter().map(|s| (*s, people.iter().filter(|p| s.fits(p)).count()));
    counted.filter(|(s, n)| *s == Show::All || *n > 0).collect()
}

/// Those whom `show` and the words `q` leave, in the order given.
#[must_use]
pub fn narrowed(people: &[Attendee], show: Show, q: &str) -> Vec<Attendee> {
    let q = q.trim();
    people.iter().filter(|p| show.fits(p) && (q.is_empty() || p.name.contains(q))).cloned().collect()
}

/// The word of somebody's state.
#[must_use]
pub fn state(p: &Attendee) -> &'static str {
    match (p.expected, p.present, p.answer) {
        (false, _, _) => "不计入",
        (true, Some(true), _) => "实到",
        (true, Some(false), Some(Answer::Leave)) => "请假",
        (true, Some(false), _) => "未到",
        (true, None, Some(answer)) => answer.label(),
        (true, None, None) if p.told_at.is_none() => "未通知",
        (true, None, None) => "未反馈",
    }
}

/// The second line: the reason of a leave or an exclusion, when they answered and through whom, when they checked in.
#[must_use]
pub fn note(p: &Attendee, now: Instant) -> String {
    let by = p.answered_by.as_ref().map(|by| format!("由{by}代为反馈"));
    let there = p.checked_in_at.map(|at| format!("{} 签到", at.spoken(now)));
    let all = [Some(answer_note(p, now)), by, there];
    all.into_iter().flatten().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("，")
}

fn answer_note(p: &Attendee, now: Instant) -> String {
    if !p.expected {
        let reason = p.reason.map_or("", |r| r.label());
        return if p.note.is_empty() { reason.into() } else { format!("{reason}：{}", p.note) };
    }
    match (p.answer, p.answered_at, p.told_at) {
        (Some(Answer::Leave), Some(at), _) => format!("{}（{}）", p.leave_reason, at.spoken(now)),
        (Some(Answer::Attend), Some(at), _) => format!("{} 反馈", at.spoken(now)),
        (Some(_), None, _) => p.leave_reason.clone(),
        (None, _, Some(_)) if p.checked_in_at.is_some() => String::new(),
        (None, _, Some(at)) => format!("{} 通知", at.spoken(now)),
        (None, _, None) => String::new(),
    }
}

/// Who is ticked when the notice is opened: everybody of the meeting not told yet.
#[must_use]
pub fn to_tell(people: &[Attendee]) -> Vec<MemberId> {
    people.iter().filter(|p| p.told_at.is_none()).map(|p| p.member).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use gsdj_domain::meeting::ExclusionReason;

    #[test]
    fn filters_count_and_leave_out_nobody() {
        let people = sample::view().people;
        let shown: Vec<_> = filters(&people).into_iter().map(|(s, n)| (s.label(), n)).collect();
        assert_eq!(shown, [("全部", 26), ("参加", 18), ("请假", 2), ("未反馈", 6)]);
        assert_eq!(narrowed(&people, Show::Silent, " 示例22 ").len(), 1);
    }

    #[test]
    fn a_line_says_why_somebody_is_not_there() {
        let mut p = sample::attendee(1, Some(Answer::Leave));
        p.leave_reason = "外出就医".into();
        assert_eq!((state(&p), note(&p, sample::NOW).as_str()), ("请假", "外出就医（今天 08:00）"));
        let helped = Attendee {
            answered_by: Some("示例9".into()),
            checked_in_at: Some(sample::NOW),
            ..sample::attendee(2, Some(Answer::Attend))
        };
        assert_eq!(note(&helped, sample::NOW), "今天 08:00 反馈，由示例9代为反馈，今天 09:00 签到");
        let away = Attendee { expected: false, reason: Some(ExclusionReason::Away), ..sample::attendee(2, None) };
        assert_eq!((state(&away), note(&away, sample::NOW).as_str()), ("不计入", "外出流动"));
    }

    #[test]
    fn only_those_not_told_are_ticked_for_a_notice() {
        let mut people = sample::view().people;
        people[3].told_at = None;
        assert_eq!(to_tell(&people), [MemberId(4)]);
        assert_eq!(state(&people[3]), "参加");
        people[3].answer = None;
        assert_eq!(state(&people[3]), "未通知");
    }
}
