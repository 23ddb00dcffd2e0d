//! All that is no request of ours: clear refusals, nothing changed, nothing broken.

use crate::api::roles::body;
use axum::http::Method;
use gsdj_tests::{Actor, Body, World, on_both_engines, operations};
use serde_json::json;

/// The operations whose body is JSON that matters, with an id that may be anything.
fn writes() -> Vec<(Method, String)> {
    let no_json = ["/api/files", "/api/uploads", "/api/works/import", "DELETE"];
    let operations =
        operations().into_iter().filter(|o| !o.starts_with("GET") && !no_json.iter().any(|n| o.contains(n)));
    let split = |o: String| {
        let (method, route) = o.split_once(' ').unwrap();
        (method.parse().unwrap(), route.replace("{id}", "12"))
    };
    operations.map(split).collect()
}

/// The ends of addresses that can do without a body.
const NO_BODY: &[&str] = &[
    "/submission",
    "/reminders",
    "/read",
    "/password-reset",
    "/ballot/end",
    "/revocation",
    "/12/card",
    "/check-in",
    "/calendar/subscription",
    "/like",
    "/removal",
    "/publication",
    "/sittings",
    "/practice",
    "/hand-in",
    "/answers",
    "/reading",
    "/reading/done",
    "/choice",
    "/study/offline",
    "/group-studies/12/study",
    "/group-studies/12/end",
    "/shortcuts",
    "/shelf",
];

/// Somebody who may do what the address is about.
fn able(w: &World, path: &str) -> Actor {
    match path {
        p if p.starts_with("/api/desk") && ["/review", "/pin", "/withdrawal"].iter().any(|end| p.ends_with(end)) => {
            w.province()
        }
        p if p.starts_with("/api/desk/articles") => w.editor(1),
        p if ["/api/desk", "/api/editors"].iter().any(|start| p.starts_with(start)) || p == "/api/links" => {
            w.province()
        }
        p if p.starts_with("/api/reactions") => w.branch_admin(),
        p if ["/review", "/takedown", "/urges", "/filed/read"].iter().any(|end| p.ends_with(end)) => w.superior(),
        p if ["/answer", "/check-in", "/ballot", "/self-appraisal"].iter().any(|end| p.ends_with(end)) => w.member(1),
        p if ["/api/works", "/api/chapters"].iter().any(|start| p.starts_with(start)) => w.province(),
        p if ["/sittings", "/practice", "/answers", "/hand-in"].iter().any(|end| p.ends_with(end)) => w.member(1),
        p if p.starts_with("/api/sittings") => w.member(1),
        p if p.starts_with("/api/exam-results") && p.ends_with("/branches") => w.superior(),
        p if ["/api/questions", "/api/exams"].iter().any(|start| p.starts_with(start)) => w.province(),
        p if p.starts_with("/api/study") || ["/choice", "/certificate"].iter().any(|end| p.ends_with(end)) => {
            w.member(1)
        }
        p if ["/api/courses", "/api/lessons", "/api/lesson-questions", "/api/uploads"]
            .iter()
            .any(|start| p.starts_with(start)) =>
        {
            w.province()
        }
        p if ["/api/channels", "/api/programmes"].iter().any(|start| p.starts_with(start)) => w.province(),
        p if ["/decision", "/policy"].iter().any(|end| p.ends_with(end)) => w.province(),
        _ => w.branch_admin(),
    }
}

/// Bytes before and after every write: whether anything changed.
async fn state(w: &World) -> Vec<i64> {
    let mut all = Vec::new();
    for table in [
        "meeting",
        "attendee",
        "overview",
        "committee_post",
        "committee_tenure",
        "party_group",
        "group_arrangement",
        "post_request",
        "inbox",
        "audit",
        "once",
        "credential",
        "session",
        "ledger",
    ] {
        all.push(w.number(format!("SELECT COUNT(*) FROM {table}")).await);
    }
    all
}

on_both_engines! {
    async fn bodies_that_are_no_json_are_malformed_everywhere(w) {
        let before = state(&w).await;
        let deep = "[".repeat(5_000);
        for (method, path) in writes() {
            let who = able(&w, &path);
            for text in ["{", "", "[]", "null", "7", "\"x\"", "{\"a\":}", "{}{}", "\u{feff}{}", "{\"x\":\"\\u0000\"}", deep.as_str()] {
                let takes_nothing = NO_BODY.iter().any(|e| path.ends_with(e));
                if takes_nothing && text.is_empty() {
                    continue;
                }
                let reply = who.send(method.clone(), &path, Body::of("application/json", text.to_owned())).await;
                assert!(matches!(reply.status.as_u16(), 400), "{method} {path} took {text}: {}", reply.text());
            }
        }
        for text in [&b"{\"introduction\":\"\xff\xfe\"}"[..], b"{\"introduction\":\"\\ud800\"}", b"{\"introduction\":\"a\nb\"}"] {
            let reply = w.branch_admin().send(Method::PUT, "/api/orgs/12/overview", Body::of("application/json", text)).await;
            reply.refused(400, "malformed");
        }
        assert_eq!(state(&w).await, before);
    }

    async fn bodies_of_other_kinds_and_sizes_are_refused_everywhere(w) {
        let before = state(&w).await;
        let large = format!("{{\"x\":\"{}\"}}", "x".repeat(1 << 20));
        for (method, path) in writes() {
            let who = able(&w, &path);
            for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json", "application/jsonx"] {
                let reply = who.send(method.clone(), &path, Body::of(kind, "{}")).await;
                reply.refused(415, "unsupported_media_type");
            }
            let reply = who.send(method.clone(), &path, Body { kind: None, bytes: "{}".into() }).await;
            reply.refused(415, "unsupported_media_type");
            let reply = who.send(method.clone(), &path, Body::of("application/json", large.clone())).await;
            assert!(reply.refused(413, "too_large").title.contains("1 MB"));
        }
        assert_eq!(state(&w).await, before);
        let body = Body::of("Application/JSON; charset=utf-8", "{}");
        w.branch_admin().send(Method::POST, "/api/inbox/read", body).await.is(200);
    }

    async fn ids_that_are_none_are_not_found(w) {
        let all = ["0", "-1", "abc", "1.5", "99999999999999999999", "9223372036854775807", "-9223372036854775808",
            "9007199254740993", "%00", "%F0%9F%98%80", "..", "%2e%2e%2f", "1%20OR%201=1", "%27"];
        for operation in operations() {
            let (method, route) = operation.split_once(' ').unwrap();
            if !route.contains("{id}") {
                continue;
            }
            let who = able(&w, route);
            for id in all {
                let path = route.replace("{id}", id);
                let body = match method {
                    "PUT" | "POST" => Body::json(&body(&w, &operation).unwrap_or(json!({}))),
                    _ => Body::default(),
                };
                let reply = who.send(method.parse().unwrap(), &path, body).await;
                assert!(matches!(reply.status.as_u16(), 404), "{method} {path}: {}", reply.text());
            }
        }
    }

    async fn unknown_addresses_and_methods_are_told_apart(w) {
        for path in ["/api", "/api/", "/api/nothing", "/api/meetings/", "/api/meetings/1/nothing", "/api/orgs/12/members/1", "/api//meetings"] {
            for who in [w.anon(), w.branch_admin()] {
                who.get(path).await.refused(404, "not_found");
                who.post(path, &json!({})).await.refused(404, "not_found");
            }
        }
        let reply = w.branch_admin().delete("/api/meetings").await;
        assert!(reply.header("allow").contains("GET") && reply.header("allow").contains("POST"), "{}", reply.header("allow"));
        reply.refused(405, "method_not_allowed");
        w.branch_admin().put("/api/session", &json!({})).await.refused(405, "method_not_allowed");
        w.anon().send(Method::PATCH, "/api/meetings/1", Body::default()).await.refused(405, "method_not_allowed");
    }

    async fn queries_that_can_t_be_read_are_malformed(w) {
        for path in [
            "/api/meetings?kind=party", "/api/meetings?stage=1", "/api/meetings?org=x", "/api/meetings?q=%00", "/api/meetings?kind=",
            "/api/meetings/draft", "/api/meetings/draft?kind=x", "/api/meetings/counts?kind=x", "/api/inbox?unread=maybe",
            "/api/orgs?parent=abc", "/api/orgs?parent=1.5", "/api/audit?org=99999999999999999999",
        ] {
            w.branch_admin().get(path).await.refused(400, "malformed");
        }
        w.branch_admin().get("/api/meetings?q=%FF%FE&unknown=1&%E7%A4%BA=1").await.is(200);
        let long = "%E4%BC%9A".repeat(2_000);
        w.branch_admin().get(format!("/api/meetings?q={long}")).await.is(200);
    }

    async fn answers_carry_the_headers_that_keep_browsers_safe(w) {
        for reply in [w.member(1).get("/api/home").await, w.anon().get("/api/home").await, w.anon().get("/api/nothing").await] {
            assert_eq!(reply.header("x-content-type-options"), "nosniff");
            assert_eq!(reply.header("referrer-policy"), "same-origin");
            assert_eq!(reply.header("x-request-id").len(), 16);
        }
    }
}
