//! The branch describes itself and forms its committee (FEATURES 2.2); the tree is read by page and by search.

use gsdj_domain::Page;
use gsdj_domain::branch::{BranchCommittee, Overview, OverviewForm};
use gsdj_domain::file::FileInfo;
use gsdj_domain::member::MemberRow;
use gsdj_domain::org::{OrgRow, OrgView, UnitCategory};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Place, World, id, on_both_engines};
use serde_json::json;

async fn form(w: &World, posts: serde_json::Value) -> gsdj_tests::Reply {
    w.branch_admin().put("/api/orgs/12/committee", &posts).await
}

on_both_engines! {
    async fn a_committee_is_formed_in_the_order_of_the_handbook(w) {
        let formed: BranchCommittee = form(&w, json!({ "posts": [
            { "member": 104, "post": "discipline" }, { "member": 105, "post": "secretary" }, { "member": 104, "post": "youth" },
            { "member": 104, "post": "youth" }
        ], "term_begins": "2026-01-01", "term_ends": "2029-01-01" })).await.ok();
        let held: Vec<_> = formed.posts.iter().map(|p| (p.member.0, p.post.code(), p.name.as_str())).collect();
        assert_eq!(held, [(105, "secretary", "示例105"), (104, "discipline", "示例104"), (104, "youth", "示例104")]);
        let seen: BranchCommittee = w.member(3).get("/api/orgs/12/committee").await.ok();
        assert_eq!(seen, formed);
        let members: Page<MemberRow> = w.superior().get("/api/orgs/12/members").await.ok();
        let post = |id: i64| members.items.iter().find(|m| m.id.0 == id).unwrap().post.clone();
        assert_eq!((post(105).as_deref(), post(104).as_deref(), post(101)), (Some("支部书记"), Some("纪检委员"), None));
    }

    async fn a_committee_against_the_handbook_is_refused_with_all_its_faults(w) {
        form(&w, json!({ "posts": [] })).await.fault("no_secretary", "posts");
        let two = json!({ "posts": [{ "member": 101, "post": "secretary" }, { "member": 102, "post": "secretary" }] });
        form(&w, two).await.fault("post_held_twice", "posts");
        for stranger in [201, 301, id::MEMBER_GONE, 987_654, -1, i64::MAX] {
            form(&w, json!({ "posts": [{ "member": stranger, "post": "secretary" }] })).await.fault("not_in_circle", "posts");
        }
        form(&w, json!({ "posts": [{ "member": 101, "post": "king" }] })).await.refused(400, "malformed");
        let term = json!({ "posts": [{ "member": 101, "post": "secretary" }], "term_begins": "2026-02-30" });
        form(&w, term).await.fault("not_a_date", "term_begins");
        let problem = form(&w, json!({ "posts": [], "term_begins": "2026-03-01", "term_ends": "2026-03-01" })).await;
        let codes: Vec<_> = problem.refused(422, "several").errors.into_iter().map(|e| (e.field, e.code)).collect();
        assert_eq!(codes, [
            ("posts".to_owned(), "no_secretary".to_owned()),
            ("term_ends".to_owned(), "term_ends_before_it_begins".to_owned()),
        ]);
        // nothing of all that was kept
        assert_eq!(w.number("SELECT COUNT(*) FROM committee_post WHERE org_id = 12").await, 3);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'committee_changed'").await, 0);
    }

    async fn the_overview_is_the_branch_s_own_to_write(w) {
        let form = |n: usize, place: &str, contact: &str| OverviewForm {
            introduction: "示".repeat(n),
            meeting_place: place.into(),
            contact: contact.into(),
            photos: None,
        };
        w.sql("UPDATE org SET founded = '1962-03-05' WHERE id = 12").await;
        let text = form(3_000, "🏠 村部", "示例");
        let written: Overview = w.branch_admin().put("/api/orgs/12/overview", &text).await.ok();
        assert_eq!((&written.introduction, written.meeting_place.as_str()), (&text.introduction, "🏠 村部"));
        // what the registry knows stands beside it
        let registered = (written.founded.as_deref(), written.unit_category);
        assert_eq!(registered, (Some("1962-03-05"), Some(UnitCategory::Rural)));
        assert_eq!(w.member(7).get("/api/orgs/12/overview").await.ok::<Overview>(), written);
        let long = form(3_001, &"x".repeat(121), &"y".repeat(61));
        let problem = w.branch_admin().put("/api/orgs/12/overview", &long).await.refused(422, "several");
        let fields: Vec<_> = problem.errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["introduction", "meeting_place", "contact"]);
        w.branch_of(Place::B).put("/api/orgs/12/overview", &text).await.refused(404, "not_found");
        assert_eq!(w.branch_of(Place::B).get("/api/orgs/13/overview").await.ok::<Overview>().introduction, "");
    }

    async fn photos_of_the_branch_are_its_own_uploads_and_seen_within_its_scope(w) {
        let upload = async |who: gsdj_tests::Actor| {
            let picture = plain(40, 30, image::ImageFormat::Png);
            who.upload("photo", "示例.png", &picture).await.created::<FileInfo>().id.0
        };
        let (one, two) = (upload(w.branch_admin()).await, upload(w.branch_admin()).await);
        let put = async |photos: serde_json::Value| {
            let form = json!({ "introduction": "示例", "meeting_place": "", "contact": "", "photos": photos });
            w.branch_admin().put("/api/orgs/12/overview", &form).await
        };
        let shown: Overview = put(json!([two, one])).await.ok();
        assert_eq!(shown.photos.iter().map(|f| f.id.0).collect::<Vec<_>>(), [two, one]);
        for who in [w.member(7), w.superior(), w.committee(), w.province()] {
            who.get(format!("/api/files/{two}")).await.is(200);
        }
        for who in [w.branch_of(Place::B), w.committee_beside(), w.member_of(Place::C, 1)] {
            who.get(format!("/api/files/{two}")).await.refused(404, "not_found");
        }
        // a client that knows no photos leaves them as they are
        let text = json!({ "introduction": "示例二", "meeting_place": "", "contact": "" });
        let kept: Overview = w.branch_admin().put("/api/orgs/12/overview", &text).await.ok();
        assert_eq!((kept.photos.len(), kept.introduction.as_str()), (2, "示例二"));
        put(json!([upload(w.member(1)).await])).await.refused(403, "file_not_yours");
        put(json!([987_654])).await.refused(403, "file_not_yours");
        put(json!((0..10).collect::<Vec<_>>())).await.fault("too_many_photos", "photos");
        assert_eq!(put(json!([])).await.ok::<Overview>().photos, []);
        w.member(7).get(format!("/api/files/{two}")).await.refused(404, "not_found");
    }

    async fn the_tree_opens_level_by_level_and_is_searched_on_the_server(w) {
        let names = async |who: gsdj_tests::Actor, query: &str| {
            let page: Page<OrgRow> = who.get(format!("/api/orgs{query}")).await.ok();
            page.items.into_iter().map(|o| o.id.0).collect::<Vec<_>>()
        };
        assert_eq!(names(w.province(), "").await, [1]);
        assert_eq!(names(w.province(), "?parent=1").await, [10, 100]);
        assert_eq!(names(w.committee(), "?parent=10").await, [11, 13, 14]);
        assert_eq!(names(w.member(1), "").await, [12]);
        assert!(names(w.member(1), "?parent=12").await.is_empty());
        assert_eq!(names(w.committee(), "?top=11").await, [11]);
        w.committee().get("/api/orgs?top=100").await.refused(404, "not_found");
        // two characters find (FEATURES 12.11), the code too, and only what lies within
        assert_eq!(names(w.province(), "?q=%E4%B8%B4%E6%B1%9F").await, [100, 101_000]);
        assert!(names(w.committee(), "?q=%E4%B8%B4%E6%B1%9F").await.is_empty());
        assert_eq!(names(w.committee(), "?q=6201000001").await, [11, 12]);
        // what a pattern would mean is searched as it stands
        assert!(names(w.province(), "?q=%25").await.is_empty());
        assert!(names(w.province(), "?q=_").await.is_empty());
        let view: OrgView = w.committee().get("/api/orgs/12").await.ok();
        let path: Vec<_> = view.path.iter().map(|o| o.id.0).collect();
        assert_eq!((path, view.superior.map(|o| o.id.0)), (vec![10, 11, 12], Some(11)));
        assert_eq!((view.members, view.branches), (10, 1));
        let whole: OrgView = w.province().get("/api/orgs/1").await.ok();
        assert_eq!((whole.members, whole.branches, whole.superior), (17, 4, None));
        let own: OrgView = w.committee().get("/api/orgs/10").await.ok();
        assert_eq!((own.members, own.superior), (14, None));
    }

    async fn members_are_listed_masked_and_found_by_name(w) {
        let reply = w.committee().get("/api/orgs/12/members?limit=100").await;
        let text = reply.text();
        let page: Page<MemberRow> = reply.ok();
        assert_eq!(page.items.len(), 10);
        assert!(page.items.iter().all(|m| m.phone.contains("****")));
        for secret in [gsdj_tests::citizen(101), gsdj_tests::phone(101), gsdj_tests::citizen(101)[6..14].to_owned()] {
            assert!(!text.contains(&secret));
        }
        let found: Page<MemberRow> = w.branch_admin().get("/api/orgs/12/members?q=110").await.ok();
        assert_eq!(found.items.iter().map(|m| m.id.0).collect::<Vec<_>>(), [110]);
        assert!(w.branch_admin().get("/api/orgs/12/members?q=111").await.ok::<Page<MemberRow>>().items.is_empty());
    }
}
