//! The roll as a file: a text that spreadsheet programs open at once, or a workbook. What looks like a formula stays text in
//! both.

use crate::error::{Error, Result};
use bytes::Bytes;
use gsdj_domain::member::{ExportForm, MemberRow};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The columns: heading, width in characters, text.
type Column = (&'static str, f64, fn(&MemberRow) -> String);

const COLUMNS: [Column; 12] = [
    ("姓名", 14.0, |m| m.name.clone()),
    ("性别", 6.0, |m| m.sex.map_or("", |s| s.label()).into()),
    ("年龄", 6.0, |m| m.age.map(|a| a.to_string()).unwrap_or_default()),
    ("民族", 10.0, |m| m.ethnicity.clone().unwrap_or_default()),
    ("学历", 14.0, |m| m.education.clone().unwrap_or_default()),
    ("党员类别", 10.0, |m| m.class.label().into()),
    ("状态", 8.0, |m| m.status.label().into()),
    ("入党日期", 12.0, |m| m.joined.clone().unwrap_or_default()),
    ("手机（中间四位隐去）", 18.0, |m| m.phone.clone()),
    ("支委职务", 12.0, |m| m.post.clone().unwrap_or_default()),
    ("党小组", 16.0, |m| m.group.clone().unwrap_or_default()),
    ("所在支部", 40.0, |m| m.org_name.clone().unwrap_or_default()),
];

/// The byte-order mark, without which spreadsheet programs misread Chinese, and the headings.
pub(super) fn csv_head() -> Vec<u8> {
    let heads = COLUMNS.map(|(head, ..)| head).join(",");
    format!("\u{feff}{heads}\r\n").into_bytes()
}

/// The lines of these members.
///
/// # Errors
/// When they can't be written.
pub(super) fn csv_rows(text: &mut Vec<u8>, rows: &[MemberRow]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(text);
    for member in rows {
        writer.write_record(COLUMNS.map(|(.., of)| inert(of(member)))).map_err(Error::broken)?;
    }
    writer.flush()?;
    Ok(())
}

/// A cell that no program computes: what begins like a formula is made text by an apostrophe.
#[must_use]
pub fn inert(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text
    }
}

/// A workbook under way; its rows go to disk as they come.
pub(super) struct Workbook {
    book: rust_xlsxwriter::Workbook,
    sheet: Worksheet,
    next: u32,
}

impl Workbook {
    /// Begins with the headings.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin() -> Result<Self> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let mut sheet = book.new_worksheet_with_constant_memory().map_err(Error::broken)?;
        headed(&mut sheet).map_err(Error::broken)?;
        Ok(Self { book, sheet, next: 1 })
    }

    /// One member. Cells are written as texts, whatever they look like.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn row(&mut self, member: &MemberRow) -> Result<()> {
        for (at, (.., of)) in (0_u16..).zip(COLUMNS) {
            let text = of(member);
            if !text.is_empty() {
                self.sheet.write_string(self.next, at, text).map_err(Error::broken)?;
            }
        }
        self.next += 1;
        Ok(())
    }

    /// The file; a second sheet says what it is and what for.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn end(mut self, org: &str, form: &ExportForm) -> Result<Bytes> {
        self.book.push_worksheet(self.sheet);
        let words = form.filter.words();
        let which = if words.is_empty() { "全部党员".to_owned() } else { words.join("、") };
        let rows = (self.next - 1).to_string();
        let about = [
            ("党组织", org),
            ("范围", form.scope.label()),
            ("筛选", &which),
            ("行数", &rows),
            ("用途", form.purpose.trim()),
            ("说明", "含个人信息，请按用途使用、妥善保管，用后删除。导出已记入操作日志。"),
        ];
        let note = self.book.add_worksheet();
        noted(note, &about).map_err(Error::broken)?;
        Ok(self.book.save_to_buffer().map_err(Error::broken)?.into())
    }
}

fn headed(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("党员名册")?;
    let bold = Format::new().set_bold();
    for (at, (head, width, _)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, head, &bold)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn noted(sheet: &mut Worksheet, about: &[(&str, &str)]) -> Result<(), XlsxError> {
    sheet.set_name("导出说明")?;
    sheet.set_column_width(0, 10)?;
    sheet.set_column_width(1, 70)?;
    for (at, (what, says)) in (0_u32..).zip(about) {
        sheet.write_string(at, 0, *what)?;
        sheet.write_string(at, 1, *says)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader as _};
    use gsdj_domain::member::{ExportFormat, MemberClass, MemberFilter, MemberScope, MemberStatus};
    use gsdj_domain::{MemberId, OrgId};

    fn member(name: &str) -> MemberRow {
        MemberRow {
            id: MemberId(1),
            name: name.into(),
            org: OrgId(2),
            sex: None,
            class: MemberClass::Full,
            status: MemberStatus::Present,
            phone: "138****0001".into(),
            post: None,
            joined: Some("2001-07-01".into()),
            group: Some("+1".into()),
            org_name: Some("-示例,\"支部\"".into()),
            age: Some(40),
            ethnicity: None,
            education: Some("@sum".into()),
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_a_text_in_both_files() {
        let mut text = csv_head();
        csv_rows(&mut text, &[member("=1+1"), member("示例\n二")]).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.starts_with("\u{feff}姓名,"), "{text}");
        assert!(text.contains("\r\n'=1+1,,40,,'@sum,"), "{text}");
        assert!(text.contains(",'+1,\"'-示例,\"\"支部\"\"\"\r\n") && text.contains("\"示例\n二\""), "{text}");

        let mut book = Workbook::begin().unwrap();
        book.row(&member("=1+1")).unwrap();
        let form = ExportForm {
            purpose: "=核对".into(),
            format: ExportFormat::Xlsx,
            scope: MemberScope::Own,
            filter: MemberFilter::default(),
        };
        let bytes = book.end("示例支部", &form).unwrap();
        let mut read = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let rows = read.worksheet_range("党员名册").unwrap();
        assert_eq!(rows.get_value((1, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(rows.get_value((1, 11)), Some(&Data::String("-示例,\"支部\"".into())));
        assert_eq!(rows.get_value((1, 3)), Some(&Data::Empty));
        assert!(read.worksheet_formula("党员名册").unwrap().cells().next().is_none());
        let note = read.worksheet_range("导出说明").unwrap();
        assert_eq!(note.get_value((4, 1)), Some(&Data::String("=核对".into())));
    }
}
