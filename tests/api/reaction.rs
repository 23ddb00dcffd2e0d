//! 收藏, 点赞, 分享, 评论 (FEATURES 5.14): once for each account and thing; a member's comment passes their branch first.

use super::content::published;
use gsdj_domain::inbox::InboxItem;
use gsdj_domain::points::Rule;
use gsdj_domain::reaction::{Favourite, Reacted, Reactions, Remark, RemarkState, RemarkView};
use gsdj_domain::review::{ReviewCounts, ReviewItem};
use gsdj_domain::time::{DAY, MINUTE};
use gsdj_domain::{ArticleId, Page};
use gsdj_tests::acts::earned;
use gsdj_tests::{Actor, Place, World, on_both_engines};
use serde_json::json;

async fn put(who: &Actor, id: ArticleId, deed: &str, on: bool) -> Reacted {
    who.put("/api/reactions", &json!({ "kind": "article", "id": id, "deed": deed, "on": on })).await.ok()
}

async fn stands(who: &Actor, id: ArticleId) -> Reactions {
    who.get(format!("/api/reactions?kind=article&id={id}")).await.ok()
}

async fn say(who: &Actor, id: ArticleId, text: &str) -> gsdj_tests::Reply {
    who.post("/api/reactions/comments", &json!({ "kind": "article", "id": id, "text": text })).await
}

async fn comments(who: &Actor, id: ArticleId) -> Vec<Remark> {
    who.get(format!("/api/reactions/comments?kind=article&id={id}")).await.ok::<Page<Remark>>().items
}

async fn withdraw(w: &World, id: ArticleId) {
    w.province().post(format!("/api/desk/articles/{id}/withdrawal"), &json!({ "reason": "示例" })).await.is(200);
}

on_both_engines! {
    async fn a_like_given_again_earns_nothing_more(w) {
        let id = published(&w, "notices", "示例").await;
        let given = put(&w.member(1), id, "like", true).await;
        assert_eq!((given.points, given.reactions.likes, given.reactions.liked), (1, 1, true));
        assert_eq!(put(&w.member(1), id, "like", true).await.reactions.likes, 1);
        assert_eq!(put(&w.member_of(Place::C, 1), id, "like", true).await.reactions.likes, 2);
        assert_eq!(put(&w.branch_admin(), id, "like", true).await.points, 0);
        let taken = put(&w.member(1), id, "like", false).await;
        assert_eq!((taken.points, taken.reactions.likes, taken.reactions.liked), (0, 2, false));
        assert_eq!(put(&w.member(1), id, "like", false).await.reactions.likes, 2);
        w.at(w.now().plus(DAY)).await;
        assert_eq!(put(&w.member(1), id, "like", true).await.points, 0);
        assert_eq!(earned(&w.member(1), Rule::Like).await, 1);
        assert_eq!(put(&w.member(1), id, "share", true).await.points, 1);
        assert_eq!(put(&w.member(1), id, "share", true).await.points, 0);
        w.member(1).put("/api/reactions", &json!({ "kind": "article", "id": id, "deed": "share", "on": false })).await.is(400);
        assert_eq!(stands(&w.member(2), id).await, Reactions { likes: 3, shares: 1, ..Reactions::default() });
    }

    async fn favourites_are_one_s_own_list(w) {
        let (first, second) = (published(&w, "notices", "示例甲").await, published(&w, "central", "示例乙").await);
        for id in [first, second] {
            w.at(w.now().plus(1_000)).await;
            put(&w.member(1), id, "favourite", true).await;
        }
        let list = async |who: Actor| who.get("/api/favourites").await.ok::<Page<Favourite>>().items;
        let mine = list(w.member(1)).await;
        let rows: Vec<_> = mine.iter().map(|f| (f.title.as_str(), f.note.as_str(), f.link.clone())).collect();
        assert_eq!(rows, [("示例乙", "中央声音", format!("/articles/{second}")), ("示例甲", "通知公告", format!("/articles/{first}"))]);
        assert!(list(w.member(2)).await.is_empty());
        let page: Page<Favourite> = w.member(1).get("/api/favourites?limit=1").await.ok();
        let next: Page<Favourite> = w.member(1).get(format!("/api/favourites?limit=1&cursor={}", page.next.unwrap())).await.ok();
        assert_eq!((next.items[0].title.as_str(), next.next), ("示例甲", None));
        // what is gone says so, and can be let go
        withdraw(&w, second).await;
        assert_eq!((list(w.member(1)).await[0].title.as_str(), list(w.member(1)).await[0].link.as_str()), ("这文章已经下线", ""));
        put(&w.member(1), second, "favourite", false).await;
        assert_eq!(list(w.member(1)).await.len(), 1);
        w.member(1).get(format!("/api/reactions?kind=article&id={second}")).await.refused(404, "not_found");
        assert_eq!(earned(&w.member(1), Rule::Favourite).await, 2);
    }

    async fn a_comment_is_seen_once_the_branch_has_approved_it(w) {
        let id = published(&w, "notices", "示例文章").await;
        let said: Remark = say(&w.member(2), id, " 受启发🙂 ").await.created();
        assert_eq!((said.state, said.text.as_str(), said.mine), (RemarkState::Waiting, "受启发🙂", true));
        assert_eq!(comments(&w.member(2), id).await.len(), 1);
        for who in [w.member(3), w.branch_of(Place::C), w.superior(), w.province()] {
            assert!(comments(&who, id).await.is_empty());
        }
        assert!(comments(&w.branch_admin(), id).await[0].decides);
        let queue: Page<ReviewItem> = w.branch_admin().get("/api/reviews").await.ok();
        assert_eq!((queue.items[0].title.as_str(), queue.items[0].what.as_str()), ("受启发🙂", "评论 · 示例文章"));
        assert_eq!(queue.items[0].link, format!("/comments/{}", said.id));
        assert_eq!(w.branch_admin().get("/api/reviews/counts").await.ok::<ReviewCounts>().waiting[0].count, 1);
        let told: Page<InboxItem> = w.branch_admin().get("/api/inbox?topic=review_due").await.ok();
        assert_eq!(told.items[0].link.as_deref(), Some(&*format!("/comments/{}", said.id)));
        assert_eq!(earned(&w.member(2), Rule::Comment).await, 0);
        let at = format!("/api/reactions/comments/{}", said.id);
        w.branch_of(Place::C).post(format!("{at}/decision"), &json!({ "decision": "approve" })).await.refused(404, "not_found");
        w.member(3).get(&at).await.refused(404, "not_found");
        let passed: RemarkView = w.branch_admin().post(format!("{at}/decision"), &json!({ "decision": "approve" })).await.ok();
        assert_eq!((passed.remark.state, passed.link.as_str()), (RemarkState::Shown, &*format!("/articles/{id}")));
        w.branch_admin().post(format!("{at}/decision"), &json!({ "decision": "approve" })).await.refused(409, "remark_decided_already");
        assert_eq!(comments(&w.member_of(Place::C, 1), id).await.len(), 1);
        assert_eq!((stands(&w.member(1), id).await.remarks, earned(&w.member(2), Rule::Comment).await), (1, 2));
        // a second one on the same thing is said, and earns no more
        let more: Remark = say(&w.member(2), id, "再说一句").await.created();
        w.branch_admin().post(format!("/api/reactions/comments/{}/decision", more.id), &json!({ "decision": "approve" })).await.is(200);
        assert_eq!(earned(&w.member(2), Rule::Comment).await, 2);
        let decided: Page<ReviewItem> = w.branch_admin().get("/api/reviews?decided=true&kind=comment").await.ok();
        assert_eq!(decided.items.len(), 2);
        // an organisation's own stands at once
        let own: Remark = say(&w.superior(), id, "写得实在").await.created();
        assert_eq!((own.state, own.org.as_str()), (RemarkState::Shown, ""));
    }

    async fn a_comment_counts_for_the_day_on_which_it_was_written(w) {
        let written = w.now();
        for (n, day) in (0..4).zip([0, 0, 1, 2]) {
            w.only_clock(written.plus(day * DAY));
            let id = published(&w, "notices", &format!("示例文章{n}")).await;
            say(&w.member(2), id, "受启发").await.created::<Remark>();
        }
        // the branch looks at a week's comments at once
        w.only_clock(written.plus(5 * DAY));
        let queue: Page<ReviewItem> = w.branch_admin().get("/api/reviews?kind=comment").await.ok();
        for item in queue.items {
            let at = format!("/api/reactions{}/decision", item.link);
            w.branch_admin().post(at, &json!({ "decision": "approve" })).await.is(200);
        }
        assert_eq!(earned(&w.member(2), Rule::Comment).await, 8);
        assert_eq!(w.number(format!("SELECT COUNT(*) FROM ledger WHERE rule = 'comment' AND at < {}", written.plus(DAY).0)).await, 2);
    }

    async fn a_no_and_a_removal_say_why(w) {
        let id = published(&w, "notices", "示例文章").await;
        let said: Remark = say(&w.member(2), id, "不妥的话").await.created();
        let at = format!("/api/reactions/comments/{}", said.id);
        w.branch_admin().post(format!("{at}/decision"), &json!({ "decision": "return" })).await.fault("return_needs_reason", "reason");
        w.branch_admin().post(format!("{at}/decision"), &json!({ "decision": "return", "reason": "用语不当（示例）" })).await.is(200);
        assert_eq!(comments(&w.member(2), id).await[0].reason.as_deref(), Some("用语不当（示例）"));
        assert!(comments(&w.member(3), id).await.is_empty() && comments(&w.branch_admin(), id).await.is_empty());
        let told: Page<InboxItem> = w.member(2).get("/api/inbox?topic=comment").await.ok();
        assert_eq!(told.items[0].body, "示例高台村第一党支部：用语不当（示例）");
        assert_eq!(earned(&w.member(2), Rule::Comment).await, 0);
        w.member(2).post(format!("{at}/removal"), &json!({})).await.refused(409, "remark_removed_already");
        let other: Remark = say(&w.member(3), id, "可以").await.created();
        let at = format!("/api/reactions/comments/{}", other.id);
        w.branch_admin().post(format!("{at}/decision"), &json!({ "decision": "approve" })).await.is(200);
        w.superior().post(format!("{at}/removal"), &json!({ "reason": "示例" })).await.refused(404, "not_found");
        w.province().post(format!("{at}/removal"), &json!({})).await.fault("remark_removal_needs_reason", "reason");
        w.province().post(format!("{at}/removal"), &json!({ "reason": "与内容无关（示例）" })).await.is(200);
        assert_eq!(stands(&w.member(1), id).await.remarks, 0);
        assert_eq!(comments(&w.member(3), id).await[0].state, RemarkState::Removed);
        let own: Remark = say(&w.member(4), id, "写错了").await.created();
        w.member(4).post(format!("/api/reactions/comments/{}/removal", own.id), &json!({})).await.is(200);
    }

    async fn whoever_comments_too_fast_is_asked_to_wait(w) {
        let id = published(&w, "notices", "示例").await;
        say(&w.member(1), id, "").await.fault("missing", "text");
        say(&w.member(1), id, &"字".repeat(301)).await.fault("too_long", "text");
        say(&w.member(1), ArticleId(7), "示例").await.refused(404, "not_found");
        for n in 0..5 {
            say(&w.member(1), id, &format!("第 {n} 条")).await.is(201);
        }
        let refused = say(&w.member(1), id, "第六条").await;
        assert_eq!(refused.header("retry-after"), "601");
        refused.refused(429, "too_many_remarks");
        w.at(w.now().plus(10 * MINUTE)).await;
        say(&w.member(1), id, "十分钟后").await.is(201);
    }
}
