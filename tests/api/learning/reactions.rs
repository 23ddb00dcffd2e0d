//! Courses and lessons are kept, liked and commented on as everything else that is read or watched (FEATURES 5.14).

use super::*;
use gsdj_domain::Page;
use gsdj_domain::points::{LedgerEntry, Rule};
use gsdj_domain::reaction::{Favourite, Reacted, Remark, RemarkView};
use gsdj_tests::acts::earned;
use gsdj_tests::on_both_engines;
use gsdj_tests::pictures::plain;

async fn put(who: &Actor, kind: &str, id: i64, deed: &str) -> Reply {
    who.put("/api/reactions", &json!({ "kind": kind, "id": id, "deed": deed, "on": true })).await
}

on_both_engines! {
    async fn a_course_and_its_lessons_are_kept_each_for_itself(w) {
        let (course, film) = published(&w, "示例：苹果修剪").await;
        let me = w.member(2);
        for (kind, id) in [("course", course.0), ("lesson", film.0)] {
            w.at(w.now().plus(1_000)).await;
            let given: Reacted = put(&me, kind, id, "favourite").await.ok();
            assert_eq!((given.points, given.reactions.favourites, given.reactions.kept), (1, 1, true), "{kind}");
        }
        let kept = me.get("/api/favourites").await.ok::<Page<Favourite>>().items;
        let rows: Vec<_> = kept.iter().map(|f| (f.title.as_str(), f.note.as_str(), f.link.clone())).collect();
        assert_eq!(rows, [
            ("第一讲（示例）", "示例：苹果修剪", format!("/learning/lessons/{film}")),
            ("示例：苹果修剪", "适用技术", format!("/learning/courses/{course}")),
        ]);
        let entries = me.get("/api/points/mine/entries").await.ok::<Page<LedgerEntry>>().items;
        assert!(entries.iter().any(|e| e.link.as_deref() == Some(&*format!("/learning/lessons/{film}"))));
        w.province().delete(format!("/api/courses/{course}/publication")).await.is(200);
        let gone = me.get("/api/favourites").await.ok::<Page<Favourite>>().items;
        assert_eq!(gone.iter().map(|f| f.title.as_str()).collect::<Vec<_>>(), ["这课时已经下线", "这课程已经下线"]);
        put(&me, "lesson", film.0, "like").await.refused(404, "not_found");
    }

    async fn a_comment_on_a_lesson_passes_the_branch(w) {
        let (_, film) = published(&w, "示例：苹果修剪").await;
        let form = json!({ "kind": "lesson", "id": film, "text": "学会了" });
        let said: Remark = w.member(2).post("/api/reactions/comments", &form).await.created();
        let decision = format!("/api/reactions/comments/{}/decision", said.id);
        let passed: RemarkView = w.branch_admin().post(decision, &json!({ "decision": "approve" })).await.ok();
        assert_eq!((passed.title.as_str(), passed.link), ("第一讲（示例）", format!("/learning/lessons/{film}")));
        assert_eq!(earned(&w.member(2), Rule::Comment).await, 2);
    }

    async fn what_is_not_published_can_be_neither_liked_nor_seen(w) {
        let (course, film) = drafted(&w, "示例").await;
        for (kind, id) in [("course", course.0), ("lesson", film.0), ("course", film.0), ("lesson", 7)] {
            put(&w.member(2), kind, id, "like").await.refused(404, "not_found");
        }
    }

    async fn the_picture_of_a_course_that_is_kept_is_seen(w) {
        let photo = plain(40, 30, image::ImageFormat::Png);
        let cover: gsdj_domain::file::FileInfo = w.province().upload("photo", "示例.png", &photo).await.created();
        let (course, _) = drafted(&w, "示例").await;
        let mut form = course_form("示例");
        form["cover"] = json!(cover.id);
        w.province().put(format!("/api/courses/{course}"), &form).await.is(200);
        w.member(2).get(format!("/api/files/{}", cover.id)).await.refused(404, "not_found");
        w.province().post_empty(format!("/api/courses/{course}/publication")).await.is(200);
        w.member(2).get(format!("/api/files/{}", cover.id)).await.is(200);
        let kept: Reacted = put(&w.member(2), "course", course.0, "favourite").await.ok();
        assert!(kept.reactions.kept);
        let list = w.member(2).get("/api/favourites").await.ok::<Page<Favourite>>().items;
        assert_eq!(list[0].cover, Some(cover.id));
    }
}
