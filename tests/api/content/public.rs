//! What guests read: front pages, columns, articles, and nothing else.

use super::{at, column, form, published, submitted};
use gsdj_domain::content::{ArticleRow, ArticleView, ColumnView, FrontPage};
use gsdj_domain::file::FileInfo;
use gsdj_domain::{ColumnId, Page};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, World, on_both_engines};
use serde_json::json;

async fn titles(w: &World, column: ColumnId, query: &str) -> Vec<String> {
    let page: Page<ArticleRow> = w.anon().get(format!("/api/columns/{column}/articles{query}")).await.ok();
    page.items.into_iter().map(|row| row.title).collect()
}

async fn publish(w: &World, form: &serde_json::Value) -> gsdj_domain::ArticleId {
    let id = submitted(&w.editor(1), form).await.row.id;
    w.editor(2).post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
    id
}

async fn heads(who: &Actor, path: &str) -> Vec<String> {
    let front: FrontPage = who.get(path).await.ok();
    front.headlines.into_iter().map(|row| row.title).collect()
}

on_both_engines! {
    async fn an_article_stands_under_its_column_and_every_column_above(w) {
        let id = published(&w, "central", "示例：中央声音").await;
        let hot = column(&w, "province", "hot").await;
        assert_eq!(titles(&w, hot, "").await, ["示例：中央声音"]);
        assert_eq!(titles(&w, column(&w, "province", "central").await, "").await, ["示例：中央声音"]);
        assert!(titles(&w, column(&w, "province", "local").await, "").await.is_empty());
        let article: ArticleView = w.anon().get(format!("/api/articles/{id}")).await.ok();
        assert_eq!(article.path.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["热点资讯", "中央声音"]);
        assert_eq!((article.version, article.row.source.as_str()), (1, "示例来源"));
        assert_eq!(article.row.summary, "示例：中央声音：示例正文。");
        let front: FrontPage = w.anon().get("/api/front").await.ok();
        let block = front.blocks.iter().find(|b| b.column.id == hot).unwrap();
        assert_eq!(block.articles.len(), 1);
        // what also stands elsewhere is found there too; the headlines are such a column
        let mut also = form(column(&w, "province", "notices").await, "示例：头条");
        also["also"] = json!([column(&w, "province", "headlines").await]);
        publish(&w, &also).await;
        assert_eq!(heads(&w.anon(), "/api/front").await, ["示例：头条"]);
        assert!(heads(&w.anon(), "/api/front?site=lanzhou").await.is_empty());
        assert_eq!(w.anon().get("/api/front?site=atlantis").await.status, 400);
    }

    async fn a_column_says_where_it_stands_and_from_which_years_its_articles_are(w) {
        let (hot, central) = (column(&w, "province", "hot").await, column(&w, "province", "central").await);
        let of = async |id: ColumnId| -> ColumnView { w.anon().get(format!("/api/columns/{id}")).await.ok() };
        let view = of(hot).await;
        let below: Vec<_> = view.below.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(below, ["中央声音", "省委部署", "组工动态", "市县快讯"]);
        assert_eq!((view.column.code.as_str(), view.first_year, view.last_year), ("hot", None, None));
        published(&w, "central", "示例：中央声音").await;
        let view = of(central).await;
        assert_eq!(view.path.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["热点资讯", "中央声音"]);
        assert_eq!((view.first_year, view.below.len()), (Some(2026), 0));
        assert_eq!(of(hot).await.last_year, Some(2026));
        w.anon().get("/api/columns/7").await.refused(404, "not_found");
    }

    async fn lists_go_by_pages_pinned_first_and_find_titles_and_years(w) {
        let notices = column(&w, "province", "notices").await;
        let mut all = Vec::new();
        for n in 0..5 {
            w.only_clock(w.now().plus(1_000));
            all.push(publish(&w, &form(notices, &format!("示例通知{n}"))).await);
        }
        let mut old = form(notices, "示例旧文");
        old["dated"] = json!("2019-05-01");
        publish(&w, &old).await;
        w.province().put(at(all[1], "/pin"), &json!({ "pinned": true })).await.is(200);
        let expected = ["示例通知1", "示例通知4", "示例通知3", "示例通知2", "示例通知0", "示例旧文"];
        assert_eq!(titles(&w, notices, "").await, expected);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page: Page<ArticleRow> = w.anon().get(format!("/api/columns/{notices}/articles?limit=2{cursor}")).await.ok();
            seen.extend(page.items.into_iter().map(|row| row.title));
            let Some(next) = page.next else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, expected);
        assert_eq!(titles(&w, notices, "?q=%E9%80%9A%E7%9F%A53").await, ["示例通知3"]);
        assert!(titles(&w, notices, "?q=%25").await.is_empty());
        assert_eq!(titles(&w, notices, "?year=2019").await, ["示例旧文"]);
        assert_eq!(titles(&w, notices, "?year=2026").await, &expected[..5]);
        assert_eq!(titles(&w, notices, "?year=2026&q=%E9%80%9A%E7%9F%A51").await, ["示例通知1"]);
        w.anon().get(format!("/api/columns/{notices}/articles?year=3000")).await.is(400);
        // the pinned one counts among the years as it stands in time
        let view: ColumnView = w.anon().get(format!("/api/columns/{notices}")).await.ok();
        assert_eq!((view.first_year, view.last_year), (Some(2019), Some(2026)));
        w.province().put(at(all[1], "/pin"), &json!({ "pinned": false })).await.is(200);
        assert_eq!(titles(&w, notices, "").await[0], "示例通知4");
    }

    async fn documents_older_than_1970_stand_under_their_years(w) {
        let notices = column(&w, "province", "notices").await;
        let dated = |title: &str, day: &str| {
            let mut form = form(notices, title);
            form["dated"] = json!(day);
            form
        };
        for day in ["1899-12-31", "2200-01-01", "+202600-01-01"] {
            let refused = w.editor(1).post("/api/desk/articles", &dated("示例", day)).await;
            refused.fault("content_no_document_year", "dated");
        }
        let oldest = publish(&w, &dated("示例一", "1900-01-01")).await;
        for (title, day) in [("示例四", "1970-01-01"), ("示例二", "1945-08-15"), ("示例三", "1969-12-31"), ("示例五", "2199-12-31")] {
            publish(&w, &dated(title, day)).await;
        }
        assert_eq!(titles(&w, notices, "").await, ["示例五", "示例四", "示例三", "示例二", "示例一"]);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page: Page<ArticleRow> = w.anon().get(format!("/api/columns/{notices}/articles?limit=1{cursor}")).await.ok();
            seen.extend(page.items.into_iter().map(|row| row.title));
            let Some(next) = page.next else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, ["示例五", "示例四", "示例三", "示例二", "示例一"]);
        for (year, title) in [(1900, "示例一"), (1945, "示例二"), (1969, "示例三"), (1970, "示例四"), (2199, "示例五")] {
            assert_eq!(titles(&w, notices, &format!("?year={year}")).await, [title]);
        }
        // the oldest that is pinned stands above the newest that is not, and under its year
        w.province().put(at(oldest, "/pin"), &json!({ "pinned": true })).await.is(200);
        assert_eq!(titles(&w, notices, "").await[..2], ["示例一", "示例五"]);
        assert_eq!(titles(&w, notices, "?year=1900").await, ["示例一"]);
        let view: ColumnView = w.anon().get(format!("/api/columns/{notices}")).await.ok();
        assert_eq!((view.first_year, view.last_year), (Some(1900), Some(2199)));
    }

    async fn no_answer_outlives_what_it_shows(w) {
        let notices = column(&w, "province", "notices").await;
        assert!(titles(&w, notices, "").await.is_empty());
        let id = publish(&w, &form(notices, "示例甲")).await;
        assert_eq!(titles(&w, notices, "").await, ["示例甲"]);
        let article = format!("/api/articles/{id}");
        let before = w.anon().get(&article).await.is(200);
        let etag = before.header("etag").to_owned();
        assert_eq!(w.anon().with("if-none-match", &etag).get(&article).await.status, 304);
        assert_eq!(before.header("cache-control"), "public, no-cache");
        // a new name of its column is shown at once, in the list and in the article
        w.editor(1).put(format!("/api/desk/columns/{notices}"), &json!({ "name": "公告栏" })).await.is(200);
        let view: ArticleView = w.anon().get(&article).await.ok();
        assert_eq!((view.row.column.name.as_str(), view.path[0].name.as_str()), ("公告栏", "公告栏"));
        // so is a new version, and that it is gone
        w.editor(1).put(at(id, ""), &form(notices, "示例乙")).await.is(200);
        assert_eq!(titles(&w, notices, "").await, ["示例甲"], "what is being written is nobody's to read");
        w.editor(1).post_empty(at(id, "/submission")).await.is(200);
        w.editor(2).post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        assert_eq!(titles(&w, notices, "").await, ["示例乙"]);
        w.editor(2).post(at(id, "/withdrawal"), &json!({ "reason": "示例" })).await.is(200);
        assert!(titles(&w, notices, "").await.is_empty());
        w.anon().get(&article).await.refused(404, "not_found");
    }

    async fn a_picture_is_everybody_s_with_its_article_and_nobody_s_before(w) {
        let picture: FileInfo = w.editor(1).upload("photo", "示例.png", &plain(30, 20, image::ImageFormat::Png)).await.created();
        let path = format!("/api/files/{}", picture.id);
        w.anon().get(&path).await.refused(401, "not_signed_in");
        w.member(1).get(&path).await.is(404);
        let mut shown = form(column(&w, "province", "notices").await, "示例：有图");
        shown["body"] = json!(format!("<p>图：</p><img data-file=\"{}\" alt=\"示例图\">", picture.id));
        shown["cover"] = json!(picture.id);
        // others' files are not the caller's to use
        w.lanzhou(1).post("/api/desk/articles", &shown).await.fault("content_not_a_column", "column");
        w.editor(2).post("/api/desk/articles", &shown).await.refused(403, "file_not_yours");
        let draft = submitted(&w.editor(1), &shown).await;
        // the second pair of eyes sees it; who is beside does not
        w.province().get(&path).await.is(200);
        w.editor(2).get(&path).await.is(200);
        w.lanzhou(1).get(&path).await.is(404);
        w.anon().get(&path).await.is(401);
        w.province().post(at(draft.row.id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        w.anon().get(&path).await.is(200);
        w.member(1).get(&path).await.is(200);
        w.lanzhou(1).get(&path).await.is(200);
        // the other editor keeps what is in the article already
        let other = w.editor(2).put(at(draft.row.id, ""), &shown).await;
        other.is(200);
        w.editor(1).post(at(draft.row.id, "/withdrawal"), &json!({ "reason": "示例" })).await.is(200);
        w.anon().get(&path).await.is(401);
    }

    async fn a_guest_reads_and_nothing_else(w) {
        let id = published(&w, "notices", "示例").await;
        let guest = w.anon();
        guest.get(format!("/api/articles/{id}")).await.is(200);
        for path in ["/api/desk/articles", "/api/favourites", "/api/editors", &format!("/api/reactions?kind=article&id={id}")] {
            guest.get(path).await.refused(401, "not_signed_in");
        }
        guest.post(format!("/api/articles/{id}/reading"), &json!({})).await.refused(401, "not_signed_in");
        // a guest's opening is counted, approximately: once an address
        w.only_clock(w.now().plus(120_000));
        guest.get(format!("/api/articles/{id}")).await.is(200);
        for _ in 0..500 {
            if w.number("SELECT COUNT(*) FROM article_view").await > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(w.number("SELECT views FROM article_view").await, 1);
    }
}
