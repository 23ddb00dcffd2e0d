//! How sittings and exams sound.

use crate::kit::Tone;
use gsdj_domain::Instant;
use gsdj_domain::exam::{
    ExamResultRow, ExamState, HandedInBy, OpenExam, SatQuestion, SittingKind, SittingResult, SittingRow, letters,
};
use gsdj_domain::time::{HOUR, MINUTE, SECOND};

/// A clock: 29:05, or 1:05:00; 0 when it is over.
#[must_use]
pub fn clock(left: i64) -> String {
    let left = (left.max(0) + SECOND - 1) / SECOND * SECOND;
    let (hours, minutes, seconds) = (left / HOUR, left % HOUR / MINUTE, left % MINUTE / SECOND);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes:02}:{seconds:02}") }
}

/// What those who listen are told of the time, and only now and then: `None` in between.
#[must_use]
pub fn warning(left: i64) -> Option<&'static str> {
    match left {
        ..=0 => Some("时间到"),
        l if l <= MINUTE => Some("剩余不到 1 分钟"),
        l if l <= 5 * MINUTE => Some("剩余不到 5 分钟"),
        _ => None,
    }
}

/// 「10 题 · 30 分钟 · 60 分合格」.
#[must_use]
pub fn measure(exam: &OpenExam) -> String {
    format!("{} 题 · {} 分钟 · {} 分合格", exam.questions, exam.minutes, exam.pass_mark)
}

/// From when until when, as far as it matters now.
#[must_use]
pub fn span(exam: &OpenExam, now: Instant) -> String {
    if now < exam.opens_at {
        format!("{} 开放", exam.opens_at.spoken(now))
    } else {
        format!("{} 截止", exam.closes_at.spoken(now))
    }
}

/// How often it was sat, and may be.
#[must_use]
pub fn tries(exam: &OpenExam) -> String {
    match exam.tries {
        Some(tries) => format!("可考 {tries} 次，已考 {} 次", exam.sat),
        None if exam.sat == 0 => "次数不限".into(),
        None => format!("次数不限，已考 {} 次", exam.sat),
    }
}

/// What can be done with an exam now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// It opens later.
    Later,
    /// Begin it.
    Begin,
    /// Once more.
    Again,
    /// Go on with the sitting under way.
    GoOn,
    /// No try is left.
    UsedUp,
}

/// What can be done with an exam now.
#[must_use]
pub fn door(exam: &OpenExam, now: Instant) -> Door {
    if exam.under_way.is_some() {
        return Door::GoOn;
    }
    if now < exam.opens_at {
        return Door::Later;
    }
    match exam.tries {
        Some(tries) if exam.sat >= tries => Door::UsedUp,
        Some(_) | None if exam.sat == 0 => Door::Begin,
        Some(_) | None => Door::Again,
    }
}

/// How a result sounds: 「80 分 · 合格」; of practice how many were right.
#[must_use]
pub fn outcome(result: &SittingResult) -> (String, Tone) {
    match result.pass_mark {
        Some(_) if result.passed => (format!("{} 分 · 合格", result.score), Tone::Ok),
        Some(_) => (format!("{} 分 · 未合格", result.score), Tone::Warn),
        None => (format!("答对 {} 题", result.right), Tone::Info),
    }
}

/// What a group of five earned, and why not more.
#[must_use]
pub fn earned(result: &SittingResult) -> String {
    match (result.full_groups, result.points) {
        (0, _) => "没有答满一组五道题，不计积分".into(),
        (groups, 0) => format!("答满 {groups} 组；今天的考试积分已到上限，不再加分"),
        (groups, points) => format!("答满 {groups} 组，获得 {points} 分积分"),
    }
}

/// How it was handed in, where that needs a word.
#[must_use]
pub const fn handed_in(by: HandedInBy) -> Option<&'static str> {
    match by {
        HandedInBy::Member => None,
        HandedInBy::Clock => Some("时间到了，系统按已经收到的作答交卷。"),
        HandedInBy::Next => Some("您开始了另一组练习，这一组按已经收到的作答收卷。"),
    }
}

/// When a sitting was, in words.
#[must_use]
pub fn when(row: &SittingRow, now: Instant) -> String {
    match &row.result {
        Some(result) => format!("{} 交卷", result.handed_in_at.spoken(now)),
        None if row.kind == SittingKind::Exam => format!("进行中，{} 截止", row.deadline.spoken(now)),
        None => format!("没有做完，可以继续到 {}", row.deadline.spoken(now)),
    }
}

/// How an answer stands to what is right, in words.
#[must_use]
pub fn judged(question: &SatQuestion) -> (String, Tone) {
    match &question.verdict {
        None => ("另一份没交的卷子正在问这道题，交卷后可看解析".into(), Tone::Info),
        Some(v) => match v.correct {
            Some(true) => ("答对".into(), Tone::Ok),
            Some(false) => (format!("答错，正确答案 {}", letters(&v.right)), Tone::Bad),
            None => (format!("没有作答，正确答案 {}", letters(&v.right)), Tone::Warn),
        },
    }
}

/// Where a published exam stands.
#[must_use]
pub fn stage(row: &ExamResultRow, now: Instant) -> (&'static str, Tone) {
    match row.state {
        ExamState::Withdrawn => ("已撤回", Tone::Plain),
        ExamState::Draft | ExamState::Published if now < row.opens_at => ("未开始", Tone::Info),
        ExamState::Draft | ExamState::Published if now < row.closes_at => ("进行中", Tone::Ok),
        ExamState::Draft | ExamState::Published => ("已结束", Tone::Plain),
    }
}

/// A share in whole percents: 「45%」; 「—」 of nothing.
#[must_use]
pub fn share(part: u32, whole: u32) -> String {
    match (part * 100).checked_div(whole) {
        Some(percent) => format!("{percent}%"),
        None => "—".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::ExamId;
    use gsdj_domain::exam::Subject;

    fn exam() -> OpenExam {
        OpenExam {
            id: ExamId(1),
            title: "示例".into(),
            note: String::new(),
            subjects: vec![Subject::OrgLife],
            questions: 10,
            minutes: 30,
            opens_at: Instant(1_000),
            closes_at: Instant(9_000_000),
            pass_mark: 60,
            tries: Some(2),
            sat: 0,
            best: None,
            passed: false,
            under_way: None,
        }
    }

    #[test]
    fn a_clock_never_shows_less_than_there_is() {
        assert_eq!(
            [1_800_000, 1_799_001, 59_000, 1, 0, -5].map(clock),
            ["30:00", "30:00", "00:59", "00:01", "00:00", "00:00"]
        );
        assert_eq!(clock(HOUR + 5 * MINUTE), "1:05:00");
        assert_eq!(
            [HOUR, 5 * MINUTE, MINUTE, 0].map(warning),
            [None, Some("剩余不到 5 分钟"), Some("剩余不到 1 分钟"), Some("时间到")]
        );
    }

    #[test]
    fn a_door_says_what_can_be_done() {
        let now = Instant(2_000);
        assert_eq!(door(&exam(), Instant(0)), Door::Later);
        assert_eq!(door(&exam(), now), Door::Begin);
        assert_eq!(door(&OpenExam { sat: 1, ..exam() }, now), Door::Again);
        assert_eq!(door(&OpenExam { sat: 2, ..exam() }, now), Door::UsedUp);
        let under_way = Some(gsdj_domain::SittingId(5));
        assert_eq!(door(&OpenExam { sat: 2, under_way, ..exam() }, now), Door::GoOn);
        assert_eq!(door(&OpenExam { sat: 9, tries: None, ..exam() }, now), Door::Again);
        assert_eq!(tries(&exam()), "可考 2 次，已考 0 次");
    }

    #[test]
    fn points_are_explained() {
        let result = super::super::kept::tests::result();
        assert_eq!(earned(&result), "没有答满一组五道题，不计积分");
        let capped = SittingResult { full_groups: 2, points: 0, ..result.clone() };
        assert!(earned(&capped).contains("上限"));
        assert_eq!(earned(&SittingResult { full_groups: 2, points: 4, ..result.clone() }), "答满 2 组，获得 4 分积分");
        assert_eq!(outcome(&result).0, "33 分 · 未合格");
        assert_eq!(outcome(&SittingResult { pass_mark: None, ..result }).0, "答对 1 题");
        assert_eq!([share(1, 3), share(0, 0)], ["33%", "—"]);
    }
}
