//! 帮办 (FEATURES 13.3): a helper answers for a member, with consent, visible afterwards, until it is taken back.

use gsdj_domain::inbox::InboxItem;
use gsdj_domain::meeting::Answer;
use gsdj_domain::proxy::{Proxies, ProxyAsk, ProxyRow};
use gsdj_domain::time::DAY;
use gsdj_domain::{MeetingId, Page};
use gsdj_tests::acts::at;
use gsdj_tests::{Place, Reply, World, on_both_engines};
use serde_json::{Value, json};

fn consent(member: i64, helper: i64) -> Value {
    json!({ "member": member, "helper": helper, "method": "signed_photo", "note": "示例", "valid_until": "2026-09-30" })
}

async fn registered(w: &World, member: i64, helper: i64) -> ProxyRow {
    w.branch_admin().post("/api/proxies", &consent(member, helper)).await.created()
}

async fn answers_for(w: &World, helper: i64, member: i64, meeting: MeetingId, answer: &str) -> Reply {
    let form = json!({ "answer": answer, "reason": "示例：住院", "for_member": member });
    w.account(helper).put(at(meeting, "/answer"), &form).await
}

async fn asks(w: &World, helper: i64) -> Vec<ProxyAsk> {
    w.account(helper).get("/api/proxies/meetings").await.ok()
}

on_both_engines! {
    async fn a_helper_answers_and_everybody_concerned_sees_by_whom(w) {
        let row = registered(&w, 104, 105).await;
        assert!(row.holds && row.member_name == "示例104" && row.helper_name == "示例105");
        let meeting = w.announced().await.row.id;
        let asked = asks(&w, 105).await;
        assert_eq!((asked.len(), asked[0].member.0, asked[0].meeting.id, asked[0].meeting.waits_for_me), (1, 104, meeting, true));
        assert!(asks(&w, 104).await.is_empty());
        let told: Page<InboxItem> = w.member(5).get("/api/inbox").await.ok();
        assert!(told.items.iter().any(|m| m.title.starts_with("请代示例104反馈")));

        answers_for(&w, 105, 104, meeting, "leave").await.is(200);
        let view = w.branch_admin().sees(meeting).await;
        assert_eq!((view.row.tally.on_leave, view.row.tally.attending), (1, 0));
        let line = view.people.iter().find(|p| p.member.0 == 104).unwrap();
        assert_eq!((line.answer, line.answered_by.as_deref()), (Some(Answer::Leave), Some("示例105")));
        let noted = |steps: &[gsdj_domain::meeting::TimelineStep]| steps.iter().any(|s| s.note.contains("示例104由示例105代为反馈"));
        assert!(noted(&view.timeline), "{:?}", view.timeline);
        let own = w.member(4).sees(meeting).await;
        assert!(noted(&own.timeline) && own.row.my_answer == Some(Answer::Leave));
        assert!(!noted(&w.member(5).sees(meeting).await.timeline));
        let told: Page<InboxItem> = w.member(4).get("/api/inbox").await.ok();
        assert!(told.items[0].title.contains("示例105代您反馈：请假"));
        assert_eq!(w.texts("SELECT what FROM audit WHERE deed = 'answered'").await, ["代示例104反馈：请假"]);
        // the helper's own answer is another matter
        assert_eq!(w.member(5).sees(meeting).await.row.my_answer, None);

        // the member's own word goes before
        w.member(4).attends(meeting).await;
        let line = w.branch_admin().sees(meeting).await.people.into_iter().find(|p| p.member.0 == 104).unwrap();
        assert_eq!((line.answer, line.answered_by), (Some(Answer::Attend), None));
        assert_eq!(asks(&w, 105).await[0].meeting.my_answer, Some(Answer::Attend));
    }

    async fn without_a_consent_that_holds_nobody_answers_for_another(w) {
        let meeting = w.announced().await.row.id;
        answers_for(&w, 105, 104, meeting, "attend").await.refused(403, "proxy_no_consent");
        let row = registered(&w, 104, 105).await;
        answers_for(&w, 104, 105, meeting, "attend").await.refused(403, "proxy_no_consent");
        answers_for(&w, 106, 104, meeting, "attend").await.refused(403, "proxy_no_consent");
        // oneself needs none
        answers_for(&w, 106, 106, meeting, "attend").await.is(200);
        // any of the three takes it back
        let path = format!("/api/proxies/{}/revocation", row.id);
        w.member(6).post_empty(&path).await.refused(404, "not_found");
        w.branch_of(Place::B).post_empty(&path).await.refused(404, "not_found");
        let ended: ProxyRow = w.member(4).post_empty(&path).await.ok();
        assert!(!ended.holds && ended.revoked_at == Some(w.now()));
        w.member(5).post_empty(&path).await.refused(409, "proxy_revoked");
        answers_for(&w, 105, 104, meeting, "attend").await.refused(403, "proxy_no_consent");
        assert!(asks(&w, 105).await.is_empty());
        // run out
        registered(&w, 104, 105).await;
        answers_for(&w, 105, 104, meeting, "attend").await.is(200);
        w.at(gsdj_domain::Instant::midnight(chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap())).await;
        let far = w.announced().await.row.id;
        answers_for(&w, 105, 104, far, "attend").await.refused(403, "proxy_no_consent");
        // moved to another branch
        registered_until(&w, 104, 105, "2027-03-01").await;
        answers_for(&w, 105, 104, far, "attend").await.is(200);
        w.sql("UPDATE member SET org_id = 13 WHERE id = 105").await;
        w.app().sessions.forget_all();
        answers_for(&w, 105, 104, far, "leave").await.refused(403, "proxy_no_consent");
    }

    async fn a_consent_is_registered_within_the_branch_one_for_a_member(w) {
        let post = async |form: Value| w.branch_admin().post("/api/proxies", &form).await;
        post(consent(104, 201)).await.fault("not_in_circle", "helper");
        post(consent(104, 104)).await.fault("proxy_of_oneself", "helper");
        let mut other = consent(104, 105);
        other["method"] = "other".into();
        other["note"] = "".into();
        post(other).await.fault("missing", "note");
        let mut over = consent(104, 105);
        over["valid_until"] = "2026-03-09".into();
        post(over).await.fault("proxy_already_over", "valid_until");
        registered(&w, 104, 105).await;
        let again = post(consent(104, 106)).await.refused(409, "proxy_exists");
        assert!(again.title.contains("示例105"));
        for member in [106, 107, 108, 109] {
            registered(&w, member, 105).await;
        }
        post(consent(110, 105)).await.fault("helper_has_too_many", "helper");
        w.branch_of(Place::C).post("/api/proxies", &consent(104, 105)).await.refused(422, "several");
        let branch: Proxies = w.branch_admin().get("/api/proxies").await.ok();
        assert_eq!(branch.rows.len(), 5);
        let helped: Proxies = w.member(6).get("/api/proxies").await.ok();
        assert_eq!((helped.rows.len(), helped.rows[0].helper.0), (1, 105));
        assert_eq!(w.member(5).get("/api/proxies").await.ok::<Proxies>().rows.len(), 5);
        assert!(w.member(10).get("/api/proxies").await.ok::<Proxies>().rows.is_empty());
    }

    async fn twenty_registrations_at_once_are_one(w) {
        let mut tasks = Vec::new();
        for n in 0..20 {
            let w = w.clone();
            tasks.push(tokio::spawn(async move { w.branch_admin().post("/api/proxies", &consent(104, 105 + n % 5)).await.status.as_u16() }));
        }
        let mut made = 0;
        for task in tasks {
            let status = task.await.unwrap();
            assert!(matches!(status, 201 | 409 | 503), "{status}");
            made += u32::from(status == 201);
        }
        assert_eq!(made, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM proxy").await, 1);
        w.at(w.now().plus(DAY)).await;
    }
}

async fn registered_until(w: &World, member: i64, helper: i64, until: &str) -> ProxyRow {
    let mut form = consent(member, helper);
    form["valid_until"] = until.into();
    w.branch_admin().post("/api/proxies", &form).await.created()
}
