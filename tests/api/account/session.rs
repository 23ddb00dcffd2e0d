//! Sessions: listed, revoked, ended, and gone after a month without use.

use gsdj_domain::Page;
use gsdj_domain::account::{SessionInfo, SignIn, SignedIn};
use gsdj_domain::time::{DAY, MINUTE};
use gsdj_tests::{Actor, PASSWORD, START, World, on_both_engines, phone};

async fn device(w: &World, name: &str) -> Actor {
    let form = SignIn { account: phone(101), password: PASSWORD.into(), device: Some(name.into()) };
    let signed: SignedIn = w.anon().post("/api/session", &form).await.ok();
    w.anon().bearer(&signed.token)
}

async fn listed(who: &Actor) -> Vec<SessionInfo> {
    who.get("/api/sessions").await.ok::<Page<SessionInfo>>().items
}

on_both_engines! {
    async fn every_device_is_listed_and_can_be_ended_from_another(w) {
        w.sql("DELETE FROM session WHERE account_id = 101").await;
        let phone = device(&w, "手机").await;
        let computer = device(&w, "电脑 💻\u{7}").await;
        let seen = listed(&phone).await;
        let mut names: Vec<_> = seen.iter().map(|s| s.device.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["手机", "电脑 💻"]);
        assert_eq!(seen.iter().filter(|s| s.current).count(), 1);
        let other = seen.iter().find(|s| !s.current).unwrap();
        phone.delete(format!("/api/sessions/{}", other.id)).await.is(204);
        computer.get("/api/home").await.refused(401, "not_signed_in");
        phone.delete(format!("/api/sessions/{}", other.id)).await.refused(404, "not_found");
        assert_eq!(listed(&phone).await.len(), 1);
    }

    async fn a_live_stream_ends_with_its_session_and_no_other(w) {
        let (one, two) = (device(&w, "一").await, device(&w, "二").await);
        let (mut first, mut second) = (one.listen().await, two.listen().await);
        assert_eq!((first.next().await.0, second.next().await.0), ("inbox".to_owned(), "inbox".to_owned()));
        let ended = listed(&one).await.into_iter().find(|s| s.device == "二").unwrap();
        one.delete(format!("/api/sessions/{}", ended.id)).await.is(204);
        second.ended().await;
        // the other hears what happens next
        w.announced().await;
        assert_eq!(first.until("inbox").await, serde_json::json!({ "unread": 1 }));
    }

    async fn nobody_ends_somebody_else_s_session(w) {
        let theirs = listed(&w.member(2)).await[0].id;
        w.member(1).delete(format!("/api/sessions/{theirs}")).await.refused(404, "not_found");
        w.branch_admin().delete(format!("/api/sessions/{theirs}")).await.refused(404, "not_found");
        w.member(2).get("/api/home").await.is(200);
    }

    async fn signing_out_ends_this_session_and_takes_the_cookie(w) {
        let (one, two) = (device(&w, "一").await, device(&w, "二").await);
        let reply = one.delete("/api/session").await.is(204);
        assert!(reply.header("set-cookie").starts_with("gsdj_session=; "), "{}", reply.header("set-cookie"));
        assert!(reply.header("set-cookie").contains("Max-Age=0"));
        one.get("/api/home").await.refused(401, "not_signed_in");
        one.delete("/api/session").await.refused(401, "not_signed_in");
        two.get("/api/home").await.is(200);
    }

    async fn a_session_lives_a_month_after_its_last_use(w) {
        let phone = device(&w, "手机").await;
        w.only_clock(START.plus(29 * DAY));
        phone.get("/api/home").await.is(200);
        assert_eq!(listed(&phone).await.iter().find(|s| s.current).map(|s| s.last_seen), Some(START.plus(29 * DAY)));
        w.only_clock(START.plus(58 * DAY));
        phone.get("/api/home").await.is(200);
        w.only_clock(START.plus(88 * DAY));
        phone.get("/api/home").await.refused(401, "not_signed_in");
    }

    async fn the_last_use_is_kept_to_five_minutes(w) {
        let phone = device(&w, "手机").await;
        let seen = async |now| {
            w.only_clock(now);
            phone.get("/api/home").await.is(200);
            listed(&phone).await.iter().find(|s| s.current).unwrap().last_seen
        };
        assert_eq!(seen(START.plus(5 * MINUTE - 1)).await, START);
        assert_eq!(seen(START.plus(5 * MINUTE)).await, START.plus(5 * MINUTE));
    }
}
