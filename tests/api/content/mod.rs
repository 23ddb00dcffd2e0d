//! What is read (FEATURES 9.1 to 9.5, 5.14): columns, articles, the desk, editors, reading, links.

mod columns;
mod desk;
mod editors;
mod links;
mod public;
mod reading;
mod rss;

use gsdj_domain::content::{ColumnTree, DeskView};
use gsdj_domain::reaction::Remark;
use gsdj_domain::time::HOUR;
use gsdj_domain::{ArticleId, ColumnId};
use gsdj_tests::{Actor, World};
use serde_json::{Value, json};

/// A column of a site by its code.
pub(super) async fn column(w: &World, site: &str, code: &str) -> ColumnId {
    let tree: ColumnTree = w.anon().get(format!("/api/columns?site={site}")).await.ok();
    tree.columns.into_iter().find(|col| col.code == code).unwrap().id
}

pub(super) fn form(column: ColumnId, title: &str) -> Value {
    json!({ "column": column, "title": title, "body": format!("<p>{title}：示例正文。</p>"), "source": "示例来源" })
}

pub(super) fn at(id: ArticleId, of: &str) -> String {
    format!("/api/desk/articles/{id}{of}")
}

/// A draft by somebody.
pub(super) async fn write(who: &Actor, form: &Value) -> DeskView {
    who.post("/api/desk/articles", form).await.created()
}

/// A draft that was handed in.
pub(super) async fn submitted(who: &Actor, form: &Value) -> DeskView {
    let draft = write(who, form).await;
    who.post_empty(at(draft.row.id, "/submission")).await.ok()
}

/// An article of the province's site that the province published.
pub(super) async fn published(w: &World, code: &str, title: &str) -> ArticleId {
    let form = form(column(w, "province", code).await, title);
    let id = submitted(&w.editor(1), &form).await.row.id;
    w.province().post(at(id, "/review"), &json!({ "decision": "approve" })).await.is(200);
    id
}

/// Articles in every state that a route needs, and a comment of a member of branch A, by the names of the roles' table.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let column = column(w, "province", "notices").await;
    let draft = write(&w.editor(1), &form(column, "示例草稿")).await.row.id;
    let waiting = submitted(&w.editor(1), &form(column, "示例待审")).await.row.id;
    let scheduled = submitted(&w.editor(1), &form(column, "示例待发")).await.row.id;
    let later = json!({ "decision": "approve", "publish_at": w.now().plus(HOUR) });
    w.province().post(at(scheduled, "/review"), &later).await.is(200);
    let article = published(w, "central", "示例文章").await;
    let said = json!({ "kind": "article", "id": article, "text": "示例评论" });
    let remark: Remark = w.member(2).post("/api/reactions/comments", &said).await.created();
    vec![
        ("{article_draft}", draft.to_string()),
        ("{article_waiting}", waiting.to_string()),
        ("{article_scheduled}", scheduled.to_string()),
        ("{article}", article.to_string()),
        ("{column}", column.to_string()),
        ("{remark}", remark.id.to_string()),
    ]
}
