//! Answers (FEATURES 3.7, 3.9): in person, until the deadline's own millisecond, changed at will before it.

use gsdj_domain::meeting::{Answer, Answered, MeetingKind, Stage};
use gsdj_domain::time::DAY;
use gsdj_tests::acts::{at, starting, without};
use gsdj_tests::{Reply, World, on_both_engines};
use serde_json::{Value, json};

async fn answer(w: &World, member: i64, meeting: gsdj_domain::MeetingId, form: Value) -> Reply {
    w.member(member).put(at(meeting, "/answer"), &form).await
}

fn attend() -> Value {
    json!({ "answer": "attend" })
}

fn leave(reason: &str) -> Value {
    json!({ "answer": "leave", "reason": reason })
}

on_both_engines! {
    async fn the_deadline_s_own_millisecond_still_counts(w) {
        let view = w.announced().await;
        w.at(view.row.answer_deadline).await;
        answer(&w, 1, view.row.id, attend()).await.is(200);
        assert!(w.member(2).sees(view.row.id).await.row.waits_for_me);
        w.at(view.row.answer_deadline.plus(1)).await;
        let problem = answer(&w, 2, view.row.id, attend()).await.refused(409, "answer_too_late");
        assert!(problem.title.starts_with("已超出反馈截止时间"));
        // what was answered in time can't be changed any more either
        answer(&w, 1, view.row.id, leave("示例")).await.refused(409, "answer_too_late");
        let seen = w.member(2).sees(view.row.id).await;
        assert!(!seen.row.waits_for_me && !seen.acts[0].allowed);
        assert_eq!(seen.acts[0].code.as_deref(), Some("answer_too_late"));
    }

    async fn an_answer_may_change_before_the_deadline_and_the_heads_with_it(w) {
        let view = w.announced().await;
        let heads = async || {
            let tally = w.branch_admin().sees(view.row.id).await.row.tally;
            (tally.attending, tally.on_leave)
        };
        answer(&w, 1, view.row.id, attend()).await.is(200);
        assert_eq!(heads().await, (1, 0));
        answer(&w, 1, view.row.id, leave("示例：住院")).await.is(200);
        assert_eq!(heads().await, (0, 1));
        answer(&w, 1, view.row.id, leave("示例：外出")).await.is(200);
        let own = &w.member(1).sees(view.row.id).await.people[0];
        assert_eq!((own.leave_reason.as_str(), own.answer), ("示例：外出", Some(Answer::Leave)));
        answer(&w, 1, view.row.id, json!({ "answer": "attend", "reason": "不留" })).await.is(200);
        assert_eq!(w.member(1).sees(view.row.id).await.people[0].leave_reason, "");
        assert_eq!(heads().await, (1, 0));
    }

    async fn the_same_answer_again_changes_nothing(w) {
        let view = w.announced().await;
        let first: Answered = answer(&w, 1, view.row.id, leave("示例")).await.ok();
        w.at(w.now().plus(60_000)).await;
        let again: Answered = answer(&w, 1, view.row.id, leave(" 示例 ")).await.ok();
        assert_eq!(first, again);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'answered'").await, 1);
        assert_eq!(w.branch_admin().sees(view.row.id).await.row.tally.on_leave, 1);
    }

    async fn leave_needs_a_reason_of_bounded_length(w) {
        let view = w.announced().await;
        answer(&w, 1, view.row.id, json!({ "answer": "leave" })).await.fault("leave_needs_reason", "reason");
        answer(&w, 1, view.row.id, leave(" \t ")).await.fault("leave_needs_reason", "reason");
        answer(&w, 1, view.row.id, leave(&"因".repeat(301))).await.fault("too_long", "reason");
        answer(&w, 1, view.row.id, leave(&"😷".repeat(300))).await.is(200);
        answer(&w, 1, view.row.id, json!({ "answer": "maybe" })).await.refused(400, "malformed");
    }

    async fn the_excluded_and_the_untold_can_t_answer(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let view = w.announced_as(&form).await;
        w.member(10).attends(view.row.id).await;
        // excluded afterwards: what they said counts no more, and they can't say it again
        let without_ten = without(form, 110);
        w.branch_admin().put(at(view.row.id, ""), &without_ten).await.is(200);
        assert_eq!(w.branch_admin().sees(view.row.id).await.row.tally.attending, 0);
        answer(&w, 10, view.row.id, attend()).await.refused(403, "not_invited");
        let seen = w.member(10).sees(view.row.id).await;
        assert!(!seen.row.waits_for_me && !seen.people[0].expected);
        assert_eq!(seen.acts[0].code.as_deref(), Some("not_invited"));
        // and neither list nor home says that an answer is waited for
        let list: Value = w.member(10).get("/api/meetings").await.ok();
        assert_eq!(list["items"][0]["waits_for_me"], false);
        let home: Value = w.member(10).get("/api/home").await.ok();
        assert_eq!(home["waiting"], json!([]));
        let draft = w.drafted().await.row.id;
        answer(&w, 1, draft, attend()).await.refused(403, "not_invited");
    }

    async fn no_answer_after_the_record_or_a_cancellation(w) {
        let recorded = w.recorded_as(&w.form(MeetingKind::GeneralMeeting)).await.row.id;
        answer(&w, 1, recorded, leave("示例")).await.refused(409, "not_at_this_step");
        let later = w.announced_as(&starting(w.form(MeetingKind::GeneralMeeting), w.now().plus(DAY))).await.row.id;
        w.branch_admin().post(at(later, "/cancellation"), &json!({ "reason": "示例" })).await.is(200);
        answer(&w, 1, later, attend()).await.refused(409, "meeting_cancelled");
    }

    async fn a_hundred_answers_at_once_are_counted_exactly(w) {
        let view = w.announced().await;
        let mut tasks = Vec::new();
        for round in 0..10 {
            for member in 1..=10 {
                let (who, path) = (w.member(member), at(view.row.id, "/answer"));
                let form = if (round + member) % 3 == 0 { leave("示例") } else { attend() };
                tasks.push(tokio::spawn(async move { who.put(path, &form).await.is(200) }));
            }
        }
        for task in tasks {
            task.await.unwrap();
        }
        let tally = w.branch_admin().sees(view.row.id).await.row.tally;
        let rows = async |a: &str| w.number(format!("SELECT COUNT(*) FROM attendee WHERE answer = '{a}'")).await;
        assert_eq!((i64::from(tally.attending), i64::from(tally.on_leave)), (rows("attend").await, rows("leave").await));
        assert_eq!(tally.silent(), 0);
        assert_eq!(w.branch_admin().sees(view.row.id).await.row.stage, if tally.reached() { Stage::Ready } else { Stage::Answering });
    }
}
