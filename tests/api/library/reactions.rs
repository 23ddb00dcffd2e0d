//! Works are kept, liked and commented on as everything else that is read (FEATURES 5.14).

use super::{draft, published};
use gsdj_domain::Page;
use gsdj_domain::points::Rule;
use gsdj_domain::reaction::{Favourite, Reacted, Remark, RemarkView};
use gsdj_tests::acts::earned;
use gsdj_tests::{Actor, Reply, on_both_engines};
use serde_json::json;

async fn put(who: &Actor, id: i64, deed: &str) -> Reply {
    who.put("/api/reactions", &json!({ "kind": "book", "id": id, "deed": deed, "on": true })).await
}

on_both_engines! {
    async fn a_work_is_kept_until_it_is_taken_off(w) {
        let work = published(&w, "示例读本").await;
        let me = w.member(2);
        let given: Reacted = put(&me, work.row.id.0, "favourite").await.ok();
        assert_eq!((given.points, given.reactions.favourites, given.reactions.kept), (1, 1, true));
        let kept = me.get("/api/favourites").await.ok::<Page<Favourite>>().items;
        let link = format!("/library/works/{}", work.row.id);
        assert_eq!((kept[0].title.as_str(), kept[0].note.as_str(), &kept[0].link), ("示例读本", "示例编写组", &link));
        w.province().delete(format!("/api/works/{}/publication", work.row.id)).await.is(200);
        put(&me, work.row.id.0, "like").await.refused(404, "not_found");
        let gone = me.get("/api/favourites").await.ok::<Page<Favourite>>().items;
        assert_eq!(gone[0].title, "这图书已经下线");
    }

    async fn a_comment_on_a_work_passes_the_branch(w) {
        let work = published(&w, "示例读本").await;
        let form = json!({ "kind": "book", "id": work.row.id, "text": "受益匪浅" });
        let said: Remark = w.member(2).post("/api/reactions/comments", &form).await.created();
        let decision = format!("/api/reactions/comments/{}/decision", said.id);
        let passed: RemarkView = w.branch_admin().post(decision, &json!({ "decision": "approve" })).await.ok();
        assert_eq!((passed.title.as_str(), passed.link), ("示例读本", format!("/library/works/{}", work.row.id)));
        assert_eq!(earned(&w.member(2), Rule::Comment).await, 2);
    }

    async fn what_is_not_published_can_be_neither_liked_nor_kept(w) {
        let work = draft(&w, "示例").await;
        for id in [work.row.id.0, 7] {
            put(&w.member(2), id, "like").await.refused(404, "not_found");
        }
    }
}
