//! Reading that counts (FEATURES 5.14): by the server's clock, one article at a time, once for ever; off line within the time
//! there was.

use super::published;
use gsdj_domain::ArticleId;
use gsdj_domain::content::{ArticleView, ReadTold};
use gsdj_domain::points::Rule;
use gsdj_domain::time::{DAY, HOUR, SECOND};
use gsdj_tests::{Actor, Reply, World, acts, on_both_engines};
use serde_json::json;

async fn begin(who: &Actor, id: ArticleId) {
    who.post_empty(format!("/api/articles/{id}/reading")).await.is(204);
}

async fn done(who: &Actor, id: ArticleId) -> Reply {
    who.post_empty(format!("/api/articles/{id}/reading/done")).await
}

async fn offline(who: &Actor, id: ArticleId, visible: i64) -> Reply {
    who.post(format!("/api/articles/{id}/reading/done"), &json!({ "offline": visible })).await
}

async fn earned(who: &Actor) -> i64 {
    acts::earned(who, Rule::Reading).await
}

async fn articles(w: &World, n: usize) -> Vec<ArticleId> {
    let mut all = Vec::new();
    for n in 0..n {
        all.push(published(w, "notices", &format!("示例{n}")).await);
    }
    all
}

async fn passes(w: &World, ms: i64) {
    w.at(w.now().plus(ms)).await;
}

on_both_engines! {
    async fn half_a_minute_counts_once_and_for_ever(w) {
        let id = published(&w, "notices", "示例").await;
        let who = w.member(1);
        done(&who, id).await.refused(409, "content_not_reading");
        begin(&who, id).await;
        passes(&w, 30 * SECOND - 1).await;
        done(&who, id).await.refused(409, "content_not_read_yet");
        passes(&w, 1).await;
        let told: ReadTold = who.key("read").post_empty(format!("/api/articles/{id}/reading/done")).await.ok();
        assert_eq!((told.counted, told.points), (true, 1));
        let told: ReadTold = who.key("read").post_empty(format!("/api/articles/{id}/reading/done")).await.ok();
        assert_eq!(told.points, 1, "the same answer, not another point");
        // tomorrow it is read again, and earns no more
        passes(&w, DAY).await;
        begin(&who, id).await;
        passes(&w, HOUR).await;
        assert_eq!(done(&who, id).await.ok::<ReadTold>().points, 0);
        assert_eq!(earned(&who).await, 1);
    }

    async fn a_script_earns_no_more_than_an_honest_reader(w) {
        let all = articles(&w, 5).await;
        let who = w.member(1);
        // a hundred begun at once are one
        for id in &all {
            begin(&who, *id).await;
        }
        passes(&w, 30 * SECOND).await;
        let mut counted = 0;
        for id in &all {
            counted += u32::from(done(&who, *id).await.status == 200);
        }
        assert_eq!(counted, 1);
        // nor does saying that all of it was read off line help: the time was used
        for id in &all {
            offline(&who, *id, HOUR).await.refused(409, "content_no_time_for_it");
        }
        passes(&w, 60 * SECOND).await;
        let mut counted = 0;
        for id in &all {
            counted += u32::from(offline(&who, *id, HOUR).await.status == 200);
        }
        assert_eq!(counted, 2);
        assert_eq!(earned(&who).await, 2, "and the day's cap is 2");
    }

    async fn what_was_read_on_the_train_counts_when_it_is_synchronised(w) {
        let all = articles(&w, 3).await;
        let who = w.member(2);
        passes(&w, 10 * 60 * SECOND).await;
        offline(&who, all[0], 20 * SECOND).await.refused(409, "content_not_read_yet");
        for id in &all {
            let key = format!("offline-{id}");
            let path = format!("/api/articles/{id}/reading/done");
            let told: ReadTold = who.key(&key).post(&path, &json!({ "offline": 45_000 })).await.ok();
            assert!(told.counted);
            assert_eq!(who.key(&key).post(&path, &json!({ "offline": 45_000 })).await.ok::<ReadTold>(), told);
        }
        assert_eq!(earned(&who).await, 2);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE rule = 'reading' AND member_id = 102").await, 3);
    }

    async fn a_view_counts_once_an_account_and_day(w) {
        let id = published(&w, "notices", "示例").await;
        for who in [w.member(1), w.member(1), w.branch_admin(), w.member(1)] {
            begin(&who, id).await;
        }
        assert_eq!(w.number("SELECT views FROM article_view").await, 2);
        passes(&w, DAY).await;
        begin(&w.member(1), id).await;
        // signed in, opening alone counts nothing
        let view: ArticleView = w.member(1).get(format!("/api/articles/{id}")).await.ok();
        assert_eq!(view.views, 3);
        // an organisation's reading counts as a view and earns nothing
        begin(&w.branch_admin(), id).await;
        passes(&w, 60 * SECOND).await;
        assert_eq!(done(&w.branch_admin(), id).await.ok::<ReadTold>().points, 0);
        w.member(3).post_empty("/api/articles/7/reading").await.refused(404, "not_found");
    }
}
