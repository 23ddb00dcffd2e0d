//! Reversals: an entry of its own that undoes one entry exactly once, for the time of the deed, and frees the cap it had used.

use super::{award, entries, on, reverse};
use gsdj_domain::points::{MyPoints, Rule};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_tests::{START, World, on_both_engines};

async fn total(w: &World, year: i32) -> i64 {
    w.member(1).get(format!("/api/points/mine?year={year}")).await.ok::<MyPoints>().total
}

on_both_engines! {
    async fn a_reversal_undoes_one_entry_once_and_frees_its_room(w) {
        for (deed, points) in [("a:1", 2), ("a:2", 2), ("a:3", 0)] {
            assert_eq!(award(&w, 101, Rule::Comment, deed, START).await, Some(points), "{deed}");
        }
        assert_eq!(reverse(&w, 101, Rule::Comment, "a:1", START.plus(HOUR)).await, Some(2));
        assert_eq!(total(&w, 2026).await, 2);
        // what was cut by the cap meanwhile stays as it was entered; who comes after has the room
        assert_eq!(award(&w, 101, Rule::Comment, "a:4", START.plus(2 * HOUR)).await, Some(2));
        assert_eq!(award(&w, 101, Rule::Comment, "a:5", START.plus(2 * HOUR)).await, Some(0));
        assert_eq!(total(&w, 2026).await, 4);
        let listed = entries(&w, 101).await;
        let undone: Vec<_> = listed.iter().filter(|e| e.undone).map(|e| (e.points, e.reversal)).collect();
        assert_eq!(undone, [(2, false)]);
        let reversal = listed.iter().find(|e| e.reversal).unwrap();
        // it counts for the time of the deed, and says why
        assert_eq!((reversal.points, reversal.at, reversal.note.as_str()), (-2, START, "示例撤回"));
    }

    async fn nothing_is_undone_twice_nor_counted_again(w) {
        award(&w, 101, Rule::Like, "a:1", START).await;
        assert_eq!(reverse(&w, 101, Rule::Like, "a:1", START).await, Some(1));
        assert_eq!(reverse(&w, 101, Rule::Like, "a:1", START).await, None);
        assert_eq!(award(&w, 101, Rule::Like, "a:1", START).await, None);
        // a reversal is no deed, nor is what never was
        let own = w.texts("SELECT deed FROM ledger WHERE points < 0").await;
        assert_eq!(reverse(&w, 101, Rule::Like, &own[0], START).await, None);
        assert_eq!(reverse(&w, 101, Rule::Like, "a:2", START).await, None);
        assert_eq!(reverse(&w, 102, Rule::Like, "a:1", START).await, None);
        assert_eq!((total(&w, 2026).await, entries(&w, 101).await.len()), (0, 2));
        // but another one may be liked now
        assert_eq!(award(&w, 101, Rule::Like, "a:3", START).await, Some(1));
    }

    async fn many_who_undo_at_the_same_instant_undo_it_once(w) {
        award(&w, 101, Rule::WishFulfilled, "wish:1", START).await;
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let w = w.clone();
                tokio::spawn(async move { reverse(&w, 101, Rule::WishFulfilled, "wish:1", START).await })
            })
            .collect();
        let mut undone = 0;
        for task in tasks {
            undone += i64::from(task.await.unwrap().is_some());
        }
        assert_eq!((undone, total(&w, 2026).await), (1, 0));
    }

    async fn what_is_undone_after_the_year_is_over_leaves_the_year_it_was_earned_in(w) {
        let december = on("2026-12-31", 23, 59);
        assert_eq!(award(&w, 101, Rule::Comment, "a:1", december).await, Some(2));
        w.at(on("2027-01-02", 9, 0)).await;
        assert_eq!(award(&w, 101, Rule::Comment, "a:2", w.now()).await, Some(2));
        assert_eq!(reverse(&w, 101, Rule::Comment, "a:1", w.now()).await, Some(2));
        assert_eq!((total(&w, 2026).await, total(&w, 2027).await), (0, 2));
        // the room of its day is free, the room of today is as it was
        assert_eq!(award(&w, 101, Rule::Comment, "a:3", december).await, Some(2));
        assert_eq!(award(&w, 101, Rule::Comment, "a:4", w.now()).await, Some(2));
        assert_eq!(award(&w, 101, Rule::Comment, "a:5", w.now()).await, Some(0));
    }

    async fn a_deed_goes_to_the_branch_one_belonged_to(w) {
        award(&w, 101, Rule::Comment, "a:1", START).await;
        w.sql("UPDATE member SET org_id = 13 WHERE id = 101").await;
        award(&w, 101, Rule::Comment, "a:2", START.plus(DAY)).await;
        // and so does its reversal
        reverse(&w, 101, Rule::Comment, "a:1", START.plus(DAY)).await;
        let sums = "SELECT CAST(org_id AS TEXT) || ' ' || CAST(SUM(points) AS TEXT) FROM ledger GROUP BY org_id ORDER BY org_id";
        assert_eq!(w.texts(sums).await, ["12 0", "13 2"]);
    }
}
