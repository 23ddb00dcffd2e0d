//! Telling and reminding (FEATURES 3.8): only those ticked, once each, and never too late.

use gsdj_domain::meeting::{MeetingKind, MeetingView, Stage};
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_tests::acts::{at, without};
use gsdj_tests::{Place, World, on_both_engines};
use serde_json::json;

async fn messages(w: &World, topic: &str) -> i64 {
    w.number(format!("SELECT COUNT(*) FROM inbox WHERE topic = '{topic}'")).await
}

on_both_engines! {
    async fn only_those_ticked_are_told_and_nobody_twice(w) {
        let meeting = w.drafted().await.row.id;
        let send = async |members: serde_json::Value| {
            w.branch_admin().post(at(meeting, "/notice"), &json!({ "members": members })).await
        };
        send(json!([])).await.fault("nobody_ticked", "members");
        send(json!([101, 201])).await.fault("not_in_circle", "members");
        send(json!([101, -5])).await.fault("not_in_circle", "members");
        assert_eq!((messages(&w, "meeting_notice").await, w.branch_admin().sees(meeting).await.row.stage), (0, Stage::Draft));
        assert_eq!(send(json!([101, 102, 101])).await.ok::<MeetingView>().row.tally.told, 2);
        assert_eq!(send(json!([101, 102, 103])).await.ok::<MeetingView>().row.tally.told, 3);
        assert_eq!(messages(&w, "meeting_notice").await, 3);
        w.member(4).get(at(meeting, "")).await.refused(404, "not_found");
        w.member(4).put(at(meeting, "/answer"), &json!({ "answer": "attend" })).await.refused(403, "not_invited");
        w.member_of(Place::B, 1).put(at(meeting, "/answer"), &json!({ "answer": "attend" })).await.refused(404, "not_found");
    }

    async fn the_excluded_can_t_be_told(w) {
        let meeting = w.create(&without(w.form(MeetingKind::GeneralMeeting), 110)).await.row.id;
        w.branch_admin().post(at(meeting, "/notice"), &json!({ "members": [110] })).await.fault("not_in_circle", "members");
    }

    async fn a_meeting_past_its_time_can_t_be_announced(w) {
        let view = w.drafted().await;
        let one = json!({ "members": [101] });
        w.at(view.row.starts_at.plus(-1)).await;
        w.branch_admin().post(at(view.row.id, "/notice"), &one).await.is(200);
        w.at(view.row.starts_at).await;
        w.branch_admin().post(at(view.row.id, "/notice"), &one).await.refused(409, "notice_too_late");
    }

    async fn only_the_silent_are_reminded_and_once_an_hour(w) {
        let view = w.announced().await;
        let remind = async || w.branch_admin().post_empty(at(view.row.id, "/reminders")).await;
        for member in 1..=8 {
            w.member(member).attends(view.row.id).await;
        }
        remind().await.is(200);
        assert_eq!(w.texts("SELECT CAST(account_id AS TEXT) FROM inbox WHERE topic = 'answer_reminder' ORDER BY account_id").await, ["109", "110"]);
        w.at(w.now().plus(HOUR - MINUTE)).await;
        let problem = remind().await;
        assert_eq!(problem.header("retry-after"), "61");
        assert!(problem.refused(429, "reminded_recently").title.contains("1分钟"));
        w.at(w.now().plus(MINUTE)).await;
        remind().await.is(200);
        assert_eq!(messages(&w, "answer_reminder").await, 4);
        w.at(w.now().plus(2 * HOUR)).await;
        w.member(9).attends(view.row.id).await;
        w.member(10).leaves(view.row.id, "示例").await;
        remind().await.refused(409, "nobody_to_remind");
        w.at(view.row.answer_deadline.plus(1)).await;
        remind().await.refused(409, "answer_too_late");
    }

    async fn a_draft_can_t_be_reminded_of_and_somebody_else_s_not_even_seen(w) {
        let meeting = w.drafted().await.row.id;
        w.branch_admin().post_empty(at(meeting, "/reminders")).await.refused(409, "not_at_this_step");
        w.branch_of(Place::B).post(at(meeting, "/notice"), &json!({ "members": [101] })).await.refused(404, "not_found");
        // the silent who were never told are not reminded either
        w.notice(meeting, &[gsdj_domain::MemberId(101)]).await;
        w.member(1).attends(meeting).await;
        w.branch_admin().post_empty(at(meeting, "/reminders")).await.refused(409, "nobody_to_remind");
    }
}
