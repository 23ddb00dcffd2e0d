//! One table of one file: found and checked before the store is touched, then read as often as needed.

use super::csv_text::{self, Records};
use super::source::{Source, refused};
use super::workbook::{self, Workbook};
use crate::Error;
use crate::error::Result;
use csv::StringRecord;
use encoding_rs::Encoding;
use gsdj_domain::registry::{
    Fault, FileFault, Layout, MemberColumn, OrgColumn, Table, TableColumn, is_empty_row, recognise,
};

/// A table that can be read.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// What reports call the file.
    pub file: String,
    /// Its columns.
    pub columns: Columns,
    source: Source,
    form: Form,
}

/// The columns by table.
#[derive(Debug, Clone)]
pub(super) enum Columns {
    /// 组织.
    Orgs(Layout<OrgColumn>),
    /// 党员.
    Members(Layout<MemberColumn>),
}

#[derive(Debug, Clone)]
enum Form {
    Csv(&'static Encoding),
    Sheet(String),
}

/// A row as it came.
pub(super) struct RawRow<'r> {
    /// Its line, from 1.
    pub line: u64,
    /// Its cells; empty where it has none.
    pub cells: &'r StringRecord,
    /// What is wrong with it as a row.
    pub fault: Option<Fault>,
}

impl RawRow<'_> {
    /// The text of a cell.
    pub(super) fn text(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or_default()
    }
}

impl Sheet {
    /// Which table it is.
    pub(super) const fn table(&self) -> Table {
        match self.columns {
            Columns::Orgs(_) => Table::Orgs,
            Columns::Members(_) => Table::Members,
        }
    }

    /// The headings that the platform does not know.
    pub(super) fn unknown(&self) -> &[String] {
        match &self.columns {
            Columns::Orgs(layout) => layout.unknown(),
            Columns::Members(layout) => layout.unknown(),
        }
    }

    const fn width(&self) -> usize {
        match &self.columns {
            Columns::Orgs(layout) => layout.width(),
            Columns::Members(layout) => layout.width(),
        }
    }

    /// Hands each row below the header to `f`.
    ///
    /// # Errors
    /// When the file can no longer be read, or what `f` says.
    pub(super) fn each(&self, mut f: impl FnMut(&RawRow<'_>) -> Result<()>) -> Result<()> {
        let mut below_header = false;
        let (width, in_csv) = (self.width(), matches!(self.form, Form::Csv(_)));
        let visit = |line, last, cells: &StringRecord| {
            if is_empty_row(cells.iter()) {
                return Ok(true);
            }
            if std::mem::replace(&mut below_header, true) {
                // a spreadsheet does not write empty cells at the end of a row; in CSV a short row was cut off
                let full = if in_csv { cells.len() } else { cells.len().max(width) };
                let found = if is_empty_row(cells.iter().skip(width)) { full.min(width) } else { full };
                f(&RawRow { line, cells, fault: Fault::check_width(width, found, line, last).err() })
                    .map_err(Stop::By)?;
            }
            Ok(true)
        };
        each_record(&self.source, &self.form, visit).map_err(|stop: Stop| stop.into_error(&self.file))
    }
}

/// Why reading stopped.
enum Stop {
    /// The file.
    File(FileFault),
    /// The reader's own affair.
    By(Error),
}

impl From<FileFault> for Stop {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl Stop {
    fn into_error(self, file: &str) -> Error {
        match self {
            Self::File(fault) => refused(file, fault),
            Self::By(error) => error,
        }
    }
}

/// Hands each record to `f` with its first and last line, until `f` says that it has enough.
fn each_record<E: From<FileFault>>(
    source: &Source,
    form: &Form,
    mut f: impl FnMut(u64, u64, &StringRecord) -> Result<bool, E>,
) -> Result<(), E> {
    match form {
        Form::Csv(encoding) => {
            let mut records = Records::open(source, encoding)?;
            while let Some((line, last, cells)) = records.next()? {
                if !f(line, last, cells)? {
                    break;
                }
            }
            Ok(())
        }
        Form::Sheet(name) => Workbook::open(source)?.each(name, |line, cells| f(line, line, cells)),
    }
}

/// Finds the tables in the files and checks their headers.
///
/// # Errors
/// What is wrong with a file as a whole.
pub(super) fn survey(sources: &[Source]) -> Result<Vec<Sheet>> {
    let mut sheets = Vec::new();
    for source in sources {
        let found = survey_one(source).map_err(|fault| refused(&source.name(), fault))?;
        sheets.extend(found);
    }
    Ok(sheets)
}

fn survey_one(source: &Source) -> Result<Vec<Sheet>, FileFault> {
    if !workbook::is_workbook(source)? {
        let form = Form::Csv(csv_text::encoding(source)?);
        let header = header(source, &form)?.ok_or(FileFault::Empty)?;
        let table = recognise(header.iter()).ok_or(FileFault::UnknownTable)?;
        return Ok(vec![sheet(source, form, table, &header)?]);
    }
    let mut sheets = Vec::new();
    for name in Workbook::open(source)?.sheets() {
        let Some(table) = Table::from_label(name.trim()) else { continue };
        let form = Form::Sheet(name);
        // an empty sheet of the right name says nothing about its table
        if let Some(header) = header(source, &form)? {
            sheets.push(sheet(source, form, table, &header)?);
        }
    }
    if sheets.is_empty() { Err(FileFault::NoSheet) } else { Ok(sheets) }
}

fn sheet(source: &Source, form: Form, table: Table, header: &StringRecord) -> Result<Sheet, FileFault> {
    let columns = match table {
        Table::Orgs => Columns::Orgs(layout(header)?),
        Table::Members => Columns::Members(layout(header)?),
    };
    Ok(Sheet { file: source.name(), columns, source: source.clone(), form })
}

fn layout<C: TableColumn>(header: &StringRecord) -> Result<Layout<C>, FileFault> {
    Layout::read(header.iter())
}

/// The first record that holds something.
fn header(source: &Source, form: &Form) -> Result<Option<StringRecord>, FileFault> {
    let mut found = None;
    each_record(source, form, |_, _, cells| {
        if !is_empty_row(cells.iter()) {
            found = Some(cells.clone());
        }
        Ok::<_, FileFault>(found.is_none())
    })?;
    Ok(found)
}
