//! The OpenAPI document: complete, and changed only on purpose.

use gsdj_tests::{on_both_engines, operations};
use serde_json::Value;

/// Every operation; a change here is a change of the contract.
const OPERATIONS: &str = "\
DELETE /api/calendar/subscription
DELETE /api/channels/{id}
DELETE /api/chapters/{id}
DELETE /api/courses/{id}
DELETE /api/courses/{id}/choice
DELETE /api/courses/{id}/publication
DELETE /api/desk/articles/{id}
DELETE /api/desk/articles/{id}/submission
DELETE /api/exams/{id}
DELETE /api/experiences/{id}
DELETE /api/experiences/{id}/like
DELETE /api/experiences/{id}/submission
DELETE /api/lesson-questions/{id}
DELETE /api/lessons/{id}
DELETE /api/meetings/{id}/submission
DELETE /api/members/{id}/card
DELETE /api/programmes/{id}
DELETE /api/programmes/{id}/reminder
DELETE /api/session
DELETE /api/sessions/{id}
DELETE /api/uploads/{id}
DELETE /api/works/{id}
DELETE /api/works/{id}/publication
DELETE /api/works/{id}/shelf
GET /api/archive/check
GET /api/archive/keys
GET /api/articles/{id}
GET /api/attendance-elsewhere
GET /api/audit
GET /api/bookshelf
GET /api/branch
GET /api/calendar
GET /api/calendar/feed/{id}
GET /api/calendar/subscription
GET /api/channels
GET /api/chapters/{id}
GET /api/chapters/{id}/media
GET /api/columns
GET /api/columns/{id}
GET /api/columns/{id}/articles
GET /api/columns/{id}/rss
GET /api/courses
GET /api/courses/chosen
GET /api/courses/managed
GET /api/courses/{id}
GET /api/courses/{id}/certificate
GET /api/courses/{id}/cover
GET /api/desk/articles
GET /api/desk/articles/counts
GET /api/desk/articles/{id}
GET /api/desk/articles/{id}/version
GET /api/desk/articles/{id}/versions
GET /api/desk/columns
GET /api/disclosures
GET /api/disclosures/draft
GET /api/disclosures/{id}
GET /api/editors
GET /api/exam-results
GET /api/exam-results/{id}
GET /api/exam-results/{id}/branches
GET /api/exam-results/{id}/members
GET /api/exams
GET /api/exams/{id}
GET /api/experiences
GET /api/experiences/{id}
GET /api/experiences/{id}/comments
GET /api/exports/{id}
GET /api/favourites
GET /api/files/{id}
GET /api/front
GET /api/group-studies
GET /api/group-studies/{id}
GET /api/group-studies/{id}/answer
GET /api/group-studies/{id}/questions
GET /api/home
GET /api/inbox
GET /api/inbox/stream
GET /api/inbox/unread
GET /api/learning
GET /api/lessons/{id}
GET /api/lessons/{id}/media
GET /api/lessons/{id}/questions
GET /api/lessons/{id}/subtitles
GET /api/library
GET /api/links
GET /api/meetings
GET /api/meetings/counts
GET /api/meetings/draft
GET /api/meetings/{id}
GET /api/meetings/{id}/check-in
GET /api/meetings/{id}/check-in/heads
GET /api/meetings/{id}/record.docx
GET /api/meetings/{id}/record.pdf
GET /api/members/{id}/card
GET /api/members/{id}/points-sheet
GET /api/my-exams
GET /api/orgs
GET /api/orgs/{id}
GET /api/orgs/{id}/committee
GET /api/orgs/{id}/committee/history
GET /api/orgs/{id}/groups
GET /api/orgs/{id}/members
GET /api/orgs/{id}/members/counts
GET /api/orgs/{id}/overview
GET /api/orgs/{id}/points
GET /api/orgs/{id}/points-sheet
GET /api/orgs/{id}/points-sheet/members
GET /api/orgs/{id}/self-check
GET /api/platform
GET /api/points/exports/{id}
GET /api/points/mine
GET /api/points/mine/days
GET /api/points/mine/entries
GET /api/points/policy
GET /api/post-requests
GET /api/post-requests/{id}
GET /api/programmes
GET /api/programmes/reminders
GET /api/proxies
GET /api/proxies/meetings
GET /api/questions
GET /api/questions/counts
GET /api/questions/export
GET /api/questions/template
GET /api/questions/{id}
GET /api/rankings/learning
GET /api/rankings/learning/branches
GET /api/rankings/learning/members
GET /api/reactions
GET /api/reactions/comments
GET /api/reactions/comments/{id}
GET /api/reviews
GET /api/reviews/counts
GET /api/reviews/filed
GET /api/search
GET /api/self-checks
GET /api/self-checks/counts
GET /api/self-checks/evidence
GET /api/session
GET /api/sessions
GET /api/sittings
GET /api/sittings/{id}
GET /api/standards
GET /api/terms
GET /api/uploads/{id}
GET /api/urges
GET /api/works
GET /api/works/managed
GET /api/works/{id}
GET /api/wrong-answers
GET /healthz
GET /metrics
OPTIONS /api/uploads
PATCH /api/uploads/{id}
POST /api/articles/{id}/reading
POST /api/articles/{id}/reading/done
POST /api/calendar/subscription
POST /api/channels
POST /api/channels/{id}/programmes
POST /api/comments/{id}/removal
POST /api/courses
POST /api/courses/{id}/lessons
POST /api/courses/{id}/publication
POST /api/desk/articles
POST /api/desk/articles/{id}/review
POST /api/desk/articles/{id}/submission
POST /api/desk/articles/{id}/withdrawal
POST /api/desk/columns
POST /api/disclosures
POST /api/disclosures/{id}/withdrawal
POST /api/editors
POST /api/editors/{id}/password-reset
POST /api/editors/{id}/removal
POST /api/exams
POST /api/exams/{id}/publication
POST /api/exams/{id}/sittings
POST /api/exams/{id}/withdrawal
POST /api/experiences
POST /api/experiences/{id}/comments
POST /api/experiences/{id}/review
POST /api/experiences/{id}/submission
POST /api/experiences/{id}/takedown
POST /api/files
POST /api/group-studies
POST /api/group-studies/{id}/beat
POST /api/group-studies/{id}/end
POST /api/group-studies/{id}/questions
POST /api/group-studies/{id}/questions/close
POST /api/group-studies/{id}/study
POST /api/inbox/read
POST /api/inbox/{id}/read
POST /api/lessons/{id}/questions
POST /api/links/visit
POST /api/meetings
POST /api/meetings/{id}/ballot
POST /api/meetings/{id}/ballot/end
POST /api/meetings/{id}/cancellation
POST /api/meetings/{id}/check-in
POST /api/meetings/{id}/check-in/receipts
POST /api/meetings/{id}/check-ins
POST /api/meetings/{id}/check-ins/card
POST /api/meetings/{id}/check-ins/undo
POST /api/meetings/{id}/guests
POST /api/meetings/{id}/notice
POST /api/meetings/{id}/pack
POST /api/meetings/{id}/pre-notice
POST /api/meetings/{id}/reminders
POST /api/meetings/{id}/review
POST /api/meetings/{id}/submission
POST /api/members/{id}/card
POST /api/members/{id}/password-reset
POST /api/members/{id}/points-sheet/export
POST /api/orgs/{id}/members/export
POST /api/orgs/{id}/password-reset
POST /api/orgs/{id}/points-sheet/export
POST /api/orgs/{id}/urges
POST /api/password
POST /api/post-requests
POST /api/post-requests/{id}/decision
POST /api/practice
POST /api/programmes
POST /api/proxies
POST /api/proxies/{id}/revocation
POST /api/questions
POST /api/questions/import
POST /api/reactions/comments
POST /api/reactions/comments/{id}/decision
POST /api/reactions/comments/{id}/removal
POST /api/reviews/filed/read
POST /api/session
POST /api/sittings/{id}/hand-in
POST /api/study
POST /api/study/beat
POST /api/study/offline
POST /api/uploads
POST /api/urges/{id}/read
POST /api/urges/{id}/settlement
POST /api/works
POST /api/works/import
POST /api/works/{id}/chapters
POST /api/works/{id}/publication
POST /api/works/{id}/recordings
PUT /api/channels/{id}
PUT /api/chapters/{id}
PUT /api/courses/{id}
PUT /api/courses/{id}/choice
PUT /api/courses/{id}/recommendation
PUT /api/desk/articles/{id}
PUT /api/desk/articles/{id}/pin
PUT /api/desk/columns/order
PUT /api/desk/columns/{id}
PUT /api/disclosures/{id}
PUT /api/exams/{id}
PUT /api/experiences/{id}
PUT /api/experiences/{id}/like
PUT /api/group-studies/{id}/answer
PUT /api/group-studies/{id}/people
PUT /api/home/shortcuts
PUT /api/lesson-questions/{id}
PUT /api/lessons/{id}
PUT /api/links
PUT /api/meetings/{id}
PUT /api/meetings/{id}/after-work
PUT /api/meetings/{id}/answer
PUT /api/meetings/{id}/appraisal
PUT /api/meetings/{id}/materials
PUT /api/meetings/{id}/outline
PUT /api/meetings/{id}/record
PUT /api/meetings/{id}/self-appraisal
PUT /api/orgs/{id}/committee
PUT /api/orgs/{id}/groups
PUT /api/orgs/{id}/overview
PUT /api/orgs/{id}/self-check
PUT /api/points/policy
PUT /api/post-requests/{id}
PUT /api/programmes/{id}
PUT /api/programmes/{id}/reminder
PUT /api/questions/{id}
PUT /api/reactions
PUT /api/sittings/{id}/answers
PUT /api/works/{id}
PUT /api/works/{id}/contents
PUT /api/works/{id}/place
PUT /api/works/{id}/shelf";

#[test]
fn the_operations_are_those_of_the_contract() {
    assert_eq!(operations().join("\n"), OPERATIONS);
}

on_both_engines! {
    async fn the_document_is_served_and_complete(w) {
        let reply = w.anon().get("/openapi.json").await.is(200);
        assert_eq!(reply.header("content-type"), "application/json");
        let document: Value = reply.json();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        assert!(!document["info"]["title"].as_str().unwrap().is_empty());
        let schemes = document["components"]["securitySchemes"].as_object().unwrap();
        assert!(schemes.contains_key("bearer") && schemes.contains_key("cookie"));
        for (route, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                check(&format!("{method} {route}"), route, operation);
            }
        }
        dangling(&document, &document);
    }
}

/// An operation says what it does, takes and answers.
fn check(name: &str, route: &str, operation: &Value) {
    assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{name} has no summary");
    assert!(!operation["tags"].as_array().unwrap().is_empty(), "{name} has no tag");
    let responses = operation["responses"].as_object().unwrap();
    assert!(responses.keys().any(|s| s.starts_with('2')), "{name} never succeeds");
    for (status, response) in responses {
        if matches!(status.as_str(), "204" | "304" | "416") {
            continue;
        }
        let content = response["content"].as_object().unwrap_or_else(|| panic!("{name} {status} has no body"));
        assert!(content.values().all(|c| c["schema"].is_object()), "{name} {status} has no schema");
        let problem = content.contains_key("application/problem+json");
        assert_eq!(problem, status.as_str() >= "400", "{name} {status}");
    }
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let in_path = parameters.iter().filter(|p| p["in"] == "path").count();
    assert_eq!(in_path, route.matches('{').count(), "{name} does not name what its address holds");
    assert!(parameters.iter().all(|p| p["schema"].is_object()), "{name} has a parameter without schema");
}

/// Every reference leads somewhere.
fn dangling(document: &Value, part: &Value) {
    match part {
        Value::Object(members) => {
            if let Some(to) = members.get("$ref").and_then(Value::as_str) {
                assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to} leads nowhere");
            }
            members.values().for_each(|v| dangling(document, v));
        }
        Value::Array(items) => items.iter().for_each(|v| dangling(document, v)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
