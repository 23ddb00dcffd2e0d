//! Re-elections are watched (FEATURES 2.2): notices 90 and 30 days before and on the day, and a list for superiors.

use gsdj_backend::bind;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::Page;
use gsdj_domain::branch::TermRow;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::time::DAY;
use gsdj_tests::{Actor, Place, START, World, on_both_engines};
use serde_json::json;

/// The committee of a place gets a term that ends on this day.
async fn ends(w: &World, place: Place, ends: &str) {
    let (org, member) = match place {
        Place::A => (12, 101),
        Place::B => (13, 201),
        Place::C => (101_000, 301),
    };
    let form =
        json!({ "posts": [{ "member": member, "post": "secretary" }], "term_begins": "2021-01-01", "term_ends": ends });
    w.branch_of(place).put(format!("/api/orgs/{org}/committee"), &form).await.is(200);
}

async fn told(who: &Actor) -> Vec<String> {
    let inbox: Page<InboxItem> = who.get("/api/inbox").await.ok();
    let due = |i: &InboxItem| matches!(i.topic, Topic::TermDue | Topic::TermDueBelow);
    inbox.items.into_iter().filter(due).map(|i| i.title).collect()
}

/// Goes on to a day, counted from the beginning, and lets the jobs run.
async fn on(w: &World, day: i64) {
    w.at(START.plus(day * DAY)).await;
    Runner::new(w.app().clone()).run_due(JOBS).await;
}

async fn listed(who: &Actor, query: &str) -> Vec<(i64, i64)> {
    let page: Page<TermRow> = who.get(format!("/api/terms{query}")).await.ok();
    page.items.into_iter().map(|r| (r.org.id.0, r.days_left)).collect()
}

on_both_engines! {
    async fn branch_and_superior_are_told_three_times_and_no_more(w) {
        // 2026-03-10 and 100 days
        ends(&w, Place::A, "2026-06-18").await;
        for day in [0, 9, 10, 10, 11, 69, 70, 71, 99, 100, 101, 400] {
            on(&w, day).await;
        }
        let branch = ["支委会任期今天届满", "支委会任期还有 30 天届满", "支委会任期还有 90 天届满"];
        assert_eq!(told(&w.branch_admin()).await, branch);
        let superior = branch.map(|title| format!("示例高台村第一党支部{title}"));
        assert_eq!(told(&w.superior()).await, superior);
        assert_eq!(told(&w.committee()).await, Vec::<String>::new());
        assert_eq!(told(&w.member(1)).await, Vec::<String>::new());
    }

    async fn who_was_not_told_in_time_is_told_the_latest_only(w) {
        ends(&w, Place::A, "2026-03-30").await;
        ends(&w, Place::C, "2025-12-01").await;
        on(&w, 0).await;
        assert_eq!(told(&w.branch_admin()).await, ["支委会任期还有 20 天届满"]);
        assert_eq!(told(&w.branch_of(Place::C)).await, ["支委会任期已届满 99 天"]);
        // another end is another notice; another committee too
        ends(&w, Place::A, "2026-04-05").await;
        on(&w, 1).await;
        assert_eq!(told(&w.branch_admin()).await.len(), 2);
        let elected = json!({ "posts": [{ "member": 102, "post": "secretary" }], "term_begins": "2026-03-12",
            "term_ends": "2026-04-05", "new_term": true });
        w.branch_admin().put("/api/orgs/12/committee", &elected).await.is(200);
        on(&w, 2).await;
        assert_eq!(told(&w.branch_admin()).await.len(), 3);
        // who is no more is not told
        w.sql("UPDATE org SET active = 0 WHERE id = 101000").await;
        ends_by_hand(&w, 101_000, "2026-03-13").await;
        on(&w, 3).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM term_notice").await, 4);
    }

    async fn many_terms_are_told_of_in_batches_each_once(w) {
        w.write(|c| {
            for id in 5_000..5_450_i64 {
                let sql = "INSERT INTO org (id, code, name, kind, superior_id, path, prefecture, address, active)
                           VALUES (?1, ?2, '示例支部', 'branch', 10, ?3, '', '', 1)";
                c.execute(sql, bind![id, &format!("62{id:010}"), &format!("/1/10/{id}/")])?;
                let sql = "INSERT INTO committee_term (id, org_id, ends) VALUES (?1, ?1, '2026-05-01')";
                c.execute(sql, bind![id])?;
            }
            Ok(0)
        })
        .await;
        on(&w, 0).await;
        on(&w, 0).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE account_id = 10").await, 450);
        assert_eq!(w.number("SELECT COUNT(DISTINCT account_id) FROM inbox WHERE topic = 'term_due'").await, 450);
        // and they are listed by pages without a gap
        let mut seen = Vec::new();
        let mut next = Some("/api/terms?limit=100".to_owned());
        while let Some(path) = next {
            let page: Page<TermRow> = w.committee().get(path).await.ok();
            seen.extend(page.items.into_iter().map(|r| r.org.id.0));
            next = page.next.map(|cursor| format!("/api/terms?limit=100&cursor={cursor}"));
        }
        assert_eq!(seen, (5_000..5_450).collect::<Vec<_>>());
    }

    async fn superiors_see_what_is_over_or_ends_within_half_a_year(w) {
        ends(&w, Place::A, "2026-03-09").await;
        ends(&w, Place::B, "2026-09-10").await;
        ends(&w, Place::C, "2026-03-10").await;
        assert_eq!(listed(&w.province(), "").await, [(12, -1), (101_000, 0), (13, 184)]);
        assert_eq!(listed(&w.province(), "?over=true").await, [(12, -1)]);
        assert_eq!(listed(&w.province(), "?over=false").await, [(101_000, 0), (13, 184)]);
        assert_eq!(listed(&w.committee(), "").await, [(12, -1), (13, 184)]);
        assert_eq!(listed(&w.superior(), "").await, [(12, -1)]);
        assert_eq!(listed(&w.committee_beside(), "").await, [(101_000, 0)]);
        let page: Page<TermRow> = w.province().get("/api/terms?limit=2").await.ok();
        assert_eq!(page.items[0].secretary.as_deref(), Some("示例101"));
        assert_eq!(listed(&w.province(), &format!("?cursor={}", page.next.unwrap())).await, [(13, 184)]);
        w.province().get("/api/terms?cursor=x").await.refused(400, "malformed");
        // a day more is more than half a year
        ends(&w, Place::B, "2026-09-11").await;
        assert_eq!(listed(&w.committee(), "").await, [(12, -1)]);
        w.branch_admin().get("/api/terms").await.refused(403, "no_permission");
    }
}

async fn ends_by_hand(w: &World, org: i64, day: &str) {
    w.sql(format!("UPDATE committee_term SET ends = '{day}' WHERE org_id = {org} AND over_day IS NULL")).await;
}
