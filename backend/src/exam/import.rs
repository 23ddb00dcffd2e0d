//! Questions from a spreadsheet (FEATURES 12.14 in spirit): checked first, line by line, then applied exactly as it was checked, in
//! one transaction. Nothing is left out in silence: every row that holds something is new, a repeat, or faulty and why.

use super::store::question as store;
use super::workbook::{self, Line};
use super::{bank, bank::same_mark};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Act, Allowed, Caller, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gsdj_domain::exam::{
    CellFault, ExamRefusal, ImportFault, ImportForm, ImportOutcome, ImportReport, ImportRow, Layout, QuestionForm,
    QuestionKind, SheetColumn, letters, read_row,
};
use gsdj_domain::{Instant, Refusal};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Check a file of questions, or apply what was checked: the new ones are written, repeats and faulty rows are not, and the report
/// says which those are. Applying takes the mark of the check and is refused when file or bank have changed since.
#[utoipa::path(post, path = "/api/questions/import", tag = "exam", request_body = ImportForm,
    responses((status = 200, body = ImportReport), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageExams>,
    act: Act<ImportForm>,
) -> Result<Response> {
    let bytes = STANDARD.decode(act.form.file.trim()).map_err(|_| Refusal::from(ExamRefusal::NotAWorkbook))?;
    // unpacking and reading is work of its own, off the threads that answer
    let file = tokio::task::spawn_blocking(move || File::read(&bytes)).await.map_err(Error::broken)??;
    match act.form.checked {
        None => {
            let report = app.store.read(move |c| Ok(file.judge(c)?.report(false))).await?;
            Ok(axum::Json(report).into_response())
        }
        Some(checked) => {
            let caller = who.clone();
            let apply = move |c: &mut Conn<'_>, now| apply(c, &caller, &file, &checked, now);
            app.write_once(&who, act.once, StatusCode::OK, apply).await
        }
    }
}

/// A file, read.
struct File {
    layout: Layout,
    lines: Vec<Line>,
    hash: Vec<u8>,
}

impl File {
    fn read(bytes: &[u8]) -> Result<Self> {
        let mut lines = workbook::read(bytes)?;
        let heading = lines.remove(0);
        let layout = Layout::read(heading.cells.iter().map(String::as_str))?;
        Ok(Self { layout, lines, hash: Sha256::digest(bytes).to_vec() })
    }

    /// The question of a row.
    fn read_line(&self, line: &Line) -> Result<QuestionForm, Vec<ImportFault>> {
        let known = |(at, sentence): &(usize, String)| {
            let column = self.layout.column_at(*at)?;
            Some(ImportFault { column: column.label().into(), sentence: sentence.clone() })
        };
        let unclear = line.unclear.iter().filter_map(known).collect();
        match read_row(&self.layout, &line.cells) {
            Ok(form) if line.unclear.iter().all(|(at, _)| self.layout.column_at(*at).is_none()) => Ok(form),
            Ok(_) => Err(unclear),
            Err(faults) => Err(faults.into_iter().map(fault).chain(unclear).collect()),
        }
    }

    /// What becomes of each row beside the bank as it is now.
    fn judge(&self, c: &mut Conn<'_>) -> Result<Judged> {
        let mut seen: HashMap<String, (u32, QuestionForm)> = HashMap::new();
        let (mut rows, mut new) = (Vec::with_capacity(self.lines.len()), Vec::new());
        for line in &self.lines {
            let row = match self.read_line(line) {
                Err(faults) => ImportRow {
                    line: line.number,
                    outcome: ImportOutcome::Faulty,
                    text: stem(&self.layout, &line.cells),
                    options: String::new(),
                    faults,
                },
                Ok(form) => {
                    let row = beside(c, line.number, &form, &seen)?;
                    if row.outcome == ImportOutcome::New {
                        seen.insert(same_mark(&form), (line.number, form.clone()));
                        new.push(form);
                    }
                    row
                }
            };
            rows.push(row);
        }
        Ok(Judged { rows, new, unknown: self.layout.unknown.clone(), hash: self.hash.clone() })
    }
}

/// The options with what is right, in a line.
fn choices(form: &QuestionForm) -> String {
    let options: Vec<String> =
        ('A'..).zip(&form.options).map(|(letter, option)| format!("{letter} {option}")).collect();
    if form.kind == QuestionKind::TrueFalse {
        return format!("正确答案：{}", form.right_texts().join(""));
    }
    format!("{}。正确答案：{}", options.join("；"), letters(&form.right))
}

/// How the question of a row begins, where it can be read.
fn stem(layout: &Layout, cells: &[String]) -> String {
    bank::excerpt(layout.text(cells, SheetColumn::Text))
}

fn fault(fault: CellFault) -> ImportFault {
    ImportFault { column: fault.column.label().into(), sentence: fault.sentence }
}

/// A good row beside the bank and the rows before it: new, or a repeat; the same question with other answers is a fault.
fn beside(
    c: &mut Conn<'_>,
    line: u32,
    form: &QuestionForm,
    seen: &HashMap<String, (u32, QuestionForm)>,
) -> Result<ImportRow> {
    let mark = same_mark(form);
    let found = match (seen.get(&mark), store::same(c, &mark)?) {
        (Some((line, before)), _) => Some((format!("本文件第 {line} 行"), before.clone())),
        (None, Some(id)) => Some(("题库".to_owned(), store::load(c, id)?.form)),
        (None, None) => None,
    };
    let (outcome, faults) = match found {
        None => (ImportOutcome::New, Vec::new()),
        Some((place, before)) if before.has_the_same_right(form) => {
            let says = ImportFault {
                column: SheetColumn::Text.label().into(),
                sentence: format!("{place}已有同样的题目"),
            };
            (ImportOutcome::Duplicate, vec![says])
        }
        Some((place, _)) => {
            let sentence = format!("{place}已有同样的题目，但正确答案不同，请核对");
            (ImportOutcome::Faulty, vec![ImportFault { column: SheetColumn::Right.label().into(), sentence }])
        }
    };
    Ok(ImportRow { line, outcome, text: bank::excerpt(&form.text), options: choices(form), faults })
}

/// A file judged.
struct Judged {
    rows: Vec<ImportRow>,
    new: Vec<QuestionForm>,
    unknown: Vec<String>,
    hash: Vec<u8>,
}

impl Judged {
    fn report(self, applied: bool) -> ImportReport {
        let count = |outcome| {
            let heads = self.rows.iter().filter(|r| r.outcome == outcome).count();
            u32::try_from(heads).unwrap_or(u32::MAX)
        };
        ImportReport {
            applied,
            checked: self.mark(),
            new: count(ImportOutcome::New),
            duplicates: count(ImportOutcome::Duplicate),
            faulty: count(ImportOutcome::Faulty),
            unknown: self.unknown,
            rows: self.rows,
        }
    }

    /// Names the file and what becomes of its rows.
    fn mark(&self) -> String {
        let mut hash = Sha256::new().chain_update(&self.hash);
        for row in &self.rows {
            hash.update(row.outcome.code());
        }
        hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
    }
}

/// Writes the new questions of a file, if all stands as it was checked.
fn apply(c: &mut Conn<'_>, who: &Caller, file: &File, checked: &str, now: Instant) -> Result<ImportReport> {
    let judged = file.judge(c)?;
    if judged.mark() != checked {
        return Err(Refusal::from(ExamRefusal::NotAsChecked).into());
    }
    let new = judged.new.clone();
    let report = judged.report(true);
    let said = format!("新增 {} 道，重复 {} 行，有错 {} 行", report.new, report.duplicates, report.faulty);
    bank::fill(c, who, &new, &said, now)?;
    Ok(report)
}
