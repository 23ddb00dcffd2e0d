//! The quorum engine through the API: forecast, attendance, votes; frozen with the record; groups; reminders by the clock.

use gsdj_backend::meeting::remind_due;
use gsdj_domain::meeting::{Act, MeetingKind, Motion, MotionKind, Stage, Step};
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use gsdj_domain::{GroupId, MemberId};
use gsdj_tests::acts::{at, record, without};
use gsdj_tests::{World, on_both_engines};
use serde_json::json;

fn motion(title: &str, kind: MotionKind, yes: u32) -> Motion {
    Motion { title: title.into(), kind, yes, no: 0, abstained: 0 }
}

async fn groups(w: &World) {
    w.sql("INSERT INTO party_group (id, org_id, seat, name, leader_id) VALUES (7, 12, 0, '示例第一党小组', 104), (8, 12, 1, '示例第二党小组', 106)").await;
    w.sql(
        "INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (12, 104, 7), (12, 105, 7), (12, 106, 8)",
    )
    .await;
}

async fn reminded(w: &World) -> i64 {
    w.number("SELECT COUNT(*) FROM delivery d JOIN message m ON m.id = d.message_id WHERE m.topic = 'answer_reminder'")
        .await
}

on_both_engines! {
    async fn the_forecast_follows_answers_and_the_record_freezes_it(w) {
        w.sql("UPDATE member SET class = 'probationary' WHERE id = 109").await;
        let form = without(w.form(MeetingKind::GeneralMeeting), 110);
        let told = w.announced_as(&form).await;
        let (meeting, branch) = (told.row.id, w.branch_admin());
        let forecast = told.quorum.unwrap();
        assert_eq!((forecast.expected, forecast.voters, forecast.there, forecast.counted), (9, 8, 0, false));
        assert_eq!(forecast.excluded[0].names, ["示例110"]);
        assert_eq!(forecast.without_vote, ["示例109"]);
        for n in 1..=8 {
            w.member(n).attends(meeting).await;
        }
        let forecast = branch.sees(meeting).await.quorum.unwrap();
        assert_eq!((forecast.there, forecast.voters_there), (8, 8));
        assert!(forecast.conditions.iter().all(|c| c.missing == 0));
        assert!(w.member(1).sees(meeting).await.quorum.is_none());

        w.at(form.starts_at).await;
        let mut with = record(&form.expected[..8]);
        with.motions = vec![motion("示例事项", MotionKind::Decision, 9)];
        branch.put(at(meeting, "/record"), &with).await.fault("votes_exceed_voters", "votes");
        with.motions = vec![motion("示例事项", MotionKind::Decision, 5), motion("示例选举", MotionKind::Election, 4)];
        branch.put(at(meeting, "/record"), &with).await.is(200);
        branch.post_empty(at(meeting, "/submission")).await.is(200);
        let frozen = branch.sees(meeting).await.quorum.unwrap();
        assert!(frozen.counted && frozen.frozen_at == Some(w.now()) && frozen.version == "2026-1");
        assert_eq!(frozen.motions.iter().map(|m| (m.valid, m.passed)).collect::<Vec<_>>(), [(true, true), (true, false)]);
        // what is frozen stays as it was, whatever the registry says later
        w.sql("UPDATE attendee SET class = 'probationary'").await;
        assert_eq!(w.superior().sees(meeting).await.quorum.unwrap(), frozen);
        // returned and changed, it is reckoned anew
        w.superior().post(at(meeting, "/review"), &json!({ "decision": "return", "reason": "示例" })).await.is(200);
        with.motions.pop();
        branch.put(at(meeting, "/record"), &with).await.fault("votes_exceed_voters", "votes");
        w.sql("UPDATE attendee SET class = 'full'").await;
        branch.put(at(meeting, "/record"), &with).await.is(200);
        assert_eq!(branch.sees(meeting).await.quorum.unwrap().frozen_at, None);
    }

    async fn a_group_meets_and_the_branch_confirms(w) {
        let branch = w.branch_admin();
        let mut form = w.form(MeetingKind::GroupMeeting);
        form.expected = vec![MemberId(104), MemberId(105)];
        let problem = branch.post("/api/meetings", &form).await.refused(422, "several");
        assert_eq!(problem.errors[0].code, "group_missing");
        groups(&w).await;
        let draft: serde_json::Value = branch.get("/api/meetings/draft?kind=group_meeting").await.ok();
        assert_eq!((draft["circle"].as_array().unwrap().len(), draft["groups"][0]["members"].clone()), (3, json!([104, 105])));
        form.group = Some(GroupId(99));
        branch.post("/api/meetings", &form).await.is(422);
        form.group = Some(GroupId(8));
        branch.post("/api/meetings", &form).await.is(422);
        form.group = Some(GroupId(7));
        let view = w.submitted_as(&form).await;
        assert_eq!((view.row.stage, view.step, view.row.group.as_deref()), (Stage::Done, Step::Done, Some("示例第一党小组")));
        assert_eq!(w.number("SELECT COUNT(*) FROM delivery WHERE account_id = 11").await, 0, "nobody above is asked");
        assert_eq!(w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger").await, 20);
        assert!(!view.acts.iter().any(|a| a.act == Act::UploadAppraisal));
    }

    async fn the_platform_reminds_the_silent_before_the_deadline_each_time_once(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let meeting = w.announced_as(&form).await.row.id;
        for n in 1..=8 {
            w.member(n).attends(meeting).await;
        }
        let remind = async |before: i64| {
            w.at(form.answer_deadline.plus(-before)).await;
            let now = w.now();
            w.write(move |c| remind_due(c, now)).await
        };
        assert_eq!(remind(DAY + MINUTE).await, 0);
        assert_eq!(remind(DAY).await, 2);
        assert_eq!((remind(DAY - MINUTE).await, remind(4 * HOUR).await), (0, 0));
        w.member(9).attends(meeting).await;
        assert_eq!(remind(3 * HOUR - MINUTE).await, 1);
        assert_eq!((remind(HOUR).await, remind(-1).await, reminded(&w).await), (0, 0, 3));
        // a deadline that moves is a new one
        let mut later = form.clone();
        (later.starts_at, later.answer_deadline) = (form.starts_at.plus(2 * DAY), form.answer_deadline.plus(2 * DAY));
        w.branch_admin().put(at(meeting, ""), &later).await.is(200);
        let now = later.answer_deadline.plus(-HOUR);
        w.at(now).await;
        assert_eq!(w.write(move |c| remind_due(c, now)).await, 1);
        w.branch_admin().post(at(meeting, "/cancellation"), &json!({ "reason": "示例" })).await.is(200);
        assert_eq!(w.write(move |c| remind_due(c, now)).await, 0);
    }
}
