//! 党建数字图书库 (FEATURES 5.10): reading and the place in it, editing, taking books over from files.

mod editing;
mod import;
mod reactions;
mod reading;

use gsdj_domain::WorkId;
use gsdj_domain::library::{BookChapter, WorkView};
use gsdj_tests::{Body, World};
use serde_json::{Value, json};

pub(super) fn form(kind: &str, title: &str) -> Value {
    json!({ "kind": kind, "title": title, "author": "示例编写组", "publisher": "示例出版社", "introduction": "示例简介" })
}

pub(super) fn chapter(title: &str, text: &str) -> Value {
    json!({ "title": title, "pieces": [{ "text": format!("<p>{text}</p>") }] })
}

pub(super) fn at(work: WorkId, of: &str) -> String {
    format!("/api/works/{work}{of}")
}

/// A work of two chapters, of four and six characters, not published.
pub(super) async fn draft(w: &World, title: &str) -> WorkView {
    let work: WorkView = w.province().post("/api/works", &form("book", title)).await.created();
    add(w, work.row.id, "第一章", "一二三四").await;
    add(w, work.row.id, "第二章", "五六七八九十").await;
    w.province().get(at(work.row.id, "")).await.ok()
}

pub(super) async fn add(w: &World, work: WorkId, title: &str, text: &str) -> BookChapter {
    w.province().post(at(work, "/chapters"), &chapter(title, text)).await.created()
}

/// The same, published.
pub(super) async fn published(w: &World, title: &str) -> WorkView {
    let work = draft(w, title).await;
    w.province().post_empty(at(work.row.id, "/publication")).await.ok()
}

/// Sends a file of a book or a recording.
pub(super) async fn send(w: &World, path: &str, name: &str, bytes: &[u8]) -> gsdj_tests::Reply {
    w.province().send(axum::http::Method::POST, path, Body::file(name, bytes)).await
}

/// The ids of what is furnished for the tests over every route.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let book = published(w, "示例读本").await;
    let begun = draft(w, "示例草稿").await;
    vec![
        ("{book}", book.row.id.to_string()),
        ("{book_chapter}", book.contents[0].id.to_string()),
        ("{book_draft}", begun.row.id.to_string()),
        ("{book_part}", begun.contents[1].id.to_string()),
    ]
}

/// What a well-meaning client sends.
pub(super) fn body(operation: &str) -> Option<Value> {
    Some(match operation {
        "POST /api/works" | "PUT /api/works/{id}" => form("book", "示例"),
        "POST /api/works/{id}/chapters" | "PUT /api/chapters/{id}" => chapter("示例", "示例"),
        "POST /api/works/{id}/recordings" => json!({ "file": 1 }),
        "PUT /api/works/{id}/contents" => json!({ "items": [] }),
        "PUT /api/works/{id}/place" => json!({ "chapter": 1, "offset": 0, "clock": 1, "step": 0 }),
        _ => return None,
    })
}
