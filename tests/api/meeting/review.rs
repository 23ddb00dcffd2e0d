//! Handing in, taking back, deciding (FEATURES 3.2, 3.3, 12.5); and that no retry counts twice.

use gsdj_domain::meeting::{MeetingKind, MeetingView, Stage};
use gsdj_domain::{MeetingId, MemberId};
use gsdj_tests::acts::at;
use gsdj_tests::{Actor, Place, World, on_both_engines};
use serde_json::json;

async fn take_back(w: &World, meeting: MeetingId) -> gsdj_tests::Reply {
    w.branch_admin().delete(at(meeting, "/submission")).await
}

/// Sends the same request many times at once; answers how often it was 200 and how often 409.
async fn at_once(who: &Actor, path: String, body: serde_json::Value, times: usize) -> (usize, usize) {
    let send = |_| {
        let (who, path, body) = (who.clone(), path.clone(), body.clone());
        tokio::spawn(async move { who.post(path, &body).await.status.as_u16() })
    };
    let tasks: Vec<_> = (0..times).map(send).collect();
    let mut got = Vec::new();
    for task in tasks {
        got.push(task.await.unwrap());
    }
    assert!(got.iter().all(|s| matches!(s, 200 | 409)), "{got:?}");
    (got.iter().filter(|s| **s == 200).count(), got.iter().filter(|s| **s == 409).count())
}

on_both_engines! {
    async fn it_is_taken_back_only_while_nobody_has_looked(w) {
        let meeting = w.submitted().await.row.id;
        // a list is no look, nor is somebody above the superior
        w.superior().get("/api/reviews").await.is(200);
        w.committee().sees(meeting).await;
        w.province().sees(meeting).await;
        let back: MeetingView = take_back(&w, meeting).await.ok();
        assert_eq!(back.row.stage, Stage::SubmitDue);
        assert!(back.rounds[0].withdrawn && back.rounds[0].decision.is_none());
        w.superior().post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.refused(409, "not_at_this_step");
        take_back(&w, meeting).await.refused(409, "not_at_this_step");
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        w.superior().sees(meeting).await;
        let seen = w.branch_admin().sees(meeting).await;
        let act = seen.acts.iter().find(|a| a.act.code() == "withdraw").unwrap();
        assert_eq!(act.code.as_deref(), Some("already_looked_at"));
        take_back(&w, meeting).await.refused(409, "already_looked_at");
        // returned and handed in again, it may be taken back again: nobody has looked at that
        let back = json!({ "decision": "return", "reason": "示例" });
        w.superior().post(at(meeting, "/review"), &back).await.is(200);
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        let view: MeetingView = take_back(&w, meeting).await.ok();
        let rounds: Vec<_> = view.rounds.iter().map(|r| (r.round, r.withdrawn, r.decision.is_some())).collect();
        assert_eq!(rounds, [(1, true, false), (2, false, true), (3, true, false)]);
    }

    async fn a_branch_without_general_branch_is_reviewed_by_the_committee(w) {
        w.committee_for_b().await;
        let b = w.branch_of(Place::B);
        let mut form = w.form(MeetingKind::GeneralMeeting);
        (form.chair, form.expected) = (MemberId(201), vec![MemberId(201), MemberId(202), MemberId(203)]);
        form.required_share = Some(50);
        let meeting = b.post("/api/meetings", &form).await.created::<MeetingView>().row.id;
        b.post(at(meeting, "/notice"), &json!({ "members": [201, 202, 203] })).await.is(200);
        w.account(201).attends(meeting).await;
        w.account(202).attends(meeting).await;
        w.at(form.starts_at).await;
        b.put(at(meeting, "/record"), &json!({ "text": "示例", "present": [201, 202] })).await.is(200);
        b.post_empty(at(meeting, "/submission")).await.is(200);
        w.superior().post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.refused(404, "not_found");
        w.committee().post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.is(200);
    }

    async fn double_submits_make_one_round_and_one_award(w) {
        let meeting = w.recorded_as(&w.form(MeetingKind::GeneralMeeting)).await.row.id;
        let (taken, refused) = at_once(&w.branch_admin(), at(meeting, "/submission"), json!({}), 16).await;
        assert_eq!((taken, refused), (1, 15));
        assert_eq!(w.number("SELECT COUNT(*) FROM review_round").await, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger").await, 10);
        assert_eq!(w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger").await, 300);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'review_due'").await, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'points_earned'").await, 10);
        let (taken, _) = at_once(&w.superior(), at(meeting, "/review"), json!({ "decision": "approve" }), 16).await;
        assert_eq!(taken, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'approved'").await, 1);
    }

    async fn rounds_of_returning_earn_nothing_more(w) {
        let meeting = w.submitted().await.row.id;
        for _ in 0..3 {
            let back = json!({ "decision": "return", "reason": "示例" });
            w.superior().post(at(meeting, "/review"), &back).await.is(200);
            w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        }
        let view: MeetingView = w.superior().post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.ok();
        assert_eq!(view.rounds.len(), 4);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger").await, 10);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'points_earned'").await, 10);
    }

    async fn both_decisions_at_once_leave_one(w) {
        let meeting = w.submitted().await.row.id;
        let (superior, path) = (w.superior(), at(meeting, "/review"));
        let (approve, back) = (json!({ "decision": "approve" }), json!({ "decision": "return", "reason": "示例" }));
        let (one, other) = tokio::join!(superior.post(&path, &approve), superior.post(&path, &back));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(w.number("SELECT COUNT(*) FROM review_round WHERE decision IS NOT NULL").await, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic IN ('approved', 'returned')").await, 1);
    }

    async fn reasons_are_bounded(w) {
        let meeting = w.submitted().await.row.id;
        let decide = async |decision: &str, reason: String| {
            w.superior().post(at(meeting, "/review"), &json!({ "decision": decision, "reason": reason })).await
        };
        decide("return", "因".repeat(301)).await.fault("too_long", "reason");
        decide("approve", "因".repeat(301)).await.fault("too_long", "reason");
        decide("postpone", String::new()).await.refused(400, "malformed");
        let view: MeetingView = decide("approve", "示例：同意".into()).await.ok();
        assert_eq!(view.rounds[0].reason, "示例：同意");
        decide("return", "示例".into()).await.refused(409, "not_at_this_step");
    }
}
