//! The bank and its imports: nothing bad gets in, nothing good is lost, nothing is left out in silence.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gsdj_domain::Page;
use gsdj_domain::exam::{ImportOutcome, ImportReport, SubjectCount};
use gsdj_tests::on_both_engines;
use std::io::Write as _;

const HEADINGS: [&str; 8] = ["题型", "题目", "选项A", "选项B", "选项C", "正确答案", "解析", "科目"];

/// A workbook with one sheet of these rows, as base64.
fn workbook(sheet: &str, rows: &[Vec<&str>]) -> String {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let pack = "http://schemas.openxmlformats.org/package/2006";
    add("[Content_Types].xml", &format!("<Types xmlns=\"{pack}/content-types\"/>"));
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{pack}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"{pack}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    let mut cells = String::new();
    for (line, row) in (1..).zip(rows) {
        cells += &format!("<row r=\"{line}\">");
        for (column, text) in ('A'..).zip(row).filter(|(_, text)| !text.is_empty()) {
            // a number as spreadsheets keep it
            cells += &match text.strip_prefix('#') {
                Some(number) => format!("<c r=\"{column}{line}\"><v>{number}</v></c>"),
                None => format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
        }
        cells += "</row>";
    }
    add("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>"));
    STANDARD.encode(zip.finish().unwrap().into_inner())
}

fn file(rows: &[[&str; 8]]) -> String {
    let all: Vec<Vec<&str>> = std::iter::once(HEADINGS).chain(rows.iter().copied()).map(|r| r.to_vec()).collect();
    workbook("题目", &all)
}

async fn check(w: &World, file: &str) -> ImportReport {
    w.province().post("/api/questions/import", &json!({ "file": file })).await.ok()
}

async fn list(w: &World, query: &str) -> Vec<String> {
    let page: Page<QuestionRow> = w.province().get(format!("/api/questions{query}")).await.ok();
    page.items.into_iter().map(|q| q.form.text).collect()
}

const GOOD: [[&str; 8]; 3] = [
    ["单选", "示例一", "甲", "乙", "丙", "B", "解析一", "组织生活"],
    ["多选题", "示例二", "甲", "乙", "丙", "A、C", "解析二", "平台使用"],
    ["判断题", "示例三", "", "", "", "错", "解析三", "组织生活"],
];

on_both_engines! {
    async fn a_question_says_what_is_wrong_beside_its_field(w) {
        let bad = |change: fn(&mut Value)| { let mut q = question(0); change(&mut q); q };
        let post = async |q: Value| w.province().post("/api/questions", &q).await;
        post(bad(|q| q["text"] = json!(" "))).await.fault("missing", "text");
        post(bad(|q| q["options"] = json!(["甲"]))).await.refused(422, "several");
        post(bad(|q| q["right"] = json!([0, 1]))).await.fault("exam_right_count", "right");
        post(bad(|q| q["right"] = json!([5]))).await.fault("exam_right_no_option", "right");
        post(bad(|q| q["explanation"] = json!(""))).await.fault("missing", "explanation");
        post(bad(|q| q["subject"] = json!("天文"))).await.refused(400, "malformed");
        let made: QuestionRow = post(question(0)).await.created();
        assert_eq!((made.version, made.form.right.as_slice(), made.form.active), (1, &[1][..], true));
        // the same again, spaced and ordered otherwise
        let again = bad(|q| (q["text"], q["options"], q["right"]) = (json!("示例 题目第0号。"), json!(["误丙0", "误甲0", "对乙0"]), json!([2])));
        post(again).await.refused(409, "exam_duplicate");
        assert_eq!(w.number("SELECT COUNT(*) FROM question").await, 1);
        let seen: QuestionRow = w.province().get(format!("/api/questions/{}", made.id)).await.ok();
        assert_eq!(seen, made);
        w.province().get("/api/questions/17").await.refused(404, "not_found");
    }

    async fn a_change_makes_a_version_and_overwrites_nobody(w) {
        let made = bank(&w, 2).await;
        let path = format!("/api/questions/{}", made[0].id);
        let mut form = question(0);
        form["text"] = json!("示例题目第0号（改）");
        let changed: QuestionRow = w.province().with("if-match", "\"1\"").put(&path, &form).await.ok();
        assert_eq!((changed.version, changed.form.text.as_str()), (2, "示例题目第0号（改）"));
        w.province().with("if-match", "\"1\"").put(&path, &question(0)).await.refused(409, "stale");
        // nothing changed is no version
        assert_eq!(w.province().put(&path, &form).await.ok::<QuestionRow>().version, 2);
        // nor may it become what another one is
        w.province().put(&path, &question(1)).await.refused(409, "exam_duplicate");
        form["active"] = json!(false);
        w.province().put(&path, &form).await.is(200);
        assert_eq!(list(&w, "?active=true").await, ["示例题目第1号"]);
        assert_eq!(list(&w, "?active=false").await, ["示例题目第0号（改）"]);
        assert_eq!(list(&w, "?kind=multiple").await, ["示例题目第1号"]);
        assert_eq!(list(&w, "?q=%E6%94%B9").await.len(), 1);
        assert!(list(&w, "?subject=theory").await.is_empty() && list(&w, "?q=%25").await.is_empty());
        assert_eq!(list(&w, "?limit=1").await.len(), 1);
        let counts: Vec<SubjectCount> = w.province().get("/api/questions/counts").await.ok();
        let own = counts.iter().find(|c| c.active > 0).unwrap();
        assert_eq!((own.subject.code(), own.active, own.inactive), ("org_life", 1, 1));
    }

    async fn a_file_is_checked_before_it_is_applied_and_only_as_it_was_checked(w) {
        let good = file(&GOOD);
        let report = check(&w, &good).await;
        assert_eq!((report.applied, report.new, report.duplicates, report.faulty), (false, 3, 0, 0));
        assert_eq!(w.number("SELECT COUNT(*) FROM question").await, 0, "a check writes nothing");
        let apply = |file: &str, checked: &str| json!({ "file": file, "checked": checked });
        // another file under the mark of this one
        w.province().post("/api/questions/import", &apply(&file(&GOOD[..2]), &report.checked)).await.refused(409, "exam_not_as_checked");
        w.province().post("/api/questions/import", &apply(&good, "?")).await.refused(409, "exam_not_as_checked");
        let once = w.province().key("import");
        let done: ImportReport = once.post("/api/questions/import", &apply(&good, &report.checked)).await.ok();
        assert!(done.applied && done.new == 3);
        let again: ImportReport = once.post("/api/questions/import", &apply(&good, &report.checked)).await.ok();
        assert_eq!(again, done, "asked again, answered the same");
        assert_eq!(list(&w, "").await, ["示例三", "示例二", "示例一"]);
        // the bank has changed since: what was new is there now
        w.province().post("/api/questions/import", &apply(&good, &report.checked)).await.refused(409, "exam_not_as_checked");
        let report = check(&w, &good).await;
        assert_eq!((report.new, report.duplicates), (0, 3));
        assert!(report.rows.iter().all(|r| r.outcome == ImportOutcome::Duplicate && r.faults[0].sentence == "题库已有同样的题目"));
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'questions_imported'").await, 1);
    }

    async fn no_row_is_left_out_in_silence(w) {
        let rows = [
            GOOD[0],
            ["填空", "示例四", "甲", "乙", "", "A", "解析", "天文"],
            GOOD[0],
            ["单选", "示例一", "甲", "乙", "丙", "A", "解析一", "组织生活"],
            ["单选", "", "甲", "", "丙", "A", "", "组织生活"],
            ["", "", "", "", "", "", "", ""],
            GOOD[2],
        ];
        let report = check(&w, &file(&rows)).await;
        let told: Vec<_> = report.rows.iter().map(|r| (r.line, r.outcome.code(), r.faults.len())).collect();
        assert_eq!(told, [(2, "new", 0), (3, "faulty", 2), (4, "duplicate", 1), (5, "faulty", 1), (6, "faulty", 4), (8, "new", 0)]);
        assert_eq!(report.rows[3].faults[0].sentence, "本文件第 2 行已有同样的题目，但正确答案不同，请核对");
        assert_eq!(report.rows[1].faults[0].column, "题型");
        assert_eq!(report.rows[1].text, "示例四");
        let apply = json!({ "file": file(&rows), "checked": report.checked });
        let done: ImportReport = w.province().post("/api/questions/import", &apply).await.ok();
        assert_eq!((done.new, done.duplicates, done.faulty), (2, 1, 3));
        assert_eq!(list(&w, "").await, ["示例三", "示例一"]);
    }

    async fn what_a_spreadsheet_may_show_otherwise_is_not_taken_in_silence(w) {
        let rows = [
            ["单选", "示例一", "#0.01", "1.5%", "丙", "B", "解析", "组织生活"],
            ["单选", "示例二", "#3", "#5", "#10", "B", "解析", "组织生活"],
        ];
        let report = check(&w, &file(&rows)).await;
        assert_eq!((report.new, report.faulty), (1, 1));
        let fault = &report.rows[0].faults[0];
        assert_eq!((fault.column.as_str(), fault.sentence.contains("（0.01）")), ("选项A", true));
        assert_eq!(report.rows[1].options, "A 3；B 5；C 10。正确答案：B");
    }

    async fn what_is_no_such_file_is_refused_in_words(w) {
        let post = async |file: &str| w.province().post("/api/questions/import", &json!({ "file": file })).await;
        post("!").await.fault("exam_not_a_workbook", "file");
        post(&STANDARD.encode("a,b,c")).await.fault("exam_not_a_workbook", "file");
        post(&workbook("别的", &[vec!["题型"]])).await.fault("exam_no_sheet", "file");
        post(&workbook("题目", &[])).await.fault("exam_no_sheet", "file");
        let problem = post(&workbook("题目", &[vec!["题型", "题目"]])).await.fault("exam_missing_columns", "file");
        assert_eq!(problem.title, "缺少列：正确答案、解析、科目");
        post(&workbook("题目", &[vec!["题型", "题型"]])).await.fault("exam_column_twice", "file");
        let mut headings = HEADINGS.to_vec();
        headings.push("备注");
        let report = check(&w, &workbook("题目", &[headings, GOOD[0].to_vec()])).await;
        assert_eq!((report.unknown, report.new), (vec!["备注".to_owned()], 1));
    }

    async fn what_is_handed_out_can_be_handed_in_again(w) {
        for (path, rows) in [("/api/questions/template", 3), ("/api/questions/export", 6)] {
            if rows == 6 {
                bank(&w, 6).await;
            }
            let file = w.province().get(path).await.is(200);
            assert!(file.header("content-disposition").contains("filename*=UTF-8''"));
            let report = check(&w, &STANDARD.encode(&file.body)).await;
            assert_eq!((report.rows.len(), report.faulty), (rows, 0), "{path}");
            assert_eq!(report.new as usize, if rows == 6 { 0 } else { 3 });
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'questions_exported'").await, 1);
    }
}
