//! The connection is lost, comes back, sends twice and in disorder, from two devices at once; the app is closed; time runs out.

use super::*;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::exam::{ANSWERS_GRACE, AnswersKept, HandedInBy};
use gsdj_domain::time::{DAY, MINUTE};
use gsdj_tests::{Dice, on_both_engines};

async fn put(who: &Actor, sitting: &SittingView, answers: &[AnswerWrite]) -> Vec<AnswerWrite> {
    who.put(of(sitting, "/answers"), &json!({ "answers": answers })).await.ok::<AnswersKept>().answers
}

/// The answers of a whole world of arrivals, each sent twice and in an order of chance, by one request each or several in one.
async fn arrive(who: &Actor, sitting: &SittingView, writes: &[AnswerWrite], dice: &mut Dice) {
    let mut twice: Vec<_> = writes.iter().chain(writes).cloned().collect();
    for at in 0..twice.len() {
        let other = usize::try_from(dice.below(i64::try_from(twice.len()).unwrap())).unwrap();
        twice.swap(at, other);
    }
    for some in twice.chunks(3) {
        put(who, sitting, some).await;
    }
}

on_both_engines! {
    async fn whatever_order_two_devices_arrive_in_the_newest_answers_stand(w) {
        let exam = ready(&w).await;
        let member = w.member(1);
        let begun = begin(&member, &exam).await;
        let mut dice = Dice::new(20_261_127);
        let (mut writes, mut newest) = (Vec::new(), vec![Vec::new(); 10]);
        for n in 0..24_u32 {
            let seat = u32::try_from(dice.below(10)).unwrap();
            let options = i64::try_from(begun.asked[seat as usize].options.len()).unwrap();
            let chosen = if dice.once_in(6) { vec![] } else { vec![u8::try_from(dice.below(options)).unwrap()] };
            writes.push(write(seat, chosen.clone(), i64::from(n) + 1, dice.below(2) + 1));
            newest[seat as usize] = chosen;
        }
        arrive(&member, &begun, &writes, &mut dice).await;
        let seen: SittingView = member.get(of(&begun, "")).await.ok();
        let stands: Vec<_> = seen.asked.iter().map(|q| q.chosen.clone()).collect();
        assert_eq!(stands, newest);
    }

    async fn an_answer_that_was_overtaken_changes_nothing_and_is_told_what_stands(w) {
        let exam = ready(&w).await;
        let member = w.member(1);
        let begun = begin(&member, &exam).await;
        let options = |seat: usize| u8::try_from(begun.asked[seat].options.len()).unwrap();
        put(&member, &begun, &[write(0, vec![1], 20, 1)]).await;
        let told = put(&member, &begun, &[write(0, vec![0], 10, 2)]).await;
        assert_eq!(told, [write(0, vec![1], 20, 1)]);
        // taken back is an answer too
        assert_eq!(put(&member, &begun, &[write(0, vec![], 21, 2)]).await, [write(0, vec![], 21, 2)]);
        assert_eq!(put(&member, &begun, &[]).await, []);
        for bad in [write(10, vec![0], 1, 1), write(0, vec![options(0)], 30, 1), write(0, vec![0], 0, 1), write(0, vec![0], 1 << 53, 1)] {
            member.put(of(&begun, "/answers"), &json!({ "answers": [bad] })).await.fault("exam_not_an_answer", "answers");
        }
        let several = begun.asked.iter().find(|q| q.kind == QuestionKind::Single).unwrap();
        let two = write(several.seat, vec![0, 1], 40, 1);
        member.put(of(&begun, "/answers"), &json!({ "answers": [two] })).await.fault("exam_not_an_answer", "answers");
    }

    async fn handing_in_twice_from_two_devices_at_once_gives_one_result(w) {
        let exam = ready(&w).await;
        let member = w.member(1);
        let begun = begin(&member, &exam).await;
        let (phone, computer) = (answers(&begun, 10, 10), answers(&begun, 10, 0));
        let key = member.key("hand-in");
        let (a, b, c) = tokio::join!(hand_in(&key, &begun, &phone), hand_in(&member, &begun, &computer), hand_in(&key, &begun, &phone));
        assert_eq!(a, b);
        assert_eq!(a, c);
        assert!(matches!(a.row.result.as_ref().unwrap().score, 0 | 100));
        // and any time later
        w.at(w.now().plus(DAY)).await;
        assert_eq!(hand_in(&member, &begun, &computer).await, a);
        assert_eq!(points(&w, 101).await, [2, 2]);
        assert_eq!(w.number("SELECT sat FROM exam_best").await, 1);
        assert_eq!(w.number("SELECT sat FROM exam_branch").await, 1);
    }

    async fn beginning_twice_at_once_begins_once(w) {
        let exam = ready(&w).await;
        let member = w.member(1);
        let (a, b) = tokio::join!(begin(&member, &exam), begin(&member, &exam));
        assert_eq!(a.row.id, b.row.id);
        let practice = json!({});
        let both = tokio::join!(member.post("/api/practice", &practice), member.post("/api/practice", &practice));
        let (a, b): (SittingView, SittingView) = (both.0.created(), both.1.created());
        assert_eq!(a.row.id, b.row.id);
        assert_eq!(w.number("SELECT COUNT(*) FROM sitting").await, 2);
        // the answer to the beginning was lost, and meanwhile it was handed in elsewhere: the same try again
        let key = member.key("begin-again");
        let mut again = form(&w);
        again["title"] = json!("示例：另一份");
        let exam = published(&w, &again).await;
        let first = begin(&key, &exam).await;
        hand_in(&member, &first, &[]).await;
        assert_eq!(begin(&key, &exam).await.row.id, first.row.id);
    }

    async fn what_was_answered_without_a_network_and_comes_in_time_counts_whole(w) {
        let exam = ready(&w).await;
        let member = w.member(1);
        let begun = begin(&member, &exam).await;
        put(&member, &begun, &answers(&begun, 2, 2)).await;
        // the rest was answered in a valley; the network is back at the last moment of the grace
        w.at(begun.row.deadline.plus(ANSWERS_GRACE)).await;
        let done = hand_in(&member, &begun, &answers(&begun, 10, 8)).await.row.result.unwrap();
        assert_eq!((done.by, done.answered, done.score), (HandedInBy::Member, 10, 80));
        assert_eq!(done.handed_in_at, begun.row.deadline, "the grace is no time to think");
    }

    async fn what_is_not_handed_in_is_handed_in_by_the_server_with_what_arrived(w) {
        let exam = ready(&w).await;
        let runner = Runner::new(w.app().clone());
        runner.run_due(JOBS).await;
        let mut begun = Vec::new();
        for n in 1..=3 {
            let sitting = begin(&w.member(n), &exam).await;
            put(&w.member(n), &sitting, &answers(&sitting, 5 * usize::try_from(n - 1).unwrap(), 5)).await;
            begun.push(sitting);
        }
        let end = begun[0].row.deadline.plus(ANSWERS_GRACE);
        w.at(end).await;
        runner.run_due(JOBS).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM sitting WHERE handed_in_at IS NOT NULL").await, 0);
        w.at(end.plus(1)).await;
        // one of them looks before the job comes round
        let seen: SittingView = w.member(2).get(of(&begun[1], "")).await.ok();
        assert_eq!(seen.row.result.as_ref().map(|r| (r.by, r.answered, r.points)), Some((HandedInBy::Clock, 5, 2)));
        w.at(end.plus(MINUTE)).await;
        runner.run_due(JOBS).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM sitting WHERE handed_in_by = 'clock'").await, 3);
        assert_eq!((points(&w, 101).await, points(&w, 102).await, points(&w, 103).await), (vec![], vec![2], vec![2, 2]));
        assert_eq!(w.member(2).get(of(&begun[1], "")).await.ok::<SittingView>(), seen, "the job changes nothing that is done");
        // the first page settles as well: no try is eaten by a sitting that is over
        let next = begin(&w.member(1), &exam).await;
        w.at(next.row.deadline.plus(ANSWERS_GRACE + 1)).await;
        let found = super::sit::home(&w.member(1)).await;
        assert!(found.under_way.is_empty() && found.exams[0].under_way.is_none());
        let again = begin(&w.member(1), &exam).await;
        assert_ne!(again.row.id, next.row.id);
    }
}
