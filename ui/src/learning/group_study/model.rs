//! What the screen and the phones show of questions. Pure.

use gsdj_domain::LessonQuestionId;
use gsdj_domain::learning::{AskedQuestion, ComingQuestion, GroupStudyForMe, QuestionForMe, QuestionOutcome, clock};

/// What stands before the film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing: it plays.
    Nothing,
    /// It has come to a question, which is being asked.
    Asking(LessonQuestionId),
    /// A question that phones answer.
    Open(AskedQuestion),
    /// What came of it.
    Told(AskedQuestion),
}

/// What to show, by what the server knows, the question that this page shows since it was open, and the one it wants to ask.
/// A question that is open comes first: the page may have been drawn anew, or another screen has asked it.
#[must_use]
pub fn stage(asked: &[AskedQuestion], showing: Option<LessonQuestionId>, wanted: Option<LessonQuestionId>) -> Stage {
    let find = |id: LessonQuestionId| asked.iter().find(|a| a.question == id);
    if let Some(open) = asked.iter().find(|a| a.outcome.is_none()) {
        return Stage::Open(open.clone());
    }
    if let Some(told) = showing.and_then(find) {
        return Stage::Told(told.clone());
    }
    // what the server knows already was asked, here or elsewhere
    wanted.filter(|id| find(*id).is_none()).map_or(Stage::Nothing, Stage::Asking)
}

/// Where the film will pause, in a sentence; nothing when it won't.
#[must_use]
pub fn ahead(coming: &[ComingQuestion]) -> Option<String> {
    let places: Vec<String> = coming.iter().map(|q| clock(q.at)).collect();
    (!places.is_empty()).then(|| format!("放到 {} 会停下来提问，到场的党员用手机作答。", places.join("、")))
}

/// 已作答 5 人，到场 12 人.
#[must_use]
pub fn heads(answered: u32, present: u32) -> String {
    format!("已作答 {answered} 人，到场 {present} 人")
}

/// A part of a whole in hundredths, rounded; nothing of nothing.
#[must_use]
pub fn share(part: u32, whole: u32) -> u32 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    u32::try_from((part * 100 + whole / 2).checked_div(whole).unwrap_or(0)).unwrap_or(100)
}

/// How many answered rightly, in a sentence.
#[must_use]
pub fn right_line(outcome: &QuestionOutcome, answered: u32) -> String {
    if answered == 0 {
        return "没有人作答".into();
    }
    format!("{answered} 人作答，{} 人答对（{}%）", outcome.right_answers, share(outcome.right_answers, answered))
}

/// 3 人，25%.
#[must_use]
pub fn count_line(count: u32, answered: u32) -> String {
    format!("{count} 人，{}%", share(count, answered))
}

/// A for the first option.
#[must_use]
pub fn letter(at: u8) -> String {
    char::from(b'A' + at.min(25)).to_string()
}

/// What a phone shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The group study is over.
    Over,
    /// The member is not checked in.
    NotThere,
    /// No question yet.
    Waits,
    /// A question to answer; what was chosen is left out, so that it is not drawn anew with each choice.
    Open(QuestionForMe),
    /// It is closed: what was right.
    Told(QuestionForMe),
}

/// What a phone shows of a group study.
#[must_use]
pub fn side(mine: &GroupStudyForMe) -> Side {
    if mine.over {
        return Side::Over;
    }
    if !mine.present {
        return Side::NotThere;
    }
    match &mine.question {
        None => Side::Waits,
        Some(q) if q.verdict.is_some() => Side::Told(q.clone()),
        Some(q) => Side::Open(QuestionForMe { chosen: Vec::new(), ..q.clone() }),
    }
}

/// The choice after pressing an option: one takes the place of another, several are put in and taken out.
#[must_use]
pub fn pressed(chosen: &[u8], at: u8, several: bool) -> Vec<u8> {
    if !several {
        return vec![at];
    }
    let mut next: Vec<u8> = chosen.iter().copied().filter(|c| *c != at).collect();
    if next.len() == chosen.len() {
        next.push(at);
    }
    next.sort_unstable();
    next
}

/// What stands below the options: what is kept, and whether what is chosen differs from it.
#[must_use]
pub fn standing(kept: &[u8], chosen: &[u8]) -> &'static str {
    match (kept.is_empty(), kept == chosen) {
        (true, _) => "还没有提交",
        (false, true) => "已提交。结束作答以前可以改。",
        (false, false) => "改了选择，还没有重新提交",
    }
}

/// What a phone says of one's own answer once the question is closed.
#[must_use]
pub fn judged(question: &QuestionForMe) -> &'static str {
    match question.verdict.as_ref().and_then(|v| v.correct) {
        Some(true) => "您答对了",
        Some(false) => "您答错了",
        None => "您没有作答",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::exam::{QuestionKind, QuestionVerdict};
    use gsdj_domain::{GroupStudyId, Instant};

    const ONE: LessonQuestionId = LessonQuestionId(1);
    const TWO: LessonQuestionId = LessonQuestionId(2);

    fn told(right_answers: u32) -> QuestionOutcome {
        QuestionOutcome { right: vec![0], explanation: "示例解析".into(), counts: vec![2, 1], right_answers }
    }

    fn asked(question: LessonQuestionId, outcome: Option<QuestionOutcome>) -> AskedQuestion {
        AskedQuestion {
            question,
            at: 5_000,
            kind: QuestionKind::Single,
            text: "示例题目".into(),
            options: vec!["甲".into(), "乙".into()],
            asked_at: Instant(0),
            answered: 3,
            outcome,
        }
    }

    fn mine(question: Option<QuestionForMe>) -> GroupStudyForMe {
        GroupStudyForMe { id: GroupStudyId(1), title: "示例".into(), over: false, present: true, question }
    }

    fn question(chosen: Vec<u8>, correct: Option<Option<bool>>) -> QuestionForMe {
        let verdict = correct.map(|correct| QuestionVerdict {
            right: vec![0],
            correct,
            explanation: String::new(),
            source: String::new(),
        });
        QuestionForMe {
            question: ONE,
            kind: QuestionKind::Single,
            text: "示例题目".into(),
            options: vec!["甲".into(), "乙".into()],
            chosen,
            verdict,
        }
    }

    fn stands(stage: Stage) -> Option<LessonQuestionId> {
        match stage {
            Stage::Nothing => None,
            Stage::Asking(id) => Some(id),
            Stage::Open(asked) | Stage::Told(asked) => Some(asked.question),
        }
    }

    #[test]
    fn a_question_is_asked_answered_told_and_gone() {
        assert_eq!(stage(&[], None, None), Stage::Nothing);
        assert_eq!(stage(&[], None, Some(ONE)), Stage::Asking(ONE));
        let open = asked(ONE, None);
        assert_eq!(stage(std::slice::from_ref(&open), None, Some(ONE)), Stage::Open(open));
        let closed = asked(ONE, Some(told(2)));
        assert_eq!(stage(std::slice::from_ref(&closed), Some(ONE), Some(ONE)), Stage::Told(closed.clone()));
        assert_eq!(
            stage(&[closed], None, Some(ONE)),
            Stage::Nothing,
            "the film goes on, and the question is not asked again"
        );
    }

    #[test]
    fn a_page_drawn_anew_and_a_second_screen_show_the_open_question() {
        let all = [asked(ONE, Some(told(2))), asked(TWO, None)];
        assert_eq!(stands(stage(&all, None, None)), Some(TWO));
        assert_eq!(stands(stage(&all, Some(ONE), None)), Some(TWO), "it takes the place of what was told before");
        assert_eq!(stage(&all[..1], None, None), Stage::Nothing, "what was told before the page was drawn stays told");
    }

    #[test]
    fn numbers_are_said_in_words() {
        assert_eq!(heads(5, 12), "已作答 5 人，到场 12 人");
        assert_eq!([share(1, 3), share(2, 3), share(0, 0), share(3, 3)], [33, 67, 0, 100]);
        assert_eq!(right_line(&told(2), 3), "3 人作答，2 人答对（67%）");
        assert_eq!(right_line(&told(0), 0), "没有人作答");
        assert_eq!(count_line(1, 3), "1 人，33%");
        let coming = [5_000, 65_000].map(|at| ComingQuestion { question: ONE, at });
        assert_eq!(ahead(&coming).as_deref(), Some("放到 0:05、1:05 会停下来提问，到场的党员用手机作答。"));
        assert_eq!((ahead(&[]), letter(5).as_str()), (None, "F"));
    }

    #[test]
    fn a_phone_shows_what_its_member_may_do() {
        assert_eq!(side(&mine(None)), Side::Waits);
        assert_eq!(side(&GroupStudyForMe { present: false, ..mine(None) }), Side::NotThere);
        assert_eq!(side(&GroupStudyForMe { over: true, ..mine(None) }), Side::Over);
        let (fresh, changed) = (mine(Some(question(vec![], None))), mine(Some(question(vec![1], None))));
        assert_eq!(side(&fresh), side(&changed), "choosing draws nothing anew");
        assert!(matches!(side(&mine(Some(question(vec![1], Some(Some(false)))))), Side::Told(_)));
        let says = |correct| judged(&question(vec![1], Some(correct)));
        assert_eq!([says(Some(true)), says(Some(false)), says(None)], ["您答对了", "您答错了", "您没有作答"]);
    }

    #[test]
    fn pressing_chooses_one_or_puts_in_and_takes_out() {
        assert_eq!(pressed(&[0], 2, false), [2]);
        assert_eq!(pressed(&[2], 2, false), [2], "a choice is changed, not taken back");
        assert_eq!(pressed(&[2], 0, true), [0, 2]);
        assert_eq!(pressed(&[0, 2], 2, true), [0]);
        assert_eq!(standing(&[], &[1]), "还没有提交");
        assert_eq!(standing(&[1], &[1]), "已提交。结束作答以前可以改。");
        assert_eq!(standing(&[1], &[0]), "改了选择，还没有重新提交");
    }
}
