//! The inbox (FEATURES 1.9): one's own messages, counts that fit, and the live stream.

use gsdj_domain::Page;
use gsdj_domain::inbox::{InboxItem, Topic, Unread};
use gsdj_tests::acts::at;
use gsdj_tests::{World, on_both_engines};
use serde_json::json;
use std::time::Duration;

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

    async fn two_devices_of_one_account_agree_within_a_second(w) {
        let (one, two) = (w.announced().await.row.id, w.announced().await.row.id);
        let (mut phone, mut computer) = (w.member(1).listen().await, w.member(1).listen().await);
        let mut both = async |expected: u32| {
            for device in [&mut phone, &mut computer] {
                let heard = tokio::time::timeout(Duration::from_secs(1), async {
                    while device.until("inbox").await != json!({ "unread": expected }) {}
                });
                assert!(heard.await.is_ok(), "not told of {expected} within a second");
            }
            assert_eq!(unread(&w, 101).await, expected);
        };
        both(2).await;
        let items: Page<InboxItem> = w.member(1).get("/api/inbox").await.ok();
        w.member(1).post_empty(format!("/api/inbox/{}/read", items.items[0].id)).await.is(200);
        both(1).await;
        // something new comes
        w.announced().await;
        both(2).await;
        // answering reads what was said about the meeting
        w.member(1).attends(two).await;
        w.member(1).attends(one).await;
        both(1).await;
        w.member(1).post_empty("/api/inbox/read").await.is(200);
        both(0).await;
    }

    async fn messages_are_filtered_by_topic_and_read_in_bulk(w) {
        let meeting = w.announced().await.row.id;
        w.announced().await;
        let form = crate::api::disclosure::form(&w, 0);
        w.branch_admin().post("/api/disclosures", &form).await.is(201);
        let list = async |query: &str| w.member(1).get(format!("/api/inbox{query}")).await.ok::<Page<InboxItem>>().items;
        let notices = list("?topic=meeting_notice").await;
        assert_eq!(notices.len(), 2);
        assert_eq!((notices[1].meeting, notices[1].link.clone()), (Some(meeting), None));
        assert_eq!(list("?topic=disclosure&unread=true").await.len(), 1);
        assert!(list("?topic=urge").await.is_empty());
        w.member(1).get("/api/inbox?topic=nonsense").await.refused(400, "malformed");
        let read = async |body: serde_json::Value| w.member(1).post("/api/inbox/read", &body).await.ok::<Unread>().unread;
        assert_eq!(read(json!({ "topic": "disclosure" })).await, 2);
        // chosen ones; what is somebody else's is passed over
        let others: Page<InboxItem> = w.member(2).get("/api/inbox?topic=disclosure").await.ok();
        assert_eq!(read(json!({ "ids": [notices[0].id, 1, i64::MAX] })).await, 1);
        assert_eq!(w.account(201).post("/api/inbox/read", &json!({ "ids": [notices[1].id] })).await.ok::<Unread>().unread, 0);
        assert_eq!((unread(&w, 101).await, unread(&w, 102).await), (1, 3));
        assert!(!others.items[0].read);
        let many = json!({ "ids": (0..101).collect::<Vec<_>>() });
        w.member(1).post("/api/inbox/read", &many).await.refused(400, "malformed");
        assert_eq!(read(json!({})).await, 0);
        // by pages, with the filter kept
        let page: Page<InboxItem> = w.member(1).get("/api/inbox?topic=meeting_notice&limit=1").await.ok();
        let next: Page<InboxItem> = w.member(1).get(format!("/api/inbox?topic=meeting_notice&limit=1&cursor={}", page.next.unwrap())).await.ok();
        assert_eq!((page.items[0].id, next.items[0].id, next.next), (notices[0].id, notices[1].id, None));
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
