//! The inbox (FEATURES 1.9): one's own messages, counts that fit, and the live stream.

use gsdj_domain::Page;
use gsdj_domain::inbox::{InboxItem, Topic, Unread};
use gsdj_tests::acts::at;
use gsdj_tests::{World, on_both_engines};
use serde_json::json;

async fn unread(w: &World, account: i64) -> u32 {
    let count: Unread = w.account(account).get("/api/inbox/unread").await.ok();
    let listed: Page<InboxItem> = w.account(account).get("/api/inbox?unread=true&limit=100").await.ok();
    assert_eq!(listed.items.len(), count.unread as usize);
    assert!(listed.items.iter().all(|i| !i.read));
    let rows = w.number(format!("SELECT COUNT(*) FROM inbox WHERE account_id = {account} AND read_at IS NULL")).await;
    assert_eq!(rows, i64::from(count.unread));
    count.unread
}

on_both_engines! {
    async fn messages_are_counted_read_and_never_somebody_else_s(w) {
        let one = w.announced().await.row.id;
        w.announced().await;
        assert_eq!((unread(&w, 101).await, unread(&w, 12).await, unread(&w, 201).await), (2, 0, 0));
        let items: Page<InboxItem> = w.member(1).get("/api/inbox").await.ok();
        assert_eq!(items.items[1].meeting, Some(one));
        assert!(items.items.iter().all(|i| i.topic == Topic::MeetingNotice));
        let path = format!("/api/inbox/{}/read", items.items[1].id);
        w.account(201).post_empty(&path).await.refused(404, "not_found");
        // the same message to somebody else: theirs stays as it was
        assert_eq!(w.member(2).post_empty(&path).await.ok::<Unread>().unread, 1);
        assert_eq!(unread(&w, 101).await, 2);
        assert_eq!(w.member(1).post_empty(&path).await.ok::<Unread>().unread, 1);
        assert_eq!(w.member(1).post_empty(&path).await.ok::<Unread>().unread, 1);
        assert_eq!(w.member(1).post_empty("/api/inbox/read").await.ok::<Unread>().unread, 0);
        assert_eq!((unread(&w, 101).await, unread(&w, 102).await), (0, 1));
        let all: Page<InboxItem> = w.member(1).get("/api/inbox?unread=false").await.ok();
        assert_eq!(all.items.len(), 2);
    }

    async fn answering_reads_what_was_said_about_the_meeting(w) {
        let (one, _) = (w.announced().await.row.id, w.announced().await);
        w.member(1).attends(one).await;
        assert_eq!(unread(&w, 101).await, 1);
    }

    async fn the_stream_says_the_count_at_once_and_again_with_every_message(w) {
        let draft = w.drafted().await.row.id;
        let (mut told, mut untold) = (w.member(1).listen().await, w.member(2).listen().await);
        let mut branch = w.branch_admin().listen().await;
        assert_eq!(told.next().await, ("inbox".into(), json!({ "unread": 0 })));
        assert_eq!(untold.next().await, ("inbox".into(), json!({ "unread": 0 })));
        assert_eq!(branch.next().await, ("inbox".into(), json!({ "unread": 0 })));
        w.notice(draft, &[gsdj_domain::MemberId(101)]).await;
        assert_eq!(told.until("inbox").await, json!({ "unread": 1 }));
        assert_eq!(told.until("meetings").await, json!({}));
        // an answer moves the branch's forecast, and reads the notice on the member's other devices
        w.member(1).attends(draft).await;
        assert_eq!(branch.until("meetings").await, json!({}));
        assert_eq!(told.until("inbox").await, json!({ "unread": 0 }));
        // the second member heard nothing of all this: the next thing they hear is their own notice
        w.notice(draft, &[gsdj_domain::MemberId(102)]).await;
        assert_eq!(untold.until("inbox").await, json!({ "unread": 1 }));
    }

    async fn a_refused_act_says_nothing_to_anybody(w) {
        let draft = w.drafted().await.row.id;
        let mut told = w.member(1).listen().await;
        told.next().await;
        let strangers = json!({ "members": [101, 201] });
        w.branch_admin().post(at(draft, "/notice"), &strangers).await.fault("not_in_circle", "members");
        assert_eq!(unread(&w, 101).await, 0);
        w.notice(draft, &[gsdj_domain::MemberId(101)]).await;
        assert_eq!(told.next().await, ("inbox".into(), json!({ "unread": 1 })));
    }

    async fn the_stream_is_open_to_browsers_and_closed_to_strangers(w) {
        assert_eq!(w.anon().glance("/api/inbox/stream").await, 401);
        assert_eq!(w.anon().cookie("token-of-101").glance("/api/inbox/stream").await, 200);
        assert_eq!(w.account(203).glance("/api/inbox/stream").await, 403);
    }
}
