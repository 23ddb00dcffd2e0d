//! Points (FEATURES 6): caps, reversals, one's own ledger, what the province decides, the nightly roll-up, rankings and sheets.

mod caps;
mod ledger;
mod mine;
mod policy;
mod ranking;
mod rollup;
mod sheet;

use chrono::NaiveDate;
use gsdj_backend::points::{ROLLUP, Settled};
use gsdj_backend::{jobs, points};
use gsdj_domain::points::{LedgerEntry, Rule};
use gsdj_domain::{Instant, MemberId, Page};
use gsdj_tests::World;

/// `YYYY-MM-DD` and a time of day in Asia/Shanghai.
fn on(day: &str, hour: u32, minute: u32) -> Instant {
    Instant::at(day.parse().unwrap(), hour, minute)
}

/// Enters a deed through the ledger's door.
async fn award(w: &World, member: i64, rule: Rule, deed: &str, at: Instant) -> Option<u32> {
    let deed = deed.to_owned();
    w.write(move |c| points::award(c, MemberId(member), rule, &deed, "示例", at)).await
}

/// Undoes one.
async fn reverse(w: &World, member: i64, rule: Rule, deed: &str, now: Instant) -> Option<i64> {
    let deed = deed.to_owned();
    w.write(move |c| points::reverse(c, MemberId(member), rule, &deed, "示例撤回", now)).await
}

/// All entries of a member, the latest first.
async fn entries(w: &World, member: i64) -> Vec<LedgerEntry> {
    w.account(member).get("/api/points/mine/entries?limit=100").await.ok::<Page<LedgerEntry>>().items
}

/// Settles the night of a day as the console does; nothing when a server is at it.
async fn settle(w: &World, day: &str) -> Option<Settled> {
    let (store, clock) = (w.app().store.clone(), w.app().clock.clone());
    let day: NaiveDate = day.parse().unwrap();
    let period = Instant::midnight(day.succ_opt().unwrap());
    let work = move || jobs::by_hand(&store, &clock, ROLLUP, period, |apart| points::settle(apart, day));
    tokio::task::spawn_blocking(work).await.unwrap().unwrap()
}
