//! 在线考试 (FEATURES 5.13, 12.3): what its stories have in common.
//!
//! Right options begin with 对, so that a story can answer what is asked without knowing more than the member sees.

mod bank;
mod leak;
mod lost;
mod practice;
mod result;
mod sit;

use gsdj_domain::exam::{AnswerWrite, ExamView, QuestionKind, QuestionRow, SatQuestion, SittingView};
use gsdj_domain::time::DAY;
use gsdj_tests::{Actor, World};
use serde_json::{Value, json};

/// Stands in every explanation.
pub(super) const WHY: &str = "解析里的秘密";

/// The `n`th question: single, multiple and true-or-false in turn.
pub(super) fn question(n: usize) -> Value {
    let (kind, options, right) = match n % 3 {
        0 => ("single", json!([format!("误甲{n}"), format!("对乙{n}"), format!("误丙{n}")]), json!([1])),
        1 => (
            "multiple",
            json!([format!("对甲{n}"), format!("误乙{n}"), format!("对丙{n}"), format!("误丁{n}")]),
            json!([0, 2]),
        ),
        _ => ("true_false", json!([]), json!([0])),
    };
    json!({
        "kind": kind, "text": format!("示例题目第{n}号"), "options": options, "right": right,
        "explanation": format!("{WHY}{n}"), "subject": "org_life", "source": "示例", "active": true,
    })
}

/// Fills the bank with so many questions of 组织生活.
pub(super) async fn bank(w: &World, count: usize) -> Vec<QuestionRow> {
    let mut all = Vec::new();
    for n in 0..count {
        all.push(w.province().post("/api/questions", &question(n)).await.created());
    }
    all
}

/// An exam of two groups, thirty minutes, open for two days, as often as one wants, passed with 60.
pub(super) fn form(w: &World) -> Value {
    json!({
        "title": "示例：组织生活应知应会", "note": "示例说明", "subjects": ["org_life"], "groups": 2, "draw": "random", "minutes": 30,
        "opens_at": w.now().0, "closes_at": w.now().plus(2 * DAY).0, "pass_mark": 60,
    })
}

pub(super) fn at(exam: &ExamView, of: &str) -> String {
    format!("/api/exams/{}{of}", exam.id)
}

/// A published exam.
pub(super) async fn published(w: &World, form: &Value) -> ExamView {
    let exam: ExamView = w.province().post("/api/exams", form).await.created();
    w.province().post_empty(at(&exam, "/publication")).await.ok()
}

/// A bank of twelve and a published exam.
pub(super) async fn ready(w: &World) -> ExamView {
    bank(w, 12).await;
    published(w, &form(w)).await
}

pub(super) async fn begin(who: &Actor, exam: &ExamView) -> SittingView {
    who.post_empty(at(exam, "/sittings")).await.created()
}

pub(super) fn of(sitting: &SittingView, part: &str) -> String {
    format!("/api/sittings/{}{part}", sitting.row.id)
}

/// What is right, by what the options say.
pub(super) fn right(question: &SatQuestion) -> Vec<u8> {
    let says_so = |option: &str| match question.kind {
        QuestionKind::TrueFalse => option == "正确",
        QuestionKind::Single | QuestionKind::Multiple => option.starts_with('对'),
    };
    (0_u8..).zip(&question.options).filter(|(_, o)| says_so(o)).map(|(at, _)| at).collect()
}

/// What is wrong: the first option that is not right.
pub(super) fn wrong(question: &SatQuestion) -> Vec<u8> {
    let right = right(question);
    (0_u8..6).filter(|at| !right.contains(at)).take(1).collect()
}

/// An answer of a device.
pub(super) fn write(seat: u32, chosen: Vec<u8>, counter: i64, device: i64) -> AnswerWrite {
    AnswerWrite { seat, chosen, counter, device }
}

/// Answers to the first `count` questions, the first `good` of them right.
pub(super) fn answers(sitting: &SittingView, count: usize, good: usize) -> Vec<AnswerWrite> {
    let chosen = |(n, q): (usize, &SatQuestion)| if n < good { right(q) } else { wrong(q) };
    let asked = sitting.asked.iter().enumerate().take(count);
    asked.map(|(n, q)| write(q.seat, chosen((n, q)), 1_000 + i64::try_from(n).unwrap(), 7)).collect()
}

/// Hands in with these answers.
pub(super) async fn hand_in(who: &Actor, sitting: &SittingView, answers: &[AnswerWrite]) -> SittingView {
    who.post(of(sitting, "/hand-in"), &json!({ "answers": answers })).await.ok()
}

/// The member's points by exams.
pub(super) async fn points(w: &World, member: i64) -> Vec<i64> {
    let sql =
        format!("SELECT CAST(points AS TEXT) FROM ledger WHERE member_id = {member} AND rule = 'exam' ORDER BY id");
    w.texts(sql).await.iter().map(|p| p.parse().unwrap()).collect()
}

/// A bank, exams in every state, and a sitting of the second member, by the names of the roles' table.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let question = bank(w, 10).await[0].id;
    let mut things = vec![("{question}", question.to_string())];
    for name in ["{exam_draft}", "{exam_thrown}"] {
        let draft: ExamView = w.province().post("/api/exams", &form(w)).await.created();
        things.push((name, draft.id.to_string()));
    }
    let open = published(w, &form(w)).await;
    things.push(("{sitting}", begin(&w.member(2), &open).await.row.id.to_string()));
    things.push(("{exam}", open.id.to_string()));
    things
}
