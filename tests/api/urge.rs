//! 督办 (FEATURES 4.1): whoever stands above a branch urges it, once a matter; the branch says what it did.

use gsdj_domain::Page;
use gsdj_domain::home::Home;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::time::HOUR;
use gsdj_domain::urge::{UrgeRow, UrgeState};
use gsdj_tests::{Actor, Place, World, on_both_engines};
use serde_json::json;

pub(super) async fn press(w: &World, topic: &str) -> UrgeRow {
    let form = json!({ "topic": topic, "text": "请于本周内召开（示例）" });
    w.superior().post("/api/orgs/12/urges", &form).await.created()
}

async fn listed(who: &Actor, query: &str) -> Vec<(i64, UrgeState)> {
    let page: Page<UrgeRow> = who.get(format!("/api/urges{query}")).await.ok();
    page.items.into_iter().map(|u| (u.id.0, u.state)).collect()
}

on_both_engines! {
    async fn an_urge_lands_in_the_branch_s_inbox_and_is_settled_with_a_note(w) {
        let mut line = w.branch_admin().listen().await;
        line.next().await;
        let urge = press(&w, "meeting").await;
        assert_eq!(line.until("inbox").await, json!({ "unread": 1 }));
        assert_eq!((urge.state, urge.by.name.as_str()), (UrgeState::Unread, "示例高台村党总支"));
        let inbox: Page<InboxItem> = w.branch_admin().get("/api/inbox").await.ok();
        assert_eq!((inbox.items[0].topic, inbox.items[0].link.clone()), (Topic::Urge, Some(format!("/urges?at={}", urge.id))));
        assert_eq!(inbox.items[0].body, "请于本周内召开（示例）");
        assert_eq!(w.branch_admin().get("/api/home").await.ok::<Home>().urges, 1);
        let path = format!("/api/urges/{}", urge.id);
        let read: UrgeRow = w.branch_admin().post_empty(format!("{path}/read")).await.ok();
        assert_eq!((read.state, read.read_at), (UrgeState::Read, Some(w.now())));
        // saying so reads the message too, on every device
        assert_eq!(line.until("inbox").await, json!({ "unread": 0 }));
        w.branch_admin().post(format!("{path}/settlement"), &json!({ "note": " " })).await.fault("missing", "note");
        w.branch_admin().post(format!("{path}/settlement"), &json!({ "note": "字".repeat(201) })).await.fault("too_long", "note");
        w.at(w.now().plus(HOUR)).await;
        let settled: UrgeRow = w.branch_admin().post(format!("{path}/settlement"), &json!({ "note": "已于今日召开（示例）" })).await.ok();
        assert_eq!((settled.state, settled.note.as_str()), (UrgeState::Settled, "已于今日召开（示例）"));
        let again = w.branch_admin().post(format!("{path}/settlement"), &json!({ "note": "再来" })).await;
        again.refused(409, "urge_already_settled");
        let told: Page<InboxItem> = w.superior().get("/api/inbox").await.ok();
        assert_eq!((told.items[0].topic, told.items[0].body.as_str()), (Topic::Urge, "已于今日召开（示例）"));
        assert_eq!(listed(&w.superior(), "?state=settled").await, [(urge.id.0, UrgeState::Settled)]);
        assert_eq!(w.branch_admin().get("/api/home").await.ok::<Home>().urges, 0);
        for deed in ["urged", "urge_settled"] {
            assert_eq!(w.number(format!("SELECT COUNT(*) FROM audit WHERE deed = '{deed}'")).await, 1);
        }
    }

    async fn of_one_matter_one_urge_is_open_whoever_presses(w) {
        let urge = press(&w, "record").await;
        let problem = w.committee().post("/api/orgs/12/urges", &json!({ "topic": "record" })).await.refused(409, "already_urged");
        assert!(problem.title.contains("示例高台村党总支已于 2026年3月10日 09:00"), "{}", problem.title);
        // another matter is another urge; and once settled it may be pressed again
        w.committee().post("/api/orgs/12/urges", &json!({ "topic": "election" })).await.is(201);
        w.branch_admin().post(format!("/api/urges/{}/settlement", urge.id), &json!({ "note": "示例" })).await.is(200);
        w.province().post("/api/orgs/12/urges", &json!({ "topic": "record" })).await.is(201);
        // many at once make one
        let press = |_| {
            let who = w.superior();
            tokio::spawn(async move { who.post("/api/orgs/12/urges", &json!({ "topic": "meeting" })).await.status.as_u16() })
        };
        let tasks: Vec<_> = (0..8).map(press).collect();
        let mut got = Vec::new();
        for task in tasks {
            got.push(task.await.unwrap());
        }
        assert_eq!((got.iter().filter(|s| **s == 201).count(), got.iter().filter(|s| **s == 409).count()), (1, 7), "{got:?}");
        assert_eq!(listed(&w.branch_admin(), "").await.len(), 4);
        // each superior sees what it pressed itself, and all of one branch when it asks for that
        assert_eq!(listed(&w.superior(), "").await.len(), 2);
        assert_eq!(listed(&w.committee(), "").await.len(), 1);
        assert_eq!(listed(&w.committee(), "?org=12").await.len(), 4);
        assert_eq!(listed(&w.committee(), "?org=12&topic=record").await.len(), 2);
    }

    async fn only_branches_below_are_urged_and_only_they_answer(w) {
        let form = json!({ "topic": "other", "text": "示例" });
        w.superior().post("/api/orgs/13/urges", &form).await.refused(404, "not_found");
        w.committee_beside().post("/api/orgs/12/urges", &form).await.refused(404, "not_found");
        w.committee().post("/api/orgs/11/urges", &form).await.refused(422, "urge_not_a_branch");
        w.branch_admin().post("/api/orgs/12/urges", &form).await.refused(403, "no_permission");
        w.superior().post("/api/orgs/12/urges", &json!({ "topic": "other" })).await.fault("urge_needs_text", "text");
        w.superior().post("/api/orgs/12/urges", &json!({ "topic": "other", "text": "字".repeat(201) })).await.fault("too_long", "text");
        let urge = press(&w, "meeting").await;
        w.branch_of(Place::B).post_empty(format!("/api/urges/{}/read", urge.id)).await.refused(404, "not_found");
        w.branch_of(Place::B).post(format!("/api/urges/{}/settlement", urge.id), &json!({ "note": "示例" })).await.refused(404, "not_found");
        assert!(listed(&w.branch_of(Place::B), "").await.is_empty());
        w.committee_beside().get("/api/urges?org=12").await.refused(404, "not_found");
        // a branch that moved away is not seen by its former superiors
        w.sql("UPDATE org SET superior_id = 100, path = '/1/100/12/' WHERE id = 12").await;
        assert!(listed(&w.superior(), "").await.is_empty());
        assert_eq!(listed(&w.committee_beside(), "?org=12").await.len(), 1);
    }
}
