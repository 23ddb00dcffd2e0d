//! Exams from the draft to the result: the order of things, times at their edges, tries, what is frozen.

use super::*;
use gsdj_domain::Page;
use gsdj_domain::exam::{ANSWERS_GRACE, ExamAct, ExamHome, ExamState, HandedInBy, SittingRow};
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_tests::{Place, on_both_engines};

pub(super) async fn home(who: &Actor) -> ExamHome {
    who.get("/api/my-exams").await.ok()
}

on_both_engines! {
    async fn an_exam_is_set_up_published_and_withdrawn(w) {
        let bad = |change: fn(&mut Value)| { let mut f = form(&w); change(&mut f); f };
        let post = async |f: Value| w.province().post("/api/exams", &f).await;
        post(bad(|f| f["title"] = json!(""))).await.fault("missing", "title");
        post(bad(|f| f["subjects"] = json!([]))).await.fault("exam_no_subject", "subjects");
        post(bad(|f| f["groups"] = json!(0))).await.fault("exam_groups_out_of_range", "groups");
        post(bad(|f| f["pass_mark"] = json!(101))).await.fault("exam_pass_mark_out_of_range", "pass_mark");
        post(bad(|f| f["closes_at"] = f["opens_at"].clone())).await.fault("exam_open_short", "closes_at");
        let draft: ExamView = post(form(&w)).await.created();
        assert_eq!((draft.state, draft.acts.as_slice()), (ExamState::Draft, &[ExamAct::Edit, ExamAct::Publish, ExamAct::Delete][..]));
        assert!(home(&w.member(1)).await.exams.is_empty());
        w.member(1).post_empty(at(&draft, "/sittings")).await.refused(404, "not_found");
        // the bank is empty still
        let few = w.province().post_empty(at(&draft, "/publication")).await.refused(409, "exam_too_few_questions");
        assert_eq!(few.title, "可用的题目只有 0 道，需要 10 道");
        bank(&w, 10).await;
        let mut changed = form(&w);
        changed["title"] = json!("示例：改过的");
        let changed: ExamView = w.province().with("if-match", "\"1\"").put(at(&draft, ""), &changed).await.ok();
        w.province().with("if-match", "\"1\"").put(at(&draft, ""), &form(&w)).await.refused(409, "stale");
        assert_eq!(changed.form.title, "示例：改过的");
        let out: ExamView = w.province().post_empty(at(&draft, "/publication")).await.ok();
        assert_eq!((out.state, out.acts.as_slice()), (ExamState::Published, &[ExamAct::Withdraw][..]));
        w.province().put(at(&draft, ""), &form(&w)).await.refused(409, "exam_not_now");
        let found = home(&w.member(1)).await;
        assert_eq!((found.exams.len(), found.exams[0].questions, found.exams[0].sat), (1, 10, 0));
        w.province().post(at(&draft, "/withdrawal"), &json!({ "reason": " " })).await.fault("exam_withdrawal_reason", "reason");
        let back: ExamView = w.province().post(at(&draft, "/withdrawal"), &json!({ "reason": "题目有误（示例）" })).await.ok();
        assert_eq!((back.state, back.withdrawn_for.as_deref()), (ExamState::Withdrawn, Some("题目有误（示例）")));
        w.member(1).post_empty(at(&draft, "/sittings")).await.refused(409, "exam_withdrawn");
        w.province().delete(at(&draft, "")).await.is(204);
        w.province().get(at(&draft, "")).await.refused(404, "not_found");
        assert_eq!(w.number("SELECT COUNT(*) FROM exam_question").await, 0);
    }

    async fn a_sitting_goes_from_its_beginning_to_its_explanations(w) {
        let exam = ready(&w).await;
        let member = w.member(1);
        let begun = begin(&member, &exam).await;
        assert_eq!((begun.row.questions, begun.asked.len(), begun.row.deadline), (10, 10, w.now().plus(30 * MINUTE)));
        assert!(begun.row.result.is_none() && begun.asked.iter().all(|q| q.verdict.is_none() && q.chosen.is_empty()));
        assert_eq!(home(&member).await.exams[0].under_way, Some(begun.row.id));
        let kept = member.put(of(&begun, "/answers"), &json!({ "answers": answers(&begun, 3, 3) })).await.is(200);
        assert_eq!(kept.json::<Value>()["answers"].as_array().unwrap().len(), 3);
        let seen: SittingView = member.get(of(&begun, "")).await.ok();
        assert_eq!(seen.asked[0].chosen, right(&seen.asked[0]));
        // nobody else's
        w.member(2).get(of(&begun, "")).await.refused(404, "not_found");
        w.member(2).post(of(&begun, "/hand-in"), &json!({})).await.refused(404, "not_found");
        w.at(w.now().plus(5 * MINUTE)).await;
        let done = hand_in(&member, &begun, &answers(&begun, 9, 7)).await;
        let result = done.row.result.clone().unwrap();
        assert_eq!((result.answered, result.right, result.score, result.passed), (9, 7, 70, true));
        assert_eq!((result.by, result.full_groups, result.points), (HandedInBy::Member, 1, 2));
        for (n, q) in done.asked.iter().enumerate() {
            let verdict = q.verdict.as_ref().unwrap();
            assert_eq!(verdict.correct, (n < 9).then_some(n < 7));
            assert!(verdict.explanation.starts_with(WHY) && verdict.right == right(q));
        }
        assert_eq!(points(&w, 101).await, [2]);
        let found = home(&member).await;
        assert_eq!((found.exams[0].best, found.exams[0].passed, found.exams[0].sat, found.wrong), (Some(70), true, 1, 2));
        assert_eq!(found.latest[0].result, done.row.result);
        // what was handed in stays so
        member.put(of(&begun, "/answers"), &json!({ "answers": answers(&begun, 1, 0) })).await.refused(409, "exam_handed_in");
        let history: Page<SittingRow> = member.get("/api/sittings").await.ok();
        assert_eq!(history.items.len(), 1);
    }

    async fn what_was_sat_keeps_the_words_it_was_asked_in(w) {
        let made = bank(&w, 10).await;
        let exam = published(&w, &form(&w)).await;
        let begun = begin(&w.member(1), &exam).await;
        for q in &made {
            let mut changed = serde_json::to_value(&q.form).unwrap();
            (changed["text"], changed["explanation"]) = (json!(format!("{}（改）", q.form.text)), json!("新的解析"));
            if q.form.kind == QuestionKind::Single {
                changed["right"] = json!([0]);
            }
            w.province().put(format!("/api/questions/{}", q.id), &changed).await.is(200);
        }
        let same: SittingView = w.member(1).get(of(&begun, "")).await.ok();
        assert_eq!(same.asked, begun.asked);
        let done = hand_in(&w.member(1), &begun, &answers(&begun, 10, 10)).await;
        assert_eq!(done.row.result.as_ref().map(|r| r.score), Some(100), "by what was right then");
        assert!(done.asked.iter().all(|q| q.verdict.as_ref().unwrap().explanation.starts_with(WHY)));
        let next = begin(&w.member(1), &exam).await;
        assert!(next.asked.iter().all(|q| q.text.ends_with("（改）")));
    }

    async fn each_sitting_is_drawn_and_mixed_anew_unless_it_is_fixed(w) {
        bank(&w, 30).await;
        let texts = |s: &SittingView| s.asked.iter().map(|q| q.text.clone()).collect::<Vec<_>>();
        let exam = published(&w, &form(&w)).await;
        let (one, other) = (begin(&w.member(1), &exam).await, begin(&w.member(2), &exam).await);
        assert_ne!(texts(&one), texts(&other));
        let mut all = texts(&one);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 10);
        let mut fixed = form(&w);
        (fixed["title"], fixed["draw"]) = (json!("示例：同一份题"), json!("fixed"));
        let exam = published(&w, &fixed).await;
        let (one, other) = (begin(&w.member(1), &exam).await, begin(&w.member(2), &exam).await);
        assert_eq!(texts(&one), texts(&other));
        assert!(one.asked.iter().zip(&other.asked).any(|(a, b)| a.options != b.options), "options are mixed all the same");
        // withdrawn and published again after it was sat: still the same
        w.province().post(at(&exam, "/withdrawal"), &json!({ "reason": "示例" })).await.is(200);
        w.province().put(at(&exam, ""), &fixed).await.refused(409, "exam_was_sat");
        w.province().post_empty(at(&exam, "/publication")).await.is(200);
        assert_eq!(texts(&begin(&w.member(3), &exam).await), texts(&one));
        // who had begun goes on
        assert_eq!(begin(&w.member(1), &exam).await.row.id, one.row.id);
    }

    async fn times_hold_to_the_millisecond(w) {
        bank(&w, 10).await;
        let mut later = form(&w);
        let (opens, closes) = (w.now().plus(HOUR), w.now().plus(2 * HOUR));
        (later["opens_at"], later["closes_at"]) = (json!(opens.0), json!(closes.0));
        let exam = published(&w, &later).await;
        w.at(opens.plus(-1)).await;
        let early = w.member(1).post_empty(at(&exam, "/sittings")).await.refused(409, "exam_not_open");
        assert_eq!(early.title, "考试还没有开始，今天 10:00开放");
        w.at(opens).await;
        let first = begin(&w.member(1), &exam).await;
        // the exam's end is the sitting's at the latest
        w.at(closes.plus(-10 * MINUTE)).await;
        let second = begin(&w.member(2), &exam).await;
        assert_eq!((first.row.deadline, second.row.deadline), (opens.plus(30 * MINUTE), closes));
        w.at(closes).await;
        w.member(3).post_empty(at(&exam, "/sittings")).await.refused(409, "exam_closed");
        // the grace is for what was on its way
        w.at(closes.plus(ANSWERS_GRACE)).await;
        w.member(2).put(of(&second, "/answers"), &json!({ "answers": answers(&second, 5, 5) })).await.is(200);
        w.at(closes.plus(ANSWERS_GRACE + 1)).await;
        w.member(2).put(of(&second, "/answers"), &json!({ "answers": answers(&second, 10, 10) })).await.refused(409, "exam_time_is_up");
        let late = hand_in(&w.member(2), &second, &answers(&second, 10, 10)).await.row.result.unwrap();
        assert_eq!((late.by, late.answered, late.score, late.handed_in_at), (HandedInBy::Clock, 5, 50, closes));
        // nobody finds it open any more
        assert!(home(&w.member(2)).await.exams.is_empty());
    }

    async fn tries_are_counted_and_the_one_under_way_goes_on(w) {
        bank(&w, 10).await;
        let mut twice = form(&w);
        twice["tries"] = json!(2);
        let exam = published(&w, &twice).await;
        let member = w.member(1);
        let first = begin(&member, &exam).await;
        assert_eq!(begin(&member, &exam).await.row.id, first.row.id);
        hand_in(&member, &first, &answers(&first, 10, 3)).await;
        let second = begin(&member, &exam).await;
        assert_ne!(second.row.id, first.row.id);
        let worse = hand_in(&member, &second, &answers(&second, 10, 2)).await.row.result.unwrap();
        assert_eq!((worse.score, worse.passed), (20, false));
        let none = member.post_empty(at(&exam, "/sittings")).await.refused(409, "exam_no_tries_left");
        assert_eq!(none.title, "这份试卷可以考 2 次，已经用完");
        let found = home(&member).await.exams[0].clone();
        assert_eq!((found.best, found.passed, found.sat, found.tries), (Some(30), false, 2, Some(2)));
        assert_eq!(w.number("SELECT sat FROM exam_best").await, 2);
    }

    async fn only_members_sit(w) {
        let exam = ready(&w).await;
        for who in [w.branch_admin(), w.superior(), w.committee(), w.province()] {
            let no = who.post_empty(at(&exam, "/sittings")).await.refused(403, "no_permission");
            assert_eq!(no.title, "该用户没有权限登录此系统，请联系管理员");
            who.get("/api/my-exams").await.refused(403, "no_permission");
        }
        begin(&w.member_of(Place::C, 1), &exam).await;
    }
}
