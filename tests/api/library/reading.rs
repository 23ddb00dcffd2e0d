//! Reading: who sees what, the place kept across devices, the shelf, lists.

use super::{add, at, draft, form, published};
use gsdj_domain::Page;
use gsdj_domain::library::{
    BookChapter, BookPlace, LibraryFront, OnShelf, PlaceKept, ShelfItem, WorkRow, WorkState, WorkView, moved, opened,
};
use gsdj_domain::time::MINUTE;
use gsdj_tests::{Actor, Place as Where, on_both_engines};
use serde_json::json;

async fn titles(who: &Actor, query: &str) -> Vec<String> {
    who.get(format!("/api/works{query}")).await.ok::<Page<WorkRow>>().items.into_iter().map(|w| w.title).collect()
}

async fn shelf(who: &Actor) -> Vec<(String, u32)> {
    let page: Page<ShelfItem> = who.get("/api/bookshelf").await.ok();
    page.items.into_iter().map(|i| (i.row.title, i.progress)).collect()
}

on_both_engines! {
    async fn what_is_not_published_is_nobody_else_s(w) {
        let work = draft(&w, "示例读本").await;
        assert_eq!((work.row.chapters, work.row.characters, work.row.state), (2, 10, WorkState::Draft));
        for who in [w.committee(), w.branch_admin(), w.member(1)] {
            who.get(at(work.row.id, "")).await.refused(404, "not_found");
            who.get(format!("/api/chapters/{}", work.contents[0].id)).await.refused(404, "not_found");
            who.put(at(work.row.id, "/shelf"), &json!({})).await.refused(404, "not_found");
            assert!(titles(&who, "").await.is_empty());
        }
        w.province().post_empty(at(work.row.id, "/publication")).await.is(200);
        let seen: WorkView = w.member(1).get(at(work.row.id, "")).await.ok();
        assert!(seen.acts.is_empty() && !seen.on_shelf && seen.place.is_none());
        let first: BookChapter = w.member_of(Where::C, 1).get(format!("/api/chapters/{}", work.contents[0].id)).await.ok();
        assert_eq!((first.pieces[0].text.as_str(), first.previous, first.next), ("<p>一二三四</p>", None, Some(work.contents[1].id)));
        w.anon().get("/api/library").await.refused(401, "not_signed_in");
        // taken off, it is gone for readers, and on a shelf it says so
        w.member(1).put(at(work.row.id, "/shelf"), &json!({})).await.is(200);
        w.province().delete(at(work.row.id, "/publication")).await.is(200);
        w.member(1).get(at(work.row.id, "")).await.refused(404, "not_found");
        let kept: Page<ShelfItem> = w.member(1).get("/api/bookshelf").await.ok();
        assert_eq!(kept.items[0].row.state, WorkState::Withdrawn);
        let gone: OnShelf = w.member(1).delete(at(work.row.id, "/shelf")).await.ok();
        assert!(!gone.on_shelf);
    }

    async fn the_newest_place_holds_whatever_the_order_it_is_heard_in(w) {
        let work = published(&w, "示例读本").await;
        let (one, two) = (work.contents[0].id, work.contents[1].id);
        let (member, path) = (w.member(1), at(work.row.id, "/place"));
        let tell = async |place: &BookPlace| member.put(&path, place).await.ok::<PlaceKept>();
        let phone = opened(None, one, 0);
        assert_eq!(tell(&phone).await.place, phone);
        let further = moved(&phone, one, 2);
        assert_eq!(tell(&further).await.progress, 200);
        // the tablet has heard of it and goes on
        let tablet = opened(Some(&further), two, 3);
        assert_eq!(tell(&tablet).await.progress, 700);
        // what the phone did without network comes late and leads nobody back
        let late = moved(&further, one, 4);
        assert_eq!(tell(&late).await.place, tablet);
        assert_eq!(tell(&tablet).await.place, tablet, "told twice is told once");
        let seen: WorkView = member.get(at(work.row.id, "")).await.ok();
        assert_eq!((seen.place, seen.progress, seen.row.readers), (Some(tablet), 700, 1));
        // places are one's own
        assert_eq!(w.member(2).get(at(work.row.id, "")).await.ok::<WorkView>().place, None);
        let other = published(&w, "另一本").await;
        let astray = opened(None, other.contents[0].id, 0);
        w.member(2).put(&path, &astray).await.refused(409, "book_place_gone");
        let never = json!({ "chapter": one, "offset": 0, "clock": 0, "step": 0 });
        w.member(2).put(&path, &never).await.refused(422, "book_bad_place");
    }

    async fn the_shelf_has_the_last_read_first(w) {
        let (one, two) = (published(&w, "甲").await, published(&w, "乙").await);
        let member = w.member(1);
        for work in [&one, &two] {
            member.put(at(work.row.id, "/shelf"), &json!({})).await.is(200);
            w.only_clock(w.now().plus(MINUTE));
        }
        assert_eq!(shelf(&member).await, [("乙".into(), 0), ("甲".into(), 0)]);
        member.put(at(one.row.id, "/place"), &opened(None, one.contents[1].id, 0)).await.is(200);
        assert_eq!(shelf(&member).await, [("甲".into(), 400), ("乙".into(), 0)]);
        assert!(shelf(&w.member(2)).await.is_empty());
        let page: Page<ShelfItem> = member.get("/api/bookshelf?limit=1").await.ok();
        let next: Page<ShelfItem> = member.get(format!("/api/bookshelf?limit=1&cursor={}", page.next.unwrap())).await.ok();
        assert_eq!((next.items[0].row.title.as_str(), next.next), ("乙", None));
        member.delete(at(one.row.id, "/shelf")).await.is(200);
        // the place stays when it is put there again
        member.put(at(one.row.id, "/shelf"), &json!({})).await.is(200);
        assert_eq!(shelf(&member).await[0], ("甲".into(), 400));
    }

    async fn lists_go_by_kind_and_order_and_page_on(w) {
        for (title, kind) in [("甲", "book"), ("乙", "journal"), ("丙", "book"), ("丁", "book")] {
            let work: WorkView = w.province().post("/api/works", &form(kind, title)).await.created();
            add(&w, work.row.id, "第一章", "示例").await;
            w.only_clock(w.now().plus(MINUTE));
            w.province().post_empty(at(work.row.id, "/publication")).await.is(200);
            if title == "甲" {
                let place = json!({ "chapter": add(&w, work.row.id, "第二章", "示例").await.item.id, "offset": 0, "clock": 1, "step": 0 });
                w.member(1).put(at(work.row.id, "/place"), &place).await.is(200);
            }
        }
        let member = w.member(3);
        assert_eq!(titles(&member, "").await, ["丁", "丙", "乙", "甲"]);
        assert_eq!(titles(&member, "?kind=book").await, ["丁", "丙", "甲"]);
        assert_eq!(titles(&member, "?kind=book&order=popular").await[0], "甲");
        assert_eq!(titles(&member, "?q=%E4%B9%99").await, ["乙"]);
        assert!(titles(&member, "?q=%25").await.is_empty());
        let page: Page<WorkRow> = member.get("/api/works?kind=book&limit=2").await.ok();
        let next: Page<WorkRow> = member.get(format!("/api/works?kind=book&limit=2&cursor={}", page.next.unwrap())).await.ok();
        assert_eq!((next.items.len(), next.items[0].title.as_str()), (1, "甲"));
        let front: LibraryFront = w.member(1).get("/api/library").await.ok();
        assert_eq!(front.kinds.iter().map(|k| k.works).collect::<Vec<_>>(), [1, 3, 0, 0, 0]);
        assert_eq!((front.reading.len(), front.popular[0].title.as_str()), (1, "甲"));
        assert!(member.get("/api/library").await.ok::<LibraryFront>().reading.is_empty());
    }

    async fn no_line_of_a_list_outlives_what_it_shows(w) {
        let work = published(&w, "旧名").await;
        assert_eq!(titles(&w.member(1), "").await, ["旧名"]);
        w.province().put(at(work.row.id, ""), &form("book", "新名")).await.is(200);
        assert_eq!(titles(&w.member(1), "").await, ["新名"]);
        add(&w, work.row.id, "第三章", "示例").await;
        let page: Page<WorkRow> = w.member(1).get("/api/works").await.ok();
        assert_eq!(page.items[0].chapters, 3);
    }
}
