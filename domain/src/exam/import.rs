//! Questions from a spreadsheet: which columns there are, and what a row says; every fault by column, in a sentence.
//!
//! Reading the file, and whether a question is there already, is the caller's affair.

use super::question::{check_question, tidy};
use super::wire::{QuestionForm, QuestionKind};
use super::{ExamRefusal, Subject};
use crate::Refusal;

/// The name of the sheet.
pub const SHEET: &str = "题目";
/// The most rows of one file.
pub const IMPORT_ROWS_MAX: usize = 5_000;

coded! {
    /// A column of the file.
    pub enum SheetColumn {
        /// The kind.
        Kind = "kind" "题型",
        /// What is asked.
        Text = "text" "题目",
        /// The first option.
        A = "a" "选项A",
        /// The second.
        B = "b" "选项B",
        /// The third.
        C = "c" "选项C",
        /// The fourth.
        D = "d" "选项D",
        /// The fifth.
        E = "e" "选项E",
        /// The sixth.
        F = "f" "选项F",
        /// What is right.
        Right = "right" "正确答案",
        /// Why.
        Explanation = "explanation" "解析",
        /// What it is about.
        Subject = "subject" "科目",
        /// Where it comes from.
        Source = "source" "来源",
        /// Whether it is drawn.
        Active = "active" "启用",
    }
}

/// Every column, in the order of the template.
pub const COLUMNS: &[SheetColumn] = SheetColumn::ALL;

/// The columns of the options.
const LETTERS: [SheetColumn; 6] =
    [SheetColumn::A, SheetColumn::B, SheetColumn::C, SheetColumn::D, SheetColumn::E, SheetColumn::F];

impl SheetColumn {
    /// Whether a file must have it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        match self {
            Self::Kind | Self::Text | Self::Right | Self::Explanation | Self::Subject => true,
            Self::A | Self::B | Self::C | Self::D | Self::E | Self::F | Self::Source | Self::Active => false,
        }
    }

    /// The column in which a fault of the form stands.
    fn of_field(field: Option<&str>) -> Self {
        match field {
            Some("right") => Self::Right,
            Some("options") => Self::A,
            Some("explanation") => Self::Explanation,
            Some("source") => Self::Source,
            Some(_) | None => Self::Text,
        }
    }
}

/// Where each column stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    places: Vec<(SheetColumn, usize)>,
    /// Headings that mean nothing here: they are reported, their cells not read.
    pub unknown: Vec<String>,
}

impl Layout {
    /// Reads the heading row; columns may stand in any order.
    ///
    /// # Errors
    /// When one that is needed is missing, or one stands there twice.
    pub fn read<'h>(headings: impl Iterator<Item = &'h str>) -> Result<Self, Refusal> {
        let mut layout = Self { places: Vec::new(), unknown: Vec::new() };
        for (at, heading) in headings.enumerate() {
            let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
            match SheetColumn::from_label(&heading) {
                Some(column) if layout.place(column).is_some() => {
                    return Err(ExamRefusal::TwiceTheColumn { name: heading }.into());
                }
                Some(column) => layout.places.push((column, at)),
                None if heading.is_empty() => {}
                None => layout.unknown.push(heading),
            }
        }
        let missing: Vec<&str> =
            COLUMNS.iter().filter(|c| c.is_required() && layout.place(**c).is_none()).map(|c| c.label()).collect();
        if missing.is_empty() {
            Ok(layout)
        } else {
            Err(ExamRefusal::MissingColumns { names: missing.join("、") }.into())
        }
    }

    fn place(&self, column: SheetColumn) -> Option<usize> {
        self.places.iter().find(|(c, _)| *c == column).map(|(_, at)| *at)
    }

    /// What stands at a place of a row, by the heading above it.
    #[must_use]
    pub fn column_at(&self, at: usize) -> Option<SheetColumn> {
        self.places.iter().find(|(_, place)| *place == at).map(|(column, _)| *column)
    }

    /// What stands in a column of a row, without the blanks around it.
    #[must_use]
    pub fn text<'r>(&self, row: &'r [String], column: SheetColumn) -> &'r str {
        self.place(column).and_then(|at| row.get(at)).map_or("", |text| text.trim())
    }
}

/// Something wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// Where.
    pub column: SheetColumn,
    /// What, and what to do.
    pub sentence: String,
}

/// Reads a row as a question.
///
/// # Errors
/// Every fault, by column.
pub fn read_row(layout: &Layout, row: &[String]) -> Result<QuestionForm, Vec<CellFault>> {
    let cell = |column| layout.text(row, column);
    let mut faults = Vec::new();
    let kind = kind(cell(SheetColumn::Kind));
    if kind.is_none() {
        faults.push(fault(SheetColumn::Kind, one_of(QuestionKind::ALL.iter().map(|k| k.label()))));
    }
    let subject = Subject::from_label(cell(SheetColumn::Subject));
    if subject.is_none() {
        faults.push(fault(SheetColumn::Subject, one_of(Subject::ALL.iter().map(|s| s.label()))));
    }
    let active = active(cell(SheetColumn::Active));
    if active.is_none() {
        faults.push(fault(SheetColumn::Active, "应为：是、否".into()));
    }
    let options = options(layout, row, &mut faults);
    let right = right(kind, cell(SheetColumn::Right));
    if right.is_none() {
        faults.push(fault(SheetColumn::Right, "应为选项的字母，如 A 或 ACD；判断题填 正确 或 错误".into()));
    }
    let (Some(kind), Some(subject), Some(active)) = (kind, subject, active) else { return Err(faults) };
    let form = tidy(&QuestionForm {
        kind,
        text: cell(SheetColumn::Text).into(),
        options,
        // a stand-in that passes, so that what else is wrong is told too
        right: right.clone().unwrap_or_else(|| if kind == QuestionKind::Multiple { vec![0, 1] } else { vec![0] }),
        explanation: cell(SheetColumn::Explanation).into(),
        subject,
        source: cell(SheetColumn::Source).into(),
        active,
    });
    if let Err(refusal) = check_question(&form) {
        let problem = refusal.problem(String::new());
        if problem.errors.is_empty() {
            faults.push(fault(SheetColumn::of_field(problem.field.as_deref()), problem.title));
        } else {
            faults.extend(problem.errors.into_iter().map(|e| fault(SheetColumn::of_field(Some(&e.field)), e.sentence)));
        }
    }
    if faults.is_empty() { Ok(form) } else { Err(faults) }
}

fn fault(column: SheetColumn, sentence: String) -> CellFault {
    CellFault { column, sentence }
}

fn one_of<'l>(labels: impl Iterator<Item = &'l str>) -> String {
    format!("应为：{}", labels.collect::<Vec<_>>().join("、"))
}

/// 单选题, 单选, and so on.
fn kind(text: &str) -> Option<QuestionKind> {
    QuestionKind::ALL.iter().copied().find(|k| k.label() == text || k.label().strip_suffix('题') == Some(text))
}

fn active(text: &str) -> Option<bool> {
    match text {
        "" | "是" | "启用" => Some(true),
        "否" | "停用" => Some(false),
        _ => None,
    }
}

/// The options up to the last that says something; a gap between them is a fault.
fn options(layout: &Layout, row: &[String], faults: &mut Vec<CellFault>) -> Vec<String> {
    let mut options: Vec<String> = LETTERS.iter().map(|c| layout.text(row, *c).to_owned()).collect();
    while options.last().is_some_and(String::is_empty) {
        options.pop();
    }
    for (column, option) in LETTERS.iter().zip(&options) {
        if option.is_empty() {
            faults.push(fault(*column, "后面还有选项，这里不能空着".into()));
        }
    }
    options
}

/// Letters in any writing (`ACD`, `A、C`, `a,c`), or the words of a true-or-false question.
fn right(kind: Option<QuestionKind>, text: &str) -> Option<Vec<u8>> {
    if kind == Some(QuestionKind::TrueFalse) {
        return match text {
            "正确" | "对" | "√" | "是" | "A" | "a" => Some(vec![0]),
            "错误" | "错" | "×" | "否" | "B" | "b" => Some(vec![1]),
            _ => None,
        };
    }
    let mut right = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && !"、,，;；/".contains(*c)) {
        let at = u32::from(c.to_ascii_uppercase()).checked_sub(u32::from('A')).filter(|at| *at < 26)?;
        right.push(u8::try_from(at).ok()?);
    }
    (!right.is_empty()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADINGS: [&str; 9] = ["题型", "题目", "选项A", "选项B", "选项C", "正确答案", "解析", "科目", "启用"];

    fn row(cells: [&str; 9]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    fn read(cells: [&str; 9]) -> Result<QuestionForm, Vec<(SheetColumn, String)>> {
        let layout = Layout::read(HEADINGS.into_iter()).unwrap();
        read_row(&layout, &row(cells)).map_err(|all| all.into_iter().map(|f| (f.column, f.sentence)).collect())
    }

    #[test]
    fn rows_are_read_as_people_write_them() {
        let form = read(["多选", "示例", "甲", "乙", "丙", "c、A", "解析", "组织生活", ""]).unwrap();
        assert_eq!(
            (form.kind, form.right.as_slice(), form.options.len(), form.active),
            (QuestionKind::Multiple, &[0, 2][..], 3, true)
        );
        let form = read(["判断题", "示例", "", "", "", "错", "解析", "平台使用", "否"]).unwrap();
        assert_eq!((form.right.as_slice(), form.options.join("")), (&[1][..], "正确错误".into()));
        assert!(!form.active);
    }

    #[test]
    fn every_fault_of_a_row_is_told_with_its_column() {
        let columns = |cells| read(cells).unwrap_err().into_iter().map(|(c, _)| c).collect::<Vec<_>>();
        assert_eq!(
            columns(["填空", "", "", "", "", "?", "", "天文", "也许"]),
            [SheetColumn::Kind, SheetColumn::Subject, SheetColumn::Active, SheetColumn::Right]
        );
        assert_eq!(
            columns(["单选", "", "甲", "", "丙", "A", "", "组织生活", ""]),
            [SheetColumn::B, SheetColumn::Text, SheetColumn::Explanation, SheetColumn::A]
        );
        let faults = read(["单选", "示例", "甲", "乙", "", "D", "解析", "组织生活", ""]).unwrap_err();
        assert_eq!(faults, [(SheetColumn::Right, "正确答案不在选项里".to_owned())]);
        assert_eq!(columns(["单选", "示例", "甲", "乙", "", "AB", "解析", "组织生活", ""]), [SheetColumn::Right]);
    }

    #[test]
    fn headings_stand_in_any_order_and_strange_ones_are_told() {
        let layout = Layout::read(["备注", "解析", "科目", "正确答案", " 题 目 ", "题型", ""].into_iter()).unwrap();
        assert_eq!(layout.unknown, ["备注"]);
        let missing = Layout::read(["题型", "题目"].into_iter()).unwrap_err();
        assert_eq!(missing.sentence(), "缺少列：正确答案、解析、科目");
        let twice = Layout::read(["题型", "题型"].into_iter()).unwrap_err();
        assert_eq!(twice.code(), "exam_column_twice");
    }

    proptest! {
        /// Whatever stands in the cells: a question that passes its check, or at least one fault.
        #[test]
        fn a_row_is_a_good_question_or_says_what_is_wrong(cells in prop::collection::vec("[ABCDab单选多判断题正确错误，、?0-9 ]{0,8}", 13)) {
            let layout = Layout::read(COLUMNS.iter().map(|c| c.label())).unwrap();
            match read_row(&layout, &cells) {
                Ok(form) => prop_assert_eq!(check_question(&form), Ok(())),
                Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|f| !f.sentence.is_empty())),
            }
        }
    }
}
