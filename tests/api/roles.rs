//! Every route against every role: one table, compared with the document so that no route can be forgotten.

use super::{disclosure, experience, library, urge};
use axum::http::Method;
use gsdj_domain::MemberId;
use gsdj_domain::Page;
use gsdj_domain::branch::PostRequest;
use gsdj_domain::disclosure::DisclosureView;
use gsdj_domain::experience::ExperienceComment;
use gsdj_domain::file::FileInfo;
use gsdj_domain::inbox::InboxItem;
use gsdj_domain::meeting::{Grade, MeetingKind, Step};
use gsdj_tests::acts::{at, record};
use gsdj_tests::life::{ballot, verdicts};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Body, Place, START, World, id, on_both_engines, operations};
use serde_json::{Value, json};

/// Who asks, in the order of the table's columns.
pub(super) const ROLES: [&str; 10] =
    ["nobody", "new", "member", "member C", "branch A", "branch C", "general", "committee", "beside", "province"];

/// Every operation, and what each of [`ROLES`] is answered when asking about branch A's things. Each role asks from top
/// to bottom in a world of its own.
const TABLE: &[(&str, &str, [u16; 10])] = &[
    ("GET /healthz", "", [200; 10]),
    ("GET /metrics", "", [200; 10]),
    ("GET /api/platform", "", [200; 10]),
    ("POST /api/session", "", [401; 10]),
    ("GET /api/session", "", [401, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/sessions", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("DELETE /api/sessions/{id}", "104", [401, 403, 404, 404, 404, 404, 404, 404, 404, 404]),
    ("POST /api/password", "", [401, 422, 422, 422, 422, 422, 422, 422, 422, 422]),
    ("GET /api/home", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/inbox", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/inbox/unread", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/inbox/stream", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST /api/inbox/{id}/read", "{inbox}", [401, 403, 200, 404, 404, 404, 404, 404, 404, 404]),
    ("POST /api/inbox/read", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/orgs", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/orgs/{id}", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/orgs/{id}/members", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/orgs/{id}/members/counts", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("POST /api/orgs/{id}/members/export", "12", [401, 403, 403, 403, 201, 404, 201, 201, 404, 201]),
    ("GET /api/exports/{id}", "12", [401, 403, 404, 404, 404, 404, 404, 404, 404, 404]),
    ("GET /api/branch", "", [401, 403, 200, 200, 200, 200, 404, 404, 404, 404]),
    ("GET /api/calendar", "?from=2026-03-01&to=2026-03-31", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/calendar/subscription", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST /api/calendar/subscription", "", [401, 403, 201, 201, 201, 201, 201, 201, 201, 201]),
    ("DELETE /api/calendar/subscription", "", [401, 403, 204, 204, 204, 204, 204, 204, 204, 204]),
    ("GET /api/calendar/feed/{id}", "none.ics", [404; 10]),
    ("GET /api/orgs/{id}/overview", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/orgs/{id}/overview", "12", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/orgs/{id}/committee", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/orgs/{id}/committee", "12", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/orgs/{id}/committee/history", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/orgs/{id}/groups", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/orgs/{id}/groups", "12", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/terms", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("GET /api/post-requests", "", [401, 403, 403, 403, 200, 200, 403, 403, 403, 200]),
    ("POST /api/post-requests", "", [401, 403, 403, 403, 201, 201, 403, 403, 403, 403]),
    ("GET /api/post-requests/{id}", "{asked}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 200]),
    ("PUT /api/post-requests/{id}", "{back}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/post-requests/{id}/decision", "{asked}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 200]),
    ("GET /api/meetings", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/meetings/counts", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/meetings/draft", "?kind=theme_day", [401, 403, 403, 403, 200, 200, 403, 403, 403, 403]),
    ("POST /api/meetings", "", [401, 403, 403, 403, 201, 422, 403, 403, 403, 403]),
    ("GET /api/meetings/{id}", "{told}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/meetings/{id}", "{draft}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/notice", "{draft}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/pre-notice", "{life_draft}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/outline", "{life_told}", [401, 403, 200, 404, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/materials", "{life_ready}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/self-appraisal", "{life_held}", [401, 403, 200, 404, 403, 403, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/ballot", "{life_held}", [401, 403, 200, 404, 403, 403, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/ballot/end", "{life_held}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/appraisal", "{life_voted}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/after-work", "{life_done}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/reminders", "{told}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/answer", "{told}", [401, 403, 200, 404, 403, 403, 403, 403, 403, 403]),
    ("GET /api/meetings/{id}/check-in", "{begun}", [401, 403, 403, 404, 200, 404, 403, 403, 404, 403]),
    ("GET /api/meetings/{id}/check-in/heads", "{begun}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("POST /api/meetings/{id}/check-in", "{begun}", [401, 403, 422, 404, 403, 403, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/check-ins", "{begun}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/check-ins/undo", "{begun}", [401, 403, 403, 403, 204, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/check-ins/card", "{begun}", [401, 403, 403, 403, 422, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/guests", "{begun}", [401, 403, 403, 403, 404, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/pack", "{begun}", [401, 403, 403, 403, 201, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/check-in/receipts", "{begun}", [401, 403, 403, 403, 422, 404, 403, 403, 403, 403]),
    ("GET /api/attendance-elsewhere", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/proxies", "", [401, 403, 200, 200, 200, 200, 403, 403, 403, 403]),
    ("POST /api/proxies", "", [401, 403, 403, 403, 201, 422, 403, 403, 403, 403]),
    ("GET /api/proxies/meetings", "", [401, 403, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("POST /api/proxies/{id}/revocation", "1", [401, 403, 404, 404, 404, 404, 403, 403, 403, 403]),
    ("POST /api/members/{id}/card", "105", [401, 403, 403, 403, 201, 404, 403, 403, 403, 403]),
    ("GET /api/members/{id}/card", "105", [401, 403, 404, 404, 200, 404, 403, 403, 404, 403]),
    ("DELETE /api/members/{id}/card", "105", [401, 403, 403, 403, 204, 404, 403, 403, 403, 403]),
    ("PUT /api/meetings/{id}/record", "{begun}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/meetings/{id}/record.pdf", "{recorded}", [401, 403, 409, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/meetings/{id}/record.docx", "{recorded}", [401, 403, 409, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/archive/keys", "", [200; 10]),
    ("GET /api/archive/check", "?seal=R1.x", [200; 10]),
    ("POST /api/meetings/{id}/submission", "{recorded}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("DELETE /api/meetings/{id}/submission", "{submitted}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/meetings/{id}/review", "{review}", [401, 403, 403, 403, 403, 403, 200, 403, 404, 403]),
    ("POST /api/meetings/{id}/cancellation", "{told}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/reviews", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("GET /api/reviews/counts", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("GET /api/reviews/filed", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("POST /api/reviews/filed/read", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("GET /api/disclosures", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/disclosures/draft", "", [401, 403, 403, 403, 200, 200, 403, 403, 403, 403]),
    ("POST /api/disclosures", "", [401, 403, 403, 403, 201, 201, 403, 403, 403, 403]),
    ("GET /api/disclosures/{id}", "{public}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/disclosures/{id}", "{planned}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/disclosures/{id}/withdrawal", "{planned}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/experiences", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST /api/experiences", "", [401, 403, 403, 403, 201, 201, 403, 403, 403, 403]),
    ("GET /api/experiences/{id}", "{published}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/experiences/{id}", "{written}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/experiences/{id}/submission", "{written}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("DELETE /api/experiences/{id}", "{thrown}", [401, 403, 403, 403, 204, 404, 403, 403, 403, 403]),
    ("DELETE /api/experiences/{id}/submission", "{waiting}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("PUT /api/experiences/{id}/like", "{published}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("DELETE /api/experiences/{id}/like", "{published}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/experiences/{id}/comments", "{published}", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("POST /api/experiences/{id}/comments", "{published}", [401, 403, 201, 404, 201, 404, 201, 201, 404, 201]),
    ("POST /api/comments/{id}/removal", "{comment}", [401, 403, 200, 404, 404, 404, 200, 404, 404, 404]),
    ("POST /api/experiences/{id}/review", "{judged}", [401, 403, 403, 403, 403, 403, 200, 403, 404, 403]),
    ("POST /api/experiences/{id}/takedown", "{published}", [401, 403, 403, 403, 403, 403, 200, 403, 404, 403]),
    ("POST /api/orgs/{id}/urges", "12", [401, 403, 403, 403, 403, 403, 201, 201, 404, 201]),
    ("GET /api/urges", "", [401, 403, 403, 403, 200, 200, 200, 200, 200, 200]),
    ("POST /api/urges/{id}/read", "{urge}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/urges/{id}/settlement", "{urge}", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("POST /api/files", "?purpose=photo", [401, 403, 201, 201, 201, 201, 403, 403, 403, 201]),
    ("GET /api/files/{id}", "{file}", [401, 403, 404, 404, 200, 404, 200, 200, 404, 200]),
    ("GET /api/library", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/bookshelf", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/works", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/works/managed", "?state=draft", [401, 403, 403, 403, 403, 403, 403, 403, 403, 200]),
    ("GET /api/works/{id}", "{book}", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/chapters/{id}", "{book_chapter}", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/chapters/{id}/media", "{book_chapter}", [401, 403, 404, 404, 404, 404, 404, 404, 404, 404]),
    ("PUT /api/works/{id}/shelf", "{book}", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("DELETE /api/works/{id}/shelf", "{book}", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("PUT /api/works/{id}/place", "{book}", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST /api/works", "", [401, 403, 403, 403, 403, 403, 403, 403, 403, 201]),
    ("PUT /api/works/{id}", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 200]),
    ("POST /api/works/{id}/chapters", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 201]),
    ("PUT /api/works/{id}/contents", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 409]),
    ("PUT /api/chapters/{id}", "{book_part}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 200]),
    ("POST /api/works/{id}/recordings", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 415]),
    ("POST /api/works/import", "", [401, 403, 403, 403, 403, 403, 403, 403, 403, 415]),
    ("POST /api/works/{id}/publication", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 200]),
    ("DELETE /api/works/{id}/publication", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 200]),
    ("DELETE /api/chapters/{id}", "{book_part}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 204]),
    ("DELETE /api/works/{id}", "{book_draft}", [401, 403, 403, 403, 403, 403, 403, 403, 403, 204]),
    ("GET /api/standards", "", [401, 403, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /api/orgs/{id}/self-check", "12", [401, 403, 200, 404, 200, 404, 200, 200, 404, 200]),
    ("PUT /api/orgs/{id}/self-check", "12", [401, 403, 403, 403, 200, 404, 403, 403, 403, 403]),
    ("GET /api/self-checks", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("GET /api/self-checks/counts", "", [401, 403, 403, 403, 403, 403, 200, 200, 200, 200]),
    ("GET /api/self-checks/evidence", "?item=C3-01", [401, 403, 403, 403, 200, 200, 403, 403, 403, 403]),
    ("GET /api/points/mine", "", [401, 403, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("GET /api/audit", "", [401, 403, 403, 403, 200, 200, 200, 200, 200, 200]),
    ("POST /api/members/{id}/password-reset", "105", [401, 403, 403, 403, 200, 404, 404, 404, 404, 404]),
    ("POST /api/orgs/{id}/password-reset", "12", [401, 403, 403, 403, 403, 404, 200, 403, 404, 403]),
    // the last: it ends the session
    ("DELETE /api/session", "", [401, 204, 204, 204, 204, 204, 204, 204, 204, 204]),
    // and after it nothing is open any more
    ("GET /api/session", "", [401; 10]),
    ("GET /api/home", "", [401; 10]),
];

pub(super) fn actor(w: &World, role: usize) -> Actor {
    match role {
        0 => w.anon(),
        1 => w.account(id::MEMBER_NEW),
        2 => w.member(2),
        3 => w.member_of(Place::C, 2),
        4 => w.branch_admin(),
        5 => w.branch_of(Place::C),
        6 => w.superior(),
        7 => w.committee(),
        8 => w.committee_beside(),
        _ => w.province(),
    }
}

/// Branch A's things in every state that a route needs, by the names of the table.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let form = w.form(MeetingKind::CommitteeMeeting);
    let mut past = Vec::new();
    for _ in 0..4 {
        let told = w.announced_as(&form).await.row.id;
        for member in 1..=3 {
            w.member(member).attends(told).await;
        }
        past.push(told);
    }
    let life = w.life_form(3);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(w.life_at(&life, Step::UploadAppraisal).await);
        w.at(START).await;
    }
    w.at(form.starts_at).await;
    w.branch_admin().post_empty(at(held[1], "/ballot/end")).await.is(200);
    w.life_on(held[2], &life, Step::AfterWork).await;
    let life = w.life_form(3);
    let life_draft = w.create(&life).await.row.id;
    let life_told = w.life_at(&life, Step::SpeechOutline).await;
    let life_ready = w.life_at(&life, Step::SubmitForApproval).await;
    let [begun, recorded, submitted, review] = past[..] else { unreachable!() };
    let photo = plain(40, 30, image::ImageFormat::Png);
    let file: FileInfo = w.branch_admin().upload("photo", "示例.png", &photo).await.created();
    let mut with_photo = record(&form.expected);
    with_photo.photos.push(file.id);
    for meeting in [recorded, submitted, review] {
        w.branch_admin().put(at(meeting, "/record"), &with_photo).await.is(200);
    }
    for meeting in [submitted, review] {
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
    }
    let (draft, told) = (w.drafted().await.row.id, w.announced().await.row.id);
    let wish = |name: &str| json!({ "name": name, "reason": "示例理由" });
    let asked: PostRequest = w.branch_admin().post("/api/post-requests", &wish("调解委员")).await.created();
    let back: PostRequest = w.branch_admin().post("/api/post-requests", &wish("联络委员")).await.created();
    let decision = format!("/api/post-requests/{}/decision", back.id);
    w.province().post(decision, &json!({ "decision": "return", "reply": "示例" })).await.is(200);
    let inbox: Page<InboxItem> = w.member(2).get("/api/inbox").await.ok();
    let mut things = openness(w).await;
    let book = library::published(w, "示例读本").await;
    let draft_book = library::draft(w, "示例草稿").await;
    things.extend([
        ("{book}", book.row.id.to_string()),
        ("{book_chapter}", book.contents[0].id.to_string()),
        ("{book_draft}", draft_book.row.id.to_string()),
        ("{book_part}", draft_book.contents[1].id.to_string()),
        ("{begun}", begun.to_string()),
        ("{recorded}", recorded.to_string()),
        ("{submitted}", submitted.to_string()),
        ("{review}", review.to_string()),
        ("{draft}", draft.to_string()),
        ("{told}", told.to_string()),
        ("{file}", file.id.to_string()),
        ("{life_draft}", life_draft.to_string()),
        ("{life_told}", life_told.to_string()),
        ("{life_ready}", life_ready.to_string()),
        ("{life_held}", held[0].to_string()),
        ("{life_voted}", held[1].to_string()),
        ("{life_done}", held[2].to_string()),
        ("{asked}", asked.id.to_string()),
        ("{back}", back.id.to_string()),
        ("{inbox}", inbox.items[0].id.to_string()),
    ]);
    things
}

/// What branch A makes public, shares and is urged about.
async fn openness(w: &World) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    for (name, begins) in [("{public}", 0), ("{planned}", 3)] {
        let made: DisclosureView =
            w.branch_admin().post("/api/disclosures", &disclosure::form(w, begins)).await.created();
        things.push((name, made.row.id.to_string()));
    }
    for (name, handed_in) in [("{written}", false), ("{thrown}", false), ("{waiting}", true), ("{judged}", true)] {
        let post = experience::write(w, "示例").await;
        if handed_in {
            experience::submit(w, &post).await;
        }
        things.push((name, post.row.id.to_string()));
    }
    let published = experience::published(w, "示例", "subtree").await;
    let said = w.member(2).post(experience::at(&published, "/comments"), &json!({ "text": "示例" })).await;
    things.push(("{comment}", said.created::<ExperienceComment>().id.to_string()));
    things.push(("{published}", published.row.id.to_string()));
    things.push(("{urge}", urge::press(w, "record").await.id.to_string()));
    things
}

pub(super) fn body(w: &World, operation: &str) -> Option<Value> {
    let form = || serde_json::to_value(w.form(MeetingKind::GeneralMeeting)).unwrap();
    Some(match operation {
        "POST /api/session" => json!({ "account": "nobody", "password": "nothing" }),
        "POST /api/password" => json!({ "current": "falsch-2026", "new": "gaotai-2027-cun" }),
        "PUT /api/orgs/{id}/overview" => json!({ "introduction": "示例", "meeting_place": "", "contact": "" }),
        "PUT /api/orgs/{id}/committee" => json!({ "posts": [{ "member": 101, "post": "secretary" }] }),
        "PUT /api/orgs/{id}/groups" => {
            json!({ "groups": [{ "name": "第一党小组", "leader": 101, "members": [101, 102] }], "version": 0 })
        }
        "POST /api/post-requests" => json!({ "name": "护林委员", "reason": "示例理由" }),
        "PUT /api/post-requests/{id}" => json!({ "name": "联络委员", "reason": "示例理由补充" }),
        "POST /api/post-requests/{id}/decision" => json!({ "decision": "approve" }),
        "POST /api/orgs/{id}/members/export" => json!({ "purpose": "示例：核对名册", "format": "csv" }),
        "PUT /api/orgs/{id}/self-check" => {
            json!({ "year": 2026, "item": "C1-04", "verdict": "met", "note": "示例", "evidence": [], "version": 0 })
        }
        "POST /api/meetings" | "PUT /api/meetings/{id}" => form(),
        "PUT /api/meetings/{id}/outline" => json!({ "text": "示例提纲", "member": 103 }),
        "PUT /api/meetings/{id}/materials" | "PUT /api/meetings/{id}/after-work" => json!({ "text": "示例材料" }),
        "PUT /api/meetings/{id}/self-appraisal" => json!({ "grade": "qualified" }),
        "POST /api/meetings/{id}/ballot" => json!(ballot(&[101, 103].map(MemberId), Grade::Qualified)),
        "PUT /api/meetings/{id}/appraisal" => json!(verdicts(&w.life_form(3), Grade::Qualified)),
        "POST /api/meetings/{id}/notice" | "POST /api/meetings/{id}/pre-notice" => json!({ "members": [101, 102] }),
        "PUT /api/meetings/{id}/answer" => json!({ "answer": "attend" }),
        "PUT /api/meetings/{id}/record" => json!({ "text": "示例记录", "present": [101, 102, 103] }),
        "POST /api/meetings/{id}/check-in" => json!({ "code": "000000" }),
        "POST /api/meetings/{id}/check-ins" | "POST /api/meetings/{id}/check-ins/undo" => {
            json!({ "member": 102, "reason": "示例：没带手机" })
        }
        "POST /api/meetings/{id}/check-ins/card" => json!({ "card": "none" }),
        "POST /api/meetings/{id}/guests" => json!({ "member": 301, "attended": true }),
        "POST /api/meetings/{id}/pack" => json!({ "device": "示例电脑" }),
        "POST /api/meetings/{id}/check-in/receipts" => json!({ "pack": 1, "receipts": [] }),
        "POST /api/proxies" => json!({ "member": 104, "helper": 105, "method": "phone", "valid_until": "2026-12-31" }),
        "POST /api/meetings/{id}/review" => json!({ "decision": "approve" }),
        "POST /api/meetings/{id}/cancellation" => json!({ "reason": "示例原因" }),
        "POST /api/disclosures" => disclosure::form(w, 0),
        "PUT /api/disclosures/{id}" => disclosure::form(w, 4),
        "POST /api/experiences" | "PUT /api/experiences/{id}" => experience::form("示例"),
        "POST /api/works" | "PUT /api/works/{id}" => library::form("book", "示例"),
        "POST /api/works/{id}/chapters" | "PUT /api/chapters/{id}" => library::chapter("示例", "示例"),
        "PUT /api/works/{id}/contents" => json!({ "items": [] }),
        "PUT /api/works/{id}/place" => json!({ "chapter": 1, "offset": 0, "clock": 1, "step": 0 }),
        "POST /api/experiences/{id}/review" => json!({ "decision": "approve", "audience": "subtree" }),
        "POST /api/experiences/{id}/comments" => json!({ "text": "示例评论" }),
        "POST /api/disclosures/{id}/withdrawal"
        | "POST /api/experiences/{id}/takedown"
        | "POST /api/comments/{id}/removal" => {
            json!({ "reason": "示例原因" })
        }
        "POST /api/orgs/{id}/urges" => json!({ "topic": "meeting", "text": "示例" }),
        "POST /api/urges/{id}/settlement" => json!({ "note": "示例" }),
        _ => return None,
    })
}

async fn ask(w: &World, who: &Actor, operation: &str, filled: &str) -> u16 {
    let (method, route) = operation.split_once(' ').unwrap();
    let path = match filled.strip_prefix('?') {
        Some(_) => format!("{route}{filled}"),
        None => route.replace("{id}", filled),
    };
    if operation == "GET /api/inbox/stream" {
        return who.glance(&path).await;
    }
    let body = match operation {
        "POST /api/files" | "POST /api/works/import" | "POST /api/works/{id}/recordings" => {
            Body::file("示例.png", &plain(8, 8, image::ImageFormat::Png))
        }
        "PUT /api/works/{id}/place" => {
            let first = w.number(format!("SELECT MIN(id) FROM chapter WHERE work_id = {filled}")).await;
            Body::json(&json!({ "chapter": first, "offset": 1, "clock": 1, "step": 0 }))
        }
        _ => body(w, operation).map(|b| Body::json(&b)).unwrap_or_default(),
    };
    who.send(method.parse::<Method>().unwrap(), &path, body).await.status.as_u16()
}

#[test]
fn the_table_holds_every_route_of_the_document_and_no_other() {
    let mut rows: Vec<_> = TABLE.iter().map(|(operation, ..)| (*operation).to_owned()).collect();
    rows.sort();
    rows.dedup();
    assert_eq!(rows, operations());
}

on_both_engines! {
    async fn every_route_answers_every_role_as_the_table_says(w) {
        let mut wrong = Vec::new();
        for (role, name) in ROLES.iter().enumerate() {
            let own = World::new(w.engine()).await;
            let things = furnish(&own).await;
            let who = actor(&own, role);
            for (operation, filled, expected) in TABLE {
                let filled = things.iter().fold((*filled).to_owned(), |text, (name, id)| text.replace(name, id));
                let got = ask(&own, &who, operation, &filled).await;
                if got != expected[role] {
                    wrong.push(format!("{operation} for {name}: {got}, not {}", expected[role]));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
