//! Pages: every row once, in the list's own order, whatever the size of a page and however many rows look alike.

use gsdj_domain::time::DAY;
use gsdj_tests::{Actor, START, on_both_engines};
use serde_json::Value;
use std::collections::BTreeSet;

/// How many rows a list is given: no multiple of a page.
const MANY: i64 = 250;

/// Walks a list to its end; answers what `key` reads of every row, in order.
async fn walk(who: &Actor, path: &str, limit: u32, key: impl Fn(&Value) -> String) -> Vec<String> {
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let join = if path.contains('?') { '&' } else { '?' };
        let page: Value = who.get(format!("{path}{join}limit={limit}{cursor}")).await.ok();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(&key));
        match page["next"].as_str() {
            Some(next) => {
                assert_eq!(items.len(), limit as usize, "{path}: a page before the last is full");
                cursor = format!("&cursor={next}");
            }
            None => return seen,
        }
    }
}

async fn whole(who: &Actor, path: &str, expected: i64, key: impl Fn(&Value) -> String) {
    let by_hundred = walk(who, path, 100, &key).await;
    let different: BTreeSet<_> = by_hundred.iter().collect();
    assert_eq!((different.len(), by_hundred.len()), (expected as usize, expected as usize), "{path}");
    assert_eq!(walk(who, path, 7, &key).await, by_hundred, "{path}");
}

fn id(row: &Value) -> String {
    row["id"].to_string()
}

on_both_engines! {
    async fn meetings_and_reviews_are_paged_without_loss(w) {
        w.write(|c| {
            for n in 1..=MANY {
                // many begin at the same time
                let at = START.0 + (n / 40) * DAY;
                let (step, decision) = if n <= 125 { ("review", "NULL") } else { ("done", "'approve'") };
                let decided = if n <= 125 { "NULL".to_owned() } else { (START.0 + n / 50).to_string() };
                for sql in [
                    format!(
                        "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name,
                           required_share, answer_deadline, step, cancelled, returned, looked_at, reviewer_id, expected, excluded,
                           told, attending, on_leave, created_at, version)
                         VALUES ({n}, 12, 'theme_day', '示例', '示例', '', {at}, 'half_day', 101, '示例', 80, {at}, '{step}', 0, 0,
                           0, 11, 1, 0, 1, 1, 0, {at}, 1)"
                    ),
                    format!("INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES (1, {at}, {n}), (12, {at}, {n})"),
                    format!(
                        "INSERT INTO attendee (meeting_id, member_id, seat, name, expected, note, told_at, leave_reason)
                         VALUES ({n}, 101, 0, '示例', 1, '', 1, '')"
                    ),
                    format!(
                        "INSERT INTO review_round (meeting_id, round, submitted_at, reviewer_id, reviewer_name, decision, reason,
                           decided_at, withdrawn) VALUES ({n}, 1, {}, 11, '示例', {decision}, '', {decided}, 0)",
                        START.0 + n % 3
                    ),
                ] {
                    c.execute(&sql, gsdj_backend::bind![])?;
                }
            }
            Ok(())
        }).await;
        for who in [w.branch_admin(), w.province(), w.member(1)] {
            whole(&who, "/api/meetings", MANY, id).await;
            whole(&who, "/api/meetings?stage=done&kind=theme_day", 125, id).await;
        }
        whole(&w.superior(), "/api/reviews", 125, id).await;
        whole(&w.superior(), "/api/reviews?decided=true", 125, id).await;
        whole(&w.committee(), "/api/reviews", 0, id).await;
    }

    async fn organisations_and_members_are_paged_without_loss(w) {
        w.write(|c| {
            for n in 1..=MANY {
                let org = 2_000_000 + n;
                let sql = format!(
                    "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
                     VALUES ({org}, '6203{n:08}', '同名党支部', 'branch', 100, '/1/100/{org}/', 'rural', '', '', 1)"
                );
                c.execute(&sql, gsdj_backend::bind![])?;
                let sql = format!(
                    "INSERT INTO member (id, citizen_hash, citizen_cipher, name, ethnicity, education, class, org_id, phone_mask, status)
                     VALUES ({}, 'hash-{n}', ?1, '同名', '', '', 'full', 13, '', 'present')", 3_000_000 + n
                );
                c.execute(&sql, gsdj_backend::bind![&b"x"[..]])?;
            }
            Ok(())
        }).await;
        whole(&w.province(), "/api/orgs?parent=100", MANY + 1, id).await;
        whole(&w.province(), "/api/orgs?q=%E5%90%8C%E5%90%8D", MANY, id).await;
        whole(&w.committee(), "/api/orgs/13/members", MANY + 3, id).await;
        whole(&w.committee(), "/api/orgs/13/members?q=%E5%90%8C%E5%90%8D", MANY, id).await;
    }

    async fn messages_and_the_log_are_paged_without_loss(w) {
        w.write(|c| {
            for n in 1..=MANY {
                let (id, read) = (c.next_id(), if n % 2 == 0 { "NULL" } else { "1" });
                let sql = format!(
                    "INSERT INTO message (id, topic, title, body, at) VALUES ({id}, 'account', '示例', '', 1)"
                );
                c.execute(&sql, gsdj_backend::bind![])?;
                let sql = format!("INSERT INTO delivery (account_id, message_id, read_at) VALUES (101, {id}, {read})");
                c.execute(&sql, gsdj_backend::bind![])?;
                let sql = format!(
                    "INSERT INTO audit (id, at, account_id, who, org_id, org_name, org_path, deed, what, address)
                     VALUES ({id}, 1, 12, '示例', 12, '示例', '/1/10/11/12/', 'answered', '{n}', '')"
                );
                c.execute(&sql, gsdj_backend::bind![])?;
            }
            Ok(())
        }).await;
        whole(&w.member(1), "/api/inbox", MANY, id).await;
        whole(&w.member(1), "/api/inbox?unread=true", MANY / 2, id).await;
        let what = |row: &Value| row["what"].to_string();
        whole(&w.branch_admin(), "/api/audit", MANY, what).await;
        whole(&w.province(), "/api/audit?org=12", MANY, what).await;
    }

    async fn sizes_are_bounded_and_cursors_that_are_none_are_refused(w) {
        for (query, status) in [
            ("limit=0", 200), ("limit=101", 200), ("limit=4294967295", 200), ("limit=4294967296", 400), ("limit=-1", 400),
            ("limit=", 400), ("limit=x", 400), ("limit=1e3", 400), ("limit=1&limit=2", 400),
        ] {
            w.branch_admin().get(format!("/api/meetings?{query}")).await.is(status);
            w.branch_admin().get(format!("/api/orgs/12/members?{query}")).await.is(status);
        }
        let most: Value = w.branch_admin().get("/api/orgs/12/members?limit=0").await.ok();
        assert_eq!(most["items"].as_array().unwrap().len(), 1);
        let long = "9".repeat(400);
        for cursor in ["x", "%F0%9F%98%80", "1%3Bdrop", "_", "1_", "_1", "1_2_3", "1.5", "%27", long.as_str(), "%00"] {
            for path in ["/api/meetings", "/api/inbox", "/api/audit", "/api/orgs/12/members"] {
                w.branch_admin().get(format!("{path}?cursor={cursor}")).await.refused(400, "malformed");
            }
            w.superior().get(format!("/api/reviews?cursor={cursor}")).await.refused(400, "malformed");
        }
        // beyond the end there is nothing; organisations go by code, so any text is a place
        for path in ["/api/inbox?cursor=-1", "/api/meetings?cursor=-1_0", "/api/orgs/12/members?cursor=9223372036854775807"] {
            assert_eq!(w.branch_admin().get(path).await.ok::<Value>()["items"], serde_json::json!([]));
        }
        w.province().get("/api/orgs?parent=1&cursor=%F0%9F%98%80").await.is(200);
    }
}
