//! Every route against every role: one table, compared with the document so that no route can be forgotten.

mod table;

use super::{content, disclosure, exam, experience, learning, library, programme_guide, urge};
use axum::http::Method;
use gsdj_domain::MemberId;
use gsdj_domain::Page;
use gsdj_domain::branch::PostRequest;
use gsdj_domain::file::FileInfo;
use gsdj_domain::inbox::InboxItem;
use gsdj_domain::meeting::{Grade, MeetingKind, Step};
use gsdj_tests::acts::{at, record};
use gsdj_tests::life::{ballot, verdicts};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Body, Place, START, World, id, on_both_engines, operations};
use serde_json::{Value, json};
use table::TABLE;

pub(super) use table::ROLES;

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
    let mut things = disclosure::furnish(w).await;
    things.extend(experience::furnish(w).await);
    things.push(("{urge}", urge::press(w, "record").await.id.to_string()));
    things.extend(content::furnish(w).await);
    things.extend(exam::furnish(w).await);
    things.extend(learning::furnish(w).await);
    things.extend(programme_guide::furnish(w).await);
    things.extend(library::furnish(w).await);
    things.extend([
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
        "PUT /api/points/policy" => {
            json!({ "points": true, "rankings": true, "names": false, "reach": "branch", "reason": "示例：减负" })
        }
        "POST /api/orgs/{id}/points-sheet/export" | "POST /api/members/{id}/points-sheet/export" => {
            json!({ "year": 2026, "format": "csv", "purpose": "示例：年度考核" })
        }
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
        "POST /api/experiences/{id}/review" => json!({ "decision": "approve", "audience": "subtree" }),
        "POST /api/experiences/{id}/comments" => json!({ "text": "示例评论" }),
        "POST /api/disclosures/{id}/withdrawal"
        | "POST /api/experiences/{id}/takedown"
        | "POST /api/comments/{id}/removal" => {
            json!({ "reason": "示例原因" })
        }
        "POST /api/questions" => exam::question(99),
        "PUT /api/questions/{id}" => exam::question(98),
        "POST /api/desk/articles" | "PUT /api/desk/articles/{id}" => {
            json!({ "column": 1, "title": "示例", "body": "<p>示例</p>" })
        }
        "POST /api/desk/articles/{id}/review" => json!({ "decision": "approve" }),
        "PUT /api/desk/articles/{id}/pin" => json!({ "pinned": true }),
        "POST /api/desk/columns" => json!({ "parent": 1, "name": "示例专题" }),
        "PUT /api/desk/columns/{id}" => json!({ "name": "示例栏目" }),
        "PUT /api/desk/columns/order" => json!({ "columns": [1] }),
        "POST /api/editors" => json!({ "name": "示例编辑", "site": "lanzhou" }),
        "PUT /api/links" => json!({ "links": [] }),
        "POST /api/links/visit" => json!({ "code": "xuexi" }),
        "PUT /api/reactions" => json!({ "kind": "article", "id": 1, "deed": "like", "on": true }),
        "POST /api/reactions/comments" => json!({ "kind": "article", "id": 1, "text": "示例" }),
        "POST /api/reactions/comments/{id}/decision" => json!({ "decision": "approve" }),
        "POST /api/desk/articles/{id}/withdrawal" | "POST /api/reactions/comments/{id}/removal" => {
            json!({ "reason": "示例原因" })
        }
        "POST /api/questions/import" => json!({ "file": "" }),
        "POST /api/exams" | "PUT /api/exams/{id}" => exam::form(w),
        "POST /api/exams/{id}/withdrawal" => json!({ "reason": "示例" }),
        "POST /api/practice" => json!({ "subject": "org_life" }),
        "PUT /api/sittings/{id}/answers" => json!({ "answers": [exam::write(0, vec![0], 5, 1)] }),
        "POST /api/sittings/{id}/hand-in" => json!({}),
        "POST /api/courses" | "PUT /api/courses/{id}" => learning::course_form("示例课程"),
        "PUT /api/courses/{id}/recommendation" => json!({ "recommended": true }),
        "POST /api/courses/{id}/lessons" | "PUT /api/lessons/{id}" => learning::text_form(),
        "POST /api/study" => json!({ "lesson": 1 }),
        "POST /api/group-studies" => json!({ "lesson": 1, "members": [101] }),
        "PUT /api/group-studies/{id}/people" => json!({ "members": [101, 102] }),
        "POST /api/study/beat" | "POST /api/group-studies/{id}/beat" => {
            json!({ "study": 1, "beat": 1, "position": 5000, "rate": 100, "playing": true, "visible": true })
        }
        "PUT /api/home/shortcuts" => json!({ "ways": ["/meetings", "/inbox"] }),
        "POST /api/channels" => json!({ "name": "示例一台" }),
        "PUT /api/channels/{id}" => json!({ "name": "示例二台" }),
        "POST /api/channels/{id}/programmes" => json!({ "text": "2026-03-20,19:00,19:30,示例节目" }),
        "POST /api/programmes" => programme_guide::later(w, 5),
        "PUT /api/programmes/{id}" => programme_guide::later(w, 3),
        "PUT /api/programmes/{id}/reminder" => json!({ "minutes": 10 }),
        "POST /api/orgs/{id}/urges" => json!({ "topic": "meeting", "text": "示例" }),
        "POST /api/urges/{id}/settlement" => json!({ "note": "示例" }),
        _ => return learning::question_body(operation).or_else(|| library::body(operation)),
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
        "POST /api/files" | "POST /api/works/import" => Body::file("示例.png", &plain(8, 8, image::ImageFormat::Png)),
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
