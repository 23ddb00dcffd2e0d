//! Members narrowed by what the roll says of them, of a branch and of a whole subtree.

use gsdj_domain::Page;
use gsdj_domain::member::{MemberCounts, MemberRow};
use gsdj_domain::time::HOUR;
use gsdj_tests::{Actor, Place, START, World, on_both_engines};

/// Makes branch A's people different.
async fn settle(w: &World) {
    for sql in [
        "UPDATE member SET sex = 'female', ethnicity = '回族' WHERE id IN (102, 104)",
        "UPDATE member SET class = 'probationary', joined = '2025-12-01' WHERE id = 103",
        "UPDATE member SET status = 'mobile' WHERE id = 105",
        "UPDATE member SET name = '王' WHERE id = 106",
        "UPDATE member SET education = '中等专科', birth = '1990-03-10' WHERE id = 107",
        "UPDATE member SET education = '大学本科', birth = '1990-03-11' WHERE id = 108",
        "UPDATE member SET birth = NULL, sex = NULL, joined = NULL WHERE id = 109",
        "UPDATE member SET name = '示例🙂_%''长' WHERE id = 110",
        "INSERT INTO party_group (id, org_id, seat, name, leader_id) VALUES (7, 12, 0, '第一党小组', 101), (8, 12, 1, '空组', NULL)",
        "INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (12, 101, 7), (12, 105, 7), (12, 111, 7)",
    ] {
        w.sql(sql).await;
    }
}

async fn found(who: &Actor, query: &str) -> Vec<i64> {
    let page: Page<MemberRow> = who.get(format!("/api/orgs/12/members?limit=100{query}")).await.ok();
    page.items.into_iter().map(|m| m.id.0).collect()
}

on_both_engines! {
    async fn each_filter_leaves_those_it_names(w) {
        settle(&w).await;
        let branch = w.branch_admin();
        for (query, ids) in [
            ("&class=probationary", vec![103]),
            ("&status=mobile", vec![105]),
            ("&status=left_province", vec![]),
            ("&sex=female", vec![102, 104]),
            ("&ethnicity=%E5%9B%9E", vec![102, 104]),
            // one character finds; what a pattern would mean is searched as it stands
            ("&q=%E7%8E%8B", vec![106]),
            ("&q=_", vec![110]),
            ("&q=%25", vec![110]),
            ("&q=%27", vec![110]),
            ("&q=%F0%9F%99%82", vec![110]),
            ("&education=vocational", vec![107]),
            ("&education=bachelor", vec![108]),
            ("&group=7", vec![101, 105]),
            ("&group=8", vec![]),
            ("&has_post=true", vec![101, 102, 103]),
            ("&has_post=false&sex=female", vec![104]),
            ("&joined_from=2025-12-01", vec![103]),
            ("&joined_to=2025-11-30&sex=female", vec![102, 104]),
            ("&joined_from=2005-07-01&joined_to=2005-07-01&has_post=true", vec![101, 102]),
            // on 2026-03-10 one is 36 today, the other 35 until tomorrow
            ("&age=36_to_45", vec![107]),
            ("&age=to_35", vec![108]),
            ("&age=46_to_55&class=probationary", vec![103]),
            ("&age=from_61", vec![]),
        ] {
            assert_eq!(found(&branch, query).await, ids, "{query}");
        }
        assert_eq!(found(&branch, "").await.len(), 10);
    }

    async fn what_makes_no_sense_is_said_beside_its_field(w) {
        let of = async |query: &str| w.branch_admin().get(format!("/api/orgs/12/members?{query}")).await;
        of("joined_from=2026-02-30").await.fault("not_a_date", "joined_from");
        of("joined_to=2026-3-1").await.fault("not_a_date", "joined_to");
        of("joined_from=2026-03-02&joined_to=2026-03-01").await.fault("joined_backwards", "joined_to");
        of(&format!("q={}", "a".repeat(61))).await.fault("too_long", "q");
        for query in ["age=old", "sex=x", "has_post=maybe", "group=x", "scope=all", "class="] {
            of(query).await.refused(400, "malformed");
        }
    }

    async fn a_member_sees_of_others_what_a_branch_shows_and_no_more(w) {
        settle(&w).await;
        let page: Page<MemberRow> = w.member(4).get("/api/orgs/12/members").await.ok();
        assert!(page.items.iter().all(|m| m.age.is_none() && m.ethnicity.is_none() && m.education.is_none()));
        assert_eq!(page.items[0].group.as_deref(), Some("第一党小组"));
        assert_eq!(found(&w.member(4), "&class=probationary").await, [103]);
        for query in ["sex=female", "age=to_35", "education=college", "ethnicity=x", "joined_from=2000-01-01", "scope=subtree"] {
            w.member(4).get(format!("/api/orgs/12/members?{query}")).await.refused(403, "no_permission");
        }
        w.member(4).get("/api/orgs/12/members/counts?scope=subtree").await.refused(403, "no_permission");
        let seen: Page<MemberRow> = w.superior().get("/api/orgs/12/members").await.ok();
        let first = &seen.items[0];
        assert_eq!((first.age, first.ethnicity.as_deref(), first.education.as_deref()), (Some(46), Some("汉族"), Some("大专")));
    }

    async fn those_above_see_the_whole_subtree_branch_by_branch(w) {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/api/orgs/10/members?scope=subtree&limit=3{cursor}");
            let page: Page<MemberRow> = w.committee().get(path).await.ok();
            assert!(page.items.iter().all(|m| m.org_name.is_some() && m.phone.contains("****")));
            seen.extend(page.items.iter().map(|m| (m.org.0, m.id.0)));
            match page.next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let expected: Vec<_> =
            (101..=110).map(|m| (12, m)).chain((201..=203).map(|m| (13, m))).chain([(14, 401)]).collect();
        assert_eq!(seen, expected);
        let ids = async |who: Actor, path: &str| {
            who.get(path).await.ok::<Page<MemberRow>>().items.iter().map(|m| m.id.0).collect::<Vec<_>>()
        };
        assert_eq!(ids(w.province(), "/api/orgs/100/members?scope=subtree").await, [301, 302, 303]);
        assert_eq!(ids(w.province(), "/api/orgs/1/members?scope=subtree&q=03").await, [103, 203, 303]);
        assert_eq!(ids(w.branch_of(Place::B), "/api/orgs/13/members?scope=subtree").await, [201, 202, 203]);
        assert_eq!(ids(w.committee(), "/api/orgs/10/members").await, [0_i64; 0]);
        for cursor in ["1", "x_1", "999999_1"] {
            w.committee().get(format!("/api/orgs/10/members?scope=subtree&cursor={cursor}")).await.refused(400, "malformed");
        }
    }

    async fn no_line_of_a_roll_outlives_what_it_shows(w) {
        settle(&w).await;
        let line = async |who: Actor, query: &str| {
            let page: Page<MemberRow> = who.get(format!("/api/orgs/12/members?limit=100{query}")).await.ok();
            page.items.into_iter().find(|m| m.id.0 == 101).unwrap()
        };
        let own = async || line(w.branch_admin(), "").await;
        let from_above = async || line(w.superior(), "&scope=subtree").await;
        let shown = own().await;
        assert_eq!((shown.post.as_deref(), shown.group.as_deref()), (Some("支部书记"), Some("第一党小组")));
        assert_eq!(from_above().await.org_name.as_deref(), Some("示例高台村第一党支部"));
        // whoever changes it, and in whichever table
        for (sql, now) in [
            ("UPDATE member SET name = '示例甲' WHERE id = 101", ["示例甲", "支部书记", "第一党小组", "示例高台村第一党支部"]),
            ("UPDATE party_group SET name = '东组' WHERE id = 7", ["示例甲", "支部书记", "东组", "示例高台村第一党支部"]),
            ("UPDATE party_group_member SET group_id = 8 WHERE member_id = 101", ["示例甲", "支部书记", "空组", "示例高台村第一党支部"]),
            ("DELETE FROM party_group_member WHERE member_id = 101", ["示例甲", "支部书记", "", "示例高台村第一党支部"]),
            ("INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (12, 101, 7)", ["示例甲", "支部书记", "东组", "示例高台村第一党支部"]),
            ("DELETE FROM committee_post WHERE org_id = 12 AND member_id = 101", ["示例甲", "", "东组", "示例高台村第一党支部"]),
            ("INSERT INTO added_post (id, name, org_id, at) VALUES (9, '保密委员', NULL, 1)", ["示例甲", "", "东组", "示例高台村第一党支部"]),
            ("INSERT INTO committee_post (org_id, seat, member_id, post, added_id) VALUES (12, 90, 101, 'added', 9)",
                ["示例甲", "保密委员", "东组", "示例高台村第一党支部"]),
            ("UPDATE added_post SET name = '档案委员' WHERE id = 9", ["示例甲", "档案委员", "东组", "示例高台村第一党支部"]),
            ("UPDATE committee_post SET member_id = 108 WHERE org_id = 12 AND seat = 90", ["示例甲", "", "东组", "示例高台村第一党支部"]),
            ("UPDATE org SET name = '示例新名称党支部' WHERE id = 12", ["示例甲", "", "东组", "示例新名称党支部"]),
        ] {
            w.sql(sql).await;
            let (below, above) = (own().await, from_above().await);
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            for shown in [&below, &above] {
                assert_eq!([&shown.name, &text(&shown.post), &text(&shown.group)], [now[0], now[1], now[2]], "after {sql}");
            }
            assert_eq!(text(&above.org_name), now[3], "after {sql}");
        }
        // and the clock by itself: who is 35 today is 36 tomorrow
        let age = async || {
            let page: Page<MemberRow> = w.branch_admin().get("/api/orgs/12/members?limit=100").await.ok();
            page.items.into_iter().find(|m| m.id.0 == 108).unwrap().age
        };
        assert_eq!(age().await, Some(35));
        w.only_clock(START.plus(15 * HOUR));
        assert_eq!(age().await, Some(36), "at midnight");
    }

    async fn heads_are_counted_by_kind(w) {
        settle(&w).await;
        let counts: MemberCounts = w.branch_admin().get("/api/orgs/12/members/counts").await.ok();
        let expected = MemberCounts { total: 10, full: 9, probationary: 1, mobile: 1, female: 2, posts: 3, more: false };
        assert_eq!(counts, expected);
        let whole: MemberCounts = w.province().get("/api/orgs/1/members/counts?scope=subtree").await.ok();
        assert_eq!((whole.total, whole.full, whole.posts), (17, 16, 4));
    }
}
