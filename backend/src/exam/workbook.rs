//! The file that questions come in: its rows as texts, read with bounds on what it may unfold to.

use crate::registry::cell_text;
use calamine::{DataRef, Reader as _, Xlsx};
use gsdj_domain::Refusal;
use gsdj_domain::exam::{ExamRefusal, IMPORT_ROWS_MAX, SHEET};
use std::io::Cursor;

/// The most bytes that a file's parts may come to when unpacked.
const UNPACKED_MAX: u64 = 64 << 20;
/// The most columns that are read.
const COLUMNS_MAX: usize = 40;

/// A row.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its number as the spreadsheet shows it.
    pub number: u32,
    /// The texts of its cells.
    pub cells: Vec<String>,
    /// Cells that the spreadsheet keeps otherwise than it may show them, and what is to be done.
    pub unclear: Vec<(usize, String)>,
}

/// The rows that hold something, the heading first.
///
/// # Errors
/// When it is no workbook, has no such sheet, or too many rows.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, Refusal> {
    let broken = |_| Refusal::from(ExamRefusal::NotAWorkbook);
    check_size(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().into_iter().find(|name| name.trim() == SHEET).ok_or(ExamRefusal::NoQuestionSheet)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut lines: Vec<Line> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        let text = cell_text(cell.get_value());
        let column = column as usize;
        if text.trim().is_empty() || column >= COLUMNS_MAX {
            continue;
        }
        if lines.last().is_none_or(|line| line.number != at + 1) {
            // the heading stands above them
            if lines.len() > IMPORT_ROWS_MAX {
                return Err(ExamRefusal::TooManyRows.into());
            }
            lines.push(Line { number: at + 1, ..Line::default() });
        }
        if let Some(line) = lines.last_mut() {
            line.unclear.extend(unclear(cell.get_value(), &text).map(|says| (column, says)));
            line.cells.resize(line.cells.len().max(column + 1), String::new());
            line.cells[column] = text;
        }
    }
    if lines.is_empty() { Err(ExamRefusal::NoQuestionSheet.into()) } else { Ok(lines) }
}

/// What is to be said of a cell that is no text and may show something else than it holds: a day that was typed as 3-5, a share
/// that shows 1% and holds 0.01.
fn unclear(cell: &DataRef<'_>, text: &str) -> Option<String> {
    let says = |what: &str| format!("这一格是{what}（{text}），可能和表里显示的不同，请设为“文本”格式后重新填写");
    match cell {
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Some(says("日期或时间")),
        DataRef::Float(n) if n.fract() != 0.0 => Some(says("带小数的数字")),
        DataRef::Error(_) => Some(says("公式的错误值")),
        DataRef::Float(_)
        | DataRef::Int(_)
        | DataRef::String(_)
        | DataRef::SharedString(_)
        | DataRef::Bool(_)
        | DataRef::Empty => None,
    }
}

/// A small file that unfolds to a huge one is none of ours.
fn check_size(bytes: &[u8]) -> Result<(), Refusal> {
    let broken = |_| Refusal::from(ExamRefusal::NotAWorkbook);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sum = 0_u64;
    for at in 0..archive.len() {
        sum = sum.saturating_add(archive.by_index_raw(at).map_err(broken)?.size());
    }
    if sum > UNPACKED_MAX { Err(ExamRefusal::NotAWorkbook.into()) } else { Ok(()) }
}
