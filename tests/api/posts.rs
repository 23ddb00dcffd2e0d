//! A post that the list lacks is asked for, granted or returned, and then filled (FEATURES 2.2).

use gsdj_domain::Page;
use gsdj_domain::branch::{BranchCommittee, PastCommittee, PostRequest, RequestState};
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::member::MemberRow;
use gsdj_tests::{Actor, Place, Reply, World, on_both_engines};
use serde_json::json;

const REQUESTS: &str = "/api/post-requests";

async fn ask(who: &Actor, name: &str) -> Reply {
    who.post(REQUESTS, &json!({ "name": name, "reason": "示例理由" })).await
}

async fn decide(w: &World, request: &PostRequest, form: serde_json::Value) -> Reply {
    w.province().post(format!("{REQUESTS}/{}/decision", request.id), &form).await
}

async fn told(who: &Actor) -> Vec<String> {
    let inbox: Page<InboxItem> = who.get("/api/inbox").await.ok();
    inbox.items.into_iter().filter(|i| i.topic == Topic::PostRequest).map(|i| i.title).collect()
}

async fn names(who: &Actor, query: &str) -> Vec<String> {
    let page: Page<PostRequest> = who.get(format!("{REQUESTS}{query}")).await.ok();
    page.items.into_iter().map(|r| r.name).collect()
}

on_both_engines! {
    async fn a_request_is_returned_edited_granted_and_the_post_is_filled(w) {
        let branch = w.branch_admin();
        let asked: PostRequest = ask(&branch, " 调解委员 ").await.created();
        assert_eq!((asked.name.as_str(), asked.state, asked.org.id.0), ("调解委员", RequestState::Waiting, 12));
        assert_eq!(told(&w.province()).await, ["示例高台村第一党支部申请增设“调解委员”"]);
        decide(&w, &asked, json!({ "decision": "return" })).await.fault("return_needs_reason", "reason");
        let back: PostRequest = decide(&w, &asked, json!({ "decision": "return", "reply": "请写明分工" })).await.ok();
        assert_eq!(back.state, RequestState::Returned);
        decide(&w, &asked, json!({ "decision": "approve" })).await.refused(409, "request_not_waiting");
        let again = json!({ "name": "矛盾调解委员", "reason": "负责邻里纠纷" });
        let path = format!("{REQUESTS}/{}", asked.id);
        let waits: PostRequest = branch.put(&path, &again).await.ok();
        assert_eq!((waits.state, waits.rounds.len()), (RequestState::Waiting, 2));
        branch.put(&path, &again).await.refused(409, "request_not_returned");
        let granted: PostRequest = decide(&w, &asked, json!({ "decision": "approve" })).await.ok();
        let rounds: Vec<_> = granted.rounds.iter().map(|r| (r.name.as_str(), r.reply.as_str())).collect();
        assert_eq!(rounds, [("调解委员", "请写明分工"), ("矛盾调解委员", "")]);
        assert_eq!(told(&branch).await, ["已批准增设“矛盾调解委员”", "已退回增设申请：“调解委员”"]);
        fill(&w).await;
    }

    async fn a_granted_post_is_the_asking_branch_s_or_everybody_s(w) {
        let offered = async |who: Actor, org: i64| {
            let committee: BranchCommittee = who.get(format!("/api/orgs/{org}/committee")).await.ok();
            committee.added.into_iter().map(|p| p.name).collect::<Vec<_>>()
        };
        let one: PostRequest = ask(&w.branch_admin(), "调解委员").await.created();
        decide(&w, &one, json!({ "decision": "approve" })).await.is(200);
        let all: PostRequest = ask(&w.branch_of(Place::C), "科普委员").await.created();
        let waits: PostRequest = ask(&w.branch_of(Place::B), "科普委员").await.created();
        decide(&w, &all, json!({ "decision": "approve", "for_all": true })).await.is(200);
        assert_eq!(offered(w.branch_admin(), 12).await, ["调解委员", "科普委员"]);
        assert_eq!(offered(w.branch_of(Place::B), 13).await, ["科普委员"]);
        // the other request for it is granted too, and there is one such post all the same
        decide(&w, &waits, json!({ "decision": "approve" })).await.is(200);
        assert_eq!(offered(w.branch_of(Place::B), 13).await, ["科普委员"]);
        let added: BranchCommittee = w.branch_admin().get("/api/orgs/12/committee").await.ok();
        let form = json!({ "posts": [{ "member": 201, "post": "secretary" },
            { "member": 202, "post": "added", "added": added.added[0].id }] });
        w.branch_of(Place::B).put("/api/orgs/13/committee", &form).await.fault("post_not_offered", "posts");
    }

    async fn only_what_is_missing_is_asked_for_and_once(w) {
        let branch = w.branch_admin();
        ask(&branch, "组织委员").await.fault("post_offered", "name");
        ask(&branch, "").await.fault("missing", "name");
        ask(&branch, &"委".repeat(21)).await.fault("too_long", "name");
        branch.post(REQUESTS, &json!({ "name": "", "reason": "理".repeat(301) })).await.refused(422, "several");
        let asked: PostRequest = ask(&branch, "调解委员").await.created();
        ask(&branch, "调解委员").await.fault("post_asked_already", "name");
        // another branch may want the same
        ask(&w.branch_of(Place::C), "调解委员").await.is(201);
        decide(&w, &asked, json!({ "decision": "approve" })).await.is(200);
        ask(&branch, "调解委员").await.fault("post_offered", "name");
        // one attempt is one request
        for _ in 0..2 {
            branch.key("wish").post(REQUESTS, &json!({ "name": "科普委员", "reason": "示例" })).await.is(201);
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM post_request WHERE org_id = 12").await, 2);
    }

    async fn a_branch_sees_its_own_requests_and_the_province_all_of_them(w) {
        let (a, c) = (w.branch_admin(), w.branch_of(Place::C));
        let first: PostRequest = ask(&a, "调解委员").await.created();
        let second: PostRequest = ask(&c, "科普委员").await.created();
        ask(&a, "护林委员").await.is(201);
        assert_eq!(names(&w.province(), "").await, ["调解委员", "科普委员", "护林委员"]);
        assert_eq!(names(&a, "").await, ["护林委员", "调解委员"]);
        assert_eq!(names(&c, "?decided=true").await, ["科普委员"]);
        c.get(format!("{REQUESTS}/{}", first.id)).await.refused(404, "not_found");
        c.put(format!("{REQUESTS}/{}", first.id), &json!({ "name": "x", "reason": "y" })).await.refused(404, "not_found");
        decide(&w, &second, json!({ "decision": "return", "reply": "示例" })).await.is(200);
        decide(&w, &first, json!({ "decision": "approve", "reply": "示例" })).await.is(200);
        assert_eq!(names(&w.province(), "?decided=true").await, ["科普委员", "调解委员"]);
        let page: Page<PostRequest> = w.province().get(format!("{REQUESTS}?decided=true&limit=1")).await.ok();
        let rest = format!("?decided=true&limit=1&cursor={}", page.next.unwrap());
        assert_eq!(names(&w.province(), &rest).await, ["调解委员"]);
        w.committee().get(REQUESTS).await.refused(403, "no_permission");
    }
}

/// Branch A fills the post that was granted: it has its name wherever it is seen.
async fn fill(w: &World) {
    let committee: BranchCommittee = w.branch_admin().get("/api/orgs/12/committee").await.ok();
    assert_eq!(committee.added.len(), 1);
    let form = json!({ "posts": [{ "member": 101, "post": "secretary" },
        { "member": 104, "post": "added", "added": committee.added[0].id }] });
    let formed: BranchCommittee = w.branch_admin().put("/api/orgs/12/committee", &form).await.ok();
    assert_eq!(formed.posts[1].held().label(&formed.added), "矛盾调解委员");
    let members: Page<MemberRow> = w.member(1).get("/api/orgs/12/members").await.ok();
    assert_eq!(members.items[3].post.as_deref(), Some("矛盾调解委员"));
    let history: Page<PastCommittee> = w.member(1).get("/api/orgs/12/committee/history").await.ok();
    assert_eq!(history.items[0].tenures[1].post, "矛盾调解委员");
}
