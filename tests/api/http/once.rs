//! Idempotency keys: one effect and one answer per key, also when the same request comes many times at once.

use gsdj_domain::meeting::{MeetingKind, MeetingView};
use gsdj_tests::acts::at;
use gsdj_tests::{Place, World, on_both_engines};
use serde_json::json;

async fn meetings(w: &World) -> i64 {
    w.number("SELECT COUNT(*) FROM meeting").await
}

on_both_engines! {
    async fn the_same_key_and_body_give_the_first_answer_again(w) {
        let branch = w.branch_admin().key("0b7c2a52-5d0a-4a68-9a3b-1f6f2f1f7f11");
        let form = w.form(MeetingKind::GeneralMeeting);
        let first = branch.post("/api/meetings", &form).await.is(201);
        w.at(w.now().plus(60_000)).await;
        let again = branch.post("/api/meetings", &form).await.is(201);
        assert_eq!((first.text(), meetings(&w).await), (again.text(), 1));
        assert_eq!(w.number("SELECT COUNT(*) FROM audit").await, 1);
        // also after it could not be done any more
        let meeting = first.json::<MeetingView>().row.id;
        let cancel = w.branch_admin().key("cancel-1");
        let off = cancel.post(at(meeting, "/cancellation"), &json!({ "reason": "示例" })).await.is(200);
        let again = cancel.post(at(meeting, "/cancellation"), &json!({ "reason": "示例" })).await.is(200);
        assert_eq!(off.text(), again.text());
    }

    async fn the_same_key_with_another_request_is_refused(w) {
        let branch = w.branch_admin().key("k");
        let mut form = w.form(MeetingKind::GeneralMeeting);
        let first: MeetingView = branch.post("/api/meetings", &form).await.created();
        form.title = "示例：另一个".into();
        branch.post("/api/meetings", &form).await.refused(409, "key_reused");
        branch.post_empty(at(first.row.id, "/submission")).await.refused(409, "key_reused");
        branch.put(at(first.row.id, ""), &form).await.refused(409, "key_reused");
        assert_eq!(meetings(&w).await, 1);
        // somebody else's key is another key
        w.committee_for_b().await;
        let other = w.branch_of(Place::B).key("k");
        other.put("/api/orgs/13/overview", &json!({ "introduction": "示例", "meeting_place": "", "contact": "" })).await.is(200);
    }

    async fn what_was_refused_keeps_no_key(w) {
        let branch = w.branch_admin().key("k");
        let mut form = w.form(MeetingKind::GeneralMeeting);
        form.title.clear();
        branch.post("/api/meetings", &form).await.fault("missing", "title");
        form.title = "示例".into();
        branch.post("/api/meetings", &form).await.is(201);
    }

    async fn twenty_at_once_under_one_key_have_one_effect_and_one_answer(w) {
        let branch = w.branch_admin().key("k");
        let form = w.form(MeetingKind::GeneralMeeting);
        let send = |_| {
            let (branch, form) = (branch.clone(), form.clone());
            tokio::spawn(async move { branch.post("/api/meetings", &form).await.is(201).text() })
        };
        let mut answers = Vec::new();
        for task in (0..20).map(send).collect::<Vec<_>>() {
            answers.push(task.await.unwrap());
        }
        answers.dedup();
        assert_eq!((answers.len(), meetings(&w).await), (1, 1));
    }

    async fn an_answer_from_the_outbox_counts_once_even_when_it_changed_meanwhile(w) {
        let meeting = w.announced().await.row.id;
        let path = at(meeting, "/answer");
        let queued = w.member(1).key("queued-1");
        queued.put(&path, &json!({ "answer": "attend" })).await.is(200);
        w.member(1).leaves(meeting, "示例").await;
        // the old request comes once more: it is answered, and undoes nothing
        queued.put(&path, &json!({ "answer": "attend" })).await.is(200);
        assert_eq!(w.branch_admin().sees(meeting).await.row.tally.on_leave, 1);
    }

    async fn keys_are_short_visible_text(w) {
        let long = "k".repeat(65);
        for key in ["", " ", long.as_str()] {
            w.branch_admin().key(key).post_empty("/api/inbox/read").await.refused(400, "malformed");
        }
        w.branch_admin().key(&"k".repeat(64)).post_empty("/api/inbox/read").await.is(200);
    }

    async fn a_password_that_was_handed_out_is_answered_again_under_its_key(w) {
        let superior = w.superior().key("reset-1");
        let first = superior.post_empty("/api/orgs/12/password-reset").await.is(200).text();
        assert_eq!(superior.post_empty("/api/orgs/12/password-reset").await.is(200).text(), first);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'password_reset'").await, 1);
    }
}
