//! What the province decides (FEATURES 6.6) holds in the API, at once and for everybody.

use super::{award, entries, reverse, settle};
use gsdj_domain::Page;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::home::Home;
use gsdj_domain::points::{PointsPolicy, RankRow, Rule};
use gsdj_domain::time::DAY;
use gsdj_tests::{Place, START, World, on_both_engines};
use serde_json::{Value, json};

fn form(points: bool, rankings: bool, names: bool, reach: &str) -> Value {
    json!({ "points": points, "rankings": rankings, "names": names, "reach": reach, "reason": "示例：为基层减负" })
}

async fn decide(w: &World, form: &Value) -> PointsPolicy {
    w.province().put("/api/points/policy", form).await.ok()
}

/// Everything that shows points, for a member.
const SHOWS: [&str; 8] = [
    "/api/points/mine",
    "/api/points/mine/entries",
    "/api/points/mine/days",
    "/api/rankings/learning",
    "/api/rankings/learning/members",
    "/api/rankings/learning/branches",
    "/api/orgs/12/points",
    "/api/members/101/points-sheet",
];

on_both_engines! {
    async fn only_the_province_decides_and_everybody_reads_why(w) {
        let before: PointsPolicy = w.member(1).get("/api/points/policy").await.ok();
        assert_eq!(before, PointsPolicy::default());
        for who in [w.member(1), w.branch_admin(), w.superior(), w.committee()] {
            who.put("/api/points/policy", &form(false, false, false, "branch")).await.refused(403, "no_permission");
        }
        let mut silent = form(true, false, true, "branch");
        silent["reason"] = json!(" ");
        w.province().put("/api/points/policy", &silent).await.fault("points_policy_needs_reason", "reason");
        let decided = decide(&w, &form(true, false, true, "branch")).await;
        assert_eq!((decided.rankings, decided.since), (false, Some(START)));
        for who in [w.member(1), w.member_of(Place::C, 1), w.branch_admin(), w.committee_beside(), w.province()] {
            assert_eq!(who.get("/api/points/policy").await.ok::<PointsPolicy>(), decided);
        }
        let log: Page<AuditEntry> = w.province().get("/api/audit").await.ok();
        let entry = log.items.iter().find(|e| e.deed == Deed::PointsPolicySet).unwrap();
        assert!(entry.what.contains("排行：关") && entry.what.contains("为基层减负"), "{}", entry.what);
        // the same attempt again is the same decision
        let again = w.province().key("k").put("/api/points/policy", &form(true, true, true, "branch")).await.is(200);
        let twice = w.province().key("k").put("/api/points/policy", &form(true, true, true, "branch")).await.is(200);
        assert_eq!(again.text(), twice.text());
    }

    async fn points_switched_off_are_neither_earned_nor_shown(w) {
        award(&w, 101, Rule::Comment, "a:1", START).await;
        for path in SHOWS {
            w.member(1).get(path).await.is(200);
        }
        decide(&w, &form(false, true, true, "superiors")).await;
        for path in SHOWS {
            let problem = w.member(1).get(path).await.refused(403, "points_off");
            assert!(problem.title.contains("为基层减负") && problem.hint.is_some(), "{path}");
        }
        for path in ["/api/orgs/12/points", "/api/orgs/12/points-sheet", "/api/members/101/points-sheet", "/api/rankings/learning"] {
            w.branch_admin().get(path).await.refused(403, "points_off");
        }
        let home: Home = w.member(1).get("/api/home").await.ok();
        assert_eq!((home.points_on, home.points_today, home.points_year), (false, 0, 0));
        assert_eq!(award(&w, 101, Rule::Comment, "a:2", START).await, None);
        // what was entered wrongly may be undone all the same
        assert_eq!(reverse(&w, 101, Rule::Comment, "a:1", START).await, Some(2));
        decide(&w, &form(true, true, true, "branch")).await;
        assert_eq!(entries(&w, 101).await.len(), 2);
        let home: Home = w.member(1).get("/api/home").await.ok();
        assert!(home.points_on);
    }

    async fn rankings_switched_off_are_refused_and_the_rest_stays(w) {
        decide(&w, &form(true, false, true, "superiors")).await;
        for path in &SHOWS[3..6] {
            w.member(1).get(path).await.refused(403, "rankings_off");
            w.province().get(path).await.refused(403, "rankings_off");
        }
        for path in SHOWS[..3].iter().chain(&SHOWS[6..]) {
            w.member(1).get(path).await.is(200);
        }
    }

    async fn hidden_names_are_not_sent(w) {
        for (member, points) in [(101, 3), (102, 2), (103, 1)] {
            for n in 0..points {
                award(&w, member, Rule::GoOut, &format!("p:{n}"), START).await;
            }
        }
        w.at(START.plus(DAY)).await;
        settle(&w, "2026-03-10").await.unwrap();
        let named = async |who: &gsdj_tests::Actor| {
            let page: Page<RankRow> = who.get("/api/rankings/learning/members").await.ok();
            page.items.into_iter().map(|r| r.name).collect::<Vec<_>>()
        };
        assert_eq!(named(&w.member(2)).await, ["示例101", "示例102", "示例103"]);
        decide(&w, &form(true, true, false, "branch")).await;
        assert_eq!(named(&w.member(2)).await, ["", "示例102", ""]);
        assert_eq!(named(&w.branch_admin()).await, ["", "", ""]);
        // branches are no persons
        assert!(w.member(2).get("/api/rankings/learning/branches").await.text().contains("高台村"));
    }

    async fn members_are_seen_inside_their_branch_unless_the_province_says_otherwise(w) {
        award(&w, 101, Rule::Comment, "a:1", START).await;
        w.at(START.plus(DAY)).await;
        settle(&w, "2026-03-10").await.unwrap();
        let of_members = [
            "/api/orgs/12/points-sheet",
            "/api/orgs/12/points-sheet/members",
            "/api/members/101/points-sheet",
            "/api/rankings/learning/members?org=12",
        ];
        for path in of_members {
            w.branch_admin().get(path).await.is(200);
            for above in [w.superior(), w.committee(), w.province()] {
                above.get(path).await.refused(403, "points_inside_branch");
            }
        }
        // sums of organisations are theirs
        w.superior().get("/api/orgs/12/points").await.is(200);
        decide(&w, &form(true, true, true, "superiors")).await;
        for path in of_members {
            w.superior().get(path).await.is(200);
            w.committee_beside().get(path).await.refused(404, "not_found");
        }
    }
}
