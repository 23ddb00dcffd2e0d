//! The nightly roll-up (FEATURES 4.5): the same again when it runs again, nothing lost when it did not run, one node at a time.

use super::{award, on, reverse, settle};
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::points::{OrgPoints, Rule};
use gsdj_domain::time::{DAY, MINUTE};
use gsdj_tests::{Actor, START, World, on_both_engines};

/// All that nights have made, as text.
async fn settled(w: &World) -> Vec<String> {
    let of = |table: &str, key: &str| {
        format!(
            "SELECT '{table} ' || CAST(span AS TEXT) || ' ' || CAST({key} AS TEXT) || ': ' || CAST(organisation AS TEXT) || ' '
               || CAST(education AS TEXT) || ' ' || CAST(vanguard AS TEXT) FROM points_{table}
             WHERE organisation <> 0 OR education <> 0 OR vanguard <> 0 ORDER BY span, {key}"
        )
    };
    let mut all = w.texts(of("member", "member_id")).await;
    all.extend(w.texts(of("org", "org_id")).await);
    all
}

async fn sums(who: &Actor, org: i64) -> (Option<String>, i64) {
    let points: OrgPoints = who.get(format!("/api/orgs/{org}/points?year=2026")).await.ok();
    (points.as_of, points.sums.total())
}

/// A little of everything in three branches, up to the 10th of March.
async fn deeds(w: &World) {
    award(w, 101, Rule::ThemeDay, "meeting:1", on("2026-02-27", 15, 0)).await;
    award(w, 101, Rule::Comment, "a:1", on("2026-03-10", 0, 0)).await;
    award(w, 102, Rule::Comment, "a:1", on("2026-03-10", 23, 59)).await;
    award(w, 201, Rule::WishFulfilled, "wish:1", on("2026-03-10", 12, 0)).await;
    award(w, 301, Rule::Like, "a:1", on("2026-01-01", 0, 0)).await;
    award(w, 301, Rule::Like, "a:2", on("2025-12-31", 23, 59)).await;
    // the day after: not yet
    award(w, 101, Rule::Like, "a:9", on("2026-03-11", 0, 0)).await;
}

const SETTLED: [&str; 34] = [
    "member 202500 301: 0 1 0",
    "member 202512 301: 0 1 0",
    "member 202600 101: 10 2 0",
    "member 202600 102: 0 2 0",
    "member 202600 201: 0 0 10",
    "member 202600 301: 0 1 0",
    "member 202601 301: 0 1 0",
    "member 202602 101: 10 0 0",
    "member 202603 101: 0 2 0",
    "member 202603 102: 0 2 0",
    "member 202603 201: 0 0 10",
    "org 202500 1: 0 1 0",
    "org 202500 100: 0 1 0",
    "org 202500 101000: 0 1 0",
    "org 202512 1: 0 1 0",
    "org 202512 100: 0 1 0",
    "org 202512 101000: 0 1 0",
    "org 202600 1: 10 5 10",
    "org 202600 10: 10 4 10",
    "org 202600 11: 10 4 0",
    "org 202600 12: 10 4 0",
    "org 202600 13: 0 0 10",
    "org 202600 100: 0 1 0",
    "org 202600 101000: 0 1 0",
    "org 202601 1: 0 1 0",
    "org 202601 100: 0 1 0",
    "org 202601 101000: 0 1 0",
    "org 202602 1: 10 0 0",
    "org 202602 10: 10 0 0",
    "org 202602 11: 10 0 0",
    "org 202602 12: 10 0 0",
    "org 202603 1: 0 4 10",
    "org 202603 10: 0 4 10",
    "org 202603 11: 0 4 0",
];

on_both_engines! {
    async fn a_night_sums_members_branches_and_all_above_them(w) {
        deeds(&w).await;
        w.at(on("2026-03-11", 0, 0)).await;
        assert_eq!(sums(&w.branch_admin(), 12).await, (None, 0));
        Runner::new(w.app().clone()).run_due(JOBS).await;
        let all = settled(&w).await;
        assert_eq!(all[..34], SETTLED);
        assert_eq!(all[34..], ["org 202603 12: 0 4 0", "org 202603 13: 0 0 10"]);
        assert_eq!(sums(&w.branch_admin(), 12).await, (Some("2026-03-10".into()), 14));
        assert_eq!(sums(&w.province(), 1).await.1, 25);
        let months: OrgPoints = w.superior().get("/api/orgs/11/points?year=2026").await.ok();
        assert_eq!(months.months.iter().map(|m| m.total()).collect::<Vec<_>>(), [0, 10, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    async fn a_night_that_runs_again_gives_the_same(w) {
        deeds(&w).await;
        w.at(on("2026-03-12", 0, 0)).await;
        settle(&w, "2026-03-11").await.unwrap();
        let once = settled(&w).await;
        for day in ["2026-03-11", "2026-03-10", "2026-02-01"] {
            let again = settle(&w, day).await.unwrap();
            assert_eq!(again.rows, 0, "{day}");
            assert_eq!(settled(&w).await, once, "{day}");
        }
        assert_eq!(sums(&w.branch_admin(), 12).await.0.as_deref(), Some("2026-03-11"));
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert_eq!(settled(&w).await, once);
    }

    async fn missed_nights_are_caught_up_to_the_same_sums(w) {
        let other = World::new(w.engine()).await;
        for world in [&w, &other] {
            deeds(world).await;
            award(world, 103, Rule::Exam, "exam:1", on("2026-03-31", 20, 0)).await;
            award(world, 103, Rule::Exam, "exam:2", on("2026-04-01", 20, 0)).await;
            world.at(on("2026-04-02", 8, 0)).await;
        }
        // night after night, and all at once
        for day in ["2026-03-10", "2026-03-31", "2026-04-01"] {
            settle(&w, day).await.unwrap();
        }
        Runner::new(other.app().clone()).run_due(JOBS).await;
        assert_eq!(settled(&w).await, settled(&other).await);
    }

    async fn what_comes_in_late_is_settled_by_the_next_night(w) {
        deeds(&w).await;
        w.at(on("2026-04-02", 8, 0)).await;
        settle(&w, "2026-04-01").await.unwrap();
        assert_eq!(sums(&w.branch_admin(), 12).await.1, 15);
        // done without a network in February, undone in March, both after the months were settled
        award(&w, 104, Rule::Comment, "a:1", on("2026-02-03", 9, 0)).await;
        reverse(&w, 101, Rule::Comment, "a:1", w.now()).await;
        let next = settle(&w, "2026-04-02").await;
        // the day is not over by the clock, but the console says so; here only the sums count
        assert_eq!(next.unwrap().months, 3);
        assert_eq!(sums(&w.branch_admin(), 12).await.1, 15);
        let months: OrgPoints = w.branch_admin().get("/api/orgs/12/points").await.ok();
        assert_eq!(months.months[1..3].iter().map(|m| m.education).collect::<Vec<_>>(), [2, 3]);
        // and is not looked for again
        assert_eq!(settle(&w, "2026-04-02").await.unwrap().months, 1);
    }

    async fn points_stay_where_they_were_earned_and_go_with_the_member(w) {
        award(&w, 101, Rule::Comment, "a:1", START).await;
        w.sql("UPDATE member SET org_id = 13 WHERE id = 101").await;
        award(&w, 101, Rule::Comment, "a:2", START.plus(DAY)).await;
        w.at(START.plus(2 * DAY)).await;
        settle(&w, "2026-03-11").await.unwrap();
        assert_eq!((sums(&w.committee(), 12).await.1, sums(&w.committee(), 13).await.1), (2, 2));
        assert_eq!(w.number("SELECT education FROM points_member WHERE span = 202600 AND member_id = 101").await, 4);
    }

    async fn one_node_settles_at_a_time(w) {
        deeds(&w).await;
        w.at(on("2026-03-11", 0, 0)).await;
        let (one, other) = (Runner::new(w.app().clone()), Runner::new(w.app().clone()));
        tokio::join!(one.run_due(JOBS), other.run_due(JOBS));
        assert_eq!(settled(&w).await[..34], SETTLED);
        assert_eq!(w.number("SELECT runs FROM points_night").await, 1);
        // while a server is at it, the console waits
        let held = w.now().plus(MINUTE);
        w.sql(format!("UPDATE job SET holder = 7, held_until = {} WHERE name = 'rollup'", held.0)).await;
        assert_eq!(settle(&w, "2026-03-10").await, None);
        w.at(held).await;
        assert!(settle(&w, "2026-03-10").await.is_some());
    }
}
