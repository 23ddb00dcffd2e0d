//! 年度积分表 (FEATURES 6.5): of a member and of a branch, shown and taken along under audit.

use super::{award, on, reverse, settle};
use calamine::{Data, Reader as _, Xlsx};
use gsdj_domain::Page;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::member::ExportTicket;
use gsdj_domain::points::{BranchSheet, MemberSheet, Rule, SheetRow};
use gsdj_domain::time::HOUR;
use gsdj_tests::{Place, World, on_both_engines};
use serde_json::json;
use std::io::Cursor;

async fn year(w: &World) {
    award(w, 101, Rule::ThemeDay, "meeting:1", on("2026-02-27", 15, 0)).await;
    for (n, deed) in ["a:1", "a:2", "a:3"].into_iter().enumerate() {
        award(w, 101, Rule::Comment, deed, on("2026-03-10", 8, u32::try_from(n).unwrap())).await;
    }
    reverse(w, 101, Rule::Comment, "a:1", w.now()).await;
    award(w, 102, Rule::WishFulfilled, "wish:1", on("2026-03-10", 8, 0)).await;
    w.at(on("2026-03-11", 9, 0)).await;
    settle(w, "2026-03-10").await.unwrap();
}

on_both_engines! {
    async fn a_member_s_sheet_is_live_and_says_what_each_rule_gave(w) {
        year(&w).await;
        award(&w, 101, Rule::Like, "a:9", w.now()).await;
        let sheet: MemberSheet = w.member(1).get("/api/members/101/points-sheet").await.ok();
        assert_eq!((sheet.year, sheet.name.as_str(), sheet.org.id.0), (2026, "示例101", 12));
        assert_eq!((sheet.sums.organisation, sheet.sums.education, sheet.until), (10, 3, Some(w.now())));
        assert_eq!(sheet.months.iter().map(|m| m.total()).collect::<Vec<_>>()[..3], [0, 10, 3]);
        let rules: Vec<_> = sheet.rules.iter().map(|r| (r.rule, r.deeds, r.undone, r.points)).collect();
        assert_eq!(rules, [(Rule::Comment, 3, 1, 2), (Rule::Like, 1, 0, 1), (Rule::ThemeDay, 1, 0, 10)]);
        let before: MemberSheet = w.branch_admin().get("/api/members/101/points-sheet?year=2025").await.ok();
        assert_eq!((before.sums.total(), before.rules.len(), before.until), (0, 0, None));
        // one's own and no other's
        w.member(2).get("/api/members/101/points-sheet").await.refused(404, "not_found");
        w.member(1).get("/api/orgs/12/points-sheet").await.refused(403, "no_permission");
    }

    async fn a_branch_s_sheet_has_all_its_members(w) {
        year(&w).await;
        let sheet: BranchSheet = w.branch_admin().get("/api/orgs/12/points-sheet").await.ok();
        assert_eq!((sheet.as_of.as_deref(), sheet.members), (Some("2026-03-10"), 10));
        assert_eq!((sheet.sums.organisation, sheet.sums.education, sheet.sums.vanguard), (10, 2, 10));
        let first: Page<SheetRow> = w.branch_admin().get("/api/orgs/12/points-sheet/members?limit=4").await.ok();
        assert_eq!(first.items.iter().map(|r| (r.member.0, r.sums.total())).collect::<Vec<_>>(), [(101, 12), (102, 10), (103, 0), (104, 0)]);
        let next = format!("/api/orgs/12/points-sheet/members?limit=100&cursor={}", first.next.unwrap());
        assert_eq!(w.branch_admin().get(next).await.ok::<Page<SheetRow>>().items.len(), 6);
        w.branch_admin().get("/api/orgs/11/points-sheet").await.refused(404, "not_found");
        w.superior().get("/api/orgs/11/points-sheet").await.refused(404, "not_found");
        for beside in [w.branch_of(Place::B), w.branch_of(Place::C), w.committee_beside()] {
            beside.get("/api/orgs/12/points-sheet").await.refused(404, "not_found");
            beside.get("/api/orgs/12/points-sheet/members").await.refused(404, "not_found");
        }
        w.branch_admin().get("/api/orgs/12/points-sheet?year=2027").await.refused(400, "malformed");
    }

    async fn sheets_are_taken_along_with_a_purpose_and_noted(w) {
        year(&w).await;
        w.sql("UPDATE member SET name = '=1+1' WHERE id = 103").await;
        let at = "/api/orgs/12/points-sheet/export";
        let form = |format: &str, purpose: &str| json!({ "year": 2026, "format": format, "purpose": purpose });
        w.branch_admin().post(at, &form("csv", " ")).await.fault("missing", "purpose");
        let ticket: ExportTicket = w.branch_admin().post(at, &form("csv", "年度考核")).await.created();
        assert_eq!((ticket.rows, ticket.name.as_str()), (10, "年度积分表-示例高台村第一党支部-2026.csv"));
        let reply = w.branch_admin().get(&ticket.path).await.is(200);
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        let text = reply.text();
        assert!(text.contains("\r\n示例101,10,2,0,12\r\n") && text.contains("\r\n'=1+1,0,0,0,0\r\n"), "{text}");
        assert!(text.contains("\r\n支部合计,10,2,10,22\r\n") && text.contains("截至,2026-03-10"), "{text}");
        let ticket: ExportTicket = w.branch_admin().post(at, &form("xlsx", "年度考核")).await.created();
        let bytes = w.branch_admin().get(&ticket.path).await.is(200).body;
        let rows = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("年度积分表").unwrap();
        assert_eq!(rows.get_value((1, 4)), Some(&Data::Float(12.0)));
        let log: Page<AuditEntry> = w.branch_admin().get("/api/audit").await.ok();
        assert!(log.items.iter().any(|e| e.deed == Deed::PointsExported && e.what.contains("用途：年度考核")));
        // a file is for whoever asked, within the hour
        w.member(1).get(&ticket.path).await.refused(404, "not_found");
        w.at(w.now().plus(HOUR)).await;
        w.branch_admin().get(&ticket.path).await.refused(404, "not_found");
    }

    async fn members_take_their_own_without_saying_why(w) {
        year(&w).await;
        let form = json!({ "year": 2026, "format": "csv" });
        let ticket: ExportTicket = w.member(1).post("/api/members/101/points-sheet/export", &form).await.created();
        let text = w.member(1).get(&ticket.path).await.is(200).text();
        assert!(text.contains("\r\n全年合计,10,2,0,12\r\n") && text.contains("\r\n评论,,2,,2,3,1\r\n"), "{text}");
        w.branch_admin().post("/api/members/101/points-sheet/export", &form).await.fault("missing", "purpose");
        w.member(2).post("/api/members/101/points-sheet/export", &form).await.refused(404, "not_found");
        // what may not be seen any more can't be fetched any more
        let off = json!({ "points": false, "rankings": true, "names": true, "reach": "branch", "reason": "示例" });
        w.province().put("/api/points/policy", &off).await.is(200);
        w.member(1).get(&ticket.path).await.refused(403, "points_off");
    }
}
