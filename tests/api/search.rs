//! Searching (FEATURES 9.4, 12.11): what is published is found, by words, sounds and with a slip; what is not public never is.

use super::content::{at, column, form, published, submitted};
use super::{learning, library};
use gsdj_domain::search::{SearchHit, SearchKind, SearchPage};
use gsdj_tests::{Actor, World, on_both_engines};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is found among what is read: the manual speaks of everything.
async fn ask(who: &Actor, q: &str) -> SearchPage {
    let mut page: SearchPage = who.get(format!("/api/search?q={q}")).await.ok();
    let all = page.items.len();
    page.items.retain(|hit| hit.kind != SearchKind::Manual);
    page.total -= u32::try_from(all - page.items.len()).unwrap();
    page
}

fn shown(pieces: &[gsdj_domain::search::TextPiece]) -> String {
    pieces.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect()
}

/// The folder of the index.
fn index(w: &World) -> PathBuf {
    let entries = std::fs::read_dir(w.folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut found = entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("search-"));
    found.next().unwrap()
}

fn titles(hits: &[SearchHit]) -> Vec<String> {
    hits.iter().map(|hit| shown(&hit.title)).collect()
}

async fn found(w: &World, q: &str) -> Vec<String> {
    titles(&ask(&w.anon(), q).await.items)
}

on_both_engines! {
    async fn what_is_published_is_found_by_guests_and_shows_where_the_words_stand(w) {
        published(&w, "central", "示例：怎样开好支部党员大会").await;
        published(&w, "notices", "示例：苹果栽培技术培训").await;
        w.follow().await;
        let page = ask(&w.anon(), "大会").await;
        assert_eq!((page.total, page.loose, page.next), (1, false, None));
        let hit = &page.items[0];
        assert_eq!(shown(&hit.title), "示例：怎样开好支部党员[大会]");
        assert!(shown(&hit.excerpt).contains("[大会]：示例正文"), "{}", shown(&hit.excerpt));
        assert_eq!((hit.place.as_str(), hit.link.as_str()), ("甘肃 · 中央声音", format!("/articles/{}", hit.id).as_str()));
        // one character, pinyin, initials, a slip
        for q in ["苹", "pingguo", "pgzp", "苹果栽陪技术"] {
            assert_eq!(found(&w, q).await.len(), 1, "{q}");
        }
        assert!(ask(&w.anon(), "苹果栽陪技术").await.loose);
        assert!(found(&w, "").await.is_empty() && found(&w, "火星").await.is_empty());
        w.anon().get("/api/search").await.refused(400, "malformed");
        // what is looked at of a question ends somewhere
        let long = format!("大会{}", "%20大会".repeat(2_000));
        assert_eq!(ask(&w.anon(), &long).await.total, 1);
        w.anon().get("/api/search?q=a&kind=planet").await.refused(400, "malformed");
        w.anon().get("/api/search?q=a&cursor=x").await.refused(400, "malformed");
        // signed in or not makes no difference to what is public
        assert_eq!(ask(&w.member(1), "苹果").await.items, ask(&w.anon(), "苹果").await.items);
    }

    async fn the_manual_is_found_by_words_sounds_and_with_a_slip(w) {
        w.follow().await;
        for q in ["弱密码%20退出", "mimayudenglu", "mmydlsb", "密马与登录"] {
            let page: SearchPage = w.anon().get(format!("/api/search?q={q}&kind=manual")).await.ok();
            assert!(page.items.iter().all(|hit| hit.kind == SearchKind::Manual && hit.link.starts_with("/manual/")));
            assert!(page.items.iter().any(|hit| hit.link == "/manual/password"), "{q}: {:?}", titles(&page.items));
        }
    }

    async fn a_start_with_nothing_new_writes_nothing(w) {
        let written = || std::fs::read(index(&w).join("meta.json")).unwrap();
        published(&w, "notices", "示例：苹果栽培技术培训").await;
        w.follow().await;
        published(&w, "notices", "示例：玉米栽培技术培训").await;
        w.follow().await;
        let before = written();
        w.follow().await;
        assert!(written() == before, "what was put in is put in again");
        assert_eq!(found(&w, "栽培").await.len(), 2);
        // a mark that can't be read is no reason to find nothing
        std::fs::write(index(&w).join("followed"), "12").unwrap();
        w.follow().await;
        assert_eq!(found(&w, "栽培").await.len(), 2);
    }

    async fn what_is_not_public_is_never_found(w) {
        let notices = column(&w, "province", "notices").await;
        let waiting = submitted(&w.editor(1), &form(notices, "示例：待审稿件")).await.row.id;
        let public = published(&w, "notices", "示例：先发布后撤下").await;
        w.follow().await;
        assert!(found(&w, "待审").await.is_empty());
        assert_eq!(found(&w, "撤下").await.len(), 1);
        w.province().post(at(public, "/withdrawal"), &json!({ "reason": "示例原因" })).await.is(200);
        w.province().post(at(waiting, "/review"), &json!({ "decision": "approve" })).await.is(200);
        w.follow().await;
        assert!(found(&w, "撤下").await.is_empty());
        assert_eq!(found(&w, "待审").await, ["示例：[待审]稿件"]);
    }

    async fn an_index_that_was_lost_or_is_another_store_s_is_made_anew(w) {
        published(&w, "central", "示例：中央声音").await;
        w.follow().await;
        // whatever stands in the list of changes, the articles are what counts
        w.write(|c| c.execute("DELETE FROM search_change", &[])).await;
        published(&w, "central", "示例：省委部署").await;
        w.follow().await;
        assert_eq!(found(&w, "示例").await.len(), 2);
    }

    async fn hits_come_by_pages(w) {
        for n in 0..5 {
            published(&w, "notices", &format!("示例通知{n}")).await;
        }
        w.follow().await;
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page: SearchPage = w.anon().get(format!("/api/search?q=通知&limit=2&kind=article{cursor}")).await.ok();
            assert_eq!(page.total, 5);
            seen.extend(titles(&page.items));
            let Some(next) = page.next else { break };
            cursor = format!("&cursor={next}");
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    }

    async fn courses_are_found_by_their_lessons_until_they_are_withdrawn(w) {
        published(&w, "notices", "示例：梨树栽培通知").await;
        let (course, _) = learning::published(&w, "示例课程：梨树栽培").await;
        let (draft, _) = learning::drafted(&w, "示例课程：梨树嫁接").await;
        w.follow().await;
        let page: SearchPage = w.anon().get("/api/search?q=梨树&kind=course").await.ok();
        assert_eq!(titles(&page.items), ["示例课程：[梨树]栽培"]);
        assert_eq!(page.items[0].link, format!("/learning/courses/{course}"));
        assert_eq!(found(&w, "梨树").await.len(), 2);
        let lesson: Value = w.province().get(format!("/api/courses/{course}")).await.ok();
        let named = lesson["lessons"][0]["title"].as_str().unwrap().to_owned();
        assert_eq!(titles(&ask(&w.anon(), &named).await.items).len(), 1, "{named}");
        w.province().post_empty(format!("/api/courses/{draft}/publication")).await.is(200);
        w.province().delete(format!("/api/courses/{course}/publication")).await.is(200);
        w.follow().await;
        assert_eq!(found(&w, "梨树").await.len(), 2);
        let page: SearchPage = w.anon().get("/api/search?q=梨树&kind=course").await.ok();
        assert_eq!(titles(&page.items), ["示例课程：[梨树]嫁接"]);
    }

    async fn books_are_found_by_their_chapters_and_only_by_who_may_read_them(w) {
        let work = library::published(&w, "示例图书：梨园笔记").await;
        library::add(&w, work.row.id, "剪枝三问", "冬剪宜轻，夏剪宜勤").await;
        library::draft(&w, "示例图书：梨园未定稿").await;
        w.follow().await;
        let reader = w.member(2);
        for q in ["梨园", "剪枝三问", "夏剪宜勤", "示例编写组"] {
            let page = ask(&reader, q).await;
            assert_eq!(page.items.iter().map(|hit| hit.id).collect::<Vec<_>>(), [work.row.id.0], "{q}");
        }
        let hit = &reader.get("/api/search?q=梨园&kind=book").await.ok::<SearchPage>().items[0];
        assert_eq!((hit.link.as_str(), hit.place.as_str()), (&*format!("/library/works/{}", work.row.id), "图书库 · 党书"));
        for who in [w.anon(), w.editor(1)] {
            assert!(ask(&who, "梨园").await.items.is_empty());
        }
        w.province().delete(format!("/api/works/{}/publication", work.row.id)).await.is(200);
        w.follow().await;
        assert!(ask(&reader, "剪枝三问").await.items.is_empty());
    }
}
