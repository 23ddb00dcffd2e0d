//! The spreadsheets that are handed out: a template to fill in, and the whole bank in the same form, so that it can be read again.

use super::store::question::{self as store, Filter};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Allowed, ReadProblems, needs};
use crate::{audit, file};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gsdj_domain::audit::Deed;
use gsdj_domain::exam::{COLUMNS, QuestionForm, QuestionKind, SHEET, SheetColumn, Subject, letters};
use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet, XlsxError};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Questions read at a time.
const BATCH: usize = 500;
/// To where the template offers its choices.
const OFFERED: u32 = 1_000;

/// An empty file to fill in, with an example of each kind and the choices of its columns.
#[utoipa::path(get, path = "/api/questions/template", tag = "exam",
    responses((status = 200, description = "the template", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ReadProblems))]
pub(super) async fn template(State(_): State<App>, _: Allowed<needs::ManageExams>) -> Result<Response> {
    let bytes = tokio::task::spawn_blocking(|| whole(&examples(), true)).await.map_err(Error::broken)??;
    Ok(handed_out("题库导入模板.xlsx", bytes))
}

/// The whole bank as a spreadsheet.
#[utoipa::path(get, path = "/api/questions/export", tag = "exam",
    responses((status = 200, description = "the bank", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ReadProblems))]
pub(super) async fn export(State(app): State<App>, who: Allowed<needs::ManageExams>) -> Result<Response> {
    let (caller, now) = (who.clone(), app.now());
    let questions = app.store.read(all).await?;
    let said = format!("{} 道", questions.len());
    app.store.write(move |c| audit::write(c, &caller, now, Deed::QuestionsExported, &said)).await?;
    let bytes = tokio::task::spawn_blocking(move || whole(&questions, false)).await.map_err(Error::broken)??;
    Ok(handed_out(&format!("题库-{}.xlsx", now.day().format("%Y%m%d")), bytes))
}

fn all(c: &mut crate::store::Conn<'_>) -> Result<Vec<QuestionForm>> {
    let (mut all, mut after) = (Vec::new(), i64::MAX);
    loop {
        let filter = Filter { subject: None, kind: None, active: None, q: None, after, limit: BATCH };
        let rows = store::list(c, &filter)?;
        let whole = rows.len() < BATCH;
        after = rows.last().map_or(after, |row| row.id.0);
        all.extend(rows.into_iter().map(|row| row.form));
        if whole {
            // as they were written
            all.reverse();
            return Ok(all);
        }
    }
}

fn handed_out(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = file::disposition("attachment", name);
    let headers = [
        (header::CONTENT_TYPE, XLSX),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, bytes).into_response()
}

/// What stands in a cell. Everything is text, whatever it looks like.
fn cell(form: &QuestionForm, column: SheetColumn) -> String {
    let option = |at: usize| match form.kind {
        QuestionKind::TrueFalse => String::new(),
        QuestionKind::Single | QuestionKind::Multiple => form.options.get(at).cloned().unwrap_or_default(),
    };
    match column {
        SheetColumn::Kind => form.kind.label().into(),
        SheetColumn::Text => form.text.clone(),
        SheetColumn::A => option(0),
        SheetColumn::B => option(1),
        SheetColumn::C => option(2),
        SheetColumn::D => option(3),
        SheetColumn::E => option(4),
        SheetColumn::F => option(5),
        SheetColumn::Right if form.kind == QuestionKind::TrueFalse => {
            (if form.right == [0] { "正确" } else { "错误" }).into()
        }
        SheetColumn::Right => letters(&form.right),
        SheetColumn::Explanation => form.explanation.clone(),
        SheetColumn::Subject => form.subject.label().into(),
        SheetColumn::Source => form.source.clone(),
        SheetColumn::Active => (if form.active { "是" } else { "否" }).into(),
    }
}

const fn width(column: SheetColumn) -> f64 {
    match column {
        SheetColumn::Text | SheetColumn::Explanation => 50.0,
        SheetColumn::A
        | SheetColumn::B
        | SheetColumn::C
        | SheetColumn::D
        | SheetColumn::E
        | SheetColumn::F
        | SheetColumn::Source => 20.0,
        SheetColumn::Subject => 18.0,
        SheetColumn::Kind | SheetColumn::Right | SheetColumn::Active => 10.0,
    }
}

/// A workbook of these questions; with the choices of its columns where it is to be filled in.
fn whole(questions: &[QuestionForm], offers: bool) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    written(sheet, questions).map_err(Error::broken)?;
    if offers {
        offered(sheet).map_err(Error::broken)?;
    }
    explained(book.add_worksheet()).map_err(Error::broken)?;
    book.save_to_buffer().map_err(Error::broken)
}

fn written(sheet: &mut Worksheet, questions: &[QuestionForm]) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (at, column) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(at, width(*column))?;
        // what is typed there stays as it was typed: 1% and 3-5 too
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, column.label(), &bold)?;
    }
    for (line, form) in (1_u32..).zip(questions) {
        for (at, column) in (0_u16..).zip(COLUMNS) {
            let value = cell(form, *column);
            if !value.is_empty() {
                sheet.write_string_with_format(line, at, value, &text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

fn offered(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let kinds: Vec<&str> = QuestionKind::ALL.iter().map(|k| k.label()).collect();
    let subjects: Vec<&str> = Subject::ALL.iter().map(|s| s.label()).collect();
    for (at, column) in (0_u16..).zip(COLUMNS) {
        let choices: &[&str] = match column {
            SheetColumn::Kind => &kinds,
            SheetColumn::Subject => &subjects,
            SheetColumn::Active => &["是", "否"],
            SheetColumn::Text | SheetColumn::Right | SheetColumn::Explanation | SheetColumn::Source => continue,
            SheetColumn::A | SheetColumn::B | SheetColumn::C | SheetColumn::D | SheetColumn::E | SheetColumn::F => {
                continue;
            }
        };
        sheet.add_data_validation(1, at, OFFERED, at, &DataValidation::new().allow_list_strings(choices)?)?;
    }
    Ok(())
}

fn explained(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("填写说明")?;
    sheet.set_column_width(0, 14)?;
    sheet.set_column_width(1, 90)?;
    let lines = [
        ("题型", "单选题、多选题、判断题。"),
        ("题目", "最多 500 个字。"),
        ("选项A到F", "2 到 6 个，依次填写，中间不能空；判断题不填。"),
        ("正确答案", "选项的字母，如 A 或 A、C、D；判断题填 正确 或 错误。"),
        ("解析", "必填，交卷后显示给答题的人，最多 1000 个字。"),
        ("科目", "从列表中选择。"),
        ("来源", "可不填。"),
        ("启用", "是：会被抽到；否：不会被抽到。不填为 是。"),
        ("重复", "题型、题目和选项都相同的算同一道题，不会重复导入。"),
        ("格式", "单元格请用“文本”格式：Excel 会把 3-5 当成日期、把 1% 存成 0.01，这样的行会提示改正。"),
    ];
    for (at, (what, says)) in (0_u32..).zip(lines) {
        sheet.write_string(at, 0, what)?;
        sheet.write_string(at, 1, says)?;
    }
    Ok(())
}

/// One of each kind.
fn examples() -> Vec<QuestionForm> {
    let form = |kind, text: &str, options: &[&str], right: &[u8], explanation: &str| QuestionForm {
        kind,
        text: text.into(),
        options: options.iter().map(|o| (*o).into()).collect(),
        right: right.to_vec(),
        explanation: explanation.into(),
        subject: Subject::Platform,
        source: "示例，请删除后填写".into(),
        active: false,
    };
    vec![
        form(
            QuestionKind::Single,
            "（示例）一个题组有几道题？",
            &["3 道", "5 道", "10 道"],
            &[1],
            "试卷由题组组成，每组五道题。",
        ),
        form(
            QuestionKind::Multiple,
            "（示例）题库里有哪些题型？",
            &["单选题", "多选题", "判断题", "填空题"],
            &[0, 1, 2],
            "题库有单选题、多选题和判断题三种。",
        ),
        form(
            QuestionKind::TrueFalse,
            "（示例）交卷以后可以看到解析。",
            &["正确", "错误"],
            &[0],
            "交卷后马上显示对错和解析。",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::workbook;
    use super::*;
    use gsdj_domain::exam::{Layout, check_question, read_row, tidy};

    #[test]
    fn what_is_handed_out_is_read_back_as_it_was() {
        let mut forms = examples();
        forms[0].text = "=1+1 是多少？".into();
        let lines = workbook::read(&whole(&forms, true).unwrap()).unwrap();
        let layout = Layout::read(lines[0].cells.iter().map(String::as_str)).unwrap();
        let back: Vec<_> = lines[1..].iter().map(|line| read_row(&layout, &line.cells).unwrap()).collect();
        assert_eq!(back, forms.iter().map(tidy).collect::<Vec<_>>());
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert!(forms.iter().all(|f| check_question(f).is_ok()));
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert_eq!(workbook::read(b"a,b").unwrap_err().code(), "exam_not_a_workbook");
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "题型").unwrap();
        assert_eq!(workbook::read(&book.save_to_buffer().unwrap()).unwrap_err().code(), "exam_no_sheet");
    }
}
