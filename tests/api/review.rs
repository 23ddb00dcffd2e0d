//! 审核管理: one queue for every kind (FEATURES 2.2, 12.6), and what was filed to be read.

use super::experience;
use gsdj_domain::Page;
use gsdj_domain::home::Home;
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::review::{FiledItem, ReviewCounts, ReviewItem, ReviewKind};
use gsdj_domain::time::MINUTE;
use gsdj_tests::acts::at;
use gsdj_tests::{Actor, World, on_both_engines};
use serde_json::json;

async fn queue(who: &Actor, query: &str) -> Vec<ReviewItem> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    let join = if query.is_empty() { '?' } else { '&' };
    loop {
        let page: Page<ReviewItem> = who.get(format!("/api/reviews{query}{join}limit=2{cursor}")).await.ok();
        all.extend(page.items);
        let Some(next) = page.next else { return all };
        cursor = format!("&cursor={next}");
    }
}

async fn filed(who: &Actor, query: &str) -> Vec<FiledItem> {
    who.get(format!("/api/reviews/filed{query}")).await.ok::<Page<FiledItem>>().items
}

/// A meeting, a post, a meeting and two posts, handed in one after the other.
async fn mixed(w: &World) -> Vec<i64> {
    let mut ids = Vec::new();
    for n in 0..5 {
        w.at(w.now().plus(MINUTE)).await;
        if n % 2 == 0 && n < 4 {
            ids.push(w.submitted().await.row.id.0);
        } else {
            let post = experience::write(w, &format!("示例 {n}")).await;
            experience::submit(w, &post).await;
            ids.push(post.row.id.0);
        }
    }
    ids
}

on_both_engines! {
    async fn every_kind_waits_in_one_queue_in_the_order_it_came(w) {
        let ids = mixed(&w).await;
        let all = queue(&w.superior(), "").await;
        assert_eq!(all.iter().map(|i| i.id).collect::<Vec<_>>(), ids);
        assert!(all.windows(2).all(|w| w[0].submitted_at <= w[1].submitted_at));
        let kinds: Vec<_> = all.iter().map(|i| (i.kind, i.what.as_str())).collect();
        assert_eq!(kinds[..2], [(ReviewKind::Meeting, "支部党员大会"), (ReviewKind::Experience, "经验交流")]);
        assert!(all.iter().all(|i| i.org.id.0 == 12 && i.round == 1 && i.decision.is_none()));
        assert_eq!((all[0].link.clone(), all[1].link.clone()), (format!("/meetings/{}", ids[0]), format!("/experiences/{}", ids[1])));
        assert_eq!(queue(&w.superior(), "?kind=experience").await.len(), 3);
        assert_eq!(queue(&w.superior(), "?kind=meeting").await.len(), 2);
        // only the immediate superior's
        assert!(queue(&w.committee(), "").await.is_empty());
        let counts: ReviewCounts = w.superior().get("/api/reviews/counts").await.ok();
        assert_eq!(counts.waiting.iter().map(|k| (k.kind, k.count)).collect::<Vec<_>>(), [(ReviewKind::Meeting, 2), (ReviewKind::Experience, 3)]);
        let home: Home = w.superior().get("/api/home").await.ok();
        assert_eq!((home.reviews, home.review_kinds), (5, counts.waiting));
        assert!(w.branch_admin().get("/api/home").await.ok::<Home>().review_kinds.is_empty());
    }

    async fn things_handed_in_at_the_same_instant_are_walked_without_loss(w) {
        let mut ids = Vec::new();
        for n in 0..4 {
            let post = experience::write(&w, &format!("示例 {n}")).await;
            ids.push((ReviewKind::Experience, post.row.id.0));
        }
        let meeting = w.recorded_as(&w.form(MeetingKind::GeneralMeeting)).await.row.id;
        ids.insert(0, (ReviewKind::Meeting, meeting.0));
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        for (_, id) in &ids[1..] {
            w.branch_admin().post_empty(format!("/api/experiences/{id}/submission")).await.is(200);
        }
        let walked: Vec<_> = queue(&w.superior(), "").await.iter().map(|i| (i.kind, i.id)).collect();
        assert_eq!(walked, ids);
        // decided at the same instant, and listed the other way round
        w.superior().post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.is(200);
        for (_, id) in &ids[1..] {
            let back = json!({ "decision": "return", "reason": "示例" });
            w.superior().post(format!("/api/experiences/{id}/review"), &back).await.is(200);
        }
        let decided = queue(&w.superior(), "?decided=true").await;
        assert_eq!(decided.iter().map(|i| (i.kind, i.id)).rev().collect::<Vec<_>>(), ids);
        assert!(decided.iter().all(|i| i.decision.is_some() && i.decided_at == Some(w.now())));
        assert!(queue(&w.superior(), "").await.is_empty());
        assert_eq!(queue(&w.superior(), "?decided=true&kind=meeting").await.len(), 1);
    }

    async fn a_thing_decided_twice_stands_once_with_its_last_decision(w) {
        let post = experience::write(&w, "示例").await;
        experience::submit(&w, &post).await;
        w.superior().post(experience::at(&post, "/review"), &json!({ "decision": "return", "reason": "示例" })).await.is(200);
        experience::submit(&w, &post).await;
        let waiting = queue(&w.superior(), "").await;
        assert_eq!((waiting.len(), waiting[0].round), (1, 2));
        w.superior().post(experience::at(&post, "/review"), &json!({ "decision": "approve", "audience": "subtree" })).await.is(200);
        let decided = queue(&w.superior(), "?decided=true").await;
        assert_eq!((decided.len(), decided[0].decision.map(|d| d.code())), (1, Some("approve")));
    }

    async fn what_is_filed_is_only_read(w) {
        let mut ids = Vec::new();
        for kind in [MeetingKind::ThemeDay, MeetingKind::PartyLecture, MeetingKind::ThemeDay] {
            ids.push(w.submitted_as(&w.form(kind)).await.row.id.0);
        }
        assert!(queue(&w.superior(), "").await.is_empty(), "nothing waits");
        let all = filed(&w.superior(), "").await;
        assert_eq!(all.iter().map(|f| f.what.as_str()).collect::<Vec<_>>(), ["主题党日", "支部党课", "主题党日"]);
        assert!(all.iter().all(|f| !f.read && f.org.id.0 == 12));
        assert_eq!(all[2].link, format!("/meetings/{}", ids[0]));
        assert!(filed(&w.committee(), "").await.is_empty());
        let read = async |who: Actor, body: serde_json::Value| who.post("/api/reviews/filed/read", &body).await.ok::<ReviewCounts>();
        // another organisation's reading changes nothing here
        read(w.committee(), json!({ "ids": [all[0].id] })).await;
        read(w.committee(), json!({})).await;
        assert_eq!(w.superior().get("/api/reviews/counts").await.ok::<ReviewCounts>().filed, 3);
        assert_eq!(read(w.superior(), json!({ "ids": [all[0].id] })).await.filed, 2);
        assert_eq!(filed(&w.superior(), "?unread=true").await.len(), 2);
        assert_eq!(read(w.superior(), json!({})).await.filed, 0);
        assert_eq!(read(w.superior(), json!({})).await.filed, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'filed_read'").await, 2);
        let many = json!({ "ids": (0..101).collect::<Vec<_>>() });
        w.superior().post("/api/reviews/filed/read", &many).await.refused(400, "malformed");
    }

    async fn what_was_filed_moves_along_with_its_branch(w) {
        w.submitted_as(&w.form(MeetingKind::ThemeDay)).await;
        w.write(|c| {
            c.execute("UPDATE org SET superior_id = 100, path = '/1/100/12/' WHERE id = 12", gsdj_backend::bind![])?;
            gsdj_backend::review::rescope(c, gsdj_domain::OrgId(12))
        }).await;
        assert_eq!((filed(&w.superior(), "").await.len(), filed(&w.committee_beside(), "").await.len()), (0, 1));
    }
}
