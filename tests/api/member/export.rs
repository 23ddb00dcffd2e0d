//! Exports: exactly the list, with a purpose, noted in the log; for the account that asked, within the hour.

use calamine::{Data, Reader as _, Xlsx};
use gsdj_domain::Page;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::member::{ExportTicket, MemberRow};
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_tests::{Actor, Reply, World, on_both_engines};
use serde_json::{Value, json};
use std::io::Cursor;

async fn ask(who: &Actor, org: i64, form: Value) -> Reply {
    who.post(format!("/api/orgs/{org}/members/export"), &form).await
}

/// The lines of a text without its mark, the headings first.
fn lines(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    let text = reply.text();
    assert!(text.starts_with('\u{feff}'), "{text}");
    assert!(text.ends_with("\r\n"));
    text.trim_start_matches('\u{feff}').trim_end().split("\r\n").map(str::to_owned).collect()
}

/// Many members in branch B at once.
async fn crowd(w: &World, many: i64) {
    w.sql(format!(
        "INSERT INTO member (id, citizen_hash, citizen_cipher, name, sex, ethnicity, education, class, org_id, phone_mask, status)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
         SELECT 5000000 + i, 'hash-' || CAST(i AS TEXT), citizen_cipher, '同名', CASE WHEN i = 1 THEN 'female' ELSE 'male' END,
                '', '', 'full', 13, '', 'present' FROM n, member WHERE member.id = 201"
    ))
    .await;
}

on_both_engines! {
    async fn a_text_holds_exactly_the_list_and_nothing_that_computes(w) {
        w.sql("UPDATE member SET name = '=HYPERLINK(\"x\")' WHERE id = 104").await;
        w.sql("UPDATE member SET name = '@示例,二' WHERE id = 105").await;
        let form = json!({ "purpose": " 核对党费 ", "format": "csv", "filter": { "has_post": false } });
        let ticket: ExportTicket = ask(&w.branch_admin(), 12, form).await.created();
        assert_eq!((ticket.rows, ticket.name.as_str()), (7, "党员名册-示例高台村第一党支部-20260310.csv"));
        let reply = w.branch_admin().get(&ticket.path).await.is(200);
        assert!(reply.header("content-disposition").starts_with("attachment; filename*=UTF-8''%E5%85%9A"));
        let lines = lines(&reply);
        let listed: Page<MemberRow> = w.branch_admin().get("/api/orgs/12/members?has_post=false&limit=100").await.ok();
        assert_eq!(lines.len(), listed.items.len() + 1);
        assert_eq!(lines[0].split(',').next(), Some("姓名"));
        assert!(lines[1].starts_with("\"'=HYPERLINK(\"\"x\"\")\",男,46,汉族,大专,正式党员,正常,2005-07-01,138****0104,"), "{}", lines[1]);
        assert!(lines[2].starts_with("\"'@示例,二\","), "{}", lines[2]);
        assert!(!reply.text().contains(&gsdj_tests::phone(104)));
        let log: Page<AuditEntry> = w.branch_admin().get("/api/audit").await.ok();
        let entry = log.items.iter().find(|e| e.deed == Deed::MembersExported).unwrap();
        assert_eq!(entry.what, "示例高台村第一党支部（12，本级）；筛选：未任支委职务；7 行；用途：核对党费");
        // the superior sees that it was done
        assert!(w.committee().get("/api/audit").await.text().contains("核对党费"));
    }

    async fn a_workbook_of_a_subtree_says_what_it_is_for(w) {
        w.sql("UPDATE member SET name = '+1' WHERE id = 201").await;
        let form = json!({ "purpose": "年度统计", "format": "xlsx", "scope": "subtree" });
        let ticket: ExportTicket = ask(&w.committee(), 10, form).await.created();
        let reply = w.committee().get(&ticket.path).await.is(200);
        let mut book = Xlsx::new(Cursor::new(reply.body.to_vec())).unwrap();
        let rows = book.worksheet_range("党员名册").unwrap();
        assert_eq!((ticket.rows, rows.height()), (14, 15));
        let text = |row, column| rows.get_value((row, column)).cloned();
        assert_eq!(text(11, 0), Some(Data::String("+1".into())));
        assert_eq!(text(11, 11), Some(Data::String("示例乡机关党支部".into())));
        assert!(book.worksheet_formula("党员名册").unwrap().cells().next().is_none());
        let note = book.worksheet_range("导出说明").unwrap();
        assert_eq!(note.get_value((4, 1)), Some(&Data::String("年度统计".into())));
    }

    async fn no_purpose_no_file_and_nobody_else_s_file(w) {
        let branch = w.branch_admin();
        let form = |purpose: &str| json!({ "purpose": purpose, "format": "csv" });
        ask(&branch, 12, form("  ")).await.fault("missing", "purpose");
        ask(&branch, 12, form(&"用".repeat(101))).await.fault("too_long", "purpose");
        let several = json!({ "purpose": "", "format": "csv", "filter": { "joined_from": "x" } });
        let fields: Vec<_> =
            ask(&branch, 12, several).await.refused(422, "several").errors.into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["purpose", "joined_from"]);
        let nobody = json!({ "purpose": "核对", "format": "csv", "filter": { "q": "没有这个人" } });
        ask(&branch, 12, nobody).await.refused(422, "nobody_to_export");
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'members_exported'").await, 0);
        // once, however often it is sent
        let keyed = branch.key("one-export");
        let ticket: ExportTicket = ask(&keyed, 12, form("核对")).await.created();
        let again: ExportTicket = ask(&keyed, 12, form("核对")).await.created();
        assert_eq!(ticket, again);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'members_exported'").await, 1);
        for other in [w.superior(), w.province(), w.member(1)] {
            other.get(&ticket.path).await.refused(404, "not_found");
        }
        w.at(w.now().plus(HOUR - MINUTE)).await;
        branch.get(&ticket.path).await.is(200);
        w.at(w.now().plus(MINUTE)).await;
        branch.get(&ticket.path).await.refused(404, "not_found");
    }

    async fn fifty_thousand_rows_are_given_and_one_more_is_not(w) {
        crowd(&w, 50_000 - 3).await;
        let form = |filter: Value| json!({ "purpose": "核对", "format": "csv", "scope": "subtree", "filter": filter });
        let whole: ExportTicket = ask(&w.account(13), 13, form(json!({}))).await.created();
        assert_eq!(whole.rows, 50_000);
        let reply = w.account(13).get(&whole.path).await.is(200);
        assert_eq!(lines(&reply).len(), 50_001);
        let problem = ask(&w.committee(), 10, form(json!({}))).await.refused(422, "too_many_to_export");
        assert!(problem.title.contains("50,000") && problem.hint.unwrap().contains("筛选"));
        let one: ExportTicket = ask(&w.committee(), 10, form(json!({ "sex": "female" }))).await.created();
        assert_eq!(one.rows, 1);
    }
}
