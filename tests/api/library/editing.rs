//! Editing: making works and chapters, their order, covers and recordings, publishing and throwing away.

use super::{add, at, chapter, draft, form, published};
use crate::api::learning::{self, stored};
use gsdj_domain::file::FileInfo;
use gsdj_domain::library::{BookChapter, ChapterKind, TEXT_MAX, WorkAct, WorkView, opened};
use gsdj_tests::books::wav;
use gsdj_tests::on_both_engines;
use gsdj_tests::pictures::plain;
use serde_json::json;

on_both_engines! {
    async fn only_the_province_edits(w) {
        let work = published(&w, "示例读本").await;
        let first = format!("/api/chapters/{}", work.contents[0].id);
        for who in [w.committee(), w.superior(), w.branch_admin(), w.member(1)] {
            who.post("/api/works", &form("book", "示例")).await.refused(403, "no_permission");
            who.put(at(work.row.id, ""), &form("book", "示例")).await.refused(403, "no_permission");
            who.post(at(work.row.id, "/chapters"), &chapter("三", "示例")).await.refused(403, "no_permission");
            who.delete(&first).await.refused(403, "no_permission");
            who.get("/api/works/managed?state=draft").await.refused(403, "no_permission");
        }
        assert_eq!(work.acts, [WorkAct::Edit, WorkAct::Withdraw]);
    }

    async fn each_fault_of_a_form_is_named(w) {
        w.province().post("/api/works", &form("book", " ")).await.fault("missing", "title");
        let work = draft(&w, "示例读本").await;
        let path = at(work.row.id, "/chapters");
        w.province().post(&path, &chapter("", "示例")).await.fault("missing", "title");
        w.province().post(&path, &json!({ "title": "三", "pieces": [] })).await.fault("missing", "pieces");
        w.province().post(&path, &json!({ "title": "三", "level": 3, "pieces": [{ "text": "<p>示例</p>" }] })).await.fault("book_level_skipped", "items");
        let stale = w.province().with("if-match", "\"1\"");
        stale.put(at(work.row.id, ""), &form("book", "晚了")).await.refused(409, "stale");
        let once = w.province().key("a-chapter");
        let one: BookChapter = once.post(&path, &chapter("三", "示例")).await.created();
        assert_eq!(once.post(&path, &chapter("三", "示例")).await.created::<BookChapter>().item.id, one.item.id);
    }

    async fn what_editors_write_is_cleaned(w) {
        let work = draft(&w, "示例读本").await;
        let dirty = json!({ "title": "三", "pieces": [{ "text": "<p onclick=\"x()\">安全</p><script>alert(1)</script><img src=\"https://example.org/a.png\">" }] });
        let made: BookChapter = w.province().post(at(work.row.id, "/chapters"), &dirty).await.created();
        assert_eq!(made.pieces[0].text, "<p>安全</p>");
    }

    async fn a_change_of_the_title_leaves_the_text_as_it_is(w) {
        let work = draft(&w, "示例读本").await;
        let path = format!("/api/chapters/{}", work.contents[0].id);
        let before: BookChapter = w.province().get(&path).await.ok();
        // longer than anybody may type: books are taken over with such chapters
        let long = format!("[{{\"text\":\"<p>{}</p>\"}}]", "字".repeat(TEXT_MAX + 1));
        w.sql(format!("UPDATE chapter SET body = '{long}' WHERE id = {}", before.item.id)).await;
        let renamed: BookChapter = w.province().put(&path, &json!({ "title": "第一章（新）" })).await.ok();
        assert_eq!((renamed.item.title.as_str(), renamed.item.kind), ("第一章（新）", ChapterKind::Text));
        assert_eq!(renamed.pieces[0].text.chars().count(), TEXT_MAX + 1 + "<p></p>".len());
        // what is typed is said to be too long, whatever it is made of, and a text is not emptied by the way
        for text in ["字".repeat(TEXT_MAX), "𠮷".repeat(TEXT_MAX)] {
            w.province().put(&path, &chapter("一", &text)).await.fault("too_long", "pieces");
        }
        w.province().put(&path, &json!({ "title": "一", "pieces": [] })).await.fault("missing", "pieces");
        let heading: BookChapter = w.province().put(&path, &json!({ "title": "第一卷", "heading": true })).await.ok();
        assert_eq!((heading.item.kind, heading.pieces.len()), (ChapterKind::Part, 0));
        w.province().put(&path, &json!({ "title": "第一卷" })).await.fault("missing", "pieces");
    }

    async fn two_editors_do_not_overwrite_each_other_s_chapters(w) {
        let work = draft(&w, "示例读本").await;
        let path = |n: usize| format!("/api/chapters/{}", work.contents[n].id);
        let read: BookChapter = w.province().get(path(0)).await.ok();
        let stale = w.province().with("if-match", &format!("\"{}\"", read.revision));
        // another chapter's changes are no conflict
        w.province().put(path(1), &chapter("第二章", "示例")).await.is(200);
        let mine: BookChapter = stale.put(path(0), &chapter("第一章", "我的")).await.ok();
        assert!(mine.revision > read.revision);
        stale.put(path(0), &chapter("第一章", "晚了")).await.refused(409, "stale");
        let stands: BookChapter = w.province().get(path(0)).await.ok();
        assert_eq!((stands.pieces[0].text.as_str(), stands.revision), ("<p>我的</p>", mine.revision));
        // a new level is the chapter's own, a new order is not
        let order = |levels: [u8; 2]| json!({ "items": [{ "id": work.contents[0].id, "level": levels[0] }, { "id": work.contents[1].id, "level": levels[1] }] });
        let second: BookChapter = w.province().get(path(1)).await.ok();
        w.province().put(at(work.row.id, "/contents"), &order([1, 1])).await.is(200);
        assert_eq!(w.province().get(path(1)).await.ok::<BookChapter>().revision, second.revision);
        w.province().put(at(work.row.id, "/contents"), &order([1, 2])).await.is(200);
        let stale = w.province().with("if-match", &format!("\"{}\"", second.revision));
        stale.put(path(1), &json!({ "title": "第二章", "level": 1 })).await.refused(409, "stale");
    }

    async fn an_issue_of_a_journal_is_a_heading_with_its_articles(w) {
        let work: WorkView = w.province().post("/api/works", &form("journal", "示例党刊")).await.created();
        let heading = json!({ "title": "2026 年第 1 期", "heading": true });
        let issue: BookChapter = w.province().post(at(work.row.id, "/chapters"), &heading).await.created();
        w.province().post_empty(at(work.row.id, "/publication")).await.refused(409, "book_empty");
        let one = add(&w, work.row.id, "卷首语", "示例").await;
        let two = add(&w, work.row.id, "经验", "示例").await;
        let order = json!({ "items": [{ "id": issue.item.id, "level": 1 }, { "id": two.item.id, "level": 2 }, { "id": one.item.id, "level": 2 }] });
        let arranged: WorkView = w.province().put(at(work.row.id, "/contents"), &order).await.ok();
        let lines: Vec<_> = arranged.contents.iter().map(|c| (c.title.as_str(), c.level, c.kind)).collect();
        assert_eq!(lines, [("2026 年第 1 期", 1, ChapterKind::Part), ("经验", 2, ChapterKind::Text), ("卷首语", 2, ChapterKind::Text)]);
        let skipped = json!({ "items": [{ "id": issue.item.id, "level": 1 }, { "id": two.item.id, "level": 3 }, { "id": one.item.id, "level": 2 }] });
        w.province().put(at(work.row.id, "/contents"), &skipped).await.fault("book_level_skipped", "items");
        let short = json!({ "items": [{ "id": issue.item.id, "level": 1 }] });
        w.province().put(at(work.row.id, "/contents"), &short).await.refused(409, "book_order_differs");
        // without its heading, what stands below would hang in the air
        w.province().delete(format!("/api/chapters/{}", issue.item.id)).await.refused(422, "book_level_skipped");
        let view: BookChapter = w.province().get(format!("/api/chapters/{}", two.item.id)).await.ok();
        assert_eq!((view.previous, view.next), (None, Some(one.item.id)));
    }

    async fn what_somebody_reads_is_not_thrown_away(w) {
        let work = published(&w, "示例读本").await;
        w.province().delete(at(work.row.id, "")).await.refused(409, "book_not_now");
        w.member(1).put(at(work.row.id, "/place"), &opened(None, work.contents[0].id, 0)).await.is(200);
        w.province().delete(at(work.row.id, "/publication")).await.is(200);
        w.province().delete(at(work.row.id, "")).await.refused(409, "book_in_use");
        let unread = draft(&w, "没人看").await;
        w.province().delete(at(unread.row.id, "")).await.is(204);
        w.province().get(at(unread.row.id, "")).await.refused(404, "not_found");
        assert_eq!(w.number(format!("SELECT COUNT(*) FROM chapter WHERE work_id = {}", unread.row.id)).await, 0);
    }

    async fn covers_and_pictures_show_as_the_work_does(w) {
        let work = draft(&w, "示例读本").await;
        let photo = plain(30, 40, image::ImageFormat::Png);
        let file: FileInfo = w.province().upload("photo", "封面.png", &photo).await.created();
        let mut head = form("book", "示例读本");
        head["cover"] = json!(file.id);
        w.province().put(at(work.row.id, ""), &head).await.is(200);
        let path = format!("/api/files/{}", file.id);
        w.member(1).get(&path).await.is(404);
        w.province().post_empty(at(work.row.id, "/publication")).await.is(200);
        w.member(1).get(&path).await.is(200);
        // somebody else's photo can't be taken
        let theirs: FileInfo = w.member(1).upload("photo", "示例.png", &photo).await.created();
        head["cover"] = json!(theirs.id);
        w.province().put(at(work.row.id, ""), &head).await.refused(403, "file_not_yours");
        let picture = json!({ "title": "图", "pieces": [{ "picture": { "file": theirs.id, "width": 3, "height": 4 } }] });
        w.province().post(at(work.row.id, "/chapters"), &picture).await.refused(403, "book_picture_not_yours");
    }

    async fn a_recording_has_its_length_and_is_heard_by_ranges(w) {
        let work: WorkView = w.province().post("/api/works", &form("audio", "示例听书")).await.created();
        let path = at(work.row.id, "/recordings");
        let (sound, film) = (stored(&w, "audio", "audio/wav", &wav(7)).await, learning::film(&w).await);
        let made: BookChapter = w.province().post(&path, &json!({ "file": sound })).await.created();
        assert_eq!((made.item.kind, made.item.title.as_str(), made.item.duration), (ChapterKind::Audio, "示例", 7));
        let once = w.province().key("a-recording");
        for _ in 0..2 {
            once.post(&path, &json!({ "file": sound })).await.is(201);
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM chapter WHERE kind = 'audio'").await, 2);
        w.province().post(&path, &json!({ "file": film })).await.refused(415, "book_not_a_recording");
        let cut = stored(&w, "audio", "audio/wav", &wav(1)[..20]).await;
        w.province().post(&path, &json!({ "file": cut })).await.refused(422, "book_broken");
        let photo = plain(30, 40, image::ImageFormat::Png);
        let theirs: FileInfo = w.member(1).upload("photo", "示例.png", &photo).await.created();
        w.province().post(&path, &json!({ "file": theirs.id })).await.refused(403, "file_not_yours");
        w.province().post_empty(at(work.row.id, "/publication")).await.is(200);
        let sound = format!("/api/chapters/{}/media", made.item.id);
        let part = w.member(1).with("range", "bytes=0-43").get(&sound).await.is(206);
        assert_eq!((part.header("content-type"), &part.body[..4]), ("audio/wav", b"RIFF".as_slice()));
        // a heading has nothing to be heard
        let text = add(&w, work.row.id, "说明", "示例").await;
        w.member(1).get(format!("/api/chapters/{}/media", text.item.id)).await.refused(404, "not_found");
        // the file stays when the title changes
        let renamed: BookChapter = w.province().put(format!("/api/chapters/{}", made.item.id), &json!({ "title": "第一集（新）" })).await.ok();
        assert_eq!((renamed.item.duration, renamed.file.is_some()), (7, true));
    }
}
