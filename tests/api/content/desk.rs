//! The desk: drafts, the second pair of eyes, versions, scheduling, withdrawal.

use super::{at, column, form, published, submitted, write};
use gsdj_backend::content::publish_due;
use gsdj_domain::content::{
    ArticleAct, ArticleState, ArticleView, DeskCounts, DeskRow, DeskView, VersionRow, VersionView,
};
use gsdj_domain::inbox::InboxItem;
use gsdj_domain::review::ReviewItem;
use gsdj_domain::time::HOUR;
use gsdj_domain::{ArticleId, Page};
use gsdj_tests::{Actor, World, on_both_engines};
use serde_json::json;

async fn sees(who: &Actor, id: ArticleId) -> DeskView {
    who.get(at(id, "")).await.ok()
}

async fn told(who: &Actor, topic: &str) -> Vec<InboxItem> {
    who.get(format!("/api/inbox?topic={topic}")).await.ok::<Page<InboxItem>>().items
}

async fn titles(who: &Actor, query: &str) -> Vec<String> {
    let page: Page<DeskRow> = who.get(format!("/api/desk/articles{query}")).await.ok();
    page.items.into_iter().map(|row| row.title).collect()
}

async fn waiting_of_lanzhou(w: &World) -> ArticleId {
    submitted(&w.lanzhou(1), &form(column(w, "lanzhou", "notices").await, "示例：兰州")).await.row.id
}

on_both_engines! {
    async fn nothing_is_published_that_only_its_writer_saw(w) {
        let id = waiting_of_lanzhou(&w).await;
        let approve = json!({ "decision": "approve" });
        w.lanzhou(1).post(at(id, "/review"), &approve).await.refused(403, "content_own_work");
        assert!(!sees(&w.lanzhou(1), id).await.acts.contains(&ArticleAct::Publish));
        // who is beside neither sees it nor decides on it
        for who in [w.editor(1), w.editor(2)] {
            who.get(at(id, "")).await.refused(404, "not_found");
            who.post(at(id, "/review"), &approve).await.refused(404, "not_found");
        }
        for who in [w.committee(), w.branch_admin(), w.member(1)] {
            who.get(at(id, "")).await.refused(403, "no_permission");
        }
        // both that may decide were told; a return needs a reason
        assert_eq!(told(&w.lanzhou(2), "review_due").await[0].link.as_deref(), Some(&*format!("/desk/{id}")));
        assert_eq!(told(&w.province(), "review_due").await.len(), 1);
        w.lanzhou(2).post(at(id, "/review"), &json!({ "decision": "return" })).await.fault("return_needs_reason", "reason");
        w.lanzhou(2).post(at(id, "/review"), &json!({ "decision": "return", "reason": "请补充（示例）" })).await.is(200);
        let back = sees(&w.lanzhou(1), id).await;
        assert_eq!((back.row.state, back.rounds[0].reason.as_str()), (ArticleState::Returned, "请补充（示例）"));
        assert_eq!(back.acts, [ArticleAct::Edit, ArticleAct::Submit]);
        assert_eq!(told(&w.lanzhou(1), "returned").await.len(), 1);
        assert!(told(&w.province(), "review_due").await[0].read, "what was decided waits for nobody");
        w.lanzhou(1).delete(at(id, "")).await.refused(409, "content_keeps_its_history");
        w.lanzhou(1).post_empty(at(id, "/submission")).await.is(200);
        w.province().post(at(id, "/review"), &approve).await.is(200);
        w.anon().get(format!("/api/articles/{id}")).await.is(200);
    }

    async fn it_is_taken_back_while_nobody_has_looked(w) {
        let id = waiting_of_lanzhou(&w).await;
        // the writer's own look is none, nor is a list
        sees(&w.lanzhou(1), id).await;
        titles(&w.lanzhou(2), "?state=waiting").await;
        let back: DeskView = w.lanzhou(1).delete(at(id, "/submission")).await.ok();
        assert!(back.row.state == ArticleState::Draft && back.rounds[0].withdrawn);
        w.lanzhou(1).post_empty(at(id, "/submission")).await.is(200);
        sees(&w.province(), id).await;
        w.lanzhou(1).delete(at(id, "/submission")).await.refused(409, "content_already_looked_at");
        w.province().delete(at(id, "/submission")).await.refused(403, "no_permission");
    }

    async fn nobody_approves_a_text_that_was_changed_since_they_read_it(w) {
        let notices = column(&w, "province", "notices").await;
        let id = submitted(&w.editor(1), &form(notices, "示例一")).await.row.id;
        // read without a network, the look is noted by nobody: it is taken back, changed and handed in again
        let read = sees(&w.editor(1), id).await.revision;
        w.editor(1).delete(at(id, "/submission")).await.is(200);
        w.editor(1).put(at(id, ""), &form(notices, "示例二")).await.is(200);
        w.editor(1).post_empty(at(id, "/submission")).await.is(200);
        let stale = w.editor(2).with("if-match", &format!("\"{read}\""));
        for decision in [json!({ "decision": "approve" }), json!({ "decision": "return", "reason": "示例" })] {
            stale.post(at(id, "/review"), &decision).await.refused(409, "stale");
        }
        w.anon().get(format!("/api/articles/{id}")).await.refused(404, "not_found");
        // that somebody opened it changes nothing of it
        let stands = sees(&w.editor(2), id).await;
        assert_eq!(sees(&w.province(), id).await.revision, stands.revision);
        let fresh = w.editor(2).with("if-match", &format!("\"{}\"", stands.revision)).key("a-decision");
        for _ in 0..2 {
            fresh.post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        }
        assert_eq!(w.anon().get(format!("/api/articles/{id}")).await.ok::<ArticleView>().row.title, "示例二");
    }

    async fn a_change_is_a_version_and_history_is_kept(w) {
        let id = published(&w, "notices", "示例一").await;
        let notices = column(&w, "province", "notices").await;
        let stands = sees(&w.editor(2), id).await;
        let mut second = form(notices, "示例二");
        second["note"] = json!("改了标题");
        let changed = w.editor(2).with("if-match", &format!("\"{}\"", stands.revision)).put(at(id, ""), &second).await;
        let changed: DeskView = changed.ok();
        assert_eq!((changed.row.state, changed.row.live, changed.row.title.as_str()), (ArticleState::Draft, true, "示例二"));
        w.editor(1).with("if-match", &format!("\"{}\"", stands.revision)).put(at(id, ""), &second).await.refused(409, "stale");
        assert_eq!(w.anon().get(format!("/api/articles/{id}")).await.ok::<ArticleView>().row.title, "示例一");
        // thrown away, the one before stands as if nothing had been
        w.editor(2).delete(at(id, "")).await.is(204);
        assert_eq!(sees(&w.editor(2), id).await.row.state, ArticleState::Published);
        w.editor(2).put(at(id, ""), &second).await.is(200);
        w.editor(2).post_empty(at(id, "/submission")).await.is(200);
        w.editor(1).post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        let view: ArticleView = w.anon().get(format!("/api/articles/{id}")).await.ok();
        assert_eq!((view.row.title.as_str(), view.version), ("示例二", 2));
        let all: Page<VersionRow> = w.editor(1).get(at(id, "/versions")).await.ok();
        let rows: Vec<_> = all.items.iter().map(|v| (v.version, v.title.as_str(), v.note.as_str(), v.reviewer.as_str())).collect();
        assert_eq!(rows, [(2, "示例二", "改了标题", "示例编辑501"), (1, "示例一", "", "示例省委组织部")]);
        let first: VersionView = w.editor(1).get(at(id, "/version?number=1")).await.ok();
        assert_eq!(first.form.body, "<p>示例一：示例正文。</p>");
        w.editor(1).get(at(id, "/version?number=3")).await.refused(404, "not_found");
    }

    async fn what_is_scheduled_becomes_public_at_its_time(w) {
        let id = waiting_of_lanzhou(&w).await;
        let now = w.now();
        let when = |at| json!({ "decision": "approve", "publish_at": at });
        w.province().post(at(id, "/review"), &when(now)).await.fault("content_schedule_in_the_past", "publish_at");
        w.province().post(at(id, "/review"), &when(now.plus(HOUR))).await.is(200);
        let view = sees(&w.lanzhou(1), id).await;
        assert_eq!((view.row.state, view.row.publish_at), (ArticleState::Scheduled, Some(now.plus(HOUR))));
        w.lanzhou(1).put(at(id, ""), &form(column(&w, "lanzhou", "notices").await, "晚了")).await.refused(409, "content_not_now");
        w.at(now.plus(HOUR - 1)).await;
        assert_eq!(w.write(move |c| publish_due(c, now.plus(HOUR - 1))).await, 0);
        w.anon().get(format!("/api/articles/{id}")).await.is(404);
        w.at(now.plus(HOUR + 90_000)).await;
        assert_eq!(w.write(move |c| publish_due(c, now.plus(HOUR + 90_000))).await, 1);
        let public: ArticleView = w.anon().get(format!("/api/articles/{id}")).await.ok();
        assert_eq!(public.row.at, now.plus(HOUR), "listed under the time that was set, not the minute it was done in");
        assert_eq!(told(&w.lanzhou(1), "approved").await.len(), 2);
        // what is only scheduled can still be taken back, by the province too
        let other = waiting_of_lanzhou(&w).await;
        w.lanzhou(2).post(at(other, "/review"), &when(w.now().plus(HOUR))).await.is(200);
        let back: DeskView = w.province().delete(at(other, "/submission")).await.ok();
        assert_eq!((back.row.state, back.row.publish_at), (ArticleState::Draft, None));
        assert!(!back.rounds[0].withdrawn, "its decision stays as it was");
    }

    async fn a_withdrawal_needs_a_reason_and_tells_the_writer(w) {
        let id = published(&w, "notices", "示例").await;
        w.province().post(at(id, "/withdrawal"), &json!({ "reason": " " })).await.fault("content_withdrawal_needs_reason", "reason");
        let gone: DeskView = w.province().post(at(id, "/withdrawal"), &json!({ "reason": "内容有误（示例）" })).await.ok();
        assert_eq!((gone.row.state, gone.withdrawn_for.as_deref()), (ArticleState::Withdrawn, Some("内容有误（示例）")));
        assert_eq!(told(&w.editor(1), "article").await[0].body, "示例省委组织部：内容有误（示例）");
        w.province().post(at(id, "/withdrawal"), &json!({ "reason": "再来" })).await.refused(409, "content_not_now");
        // it may come back as a new version
        w.editor(1).put(at(id, ""), &form(column(&w, "province", "notices").await, "示例（更正）")).await.is(200);
        w.editor(1).post_empty(at(id, "/submission")).await.is(200);
        w.province().post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        let back = sees(&w.editor(1), id).await;
        assert_eq!((back.row.state, back.withdrawn_for, back.row.versions), (ArticleState::Published, None, 2));
    }

    async fn what_is_withdrawn_does_not_come_back_by_itself(w) {
        let notices = column(&w, "province", "notices").await;
        let next = async |title: &str| {
            let id = published(&w, "notices", "示例").await;
            w.editor(1).put(at(id, ""), &form(notices, title)).await.is(200);
            w.editor(1).post_empty(at(id, "/submission")).await.is(200);
            id
        };
        let (scheduled, waiting) = (next("示例：定时").await, next("示例：待审").await);
        let due = w.now().plus(HOUR);
        w.province().post(at(scheduled, "/review"), &json!({ "decision": "approve", "publish_at": due })).await.is(200);
        for id in [scheduled, waiting] {
            let gone: DeskView = w.province().post(at(id, "/withdrawal"), &json!({ "reason": "内容有误（示例）" })).await.ok();
            assert_eq!((gone.row.state, gone.row.publish_at), (ArticleState::Draft, None));
            assert_eq!(gone.withdrawn_for.as_deref(), Some("内容有误（示例）"));
            assert!(told(&w.editor(1), "article").await[0].body.ends_with("请重新报审。"));
            w.province().post(at(id, "/review"), &json!({ "decision": "approve" })).await.refused(409, "content_not_now");
        }
        assert!(told(&w.province(), "review_due").await.iter().all(|item| item.read), "nothing waits any more");
        assert!(sees(&w.province(), waiting).await.rounds[1].withdrawn);
        let late = due.plus(90_000);
        w.at(late).await;
        assert_eq!(w.write(move |c| publish_due(c, late)).await, 0);
        for id in [scheduled, waiting] {
            w.anon().get(format!("/api/articles/{id}")).await.refused(404, "not_found");
            assert_eq!(sees(&w.editor(1), id).await.withdrawn_for.as_deref(), Some("内容有误（示例）"));
        }
        // to publish it is a new decision
        w.editor(1).post_empty(at(scheduled, "/submission")).await.is(200);
        w.province().post(at(scheduled, "/review"), &json!({ "decision": "approve" })).await.is(200);
        let back: ArticleView = w.anon().get(format!("/api/articles/{scheduled}")).await.ok();
        assert_eq!((back.row.title.as_str(), back.version), ("示例：定时", 2));
    }

    async fn a_form_names_each_of_its_faults(w) {
        let notices = column(&w, "province", "notices").await;
        let of_lanzhou = column(&w, "lanzhou", "notices").await;
        let topics = column(&w, "province", "topics").await;
        let send = async |change: &dyn Fn(&mut serde_json::Value)| {
            let mut sent = form(notices, "示例");
            change(&mut sent);
            w.editor(1).post("/api/desk/articles", &sent).await
        };
        send(&|f| f["title"] = json!(" ")).await.fault("missing", "title");
        send(&|f| f["column"] = json!(of_lanzhou)).await.fault("content_not_a_column", "column");
        send(&|f| f["column"] = json!(topics)).await.fault("content_not_a_column", "column");
        send(&|f| f["also"] = json!([of_lanzhou])).await.fault("content_not_a_column_also", "also");
        send(&|f| f["also"] = json!([notices])).await.fault("content_not_a_column_also", "also");
        send(&|f| f["cover"] = json!(7)).await.refused(403, "file_not_yours");
        send(&|f| f["dated"] = json!("昨天")).await.fault("not_a_date", "dated");
        // what can run goes before it is stored; a draft may still be empty, what is handed in may not
        let empty: DeskView = send(&|f| f["body"] = json!("<script>alert(1)</script>")).await.created();
        assert_eq!(empty.form.body, "");
        w.editor(1).post_empty(at(empty.row.id, "/submission")).await.fault("content_no_body", "body");
        w.editor(1).delete(at(empty.row.id, "")).await.is(204);
        w.editor(1).get(at(empty.row.id, "")).await.refused(404, "not_found");
    }

    async fn the_desk_lists_one_s_own_site_and_the_province_all(w) {
        let notices = column(&w, "province", "notices").await;
        write(&w.editor(1), &form(notices, "甲")).await;
        w.only_clock(w.now().plus(1));
        submitted(&w.editor(2), &form(notices, "乙")).await;
        w.only_clock(w.now().plus(1));
        waiting_of_lanzhou(&w).await;
        assert_eq!(titles(&w.editor(1), "").await, ["乙", "甲"]);
        assert_eq!(titles(&w.editor(1), "?mine=true").await, ["甲"]);
        assert_eq!(titles(&w.editor(1), "?state=waiting").await, ["乙"]);
        assert_eq!(titles(&w.editor(1), "?q=%E7%94%B2").await, ["甲"]);
        w.editor(1).get("/api/desk/articles?site=lanzhou").await.refused(404, "not_found");
        assert_eq!(titles(&w.lanzhou(2), "").await, ["示例：兰州"]);
        assert_eq!(titles(&w.province(), "").await, ["示例：兰州", "乙", "甲"]);
        assert_eq!(titles(&w.province(), "?site=lanzhou").await, ["示例：兰州"]);
        assert_eq!(titles(&w.province(), &format!("?column={notices}&limit=1")).await, ["乙"]);
        let counts: DeskCounts = w.editor(2).get("/api/desk/articles/counts").await.ok();
        assert_eq!((counts.states.len(), counts.to_review), (2, 0), "one's own waits for others");
        let counts: DeskCounts = w.province().get("/api/desk/articles/counts").await.ok();
        assert_eq!(counts.to_review, 2);
        // and the province finds them in its one queue
        let queue: Page<ReviewItem> = w.province().get("/api/reviews?kind=article").await.ok();
        let rows: Vec<_> = queue.items.iter().map(|i| (i.title.as_str(), i.what.as_str(), i.org.name.as_str())).collect();
        assert_eq!(rows, [("乙", "通知公告", "甘肃党建 · 示例编辑502"), ("示例：兰州", "通知公告", "兰州党建 · 示例编辑511")]);
        let elsewhere: Page<ReviewItem> = w.committee().get("/api/reviews?kind=article").await.ok();
        assert!(elsewhere.items.is_empty());
        w.province().post(at(ArticleId(queue.items[0].id), "/review"), &json!({ "decision": "return", "reason": "示例" })).await.is(200);
        let decided: Page<ReviewItem> = w.province().get("/api/reviews?decided=true&kind=article").await.ok();
        assert_eq!(decided.items[0].title, "乙");
    }
}
