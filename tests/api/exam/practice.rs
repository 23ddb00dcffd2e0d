//! Practice and the book of wrong answers; points by groups of five.

use super::*;
use gsdj_domain::Page;
use gsdj_domain::exam::{HandedInBy, SittingKind, WrongQuestion};
use gsdj_domain::time::DAY;
use gsdj_tests::on_both_engines;

async fn practise(who: &Actor, of: Value) -> SittingView {
    who.post("/api/practice", &of).await.created()
}

async fn book(who: &Actor) -> Vec<WrongQuestion> {
    who.get("/api/wrong-answers").await.ok::<Page<WrongQuestion>>().items
}

on_both_engines! {
    async fn a_group_answered_whole_earns_points_right_or_not_up_to_the_cap(w) {
        bank(&w, 9).await;
        let member = w.member(1);
        for (count, good, earned) in [(0, 0, 0), (4, 4, 0), (5, 0, 2), (5, 5, 2), (5, 5, 0)] {
            let group = practise(&member, json!({})).await;
            assert_eq!((group.row.kind, group.asked.len()), (SittingKind::Practice, 5));
            let done = hand_in(&member, &group, &answers(&group, count, good)).await.row.result.unwrap();
            assert_eq!((done.points, done.pass_mark, done.passed), (earned, None, false));
        }
        assert_eq!(points(&w, 101).await, [2, 2, 0]);
        w.at(w.now().plus(DAY)).await;
        let group = practise(&member, json!({})).await;
        hand_in(&member, &group, &answers(&group, 5, 5)).await;
        assert_eq!(points(&w, 101).await, [2, 2, 0, 2]);
        let notes = w.texts("SELECT note FROM ledger WHERE rule = 'exam' ORDER BY id").await;
        assert_eq!(notes[0], "随机练习 · 第 1 组");
    }

    async fn one_practice_is_open_at_a_time(w) {
        bank(&w, 9).await;
        let member = w.member(1);
        member.post("/api/practice", &json!({ "subject": "theory" })).await.refused(409, "exam_too_few_questions");
        member.post("/api/practice", &json!({ "wrong": true })).await.refused(409, "exam_no_wrong_answers");
        let first = practise(&member, json!({})).await;
        assert_eq!(practise(&member, json!({})).await.row.id, first.row.id);
        member.put(of(&first, "/answers"), &json!({ "answers": answers(&first, 1, 0) })).await.is(200);
        // another choice hands it in as it stands
        let second = practise(&member, json!({ "subject": "org_life" })).await;
        assert_eq!(second.row.title, "随机练习 · 组织生活");
        let first: SittingView = member.get(of(&first, "")).await.ok();
        assert_eq!(first.row.result.as_ref().map(|r| (r.by, r.answered)), Some((HandedInBy::Next, 1)));
        assert_eq!(super::sit::home(&member).await.under_way.len(), 1);
        // it stays open for a week
        w.at(w.now().plus(7 * DAY)).await;
        hand_in(&member, &second, &answers(&second, 5, 5)).await;
        assert_eq!(points(&w, 101).await, [2]);
    }

    async fn what_was_wrong_stands_in_the_book_until_it_was_right_twice(w) {
        bank(&w, 5).await;
        let member = w.member(1);
        let group = practise(&member, json!({})).await;
        // two wrong, one not answered
        let mut all = answers(&group, 4, 2);
        let done = hand_in(&member, &group, &all).await;
        let wrong_ones = book(&member).await;
        assert_eq!(wrong_ones.len(), 2);
        for entry in &wrong_ones {
            let asked = done.asked.iter().find(|q| q.text == entry.text).unwrap();
            let said = |places: &[u8], options: &[String]| places.iter().map(|at| options[usize::from(*at)].clone()).collect::<Vec<_>>();
            assert_eq!(said(&entry.chosen, &entry.options), said(&asked.chosen, &asked.options), "by the words, not by the places");
            let verdict = entry.verdict.as_ref().unwrap();
            assert!(verdict.explanation.starts_with(WHY) && entry.right_since == 0);
        }
        assert!(book(&w.member(2)).await.is_empty());
        let practice = practise(&member, json!({ "wrong": true })).await;
        assert_eq!((practice.row.kind, practice.asked.len()), (SittingKind::Wrong, 2));
        all = answers(&practice, 2, 2);
        hand_in(&member, &practice, &all).await;
        assert_eq!(book(&member).await.iter().map(|q| q.right_since).collect::<Vec<_>>(), [1, 1]);
        // wrong in between begins anew
        let practice = practise(&member, json!({ "wrong": true })).await;
        hand_in(&member, &practice, &answers(&practice, 2, 1)).await;
        let left = book(&member).await;
        assert_eq!((left.len(), left[0].right_since), (1, 0));
        for _ in 0..2 {
            let practice = practise(&member, json!({ "wrong": true })).await;
            hand_in(&member, &practice, &answers(&practice, 1, 1)).await;
        }
        assert!(book(&member).await.is_empty());
        // fewer than five are no group of five
        assert_eq!(points(&w, 101).await, Vec::<i64>::new());
    }

    async fn the_book_is_paged_and_chosen_by_subject(w) {
        bank(&w, 10).await;
        let member = w.member(1);
        let exam = published(&w, &form(&w)).await;
        let begun = begin(&member, &exam).await;
        hand_in(&member, &begun, &answers(&begun, 10, 0)).await;
        let first: Page<WrongQuestion> = member.get("/api/wrong-answers?limit=6&subject=org_life").await.ok();
        let next = first.next.clone().unwrap();
        let second: Page<WrongQuestion> = member.get(format!("/api/wrong-answers?limit=6&cursor={next}")).await.ok();
        assert_eq!((first.items.len(), second.items.len(), second.next), (6, 4, None));
        let none: Page<WrongQuestion> = member.get("/api/wrong-answers?subject=theory").await.ok();
        assert!(none.items.is_empty());
        member.post("/api/practice", &json!({ "wrong": true, "subject": "theory" })).await.refused(409, "exam_no_wrong_answers");
    }
}
