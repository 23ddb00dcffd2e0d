//! Committees one after another (FEATURES 2.2): who held which post from when to when.

use gsdj_backend::registry::{Options, Source, sync};
use gsdj_domain::branch::{BranchCommittee, PastCommittee};
use gsdj_domain::time::DAY;
use gsdj_domain::{Instant, Page};
use gsdj_tests::{Place, START, World, on_both_engines};
use serde_json::{Value, json};

const HISTORY: &str = "/api/orgs/12/committee/history";

/// Forms branch A's committee: pairs of member and post.
async fn form(w: &World, posts: &[(i64, &str)], term: (&str, &str), new_term: bool) -> gsdj_tests::Reply {
    let posts: Vec<Value> = posts.iter().map(|(m, p)| json!({ "member": m, "post": p })).collect();
    let form = json!({ "posts": posts, "term_begins": term.0, "term_ends": term.1, "new_term": new_term });
    w.branch_admin().put("/api/orgs/12/committee", &form).await
}

async fn history(w: &World) -> Vec<PastCommittee> {
    w.superior().get(HISTORY).await.ok::<Page<PastCommittee>>().items
}

/// Name, post, first and last day of everybody on a committee.
fn tenures(past: &PastCommittee) -> Vec<String> {
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "…".into());
    past.tenures.iter().map(|t| format!("{} {} {} {}", t.name, t.post, day(&t.since), day(&t.until))).collect()
}

on_both_engines! {
    async fn a_change_within_the_term_ends_one_tenure_and_begins_another(w) {
        let term = ("2025-01-01", "2030-01-01");
        form(&w, &[(101, "secretary"), (102, "organisation")], term, false).await.is(200);
        w.at(START.plus(10 * DAY)).await;
        form(&w, &[(101, "secretary"), (103, "organisation")], term, false).await.is(200);
        let all = history(&w).await;
        assert_eq!((all.len(), all[0].over.clone()), (1, None));
        assert_eq!(tenures(&all[0]), [
            "示例101 支部书记 2025-01-01 …",
            "示例102 组织委员 2025-01-01 2026-03-20",
            "示例103 组织委员 2026-03-20 …",
        ]);
        // a slip put right on the same day leaves no trace, and so do other dates
        form(&w, &[(101, "secretary"), (104, "organisation")], ("2025-02-01", "2030-02-01"), false).await.is(200);
        assert_eq!(tenures(&history(&w).await[0]), [
            "示例101 支部书记 2025-02-01 …",
            "示例102 组织委员 2025-02-01 2026-03-20",
            "示例104 组织委员 2026-03-20 …",
        ]);
    }

    async fn a_newly_elected_committee_makes_the_one_before_a_past_one(w) {
        form(&w, &[(101, "secretary")], ("2021-03-01", "2026-03-01"), false).await.is(200);
        w.at(START.plus(DAY)).await;
        form(&w, &[(102, "secretary")], ("2021-03-01", "2026-03-01"), true).await.fault("new_term_too_early", "term_begins");
        form(&w, &[(102, "secretary")], ("", ""), true).await.refused(422, "several");
        let formed: BranchCommittee = form(&w, &[(102, "secretary"), (101, "youth")], ("2026-03-10", "2031-03-10"), true).await.ok();
        assert!(!formed.new_term && formed.term_years == Some(5));
        let all = history(&w).await;
        assert_eq!(tenures(&all[0]), ["示例102 支部书记 2026-03-10 …", "示例101 青年委员 2026-03-10 …"]);
        assert_eq!(tenures(&all[1]), ["示例101 支部书记 2021-03-01 2026-03-10"]);
        assert_eq!((all[1].ends.as_deref(), all[1].over.as_deref()), (Some("2026-03-01"), Some("2026-03-10")));
        // by pages, the one in office first
        let first: Page<PastCommittee> = w.member(1).get(format!("{HISTORY}?limit=1")).await.ok();
        let next = format!("{HISTORY}?limit=1&cursor={}", first.next.unwrap());
        let second: Page<PastCommittee> = w.member(1).get(next).await.ok();
        assert_eq!((first.items, second.items, second.next), (vec![all[0].clone()], vec![all[1].clone()], None));
        w.branch_of(Place::B).get(HISTORY).await.refused(404, "not_found");
    }

    async fn the_same_attempt_twice_elects_once(w) {
        form(&w, &[(101, "secretary")], ("2021-03-01", "2026-03-01"), false).await.is(200);
        let elected = json!({ "posts": [{ "member": 102, "post": "secretary" }], "term_begins": "2026-03-02",
            "term_ends": "2031-03-02", "new_term": true });
        for _ in 0..2 {
            w.branch_admin().key("elect").put("/api/orgs/12/committee", &elected).await.is(200);
        }
        assert_eq!(history(&w).await.len(), 2);
    }

    async fn who_moves_away_holds_no_post_from_that_day(w) {
        form(&w, &[(101, "secretary"), (104, "youth")], ("2025-01-01", "2030-01-01"), false).await.is(200);
        let now = START.plus(5 * DAY);
        w.at(now).await;
        let text = format!(
            "公民身份号码,姓名,所在支部代码,状态\n{},示例104,620100000200,正常\n",
            gsdj_tests::citizen(104)
        );
        let (store, secret) = (w.app().store.clone(), w.app().secret.clone());
        let files = vec![Source::text("党员.csv", text)];
        let run = move || sync(&store, &secret, now, &files, &Options::default()).map(|r| r.members.moved);
        assert_eq!(tokio::task::spawn_blocking(run).await.unwrap().unwrap(), 1);
        let seen: BranchCommittee = w.member(1).get("/api/orgs/12/committee").await.ok();
        assert_eq!(seen.posts.iter().map(|p| p.member.0).collect::<Vec<_>>(), [101]);
        assert_eq!(tenures(&history(&w).await[0])[1], "示例104 青年委员 2025-01-01 2026-03-15");
    }
}

/// Days are Asia/Shanghai's: five minutes before midnight in UTC it is the next day there.
#[test]
fn the_day_of_a_change_is_shanghai_s() {
    assert_eq!(Instant(1_773_187_200_000 - 300_000).day().to_string(), "2026-03-11");
}
