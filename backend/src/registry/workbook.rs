//! XLSX workbooks: a sheet's cells as the texts they would be in CSV.

use super::source::{Readable, Source};
use calamine::{DataRef, Reader as _, Xlsx};
use csv::StringRecord;
use gsdj_domain::registry::FileFault;

/// Whether the file is a workbook by its first bytes, whatever its name says.
///
/// # Errors
/// When it can't be read, or is a workbook of the old kind.
pub(super) fn is_workbook(source: &Source) -> Result<bool, FileFault> {
    let mut start = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(source.open()?, 8), &mut start)
        .map_err(|_| FileFault::Unreadable)?;
    if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(FileFault::OldWorkbook);
    }
    Ok(start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06"))
}

/// The open workbook.
pub(super) struct Workbook(Xlsx<Box<dyn Readable>>);

impl Workbook {
    pub(super) fn open(source: &Source) -> Result<Self, FileFault> {
        Xlsx::new(source.open()?).map(Self).map_err(|_| FileFault::BrokenWorkbook)
    }

    /// The names of its sheets, as written.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// Hands each row that holds something to `f`, with its number as shown in the spreadsheet; `f` says whether to go on.
    pub(super) fn each<E: From<FileFault>>(
        &mut self,
        sheet: &str,
        mut f: impl FnMut(u64, &StringRecord) -> Result<bool, E>,
    ) -> Result<(), E> {
        let broken = |_| E::from(FileFault::BrokenWorkbook);
        let mut cells = self.0.worksheet_cells_reader(sheet).map_err(broken)?;
        let (mut row, mut record) = (0, StringRecord::new());
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (at, column) = cell.get_position();
            if at != row && !record.is_empty() {
                if !f(u64::from(row) + 1, &record)? {
                    return Ok(());
                }
                record.clear();
            }
            row = at;
            let text = text_of(cell.get_value());
            // the reader leaves out empty cells
            while !text.is_empty() && record.len() < column as usize {
                record.push_field("");
            }
            if !text.is_empty() {
                record.push_field(&text);
            }
        }
        if !record.is_empty() {
            f(u64::from(row) + 1, &record)?;
        }
        Ok(())
    }
}

/// Whole numbers without a point (codes are often stored as numbers), dates as YYYY-MM-DD.
pub(crate) fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(n) => n.to_string(),
        // beyond 2^53 the digits shown are not the digits meant: left in the form that says so
        DataRef::Float(n) if n.abs() >= 9_007_199_254_740_992.0 => format!("{n:E}"),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => (if *b { "TRUE" } else { "FALSE" }).to_owned(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(s) => s.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(s) => s.clone(),
        DataRef::Error(e) => e.to_string(),
        DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_whole_and_lost_digits_show() {
        assert_eq!(text_of(&DataRef::Float(620_100_000_001.0)), "620100000001");
        assert_eq!(text_of(&DataRef::Float(103.8)), "103.8");
        assert_eq!(text_of(&DataRef::Float(620_102_198_001_011_230.0)), "6.201021980010112E17");
    }
}
