//! 经验交流 (FEATURES 2.7, 12.5, 12.6): written by a branch, published by its superior, read, liked and commented by others.

use gsdj_domain::Page;
use gsdj_domain::experience::{
    ExperienceAct, ExperienceComment, ExperienceLikes, ExperienceRow, ExperienceState, ExperienceView,
};
use gsdj_domain::file::FileInfo;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::time::MINUTE;
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Place, World, on_both_engines};
use serde_json::{Value, json};

pub(super) fn form(title: &str) -> Value {
    json!({ "title": title, "text": "示例正文：先摸清底数。\n再分头联系。" })
}

pub(super) fn at(post: &ExperienceView, of: &str) -> String {
    format!("/api/experiences/{}{of}", post.row.id)
}

pub(super) async fn write(w: &World, title: &str) -> ExperienceView {
    w.branch_admin().post("/api/experiences", &form(title)).await.created()
}

pub(super) async fn submit(w: &World, post: &ExperienceView) -> ExperienceView {
    w.branch_admin().post_empty(at(post, "/submission")).await.ok()
}

/// A post that the superior published for this audience.
pub(super) async fn published(w: &World, title: &str, audience: &str) -> ExperienceView {
    let post = write(w, title).await;
    submit(w, &post).await;
    w.superior().post(at(&post, "/review"), &json!({ "decision": "approve", "audience": audience })).await.ok()
}

async fn titles(who: &Actor, query: &str) -> Vec<String> {
    let page: Page<ExperienceRow> = who.get(format!("/api/experiences{query}")).await.ok();
    page.items.into_iter().map(|p| p.title).collect()
}

async fn messages(who: &Actor, topic: &str) -> Vec<InboxItem> {
    who.get(format!("/api/inbox?topic={topic}")).await.ok::<Page<InboxItem>>().items
}

on_both_engines! {
    async fn a_return_needs_a_reason_and_nothing_is_lost(w) {
        let post = write(&w, "示例：网格联系到户").await;
        assert_eq!((post.row.state, post.reviewer.as_str()), (ExperienceState::Draft, "示例高台村党总支"));
        // a draft is nobody else's
        for who in [w.superior(), w.committee(), w.member(1), w.branch_of(Place::B)] {
            who.get(at(&post, "")).await.refused(404, "not_found");
        }
        submit(&w, &post).await;
        let due = messages(&w.superior(), "review_due").await;
        assert_eq!(due[0].link.as_deref(), Some(&*format!("/experiences/{}", post.row.id)));
        w.branch_admin().put(at(&post, ""), &form("改")).await.refused(409, "experience_not_now");
        w.superior().post(at(&post, "/review"), &json!({ "decision": "return" })).await.fault("return_needs_reason", "reason");
        w.superior().post(at(&post, "/review"), &json!({ "decision": "approve" })).await.fault("experience_no_audience", "audience");
        w.committee().post(at(&post, "/review"), &json!({ "decision": "return", "reason": "示例" })).await.refused(403, "not_immediate_superior");
        let back: ExperienceView = w.superior().post(at(&post, "/review"), &json!({ "decision": "return", "reason": "请补充做法（示例）" })).await.ok();
        assert_eq!(back.row.state, ExperienceState::Returned);
        // deciding has read what asked for it
        assert!(messages(&w.superior(), "review_due").await[0].read);
        let own: ExperienceView = w.branch_admin().get(at(&post, "")).await.ok();
        assert_eq!((own.text.lines().count(), own.rounds[0].reason.as_str()), (2, "请补充做法（示例）"));
        assert_eq!(own.acts, [ExperienceAct::Edit, ExperienceAct::Submit]);
        assert_eq!(messages(&w.branch_admin(), "returned").await.len(), 1);
        w.branch_admin().delete(at(&post, "")).await.refused(409, "experience_not_now");
        let edited: ExperienceView = w.branch_admin().put(at(&post, ""), &form("示例：网格联系到户（改）")).await.ok();
        w.branch_admin().with("if-match", &format!("\"{}\"", own.revision)).put(at(&post, ""), &form("晚了")).await.refused(409, "stale");
        assert_eq!(edited.row.title, "示例：网格联系到户（改）");
        submit(&w, &post).await;
        let done: ExperienceView = w.superior().post(at(&post, "/review"), &json!({ "decision": "approve", "audience": "subtree" })).await.ok();
        assert_eq!((done.row.state, done.rounds.len()), (ExperienceState::Published, 2));
        assert_eq!(w.number("SELECT COUNT(*) FROM experience_round").await, 2);
    }

    async fn it_is_taken_back_only_while_nobody_has_looked(w) {
        let post = write(&w, "示例").await;
        submit(&w, &post).await;
        // neither a list nor somebody else above is a look
        w.superior().get("/api/reviews").await.is(200);
        w.committee().get(at(&post, "")).await.is(200);
        let mut line = w.superior().listen().await;
        line.next().await;
        let back: ExperienceView = w.branch_admin().delete(at(&post, "/submission")).await.ok();
        assert!(back.row.state == ExperienceState::Draft && back.rounds[0].withdrawn);
        // the superior's queue and count follow at once
        assert_eq!(line.until("inbox").await, json!({ "unread": 0 }));
        assert_eq!(line.until("meetings").await, json!({}));
        submit(&w, &post).await;
        w.superior().get(at(&post, "")).await.is(200);
        w.branch_admin().delete(at(&post, "/submission")).await.refused(409, "already_looked_at");
        let thrown = write(&w, "示例：写错了").await;
        w.branch_of(Place::B).delete(at(&thrown, "")).await.refused(404, "not_found");
        w.branch_admin().delete(at(&thrown, "")).await.is(204);
        w.branch_admin().get(at(&thrown, "")).await.refused(404, "not_found");
    }

    async fn who_reads_it_is_what_the_superior_chose(w) {
        let near = published(&w, "本级", "subtree").await;
        let far = published(&w, "全省", "province").await;
        for (who, seen) in [
            (w.member(3), vec!["全省", "本级"]),
            (w.branch_admin(), vec!["全省", "本级"]),
            (w.superior(), vec!["全省", "本级"]),
            (w.committee(), vec!["全省", "本级"]),
            (w.province(), vec!["全省", "本级"]),
            (w.member_of(Place::B, 1), vec!["全省"]),
            (w.branch_of(Place::C), vec!["全省"]),
            (w.committee_beside(), vec!["全省"]),
            (w.member_of(Place::C, 1), vec!["全省"]),
        ] {
            assert_eq!(titles(&who, "").await, seen);
            who.get(at(&far, "")).await.is(200);
            who.get(at(&near, "")).await.is(if seen.len() == 2 { 200 } else { 404 });
        }
        assert_eq!(titles(&w.member(1), "?own=true").await, ["全省", "本级"]);
        write(&w, "草稿").await;
        assert_eq!(titles(&w.branch_admin(), "?own=true").await, ["草稿", "全省", "本级"]);
        assert_eq!(titles(&w.member(1), "?own=true").await, ["全省", "本级"]);
        // two characters find; what a pattern would mean is searched as it stands
        assert_eq!(titles(&w.province(), "?q=%E6%9C%AC%E7%BA%A7").await, ["本级"]);
        assert!(titles(&w.province(), "?q=%25").await.is_empty());
        let members: ExperienceView = w.member(1).get(at(&near, "")).await.ok();
        assert!(members.rounds.is_empty() && !members.moderates);
        assert_eq!(members.acts, [ExperienceAct::Comment, ExperienceAct::Like]);
    }

    async fn likes_and_views_count_each_account_once(w) {
        let post = published(&w, "甲", "province").await;
        let other = published(&w, "乙", "province").await;
        for who in [w.member(1), w.member(1), w.member_of(Place::C, 1), w.committee()] {
            who.get(at(&post, "")).await.is(200);
            who.put(at(&post, "/like"), &json!({})).await.is(200);
        }
        // the writers' own reading is none
        let own: ExperienceView = w.branch_admin().get(at(&post, "")).await.ok();
        assert_eq!((own.row.views, own.row.likes, own.liked), (3, 3, false));
        assert_eq!(w.member(1).get(at(&post, "")).await.ok::<ExperienceView>().row.views, 3);
        let taken: ExperienceLikes = w.member(1).delete(at(&post, "/like")).await.ok();
        assert_eq!((taken.likes, taken.liked), (2, false));
        assert_eq!(w.member(1).delete(at(&post, "/like")).await.ok::<ExperienceLikes>().likes, 2);
        assert_eq!(titles(&w.member(5), "?order=liked").await, ["甲", "乙"]);
        assert_eq!(titles(&w.member(5), "?order=newest").await, ["乙", "甲"]);
        let draft = write(&w, "草稿").await;
        w.branch_admin().put(at(&draft, "/like"), &json!({})).await.refused(409, "experience_not_now");
        w.member(1).get(at(&other, "")).await.is(200);
    }

    async fn comments_show_at_once_and_are_removed_with_a_reason(w) {
        let post = published(&w, "示例", "province").await;
        let say = async |who: Actor, text: &str| who.post(at(&post, "/comments"), &json!({ "text": text })).await;
        let comment: ExperienceComment = say(w.member_of(Place::C, 1), " 值得学习🙂 ").await.created();
        assert_eq!((comment.text.as_str(), comment.by.as_str(), comment.org.as_str()), ("值得学习🙂", "示例301", "示例临江社区党支部"));
        say(w.superior(), "做法具体").await.is(201);
        say(w.branch_admin(), "谢谢").await.is(201);
        say(w.member(1), "").await.fault("missing", "text");
        say(w.member(1), &"字".repeat(301)).await.fault("too_long", "text");
        let told = messages(&w.branch_admin(), "comment").await;
        assert_eq!((told.len(), told[0].topic), (2, Topic::Comment), "not of its own comment");
        let all = async |who: Actor| {
            let page: Page<ExperienceComment> = who.get(at(&post, "/comments")).await.ok();
            page.items.into_iter().map(|c| (c.by, c.mine, c.removed_for)).collect::<Vec<_>>()
        };
        assert_eq!(all(w.province()).await.len(), 3);
        let removal = format!("/api/comments/{}/removal", comment.id);
        // neither the branch nor somebody higher, only who published it
        w.branch_admin().post(&removal, &json!({ "reason": "示例" })).await.refused(404, "not_found");
        w.committee().post(&removal, &json!({ "reason": "示例" })).await.refused(404, "not_found");
        w.superior().post(&removal, &json!({})).await.fault("comment_removal_needs_reason", "reason");
        w.superior().post(&removal, &json!({ "reason": "与内容无关（示例）" })).await.is(200);
        w.superior().post(&removal, &json!({ "reason": "再来" })).await.refused(409, "comment_already_removed");
        assert_eq!(all(w.member(1)).await.len(), 2);
        let theirs = all(w.member_of(Place::C, 1)).await;
        assert_eq!(theirs[2], ("示例301".into(), true, Some("与内容无关（示例）".into())));
        assert_eq!(messages(&w.member_of(Place::C, 1), "comment").await[0].body, "示例高台村党总支：与内容无关（示例）");
        assert_eq!(w.member(1).get(at(&post, "")).await.ok::<ExperienceView>().row.comments, 2);
        let own: ExperienceComment = say(w.member(2), "说错了").await.created();
        w.member(2).post(format!("/api/comments/{}/removal", own.id), &json!({})).await.is(200);
    }

    async fn whoever_comments_too_fast_is_asked_to_wait(w) {
        let post = published(&w, "示例", "subtree").await;
        let say = async |text: String| w.member(1).post(at(&post, "/comments"), &json!({ "text": text })).await;
        for n in 0..5 {
            say(format!("第 {n} 条")).await.is(201);
        }
        let refused = say("第六条".into()).await;
        assert_eq!(refused.header("retry-after"), "601");
        refused.refused(429, "too_many_comments");
        w.member(2).post(at(&post, "/comments"), &json!({ "text": "别人不受影响" })).await.is(201);
        w.at(w.now().plus(10 * MINUTE)).await;
        say("十分钟后".into()).await.is(201);
    }

    async fn a_post_taken_down_is_found_by_nobody_outside(w) {
        let post = published(&w, "示例", "province").await;
        let photo = plain(30, 20, image::ImageFormat::Png);
        let file: FileInfo = w.branch_admin().upload("photo", "示例.png", &photo).await.created();
        let shown = w.branch_admin().post("/api/experiences", &json!({ "title": "有图", "text": "示例", "photos": [file.id] })).await;
        let shown: ExperienceView = shown.created();
        assert_eq!(shown.row.cover, Some(file.id));
        let path = format!("/api/files/{}", file.id);
        w.superior().get(&path).await.is(404);
        submit(&w, &shown).await;
        w.superior().get(&path).await.is(200);
        w.member_of(Place::C, 1).get(&path).await.is(404);
        w.superior().post(at(&shown, "/review"), &json!({ "decision": "approve", "audience": "province" })).await.is(200);
        w.member_of(Place::C, 1).get(&path).await.is(200);
        w.committee().post(at(&post, "/takedown"), &json!({ "reason": "示例" })).await.refused(403, "not_immediate_superior");
        w.superior().post(at(&post, "/takedown"), &json!({ "reason": "" })).await.fault("experience_takedown_needs_reason", "reason");
        w.superior().post(at(&post, "/takedown"), &json!({ "reason": "内容过时（示例）" })).await.is(200);
        w.member(1).get(at(&post, "")).await.refused(404, "not_found");
        w.member(1).post(at(&post, "/comments"), &json!({ "text": "示例" })).await.refused(404, "not_found");
        assert_eq!(titles(&w.member(1), "").await, ["有图"]);
        let own: ExperienceView = w.branch_admin().get(at(&post, "")).await.ok();
        assert_eq!(own.taken_down_for.as_deref(), Some("内容过时（示例）"));
        assert_eq!(messages(&w.branch_admin(), "experience").await.len(), 1);
    }

    async fn what_waits_moves_along_with_its_branch(w) {
        let post = write(&w, "示例").await;
        submit(&w, &post).await;
        w.superior().get(at(&post, "")).await.is(200);
        published(&w, "本级", "subtree").await;
        w.write(|c| {
            c.execute("UPDATE org SET superior_id = 100, path = '/1/100/12/' WHERE id = 12", gsdj_backend::bind![])?;
            gsdj_backend::experience::rescope(c, gsdj_domain::OrgId(12))
        }).await;
        w.app().sessions.forget_all();
        w.superior().get(at(&post, "")).await.refused(404, "not_found");
        w.superior().post(at(&post, "/review"), &json!({ "decision": "return", "reason": "示例" })).await.refused(404, "not_found");
        let moved: ExperienceView = w.committee_beside().get(at(&post, "")).await.ok();
        assert_eq!(moved.rounds[0].reviewer, "示例临江乡党委");
        w.committee_beside().post(at(&post, "/review"), &json!({ "decision": "approve", "audience": "subtree" })).await.is(200);
        assert_eq!(titles(&w.member_of(Place::C, 1), "").await, ["示例"]);
        assert_eq!(titles(&w.superior(), "").await, ["本级"], "what it published for its own stays published there");
    }

    async fn no_line_of_a_list_outlives_what_it_shows(w) {
        let post = published(&w, "甲", "province").await;
        let line = async || {
            let page: Page<ExperienceRow> = w.member(5).get("/api/experiences").await.ok();
            page.items.into_iter().find(|p| p.id == post.row.id)
        };
        assert_eq!(line().await.map(|p| (p.likes, p.views, p.cover)), Some((0, 0, None)));
        w.member(1).get(at(&post, "")).await.is(200);
        w.member(1).put(at(&post, "/like"), &json!({})).await.is(200);
        w.member(1).post(at(&post, "/comments"), &json!({ "text": "示例：学到了" })).await.is(201);
        assert_eq!(line().await.map(|p| (p.likes, p.views, p.comments)), Some((1, 1, 1)));
        // past all acts: another program, a photo, the organisation's new name
        let photo = plain(30, 20, image::ImageFormat::Png);
        let photo: FileInfo = w.branch_admin().upload("photo", "示例.png", &photo).await.created();
        for sql in [
            format!("UPDATE experience SET title = '乙' WHERE id = {}", post.row.id),
            format!("INSERT INTO experience_file (experience_id, seat, file_id) VALUES ({}, 0, {})", post.row.id, photo.id),
            "UPDATE org SET name = '示例新名称党支部' WHERE id = 12".to_owned(),
        ] {
            w.sql(sql).await;
        }
        let shown = line().await.unwrap();
        assert_eq!((shown.title.as_str(), shown.org.name.as_str()), ("乙", "示例新名称党支部"));
        assert_eq!(shown.cover, Some(photo.id));
        w.sql(format!("DELETE FROM experience_file WHERE file_id = {}", photo.id)).await;
        assert_eq!(line().await.unwrap().cover, None);
        let reason = json!({ "reason": "示例：内容需要核实" });
        w.superior().post(at(&post, "/takedown"), &reason).await.is(200);
        assert!(line().await.is_none());
    }

    async fn many_posts_are_paged_without_loss_through_every_strand(w) {
        // published for the general branch, the committee, and the province in turn, many at the same time and as much liked
        w.write(|c| {
            for n in 1..=240 {
                let (audience, path) = [(11, "1,10"), (10, "1"), (1, "")][n % 3];
                let published = gsdj_tests::START.0 + i64::try_from(n / 50).unwrap();
                c.execute(&format!(
                    "INSERT INTO experience (id, org_id, title, body, state, looked_at, rounds, reviewer_id, audience, audience_id,
                       published_at, taken_down_for, likes, comments, views, written_at, revision)
                     VALUES ({n}, 12, '示例', '示例', 'published', 0, 1, 11, 'subtree', {audience}, {published}, '', {}, 0, 0, 1, 1)", n % 7
                ), gsdj_backend::bind![])?;
                let above = path.split(',').filter(|p| !p.is_empty()).map(|p| format!("({p}, 0, {published}, {n})"));
                let rows: Vec<_> = above.chain([format!("({audience}, 1, {published}, {n})")]).collect();
                let sql = format!("INSERT INTO experience_reader (org_id, below, published_at, experience_id) VALUES {}", rows.join(", "));
                c.execute(&sql, gsdj_backend::bind![])?;
            }
            Ok(())
        }).await;
        for (who, count) in [(w.member(1), 240), (w.superior(), 240), (w.committee(), 240), (w.province(), 240), (w.branch_of(Place::B), 160), (w.branch_of(Place::C), 80)] {
            for order in ["newest", "liked"] {
                let (mut seen, mut cursor) = (Vec::new(), String::new());
                loop {
                    let page: Page<ExperienceRow> = who.get(format!("/api/experiences?order={order}&limit=23{cursor}")).await.ok();
                    seen.extend(page.items.iter().map(|p| (if order == "liked" { i64::from(p.likes) } else { p.published_at.unwrap().0 }, p.id.0)));
                    let Some(next) = page.next else { break };
                    cursor = format!("&cursor={next}");
                }
                assert!(seen.windows(2).all(|w| w[0] > w[1]), "{order}");
                assert_eq!(seen.len(), count, "{order}");
            }
        }
    }
}

/// Posts in every state that a route needs, and a comment, by the names of the roles' table.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    for (name, handed_in) in [("{written}", false), ("{thrown}", false), ("{waiting}", true), ("{judged}", true)] {
        let post = write(w, "示例").await;
        if handed_in {
            submit(w, &post).await;
        }
        things.push((name, post.row.id.to_string()));
    }
    let published = published(w, "示例", "subtree").await;
    let said = w.member(2).post(at(&published, "/comments"), &json!({ "text": "示例" })).await;
    things.push(("{comment}", said.created::<ExperienceComment>().id.to_string()));
    things.push(("{published}", published.row.id.to_string()));
    things
}
