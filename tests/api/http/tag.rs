//! ETags: an unchanged answer costs no body.

use gsdj_tests::acts::at;
use gsdj_tests::on_both_engines;
use serde_json::json;

on_both_engines! {
    async fn an_unchanged_answer_is_not_sent_again(w) {
        let meeting = w.announced().await.row.id;
        for path in [
            "/api/session", "/api/sessions", "/api/platform", "/api/home", "/api/inbox", "/api/inbox/unread", "/api/orgs",
            "/api/orgs/12", "/api/orgs/12/members", "/api/orgs/12/overview", "/api/orgs/12/committee", "/api/meetings",
            "/api/meetings/counts", &at(meeting, ""), "/api/points/mine",
        ] {
            let member = w.member(1);
            let first = member.get(path).await.is(200);
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 10, "{path}: {tag}");
            assert_eq!(first.header("cache-control"), "private, no-cache");
            for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
                let again = member.with("if-none-match", &known).get(path).await.is(304);
                assert!(again.body.is_empty());
                assert_eq!(again.header("etag"), tag);
            }
            member.with("if-none-match", "\"other\"").get(path).await.is(200);
        }
    }

    async fn a_change_changes_the_tag(w) {
        let meeting = w.announced().await.row.id;
        let tag = async || w.branch_admin().get(at(meeting, "")).await.header("etag").to_owned();
        let before = tag().await;
        w.member(1).attends(meeting).await;
        let after = tag().await;
        assert_ne!(before, after);
        w.branch_admin().with("if-none-match", &before).get(at(meeting, "")).await.is(200);
        let mine = async || w.member(2).get("/api/inbox/unread").await.header("etag").to_owned();
        let unread = mine().await;
        w.member(2).post("/api/inbox/read", &json!({})).await.is(200);
        assert_ne!(unread, mine().await);
    }

    async fn a_tag_opens_nothing_and_spares_no_write(w) {
        let tag = w.member(1).get("/api/home").await.header("etag").to_owned();
        w.anon().with("if-none-match", &tag).get("/api/home").await.refused(401, "not_signed_in");
        let put = w.branch_admin().with("if-none-match", "*").put("/api/orgs/12/overview", &json!({ "introduction": "示例", "meeting_place": "", "contact": "" })).await;
        put.is(200);
    }
}
