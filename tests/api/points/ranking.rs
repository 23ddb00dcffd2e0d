//! 学习排行 (FEATURES 5.9): persons in their branch, branches below one superior, as of the night before.

use super::{award, on, settle};
use gsdj_domain::Page;
use gsdj_domain::points::{RankRow, RankingHead, Rule};
use gsdj_domain::time::DAY;
use gsdj_tests::{Actor, Place, START, World, on_both_engines};

/// So many points of education on a day, without coming near a cap.
async fn learns(w: &World, member: i64, day: &str, points: u32) {
    for n in 0..points {
        award(w, member, Rule::Video, &format!("video:{day}:{n}"), on(day, 9, 0)).await;
    }
}

async fn list(who: &Actor, of: &str, query: &str) -> Vec<(u32, String, i64)> {
    let page: Page<RankRow> = who.get(format!("/api/rankings/learning/{of}?limit=100{query}")).await.ok();
    page.items.into_iter().map(|r| (r.rank, r.name, r.points)).collect()
}

async fn head(who: &Actor, query: &str) -> RankingHead {
    who.get(format!("/api/rankings/learning{query}")).await.ok()
}

fn line(rank: u32, name: &str, points: i64) -> (u32, String, i64) {
    (rank, name.to_owned(), points)
}

/// 101 to 104 of branch A, one of B and one of C; vanguard points, which do not count; and today's, which do not yet.
async fn year(w: &World) {
    for (member, points) in [(101, 3), (102, 5), (103, 3), (104, 1), (201, 7), (301, 9)] {
        learns(w, member, "2026-03-10", points).await;
    }
    learns(w, 104, "2026-01-20", 4).await;
    award(w, 103, Rule::WishFulfilled, "wish:1", START).await;
    learns(w, 101, "2026-03-11", 9).await;
    w.at(on("2026-03-11", 10, 0)).await;
    settle(w, "2026-03-10").await.unwrap();
}

on_both_engines! {
    async fn members_are_ranked_in_their_branch_and_ties_share_a_rank(w) {
        year(&w).await;
        let wanted = [line(1, "示例102", 5), line(1, "示例104", 5), line(3, "示例101", 3), line(3, "示例103", 3)];
        assert_eq!(list(&w.member(2), "members", "").await, wanted);
        assert_eq!(list(&w.branch_admin(), "members", "").await, wanted);
        let march = [line(1, "示例102", 5), line(2, "示例101", 3), line(2, "示例103", 3), line(4, "示例104", 1)];
        assert_eq!(list(&w.member(2), "members", "&span=2026-03").await, march);
        assert!(list(&w.member(2), "members", "&span=2026-02").await.is_empty());
        let head = head(&w.member(3), "").await;
        assert_eq!((head.span.as_str(), head.as_of.as_deref()), ("2026", Some("2026-03-10")));
        assert_eq!(head.own.map(|r| (r.rank, r.place, r.points, r.own)), Some((3, 4, 3, true)));
        assert_eq!(head.members_of.map(|o| o.id.0), Some(12));
        assert_eq!(list(&w.member_of(Place::C, 2), "members", "").await, [line(1, "示例301", 9)]);
    }

    async fn branches_are_ranked_below_their_superior(w) {
        year(&w).await;
        // branch A's superior is its general branch, branch B's the committee
        assert_eq!(list(&w.member(1), "branches", "").await, [line(1, "示例高台村第一党支部", 16)]);
        let below = [line(1, "示例高台村第一党支部", 16), line(2, "示例乡机关党支部", 7)];
        for who in [w.member_of(Place::B, 1), w.branch_of(Place::B), w.committee()] {
            assert_eq!(list(&who, "branches", "").await, below);
        }
        assert_eq!(list(&w.province(), "branches", "").await.len(), 3);
        assert_eq!(list(&w.province(), "branches", "&org=10").await, below);
        assert_eq!(list(&w.province(), "branches", "&org=10&span=2026-01").await, [line(1, "示例高台村第一党支部", 4)]);
        let head = head(&w.branch_of(Place::B), "").await;
        assert_eq!((head.branches_of.id.0, head.own_branch.map(|r| (r.rank, r.points))), (10, Some((2, 7))));
        // who may open which
        let opens = async |who: &Actor| {
            let page: Page<RankRow> = who.get("/api/rankings/learning/branches").await.ok();
            page.items.into_iter().map(|r| (r.org.map(|o| o.0), r.own)).collect::<Vec<_>>()
        };
        assert_eq!(opens(&w.branch_of(Place::B)).await, [(None, false), (Some(13), true)]);
        assert_eq!(opens(&w.committee()).await, [(Some(12), false), (Some(13), false)]);
    }

    async fn nobody_asks_beside_their_own_subtree(w) {
        year(&w).await;
        for who in [w.member(1), w.branch_admin(), w.superior()] {
            for org in [1, 10, 13, 100, 999] {
                for of in ["", "/members", "/branches"] {
                    who.get(format!("/api/rankings/learning{of}?org={org}")).await.refused(404, "not_found");
                }
            }
        }
        // above the branches one names the branch whose members one means
        w.committee().get("/api/rankings/learning/members").await.refused(404, "not_found");
        assert!(head(&w.committee(), "").await.members_of.is_none());
        for span in ["2026-13", "26", "x", "1999"] {
            w.member(1).get(format!("/api/rankings/learning?span={span}")).await.refused(400, "malformed");
        }
    }

    async fn pages_follow_each_other(w) {
        year(&w).await;
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page: Page<RankRow> = w.member(1).get(format!("/api/rankings/learning/members?limit=3{cursor}")).await.ok();
            seen.extend(page.items.iter().map(|r| r.place));
            match page.next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, [1, 2, 3, 4]);
        let page: Page<RankRow> = w.province().get("/api/rankings/learning/branches?limit=2").await.ok();
        assert_eq!(page.next.as_deref(), Some("2"));
        let rest: Page<RankRow> = w.province().get("/api/rankings/learning/branches?limit=2&cursor=2").await.ok();
        assert_eq!((rest.items[0].place, rest.next), (3, None));
    }

    async fn whoever_moves_away_is_ranked_where_they_belong_now(w) {
        year(&w).await;
        w.sql("UPDATE member SET org_id = 13 WHERE id = 102").await;
        w.app().sessions.forget_all();
        assert!(!list(&w.member(1), "members", "").await.iter().any(|(_, name, _)| name == "示例102"));
        assert_eq!(list(&w.branch_of(Place::B), "members", "").await, [line(1, "示例201", 7), line(2, "示例102", 5)]);
        // the branch keeps what was earned in it
        assert_eq!(list(&w.committee(), "branches", "").await[0].2, 16);
    }

    async fn a_new_night_is_seen_at_once(w) {
        year(&w).await;
        assert_eq!(list(&w.committee(), "branches", "").await[0].2, 16);
        w.at(START.plus(2 * DAY)).await;
        assert_eq!(list(&w.committee(), "branches", "").await[0].2, 16);
        settle(&w, "2026-03-11").await.unwrap();
        assert_eq!(list(&w.committee(), "branches", "").await[0].2, 25);
        assert_eq!(head(&w.committee(), "").await.as_of.as_deref(), Some("2026-03-11"));
    }
}
