//! 我的积分 (FEATURES 6.3): any year, days, every entry by pages, what is still to be had.

use super::{award, on};
use gsdj_domain::Page;
use gsdj_domain::points::{DaySums, LedgerEntry, MyPoints, Rule};
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_tests::{Actor, START, on_both_engines};

async fn page(who: &Actor, query: &str) -> Page<LedgerEntry> {
    who.get(format!("/api/points/mine/entries?{query}")).await.ok()
}

on_both_engines! {
    async fn sums_are_of_the_year_asked_for_and_days_are_shanghai_s(w) {
        award(&w, 101, Rule::Comment, "a:1", on("2025-12-31", 23, 59)).await;
        award(&w, 101, Rule::Comment, "a:2", on("2026-01-01", 0, 0)).await;
        award(&w, 101, Rule::WishFulfilled, "w:1", on("2026-03-09", 12, 0)).await;
        award(&w, 101, Rule::Like, "a:3", START).await;
        let mine: MyPoints = w.member(1).get("/api/points/mine").await.ok();
        assert_eq!((mine.year, mine.years.clone(), mine.total, mine.today), (2026, vec![2026, 2025], 13, 1));
        assert_eq!((mine.by_kind.education, mine.by_kind.vanguard), (3, 10));
        let before: MyPoints = w.member(1).get("/api/points/mine?year=2025").await.ok();
        assert_eq!((before.total, before.today), (2, 1));
        let days: Vec<DaySums> = w.member(1).get("/api/points/mine/days").await.ok();
        let days: Vec<_> = days.iter().map(|d| (d.day.as_str(), d.sums.total())).collect();
        assert_eq!(days, [("2026-03-10", 1), ("2026-03-09", 10), ("2026-01-01", 2)]);
        for year in ["2027", "1999", "0", "-1"] {
            w.member(1).get(format!("/api/points/mine?year={year}")).await.refused(400, "malformed");
        }
    }

    async fn what_is_still_to_be_had_follows_the_table(w) {
        award(&w, 101, Rule::Comment, "a:1", START).await;
        award(&w, 101, Rule::ThemeDay, "meeting:1", on("2026-03-01", 9, 0)).await;
        // another month, and yesterday: both are over
        award(&w, 101, Rule::CommitteeMeeting, "meeting:2", on("2026-02-28", 9, 0)).await;
        award(&w, 101, Rule::Like, "a:2", on("2026-03-09", 23, 59)).await;
        let mine: MyPoints = w.member(1).get("/api/points/mine").await.ok();
        assert_eq!(mine.open.iter().map(|o| o.rule).collect::<Vec<_>>(), Rule::ALL);
        let of = |rule: Rule| mine.open.iter().find(|o| o.rule == rule).map(|o| (o.earned, o.left)).unwrap();
        assert_eq!((of(Rule::Comment), of(Rule::Like)), ((2, Some(2)), (0, Some(1))));
        assert_eq!((of(Rule::ThemeDay), of(Rule::CommitteeMeeting)), ((10, Some(0)), (0, Some(10))));
        assert_eq!(of(Rule::WishFulfilled), (0, None));
    }

    async fn entries_come_by_pages_and_lead_to_their_thing(w) {
        for n in 0..25 {
            award(&w, 101, Rule::WishFulfilled, &format!("wish:{n}"), START.plus(n / 3 * MINUTE)).await;
        }
        award(&w, 101, Rule::ThemeDay, "meeting:77", START.plus(-HOUR)).await;
        let who = w.member(1);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = page(&who, &format!("limit=10{cursor}")).await;
            seen.extend(page.items);
            match page.next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 26);
        assert!(seen.windows(2).all(|w| (w[0].at, w[0].id) > (w[1].at, w[1].id)));
        assert_eq!(seen[25].link.as_deref(), Some("/meetings/77"));
        assert_eq!(seen[0].link, None);
        assert_eq!(page(&who, "kind=organisation").await.items.len(), 1);
        assert_eq!(page(&who, "kind=education").await.items.len(), 0);
        assert_eq!(page(&who, "year=2025").await.items.len(), 0);
        assert_eq!(page(&who, "day=2026-03-10&kind=vanguard&limit=100").await.items.len(), 25);
        who.get("/api/points/mine/entries?day=2026-02-30").await.fault("not_a_date", "day");
        // nobody else sees them
        assert_eq!(page(&w.member(2), "limit=100").await.items.len(), 0);
        w.branch_admin().get("/api/points/mine").await.refused(403, "no_permission");
    }
}
