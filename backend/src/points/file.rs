//! Yearly sheets as files: a text that spreadsheet programs open at once, or a workbook. Figures are numbers, everything else
//! stays text, whatever it looks like.

use crate::error::{Error, Result};
use crate::member::inert;
use bytes::Bytes;
use gsdj_domain::points::{BranchSheet, KindSums, MemberSheet, PointKind, SheetRow};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    Text(String),
    Number(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

/// A sheet as rows, with what it is beside it.
pub(super) struct Table {
    heads: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    about: Vec<(&'static str, String)>,
}

/// The three kinds and their sum, as columns.
fn columns(sums: &KindSums) -> impl Iterator<Item = Cell> + use<> {
    let (of, total) = (PointKind::ALL.iter().map(|kind| sums.of(*kind)).collect::<Vec<_>>(), sums.total());
    of.into_iter().chain([total]).map(Cell::from)
}

const SUMS: [&str; 4] = ["组织生活积分", "教育学习积分", "先锋模范积分", "合计"];

fn row(first: impl Into<Cell>, sums: &KindSums) -> Vec<Cell> {
    std::iter::once(first.into()).chain(columns(sums)).collect()
}

fn month_rows(months: &[KindSums]) -> impl Iterator<Item = Vec<Cell>> + '_ {
    months.iter().zip(1..).map(|(sums, n)| row(format!("{n}月"), sums))
}

/// The sheet of a branch: a line a member, then its months.
pub(super) fn of_branch(sheet: &BranchSheet, rows: &[SheetRow], present_year: i32, purpose: &str) -> Table {
    let mut lines: Vec<_> = rows.iter().map(|r| row(r.name.clone(), &r.sums)).collect();
    lines.push(row("支部合计", &sheet.sums));
    lines.extend(month_rows(&sheet.months));
    let as_of = sheet.as_of.clone().unwrap_or_else(|| "还没有结算".into());
    let until = if sheet.year == present_year { format!("{as_of}（隔天更新）") } else { "全年".into() };
    Table {
        heads: std::iter::once("姓名").chain(SUMS).collect(),
        rows: lines,
        about: vec![
            ("党支部", sheet.org.name.clone()),
            ("年度", format!("{}年", sheet.year)),
            ("截至", until),
            ("说明", "各党员的积分按全年计；支部合计是党员在本支部期间取得的积分，含已转出的党员。".into()),
            ("用途", purpose.to_owned()),
        ],
    }
}

/// The sheet of a member: months, then what each rule gave.
pub(super) fn of_member(sheet: &MemberSheet, purpose: &str) -> Table {
    let mut lines: Vec<_> = month_rows(&sheet.months).collect();
    lines.push(row("全年合计", &sheet.sums));
    for rule in &sheet.rules {
        let mut line = vec![Cell::from(rule.rule.label())];
        let kind = rule.rule.row().kind;
        line.extend(PointKind::ALL.iter().map(|k| if *k == kind { Cell::from(rule.points) } else { Cell::from("") }));
        line.push(Cell::from(rule.points));
        line.push(Cell::from(i64::from(rule.deeds)));
        line.push(Cell::from(i64::from(rule.undone)));
        lines.push(line);
    }
    let until = sheet.until.map_or_else(|| "全年".to_owned(), gsdj_domain::Instant::written);
    Table {
        heads: std::iter::once("项目").chain(SUMS).chain(["次数", "其中冲销"]).collect(),
        rows: lines,
        about: vec![
            ("党员", sheet.name.clone()),
            ("党支部", sheet.org.name.clone()),
            ("年度", format!("{}年", sheet.year)),
            ("截至", until),
            ("用途", purpose.to_owned()),
        ],
    }
}

impl Table {
    /// The text: what it is, a line of headings, the rows.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn csv(&self) -> Result<Bytes> {
        // without the mark spreadsheet programs misread Chinese
        let mut text = "\u{feff}".as_bytes().to_vec();
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(&mut text);
        let mut line = |cells: Vec<String>| writer.write_record(cells).map_err(Error::broken);
        for (what, says) in self.about.iter().filter(|(_, says)| !says.is_empty()) {
            line(vec![(*what).to_owned(), inert(says.clone())])?;
        }
        line(self.heads.iter().map(|head| (*head).to_owned()).collect())?;
        for row in &self.rows {
            let cell = |cell: &Cell| match cell {
                Cell::Text(text) => inert(text.clone()),
                Cell::Number(n) => n.to_string(),
            };
            line(row.iter().map(cell).collect())?;
        }
        writer.flush()?;
        drop(writer);
        Ok(text.into())
    }

    /// The workbook; a second sheet says what it is.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn xlsx(&self) -> Result<Bytes> {
        let mut book = Workbook::new();
        self.put(book.add_worksheet()).map_err(Error::broken)?;
        self.note(book.add_worksheet()).map_err(Error::broken)?;
        Ok(book.save_to_buffer().map_err(Error::broken)?.into())
    }

    fn put(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name("年度积分表")?;
        let bold = Format::new().set_bold();
        for (at, head) in (0_u16..).zip(&self.heads) {
            sheet.set_column_width(at, if at == 0 { 24.0 } else { 14.0 })?;
            sheet.write_string_with_format(0, at, *head, &bold)?;
        }
        for (down, row) in (1_u32..).zip(&self.rows) {
            for (at, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Text(text) if text.is_empty() => {}
                    Cell::Text(text) => drop(sheet.write_string(down, at, text)?),
                    // points are far below what a double holds exactly
                    Cell::Number(n) => drop(sheet.write_number(down, at, *n as f64)?),
                }
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        Ok(())
    }

    fn note(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name("说明")?;
        sheet.set_column_width(0, 10)?;
        sheet.set_column_width(1, 70)?;
        let kept = ("注意", "含个人信息，请按用途使用、妥善保管，用后删除。导出已记入操作日志。".to_owned());
        for (at, (what, says)) in (0_u32..).zip(self.about.iter().chain([&kept])) {
            sheet.write_string(at, 0, *what)?;
            sheet.write_string(at, 1, says)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader as _};
    use gsdj_domain::org::OrgRef;
    use gsdj_domain::points::{Rule, RuleSum};
    use gsdj_domain::{Instant, MemberId, OrgId};

    fn sums(organisation: i64, education: i64, vanguard: i64) -> KindSums {
        KindSums { organisation, education, vanguard }
    }

    fn months() -> Vec<KindSums> {
        let mut months = vec![KindSums::default(); 12];
        months[2] = sums(30, 4, 0);
        months
    }

    fn branch() -> Table {
        let sheet = BranchSheet {
            org: OrgRef { id: OrgId(12), name: "=示例支部".into() },
            year: 2026,
            as_of: Some("2026-11-23".into()),
            sums: sums(30, 4, 0),
            months: months(),
            members: 1,
        };
        let rows = [SheetRow { member: MemberId(1), name: "=1+1".into(), sums: sums(30, 4, 0) }];
        of_branch(&sheet, &rows, 2026, "年度考核")
    }

    #[test]
    fn both_files_hold_numbers_as_numbers_and_formulas_as_texts() {
        let text = String::from_utf8(branch().csv().unwrap().to_vec()).unwrap();
        assert!(
            text.starts_with("\u{feff}党支部,'=示例支部\r\n年度,2026年\r\n截至,2026-11-23（隔天更新）\r\n"),
            "{text}"
        );
        assert!(text.contains("\r\n姓名,组织生活积分,教育学习积分,先锋模范积分,合计\r\n'=1+1,30,4,0,34\r\n支部合计,30,4,0,34\r\n1月,0,0,0,0\r\n"), "{text}");

        let mut read = calamine::Xlsx::new(std::io::Cursor::new(branch().xlsx().unwrap())).unwrap();
        let rows = read.worksheet_range("年度积分表").unwrap();
        assert_eq!(rows.get_value((1, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(rows.get_value((1, 4)), Some(&Data::Float(34.0)));
        assert!(read.worksheet_formula("年度积分表").unwrap().cells().next().is_none());
        let note = read.worksheet_range("说明").unwrap();
        assert_eq!(note.get_value((4, 1)), Some(&Data::String("年度考核".into())));
    }

    #[test]
    fn a_member_s_sheet_says_what_each_rule_gave() {
        let rules = vec![RuleSum { rule: Rule::Comment, deeds: 3, undone: 1, points: 4 }];
        let sheet = MemberSheet {
            member: MemberId(1),
            name: "示例".into(),
            org: OrgRef { id: OrgId(12), name: "示例支部".into() },
            year: 2026,
            until: Some(Instant::at("2026-11-24".parse().unwrap(), 9, 0)),
            sums: sums(30, 4, 0),
            months: months(),
            rules,
        };
        let text = String::from_utf8(of_member(&sheet, "").csv().unwrap().to_vec()).unwrap();
        assert!(text.contains("截至,2026年11月24日 09:00\r\n项目,"), "{text}");
        assert!(text.contains("\r\n3月,30,4,0,34\r\n") && text.contains("\r\n评论,,4,,4,3,1\r\n"), "{text}");
    }
}
