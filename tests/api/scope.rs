//! Who sees what (FEATURES 0.7): one's own subtree and nothing beside it; a member their own branch.

use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::{MeetingKind, MeetingView};
use gsdj_tests::acts::{at, record};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Place, World, on_both_engines, operations};
use serde_json::json;

/// Stands in every text of branch A that this world holds.
const MARK: &str = "只有甲支部知道";

/// Branch A with an overview, and meetings in review and told; everything carries the mark.
async fn secrets(w: &World) -> (MeetingView, FileInfo) {
    let text = json!({ "introduction": MARK, "meeting_place": MARK, "contact": MARK });
    w.branch_admin().put("/api/orgs/12/overview", &text).await.is(200);
    let photo = plain(20, 20, image::ImageFormat::Png);
    let file: FileInfo = w.branch_admin().upload("photo", &format!("{MARK}.png"), &photo).await.created();
    let mut form = w.form(MeetingKind::GeneralMeeting);
    form.title = MARK.into();
    let begun = w.begun_as(&form).await;
    let mut with_photo = record(&form.expected);
    with_photo.text = MARK.into();
    with_photo.photos = vec![file.id];
    w.branch_admin().put(at(begun.row.id, "/record"), &with_photo).await.is(200);
    let submitted: MeetingView = w.branch_admin().post_empty(at(begun.row.id, "/submission")).await.ok();
    let mut told = w.form(MeetingKind::ThemeDay);
    told.title = MARK.into();
    w.announced_as(&told).await;
    openness(w).await;
    (submitted, file)
}

/// What branch A makes public, shares within its general branch, files and is urged about; with the mark in all of it.
async fn openness(w: &World) {
    let mut public = super::disclosure::form(w, 0);
    (public["title"], public["text"]) = (json!(MARK), json!(MARK));
    w.branch_admin().post("/api/disclosures", &public).await.is(201);
    super::experience::published(w, MARK, "subtree").await;
    let post = super::experience::write(w, MARK).await;
    super::experience::submit(w, &post).await;
    w.superior().post("/api/orgs/12/urges", &json!({ "topic": "other", "text": MARK })).await.is(201);
}

/// Those who stand beside branch A.
fn beside(w: &World) -> Vec<Actor> {
    vec![
        w.branch_of(Place::B),
        w.branch_of(Place::C),
        w.committee_beside(),
        w.member_of(Place::B, 1),
        w.member_of(Place::C, 1),
    ]
}

fn knows(text: &str) -> bool {
    text.contains(MARK) || text.contains("高台村") || (101..=111).any(|n| text.contains(&format!("示例{n}")))
}

on_both_engines! {
    async fn no_listing_shows_anything_beside_one_s_own_subtree(w) {
        secrets(&w).await;
        let listings = operations().into_iter().filter_map(|o| o.strip_prefix("GET ").map(str::to_owned));
        let plain: Vec<_> = listings.filter(|r| !r.contains('{') && !r.ends_with("/stream")).collect();
        let more = [
            "/api/meetings?stage=in_review", "/api/meetings?q=%E7%94%B2", "/api/meetings/counts?kind=general_meeting",
            "/api/reviews?decided=true", "/api/orgs?q=%E9%AB%98%E5%8F%B0", "/api/orgs?q=620100000101", "/api/inbox?unread=true",
            "/api/meetings/draft?kind=general_meeting", "/api/calendar?from=2026-03-01&to=2026-05-31",
            "/api/disclosures?state=running", "/api/experiences?order=liked", "/api/experiences?own=true", "/api/inbox?topic=disclosure",
        ];
        for who in beside(&w) {
            for path in plain.iter().map(String::as_str).chain(more) {
                let text = who.get(path).await.text();
                assert!(!knows(&text), "{path}: {text}");
            }
        }
        // the same listings do know it where they should
        for (who, path) in [
            (w.province(), "/api/meetings"), (w.committee(), "/api/meetings"), (w.superior(), "/api/reviews"),
            (w.superior(), "/api/orgs"), (w.superior(), "/api/calendar?from=2026-03-01&to=2026-05-31"),
            (w.member(2), "/api/branch"), (w.committee(), "/api/orgs/10/members?scope=subtree"), (w.committee(), "/api/orgs?q=%E9%AB%98%E5%8F%B0"), (w.member(1), "/api/meetings"),
            (w.province(), "/api/audit"), (w.member(2), "/api/home"), (w.branch_admin(), "/api/meetings/draft?kind=theme_day"),
            (w.member(2), "/api/disclosures"), (w.province(), "/api/disclosures"), (w.member(2), "/api/experiences"),
            (w.superior(), "/api/urges"), (w.branch_admin(), "/api/urges"), (w.superior(), "/api/reviews?kind=experience"),
        ] {
            let text = who.get(path).await.text();
            assert!(knows(&text), "{path}: {text}");
        }
    }

    async fn every_id_beside_one_s_own_subtree_is_not_found(w) {
        let (meeting, file) = secrets(&w).await;
        let routes = operations();
        let reads = routes.iter().filter_map(|o| o.strip_prefix("GET ")).filter(|r| r.contains("{id}"));
        // whoever is beside may not even ask for these, but for branches and members: their own tests look at that
        let apart = [
            "/api/post-requests",
            "/api/orgs/{id}/points-sheet",
            "/api/desk",
            "/api/questions",
            "/api/exams",
            "/api/sittings",
            "/api/exam-results",
            "/api/courses/{id}/certificate",
            "/api/group-studies",
            "/api/lessons/{id}/questions",
            "/api/uploads",
        ];
        for route in reads.filter(|r| !apart.iter().any(|a| r.starts_with(a))) {
            let id = match route {
                r if r.starts_with("/api/orgs") => "12".to_owned(),
                r if r.starts_with("/api/members") => "105".to_owned(),
                r if r.starts_with("/api/files") => file.id.to_string(),
                _ => meeting.row.id.to_string(),
            };
            for who in beside(&w) {
                who.get(route.replace("{id}", &id)).await.refused(404, "not_found");
            }
        }
        for who in beside(&w) {
            who.get("/api/meetings?org=12").await.refused(404, "not_found");
            who.get("/api/branch?org=12").await.refused(404, "not_found");
            who.get("/api/orgs?parent=12").await.refused(404, "not_found");
            who.get("/api/orgs?parent=11").await.refused(404, "not_found");
            who.get("/api/disclosures?org=12").await.refused(404, "not_found");
        }
        for who in [w.branch_of(Place::B), w.committee_beside()] {
            who.get("/api/calendar?from=2026-03-01&to=2026-03-31&org=12").await.refused(404, "not_found");
            who.get("/api/orgs/12/members?scope=subtree").await.refused(404, "not_found");
            who.get("/api/audit?org=12").await.refused(404, "not_found");
        }
    }

    async fn a_path_that_begins_like_another_is_not_below_it(w) {
        // committees 10 and 100; and a branch whose id begins with the general branch's
        w.sql("INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
               VALUES (110, '620100000900', '示例甲乙', 'branch', 10, '/1/10/110/', 'rural', '', '', 1)").await;
        w.committee().get("/api/orgs/100").await.refused(404, "not_found");
        w.committee().get(format!("/api/orgs/{}", gsdj_tests::id::BRANCH_C)).await.refused(404, "not_found");
        w.superior().get("/api/orgs/110").await.refused(404, "not_found");
        w.committee().get("/api/orgs/110").await.is(200);
        let found = w.committee().get("/api/orgs?q=6202").await.text();
        assert!(!found.contains("临江"), "{found}");
    }

    async fn nobody_looks_upwards_or_sideways(w) {
        for (who, orgs) in [
            (w.branch_admin(), [1, 10, 11, 13]),
            (w.member(1), [1, 10, 11, 13]),
            (w.superior(), [1, 10, 13, 14]),
            (w.committee(), [1, 100, 101_000, 999]),
        ] {
            for org in orgs {
                for of in ["", "/members", "/overview", "/committee", "/committee/history", "/groups"] {
                    who.get(format!("/api/orgs/{org}{of}")).await.refused(404, "not_found");
                }
            }
        }
        let own: serde_json::Value = w.branch_admin().get("/api/orgs/12").await.ok();
        assert!(own["superior"].is_null(), "{own}");
    }

    async fn members_see_of_a_meeting_only_themselves_and_the_record_when_it_is_done(w) {
        let (meeting, file) = secrets(&w).await;
        let file = format!("/api/files/{}", file.id);
        let seen = w.member(2).sees(meeting.row.id).await;
        assert_eq!(seen.people.iter().map(|p| p.member.0).collect::<Vec<_>>(), [102]);
        assert!(seen.record.is_none() && seen.rounds.is_empty());
        w.member(2).get(&file).await.refused(404, "not_found");
        w.superior().post(at(meeting.row.id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        let seen = w.member(2).sees(meeting.row.id).await;
        assert_eq!((seen.people.len(), seen.record.unwrap().text.as_str()), (1, MARK));
        w.member(2).get(&file).await.is(200);
    }

    async fn whoever_moves_away_keeps_what_they_were_part_of_and_sees_nothing_new(w) {
        let (meeting, _) = secrets(&w).await;
        w.sql("UPDATE member SET org_id = 13 WHERE id = 105").await;
        w.app().sessions.forget_all();
        w.member(5).sees(meeting.row.id).await;
        w.member(5).get("/api/orgs/12").await.refused(404, "not_found");
        w.member(5).get("/api/orgs/13").await.is(200);
        let members = w.branch_admin().get("/api/orgs/12/members").await.text();
        assert!(!members.contains("示例105"));
        assert!(w.branch_admin().sees(meeting.row.id).await.people.iter().any(|p| p.member.0 == 105));
    }
}
