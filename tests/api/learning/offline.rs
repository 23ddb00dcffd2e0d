//! What was watched with no network counts once, within the time there was.

use super::*;
use gsdj_domain::learning::{BeatVerdict, OfflineTold};
use gsdj_tests::on_both_engines;

fn played(lesson: LessonId, from: i64, to: i64) -> Value {
    json!({ "lesson": lesson, "from": from, "to": to, "rate": 100, "began": 1_000, "ended": 1_000 + to - from })
}

async fn report(who: &Actor, all: &[Value]) -> OfflineTold {
    who.post("/api/study/offline", &json!({ "played": all })).await.ok()
}

async fn covered(who: &Actor, lesson: LessonId) -> i64 {
    who.get(format!("/api/lessons/{lesson}")).await.ok::<LessonView>().row.progress.unwrap().covered
}

on_both_engines! {
    async fn what_was_watched_on_the_train_counts_once(w) {
        let (_, film) = published(&w, "示例").await;
        let me = w.member(2);
        // heard of, then away for half an hour
        report(&me, &[]).await;
        w.only_clock(w.now().plus(30 * MINUTE));
        let all = [played(film, 0, 6 * MINUTE)];
        let keyed = me.key("train");
        let told: OfflineTold = keyed.post("/api/study/offline", &json!({ "played": all })).await.ok();
        assert_eq!((told.played[0].verdict, told.points), (BeatVerdict::Counted, 2));
        // the outbox is not sure and sends it again, once under its key and once under another
        let again: OfflineTold = keyed.post("/api/study/offline", &json!({ "played": all })).await.ok();
        assert_eq!(again, told);
        w.only_clock(w.now().plus(30 * MINUTE));
        assert_eq!(report(&me, &all).await.points, 0);
        assert_eq!(covered(&me, film).await, 6 * MINUTE);
        assert_eq!(w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE rule = 'video'").await, 2);
        // it goes on where it stopped
        assert_eq!(Player::open(&me, film).await.position, 6 * MINUTE);
    }

    async fn what_is_there_is_merged_and_never_replaced(w) {
        let (_, film) = published(&w, "示例").await;
        let me = w.member(2);
        let mut player = Player::open(&me, film).await;
        player.plays(2 * MINUTE).await;
        player.stops().await;
        w.only_clock(w.now().plus(30 * MINUTE));
        // an older and shorter copy from the device takes nothing away
        report(&me, &[played(film, 0, MINUTE), played(film, 8 * MINUTE, 9 * MINUTE)]).await;
        assert_eq!(covered(&me, film).await, 3 * MINUTE);
        let seen: LessonView = me.get(format!("/api/lessons/{film}")).await.ok();
        assert_eq!(seen.watched.iter().map(|p| (p.from, p.to)).collect::<Vec<_>>(), [(0, 2 * MINUTE), (8 * MINUTE, 9 * MINUTE)]);
    }

    async fn neither_signing_in_again_nor_another_player_takes_away_what_was_watched(w) {
        let (_, film) = published(&w, "示例").await;
        let (_, other) = published(&w, "示例二").await;
        let me = w.member(2);
        report(&me, &[]).await;
        w.only_clock(w.now().plus(20 * MINUTE));
        // the way back leads over a sign-in, and a player is opened before the report is there
        let form = json!({ "account": gsdj_tests::phone(102), "password": gsdj_tests::PASSWORD });
        w.anon().post("/api/session", &form).await.is(200);
        w.sql("DELETE FROM session WHERE account_id = 102 AND created_at < (SELECT MAX(created_at) FROM session WHERE account_id = 102)").await;
        w.app().sessions.forget_all();
        let fresh = w.anon().post("/api/session", &form).await.ok::<Value>()["token"].as_str().unwrap().to_owned();
        let back = w.anon().bearer(&fresh);
        Player::open(&back, other).await;
        assert_eq!(report(&back, &[played(film, 0, 9 * MINUTE)]).await.played[0].verdict, BeatVerdict::Counted);
        assert_eq!(covered(&back, film).await, 9 * MINUTE);
        // there were twenty minutes in all
        assert_eq!(report(&back, &[played(other, 0, 9 * MINUTE)]).await.points, 3);
        let third = published(&w, "示例三").await.1;
        assert_eq!(report(&back, &[played(third, 0, 9 * MINUTE)]).await.played[0].verdict, BeatVerdict::Counted);
        assert_eq!(covered(&back, third).await, 2 * MINUTE);
    }

    async fn a_course_that_is_being_made_is_nobody_s_to_watch(w) {
        let (course, film) = drafted(&w, "示例").await;
        let me = w.member(2);
        report(&me, &[]).await;
        w.only_clock(w.now().plus(20 * MINUTE));
        assert_eq!(report(&me, &[played(film, 0, 3 * MINUTE)]).await.played[0].verdict, BeatVerdict::Paused);
        w.province().delete(format!("/api/courses/{course}")).await.is(204);
    }

    async fn no_more_than_the_time_since_it_was_heard_of(w) {
        let (_, film) = published(&w, "示例").await;
        let (_, other) = published(&w, "示例二").await;
        let me = w.member(2);
        report(&me, &[]).await;
        w.only_clock(w.now().plus(4 * MINUTE));
        let told = report(&me, &[played(film, 0, LESSON), played(other, 0, LESSON)]).await;
        assert_eq!(told.played.iter().map(|p| p.verdict).collect::<Vec<_>>(), [BeatVerdict::Counted, BeatVerdict::NoTime]);
        assert_eq!((covered(&me, film).await, covered(&me, other).await), (4 * MINUTE, 0));
        // by its own clock it took too little
        w.only_clock(w.now().plus(60 * MINUTE));
        let mut short = played(other, 0, LESSON);
        short["ended"] = json!(20_000);
        assert_eq!(report(&me, &[short]).await.played[0].verdict, BeatVerdict::TooFast);
        let mut fast = played(other, 0, LESSON);
        fast["rate"] = json!(400);
        assert_eq!(report(&me, &[fast]).await.played[0].verdict, BeatVerdict::TooFast);
    }

    async fn the_time_studied_elsewhere_is_not_had_twice(w) {
        let (_, film) = published(&w, "示例").await;
        let (_, other) = published(&w, "示例二").await;
        let me = w.member(2);
        let mut player = Player::open(&me, film).await;
        player.plays(5 * MINUTE).await;
        player.stops().await;
        // beside it, says the device, another film ran
        let told = report(&me, &[played(other, 0, 5 * MINUTE)]).await;
        assert_eq!(told.played[0].verdict, BeatVerdict::NoTime);
        assert_eq!(covered(&me, other).await, 0);
        // and what has ended, a lesson taken down, is no fault
        w.province().delete(format!("/api/lessons/{other}")).await.refused(422, "course_no_lessons");
        assert_eq!(report(&me, &[played(LessonId(77), 0, 5)]).await.played[0].verdict, BeatVerdict::Paused);
        let many = vec![played(film, 0, 1); 501];
        me.post("/api/study/offline", &json!({ "played": many })).await.fault("study_too_much_at_once", "played");
        w.branch_admin().post("/api/study/offline", &json!({})).await.refused(403, "no_permission");
    }
}
