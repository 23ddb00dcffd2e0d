//! What is right is never said before it is handed in: every route of the feature, asked by the member while being asked.

use super::*;
use axum::http::Method;
use gsdj_tests::{Body, on_both_engines, operations};

/// What belongs to the feature.
const OWN: [&str; 6] =
    ["/api/exams", "/api/questions", "/api/my-exams", "/api/practice", "/api/sittings", "/api/wrong-answers"];

fn is_own(operation: &str) -> bool {
    let path = operation.split_once(' ').map_or("", |(_, path)| path);
    OWN.iter().any(|own| path.starts_with(own)) || path.starts_with("/api/exam-results")
}

/// A body with which the operation does something.
fn body(w: &World, operation: &str) -> Value {
    match operation {
        "PUT /api/sittings/{id}/answers" => json!({ "answers": [write(0, vec![0], 5, 1)] }),
        "POST /api/exams" | "PUT /api/exams/{id}" => form(w),
        "POST /api/questions" | "PUT /api/questions/{id}" => question(99),
        "POST /api/questions/import" => json!({ "file": "" }),
        "POST /api/exams/{id}/withdrawal" => json!({ "reason": "示例" }),
        _ => json!({}),
    }
}

/// Nothing of these answers says what is right.
fn keeps_quiet(what: &str, text: &str) {
    // how many were right is told once it is handed in; which, never
    for secret in [WHY, "verdict", "explanation", "\"right\":[", "correct"] {
        assert!(!text.contains(secret), "{what} says {secret}: {text}");
    }
}

on_both_engines! {
    async fn no_route_says_what_is_right_before_it_is_handed_in(w) {
        // the member knows every question already: answered wrong, handed in, in the book; and is asked all of them again
        bank(&w, 10).await;
        let exam = published(&w, &form(&w)).await;
        let member = w.member(1);
        let old = begin(&member, &exam).await;
        let old = hand_in(&member, &old, &answers(&old, 10, 4)).await;
        assert!(member.get(of(&old, "")).await.text().contains(WHY), "by then it is said");
        let begun = begin(&member, &exam).await;
        let routes: Vec<String> = operations().into_iter().filter(|o| is_own(o)).collect();
        assert_eq!(routes.len(), 27, "{routes:#?}");
        for operation in routes.iter().filter(|o| !o.ends_with("/hand-in")) {
            let (method, route) = operation.split_once(' ').unwrap();
            let ids = if route.starts_with("/api/sittings") {
                vec![begun.row.id.to_string(), old.row.id.to_string()]
            } else {
                vec![exam.id.to_string()]
            };
            for id in ids {
                let path = route.replace("{id}", &id);
                let sent = if method == "GET" { Body::default() } else { Body::json(&body(&w, operation)) };
                let reply = member.send(method.parse::<Method>().unwrap(), &path, sent).await;
                keeps_quiet(&format!("{operation} ({})", reply.status), &reply.text());
            }
        }
        // nor do those above learn it through results, nor anybody through what others do
        for who in [w.branch_admin(), w.superior(), w.committee()] {
            for path in ["", "/members", "/branches"].map(|part| format!("/api/exam-results/{}{part}", exam.id)) {
                keeps_quiet(&path, &who.get(&path).await.text());
            }
            keeps_quiet("a question", &who.get("/api/questions").await.text());
        }
        // a second practice under way hides the same in what was handed in meanwhile
        let practice: SittingView = member.post("/api/practice", &json!({})).await.created();
        let done = hand_in(&member, &begun, &answers(&begun, 10, 10)).await;
        let hidden: Vec<_> = done.asked.iter().filter(|q| q.verdict.is_none()).map(|q| q.text.clone()).collect();
        let mut asked: Vec<_> = practice.asked.iter().map(|q| q.text.clone()).collect();
        asked.retain(|text| done.asked.iter().any(|q| q.text == *text));
        let sorted = |mut v: Vec<String>| { v.sort(); v };
        assert_eq!(sorted(hidden), sorted(asked));
        hand_in(&member, &practice, &[]).await;
        let done: SittingView = member.get(of(&begun, "")).await.ok();
        assert!(done.asked.iter().all(|q| q.verdict.is_some()));
    }
}
