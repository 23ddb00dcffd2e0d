//! Columns: the platform's own are there from the start, topics come and go, nothing takes an article away.

use super::{at, column, form, published, submitted};
use gsdj_backend::content::{install, place_due};
use gsdj_domain::content::{ArticleView, ColumnKind, ColumnTree, DeskColumns, Site, own_columns};
use gsdj_domain::search::SearchPage;
use gsdj_domain::time::DAY;
use gsdj_domain::{ColumnId, Page};
use gsdj_tests::{World, on_both_engines};
use serde_json::json;

async fn tree(w: &World, site: &str) -> ColumnTree {
    w.anon().get(format!("/api/columns?site={site}")).await.ok()
}

async fn topics(w: &World) -> Vec<String> {
    let all = tree(w, "province").await.columns;
    let parent = all.iter().find(|c| c.code == "topics").unwrap().id;
    all.into_iter().filter(|c| c.parent == Some(parent)).map(|c| c.name).collect()
}

on_both_engines! {
    async fn every_site_has_its_columns_from_the_start_and_starting_again_adds_none(w) {
        for site in Site::ALL {
            let names: Vec<_> = tree(&w, site.code()).await.columns.into_iter().map(|c| c.name).collect();
            assert_eq!(names.len(), own_columns(*site).len(), "{}", site.label());
        }
        let before = w.number("SELECT COUNT(*) FROM site_column").await;
        let notices = column(&w, "province", "notices").await;
        w.editor(1).put(format!("/api/desk/columns/{notices}"), &json!({ "name": "公告" })).await.is(200);
        w.sql("DELETE FROM site_column WHERE site = 'gannan' AND code = 'models'").await;
        let store = w.app().store.clone();
        tokio::task::spawn_blocking(move || install(&store)).await.unwrap().unwrap();
        assert_eq!(w.number("SELECT COUNT(*) FROM site_column").await, before, "what was missing is back");
        assert!(tree(&w, "province").await.columns.iter().any(|c| c.name == "公告"), "what was renamed stays so");
    }

    async fn a_topic_comes_and_goes_and_its_articles_stay(w) {
        let root = column(&w, "province", "topics").await;
        let (from, until) = (w.now().plus(DAY), w.now().plus(3 * DAY));
        let add = |parent: ColumnId| json!({ "parent": parent, "name": "示例专题", "shown_from": from, "shown_until": until });
        w.lanzhou(1).post("/api/desk/columns", &add(root)).await.refused(404, "not_found");
        let notices = column(&w, "province", "notices").await;
        w.editor(1).post("/api/desk/columns", &add(notices)).await.fault("content_not_for_topics", "parent");
        let all: DeskColumns = w.editor(1).post("/api/desk/columns", &add(root)).await.created();
        let topic = all.columns.iter().find(|c| c.column.name == "示例专题").unwrap().column.clone();
        assert_eq!((topic.kind, topic.parent), (ColumnKind::Topic, Some(root)));
        assert!(topics(&w).await.is_empty());
        // it is written for before it is shown
        let draft = submitted(&w.editor(1), &form(topic.id, "示例：专题文章")).await;
        w.province().post(format!("/api/desk/articles/{}/review", draft.row.id), &json!({ "decision": "approve" })).await.is(200);
        w.anon().get(format!("/api/columns/{}/articles", topic.id)).await.refused(404, "not_found");
        w.at(from).await;
        assert_eq!(topics(&w).await, ["示例专题"]);
        let list: Page<serde_json::Value> = w.anon().get(format!("/api/columns/{}/articles", topic.id)).await.ok();
        assert_eq!(list.items.len(), 1);
        w.at(until).await;
        assert!(topics(&w).await.is_empty());
        w.anon().get(format!("/api/articles/{}", draft.row.id)).await.is(200);
        // longer, then hidden by hand
        let longer = json!({ "name": "示例专题", "shown_from": from, "shown_until": until.plus(DAY) });
        w.editor(1).put(format!("/api/desk/columns/{}", topic.id), &longer).await.is(200);
        assert_eq!(topics(&w).await, ["示例专题"]);
        w.editor(1).put(format!("/api/desk/columns/{}", topic.id), &json!({ "name": "示例专题", "hidden": true })).await.is(200);
        assert!(topics(&w).await.is_empty());
        w.anon().get(format!("/api/articles/{}", draft.row.id)).await.is(200);
        w.editor(1).put(format!("/api/desk/columns/{notices}"), &json!({ "name": "通知", "shown_from": from })).await.fault("content_only_topics_end", "shown_from");
        let ends = json!({ "name": "示例专题", "shown_from": until, "shown_until": from });
        w.editor(1).put(format!("/api/desk/columns/{}", topic.id), &ends).await.fault("content_ends_before_it_begins", "shown_until");
    }

    async fn what_stands_in_a_topic_that_has_not_begun_is_listed_nowhere(w) {
        let root = column(&w, "province", "topics").await;
        let from = w.now().plus(DAY);
        let topic = json!({ "parent": root, "name": "示例专题", "shown_from": from });
        let all: DeskColumns = w.editor(1).post("/api/desk/columns", &topic).await.created();
        let topic = all.columns.iter().find(|c| c.column.name == "示例专题").unwrap().column.id;
        let publish = async |form: &serde_json::Value| {
            let id = submitted(&w.editor(1), form).await.row.id;
            w.province().post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
            id
        };
        let id = publish(&form(topic, "示例梨树")).await;
        publish(&form(topic, "示例梨花")).await;
        let also = json!({ "column": column(&w, "province", "notices").await, "also": [topic], "title": "示例梨园", "body": "<p>示例</p>" });
        publish(&also).await;
        // where readers come upon it: the columns above, their feed, the front page, the search
        let seen = async |title: &str| {
            w.follow().await;
            let found: SearchPage = w.anon().get(format!("/api/search?q={title}")).await.ok();
            let mut seen = vec![found.items.iter().any(|hit| hit.link.ends_with(&format!("/{id}")))];
            for path in [format!("/api/columns/{root}/articles"), format!("/api/columns/{root}/rss"), "/api/front".to_owned()] {
                seen.push(w.anon().get(path).await.is(200).text().contains(title));
            }
            seen
        };
        let view = async || -> ArticleView { w.anon().get(format!("/api/articles/{id}")).await.ok() };
        assert_eq!(seen("示例梨树").await, [false; 4]);
        // by its address it can be read; what leads on leads to what is shown
        let before = view().await;
        assert_eq!((before.path.len(), before.back(), before.more.len()), (1, format!("/columns/{root}"), 0));
        // what stands elsewhere too is found there
        assert_eq!(w.number("SELECT COUNT(*) FROM article_ahead WHERE unlisted = 0").await, 1);
        let now = from.plus(-1);
        assert_eq!(w.write(move |c| place_due(c, now)).await, 0);
        w.at(from).await;
        assert_eq!(w.write(move |c| place_due(c, from)).await, 3);
        assert_eq!(w.write(move |c| place_due(c, from)).await, 0);
        assert_eq!(seen("示例梨树").await, [true; 4]);
        let begun = view().await;
        assert_eq!((begun.path.len(), begun.back(), begun.more.len()), (2, format!("/columns/{topic}"), 2));
        // put off, it is gone again; begun and ended, only the topic itself is
        let change = async |form: serde_json::Value| w.editor(1).put(format!("/api/desk/columns/{topic}"), &form).await.is(200);
        change(json!({ "name": "示例专题", "shown_from": from.plus(DAY) })).await;
        assert_eq!(seen("示例梨树").await, [false; 4]);
        change(json!({ "name": "示例专题", "shown_from": from.plus(-DAY), "shown_until": from })).await;
        assert_eq!(seen("示例梨树").await, [true; 4]);
        assert_eq!(view().await.back(), format!("/columns/{root}"));
        w.anon().get(format!("/api/columns/{topic}")).await.refused(404, "not_found");
        // the whole branch hidden, the way leads to the front page
        w.editor(1).put(format!("/api/desk/columns/{root}"), &json!({ "name": "专题专栏", "hidden": true })).await.is(200);
        let hidden = view().await;
        assert_eq!((hidden.path.len(), hidden.back()), (0, "/news".to_owned()));
    }

    async fn columns_beside_one_another_are_put_in_another_order(w) {
        published(&w, "central", "示例").await;
        let codes = ["local", "central", "provincial", "organisation-work"];
        let mut ids = Vec::new();
        for code in codes {
            ids.push(column(&w, "province", code).await);
        }
        let order = |ids: &[ColumnId]| json!({ "columns": ids });
        w.editor(1).put("/api/desk/columns/order", &order(&ids[1..])).await.fault("content_not_one_row", "columns");
        w.editor(1).put("/api/desk/columns/order", &order(&[])).await.fault("content_not_one_row", "columns");
        w.lanzhou(1).put("/api/desk/columns/order", &order(&ids)).await.refused(404, "not_found");
        let all: DeskColumns = w.editor(1).put("/api/desk/columns/order", &order(&ids)).await.ok();
        let hot = all.columns.iter().find(|c| c.column.code == "hot").unwrap();
        assert_eq!((hot.articles, hot.takes), (1, true));
        let shown: Vec<_> = tree(&w, "province").await.columns.into_iter().filter(|c| c.parent == Some(hot.column.id)).map(|c| c.code).collect();
        assert_eq!(shown, codes);
        // a hidden column takes what is below it along
        w.editor(1).put(format!("/api/desk/columns/{}", hot.column.id), &json!({ "name": "热点资讯", "hidden": true })).await.is(200);
        assert!(!tree(&w, "province").await.columns.iter().any(|c| codes.contains(&c.code.as_str())));
        w.anon().get(format!("/api/columns/{}/articles", ids[0])).await.refused(404, "not_found");
    }
}
