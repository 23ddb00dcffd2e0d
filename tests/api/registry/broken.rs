//! Files that are wrong: whole ones change nothing, wrong rows stay out by line, column and reason, the others go in.

use super::sync::{A, B, everything, members, take};
use gsdj_backend::registry::{Options, Source};
use gsdj_domain::registry::Report;
use gsdj_tests::{World, citizen, on_both_engines, phone};

async fn sentence(w: &World, data: &[u8]) -> String {
    // a good file beside it makes no difference
    let good = Source::text("好.csv", members(&[(999, A)]));
    let bad = Source::Bytes { name: "坏.csv".into(), data: data.to_vec().into() };
    match take(w, vec![good, bad], Options::default()).await {
        Err(gsdj_backend::Error::Refused(refusal)) => refusal.sentence(),
        other => panic!("{other:?}"),
    }
}

fn rejected(report: &Report) -> Vec<String> {
    let all = report.tables.iter().flat_map(|t| &t.rejected);
    all.map(|r| format!("{} {} {}", r.line, r.column, r.reason)).collect()
}

on_both_engines! {
    async fn a_file_that_is_wrong_as_a_whole_changes_nothing(w) {
        let before = everything(&w).await;
        for (data, said) in [
            (b"".as_slice(), "是空的"),
            ("甲,乙\n1,2\n".as_bytes(), "表头"),
            ("公民身份号码,姓名\n".as_bytes(), "缺少必需的列「所在支部代码」"),
            ("姓名,所在支部代码\n".as_bytes(), "缺少必需的列「公民身份号码」"),
            ("组织代码,组织类别\n".as_bytes(), "缺少必需的列「组织名称」"),
            ("组织代码,组织名称,组织类别,组织代码\n".as_bytes(), "出现了两次"),
            (b"\xff\xfeA\0", "UTF-16"),
            (b"\x81\xff\xff,\n", "编码"),
            (b"PK\x03\x04 cut off", "xlsx"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        ] {
            let sentence = sentence(&w, data).await;
            assert!(sentence.contains(said) && sentence.contains("坏.csv") && sentence.contains("未做任何改动"), "{sentence}");
        }
        assert_eq!(everything(&w).await, before);
        assert_eq!(w.number("SELECT COUNT(*) FROM registry_run").await + w.number("SELECT COUNT(*) FROM audit").await, 0);
    }

    async fn wrong_members_stay_out_with_line_column_and_reason(w) {
        let (one, x) = (citizen(901), citizen(902));
        let mut wrong_digit = one.clone();
        wrong_digit.replace_range(17.., if one.ends_with('0') { "1" } else { "0" });
        let text = format!(
            "公民身份号码,姓名,所在支部代码,手机号,状态,备注\n\
             {one},好人,{A},,正常,x\n{one},好人,{A},,,\n{wrong_digit},坏人,{A},,,\n{x},,{A},,,\n{x},坏人,620100000100,,,\n\
             {x},坏人,620999999999,,,\n{x},坏人,{A},12345,,\n{x},坏人,{A},,离开,\n{x},坏人,{A}\n{x},坏人,,,,\n"
        );
        let report = take(&w, vec![Source::text("m.csv", text)], Options::default()).await.unwrap();
        let lines = rejected(&report);
        for (said, expected) in lines.iter().zip([
            "3 公民身份号码 与第 2 行重复", "4 公民身份号码 ", "5 姓名 不能为空", "6 所在支部代码 该组织是党总支", "7 所在支部代码 所在支部不存在",
            "8 手机号 ", "9 状态 ", "10  ", "11 所在支部代码 不能为空",
        ]) {
            assert!(said.starts_with(expected), "{said} is not {expected}");
        }
        assert_eq!((lines.len(), report.members.added, report.members.rejected), (9, 1, 9));
        assert_eq!(report.tables[0].unknown_columns, ["备注"]);
        let shown = serde_json::to_string(&report).unwrap();
        assert!(!shown.contains(&one) && !shown.contains(&x));
        assert_eq!(w.number("SELECT COUNT(*) FROM member WHERE name IN ('好人', '坏人')").await, 1);
    }

    async fn wrong_organisations_stay_out_with_line_column_and_reason(w) {
        let orgs = "组织代码,组织名称,组织类别,上级组织代码,单位性质类别,成立日期\n\
            620300000001,甲委,党委,620300000002,,\n620300000002,乙委,党委,620300000001,,\n\
            620300000003,支部下的支部,党支部,620100000101,农村,\n620300000004,省下的支部,党支部,620000000000,农村,\n\
            620300000005,无上级,党支部,,农村,\n620300000006,第二个省,省委组织部,,,\n620300000007,上级不明,党支部,620399999999,,\n\
            62030000008,码短,党支部,620100000000,,\n620300000009,类别错,支部,620100000000,,\n\
            620300000010,性质错,党支部,620100000000,乡村,\n620300000011,日期错,党支部,620100000000,农村,2026-02-30\n\
            620300000012,好支部,党支部,620300000013,农村,2020-01-01\n620300000013,好总支,党总支,620100000000,,\n";
        let report = take(&w, vec![Source::text("o.csv", orgs)], Options::default()).await.unwrap();
        let lines = rejected(&report);
        for (said, expected) in lines.iter().zip([
            "2 上级组织代码 上下级关系成环", "3 上级组织代码 上下级关系成环", "4 上级组织代码 党支部不能直属于党支部",
            "5 上级组织代码 党支部不能直属于省委组织部", "6 上级组织代码 ", "7 组织类别 已有一个省委组织部", "8 上级组织代码 上级组织不存在",
            "9 组织代码 应为 12 位数字", "10 组织类别 应为", "11 单位性质类别 应为", "12 成立日期 应为",
        ]) {
            assert!(said.starts_with(expected), "{said} is not {expected}");
        }
        // a superior may come after its branch
        assert_eq!((lines.len(), report.orgs.added, report.orgs.rejected), (11, 2, 11));
        let path = w.texts("SELECT path FROM org WHERE code = '620300000012'").await.remove(0);
        assert!(path.starts_with("/1/10/") && path.matches('/').count() == 5, "{path}");
    }

    async fn an_incremental_file_removes_nobody_and_a_dry_run_does_nothing(w) {
        let before = everything(&w).await;
        let text = members(&[(104, B), (950, A)]);
        let dry = Options { dry_run: true, ..Options::default() };
        let report = take(&w, vec![Source::text("m.csv", text.clone())], dry).await.unwrap();
        assert_eq!((report.members.added, report.members.moved, report.removals), (1, 1, 0));
        assert_eq!(everything(&w).await, before);
        let applied = take(&w, vec![Source::text("m.csv", text)], Options::default()).await.unwrap();
        assert_eq!(Report { dry_run: true, ..applied }, report);
        w.member(7).get("/api/home").await.is(200);
        assert!(w.branch_of(gsdj_tests::Place::B).get("/api/orgs/13/members").await.text().contains("示例104"));
        assert!(!w.texts("SELECT phone_mask FROM member").await.contains(&phone(104)));
    }
}
