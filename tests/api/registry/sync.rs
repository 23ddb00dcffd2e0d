//! Files that are taken: a new branch signs in, movers keep what is theirs, removals need their exact number.

use gsdj_backend::registry::{Options, Source, sync};
use gsdj_domain::Refusal;
use gsdj_domain::account::{SignIn, SignedIn};
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::points::MyPoints;
use gsdj_domain::registry::{RegistryRefusal, Report};
use gsdj_tests::{Reply, World, citizen, on_both_engines};

/// The whole of the world as the registry would hand it out.
pub(super) const ORGS: &str = "组织代码,组织名称,组织类别,上级组织代码,单位性质类别\n\
    620000000000,示例省委组织部,省委组织部,,\n\
    620100000000,示例川口乡党委,党委,620000000000,\n\
    620100000100,示例高台村党总支,党总支,620100000000,\n\
    620100000101,示例高台村第一党支部,党支部,620100000100,农村\n\
    620100000200,示例乡机关党支部,党支部,620100000000,机关\n\
    620100000300,示例新设党支部,党支部,620100000000,\n\
    620200000000,示例临江乡党委,党委,620000000000,\n\
    620200000100,示例临江社区党支部,党支部,620200000000,城市社区\n";

pub(super) const A: &str = "620100000101";
pub(super) const B: &str = "620100000200";

pub(super) fn members(rows: &[(i64, &str)]) -> String {
    let row = |(n, branch): &(i64, &str)| format!("{},示例{n},{branch},138{n:08},正常\n", citizen(*n));
    format!("公民身份号码,姓名,所在支部代码,手机号,状态\n{}", rows.iter().map(row).collect::<String>())
}

/// Takes these files; the store may wait, so not on a thread of the runtime.
pub(super) async fn take(w: &World, files: Vec<Source>, options: Options) -> gsdj_backend::Result<Report> {
    let app = w.app().clone();
    let report = tokio::task::spawn_blocking(move || sync(&app.store, &app.secret, app.now(), &files, &options)).await;
    w.app().sessions.forget_all();
    report.unwrap()
}

async fn apply(w: &World, texts: &[&str]) -> Report {
    let files = texts.iter().enumerate().map(|(n, t)| Source::text(format!("{n}.csv"), *t)).collect();
    take(w, files, Options::default()).await.unwrap()
}

async fn sign_in(w: &World, account: &str, password: &str) -> Reply {
    let form = SignIn { account: account.into(), password: password.into(), device: None };
    w.anon().post("/api/session", &form).await
}

/// Everything the registry governs, to compare.
pub(super) async fn everything(w: &World) -> Vec<String> {
    let orgs = "SELECT code || name || kind || path || COALESCE(unit_category, '-') || active FROM org ORDER BY code";
    let members = "SELECT name || org_id || status || class || phone_mask || citizen_hash FROM member ORDER BY id";
    [w.texts(orgs).await, w.texts(members).await].concat()
}

on_both_engines! {
    async fn a_new_branch_and_its_people_can_sign_in(w) {
        let orgs = "组织代码,组织名称,组织类别,上级组织代码,单位性质类别\n620100000102,示例高台村第二党支部,党支部,620100000100,农村\n";
        let number = citizen(701);
        sign_in(&w, &number, &number[12..]).await.refused(401, "wrong_credentials");
        let report = apply(&w, &[&members(&[(701, "620100000102")]), orgs]).await;
        assert_eq!((report.orgs.added, report.members.added), (1, 1));
        let signed: SignedIn = sign_in(&w, &number, &number[12..]).await.ok();
        assert!(signed.me.must_change_password);
        assert_eq!(signed.me.org_name, "示例高台村第二党支部");
        sign_in(&w, "13800000701", &number[12..]).await.is(200);
        // the general branch sees the new branch; its first password comes from there
        let org = signed.me.org;
        let first: serde_json::Value = w.superior().post_empty(format!("/api/orgs/{org}/password-reset")).await.ok();
        sign_in(&w, "620100000102", first["password"].as_str().unwrap()).await.is(200);
        let listed = w.superior().get("/api/orgs?parent=11").await.text();
        assert!(listed.contains("第二党支部"));
    }

    async fn a_unit_category_opens_the_door_of_a_branch(w) {
        w.account(14).get("/api/home").await.refused(401, "not_signed_in");
        apply(&w, &["组织代码,组织名称,组织类别,上级组织代码,单位性质类别\n620100000300,示例新设党支部,党支部,620100000000,国有企业\n"]).await;
        w.account(14).get("/api/home").await.is(200);
        w.account(401).get("/api/home").await.is(200);
    }

    async fn the_same_files_twice_change_nothing(w) {
        let people = members(&[(101, A), (102, A), (201, B), (801, A)]);
        apply(&w, &[ORGS, &people]).await;
        let before = everything(&w).await;
        let again = apply(&w, &[&people, ORGS]).await;
        assert!(again.is_idle(), "{again:?}");
        assert_eq!(everything(&w).await, before);
    }

    async fn whoever_moves_keeps_points_history_and_password(w) {
        let done = w.submitted().await.row.id;
        let points = async || w.member(4).get("/api/points/mine").await.ok::<MyPoints>().total;
        assert_eq!(points().await, 30);
        let report = apply(&w, &[&members(&[(104, B)])]).await;
        assert_eq!(report.members.moved, 1);
        assert_eq!(points().await, 30);
        w.member(4).sees(done).await;
        w.member(4).get("/api/orgs/13").await.is(200);
        w.member(4).get("/api/orgs/12").await.refused(404, "not_found");
        assert!(!w.branch_admin().get("/api/orgs/12/members").await.text().contains("示例104"));
        // the past record stays as it was, the next meeting draws from who is there
        assert_eq!(w.branch_admin().sees(done).await.people.len(), 10);
        let draft = w.branch_admin().get("/api/meetings/draft?kind=general_meeting").await.text();
        assert!(!draft.contains("示例104"));
        let report = apply(&w, &[&members(&[(104, A)])]).await;
        assert_eq!(report.members.moved, 1);
        assert_eq!(points().await, 30);
    }

    async fn a_branch_that_moves_is_seen_and_reviewed_by_its_new_superior(w) {
        let meeting = w.recorded_as(&w.form(MeetingKind::GeneralMeeting)).await.row.id;
        w.committee_beside().get(format!("/api/meetings/{meeting}")).await.refused(404, "not_found");
        let orgs = "组织代码,组织名称,组织类别,上级组织代码\n620100000101,示例高台村第一党支部,党支部,620200000000\n";
        assert_eq!(apply(&w, &[orgs]).await.orgs.moved, 1);
        w.superior().get(format!("/api/meetings/{meeting}")).await.refused(404, "not_found");
        assert!(!w.committee().get("/api/meetings").await.text().contains("示例事项"));
        assert!(w.committee_beside().get("/api/meetings").await.text().contains("示例事项"));
        w.branch_admin().post_empty(format!("/api/meetings/{meeting}/submission")).await.is(200);
        let approve = serde_json::json!({ "decision": "approve" });
        w.superior().post(format!("/api/meetings/{meeting}/review"), &approve).await.refused(404, "not_found");
        w.committee_beside().post(format!("/api/meetings/{meeting}/review"), &approve).await.is(200);
    }

    async fn what_waits_for_review_moves_along_to_the_new_superior(w) {
        let meeting = w.submitted().await.row.id;
        w.superior().sees(meeting).await;
        let orgs = "组织代码,组织名称,组织类别,上级组织代码\n620100000101,示例高台村第一党支部,党支部,620200000000\n";
        assert_eq!(apply(&w, &[orgs]).await.orgs.moved, 1);
        assert!(!w.superior().get("/api/reviews").await.text().contains("示例事项"));
        assert!(w.committee_beside().get("/api/reviews").await.text().contains("示例事项"));
        let seen = w.committee_beside().sees(meeting).await;
        assert!(seen.acts.iter().all(|a| a.allowed) && seen.acts.len() == 2, "{:?}", seen.acts);
        assert_eq!(seen.rounds[0].reviewer, "示例临江乡党委");
        let approve = serde_json::json!({ "decision": "approve" });
        w.committee_beside().post(format!("/api/meetings/{meeting}/review"), &approve).await.is(200);
    }

    async fn a_full_file_removes_only_with_the_exact_number(w) {
        let all = async |confirm_removals, dry_run| {
            let text = members(&[(101, A), (102, A), (103, A), (201, B), (202, B), (203, B)]);
            let options = Options { full: true, confirm_removals, dry_run };
            take(&w, vec![Source::text("党员.csv", text)], options).await
        };
        let before = everything(&w).await;
        let dry = all(None, true).await.unwrap();
        // seven of A and the one who had left it, three of C, and the one of the branch without category
        assert_eq!((dry.removals, dry.members.removed), (12, 12), "{dry:?}");
        for confirmed in [None, Some(0), Some(11), Some(13)] {
            let refused = all(confirmed, false).await;
            let Err(gsdj_backend::Error::Refused(Refusal::Registry(why))) = refused else { panic!("{refused:?}") };
            let right = match confirmed {
                None => matches!(why, RegistryRefusal::RemovalsNotConfirmed { found: 12 }),
                Some(_) => matches!(why, RegistryRefusal::OtherRemovals { found: 12, .. }),
            };
            assert!(right, "{why}");
        }
        assert_eq!(everything(&w).await, before);
        w.member(4).get("/api/home").await.is(200);
        assert_eq!(all(Some(12), false).await.unwrap().removals, 12);
        w.member(4).get("/api/home").await.refused(401, "not_signed_in");
        w.member(1).get("/api/home").await.is(200);
        assert!(all(None, false).await.unwrap().is_idle());
        // whoever comes back is who they were
        apply(&w, &[&members(&[(104, A)])]).await;
        w.member(4).get("/api/home").await.is(200);
    }

    async fn a_run_is_audited_and_its_report_is_kept(w) {
        apply(&w, &[&members(&[(104, B)])]).await;
        assert_eq!(w.texts("SELECT deed FROM audit").await, ["registry_sync"]);
        let kept = w.texts("SELECT report FROM registry_run").await.remove(0);
        assert!(!kept.contains(&citizen(104)) && !kept.contains("13800000104"), "{kept}");
        assert!(w.province().get("/api/audit").await.text().contains("registry_sync"));
        assert!(!w.branch_admin().get("/api/audit").await.text().contains("registry_sync"));
    }
}
