//! Why a row stays out, in words that say what to do. No reason repeats what stood in the cell: with columns shifted it
//! could be anybody's number.

use crate::member::citizen;
use crate::org::OrgKind;

/// Everything that can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    // ── the row as a row ─────────────────────────────────────────────────────────────────────────────────────────
    /// The row has fewer cells than the header.
    #[error("这一行只有 {found} 列，表头有 {expected} 列")]
    TooFewCells {
        /// Cells in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
    /// The row has more cells than the header.
    #[error("这一行有 {found} 列，表头只有 {expected} 列，请检查是否有未加引号的逗号")]
    TooManyCells {
        /// Cells in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
    /// A quotation mark that closes late has swallowed the rows up to this line.
    #[error("引号没有闭合，第 {through} 行以前的内容被并成了一行，列数与表头不符")]
    UnclosedQuote {
        /// The last line swallowed.
        through: u64,
    },
    /// The same key stood in an earlier row.
    #[error("与第 {line} 行重复")]
    Duplicate {
        /// The earlier row.
        line: u64,
    },
    /// The same key stood in another file of the same run.
    #[error("与文件「{file}」第 {line} 行重复")]
    DuplicateElsewhere {
        /// The other file.
        file: String,
        /// Its row.
        line: u64,
    },

    // ── a cell ───────────────────────────────────────────────────────────────────────────────────────────────────
    /// A required cell is empty.
    #[error("不能为空")]
    Empty,
    /// The text is too long.
    #[error("超过 {max} 字")]
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// A formula's error.
    #[error("单元格是公式错误")]
    SpreadsheetError,
    /// A spreadsheet has made a floating-point number of it.
    #[error("被表格软件存成了数字，末尾几位已丢失，请把该列设为文本后重新导出")]
    LostDigits,
    /// Not 12 digits.
    #[error("应为 12 位数字")]
    NotACode,
    /// Not in a closed list.
    #[error("应为{list}之一")]
    NotListed {
        /// The list's labels.
        list: String,
    },
    /// No date, or not written YYYY-MM-DD.
    #[error("应为 YYYY-MM-DD 格式的日期")]
    NotADate,
    /// A date that has not come yet.
    #[error("日期晚于今天")]
    InTheFuture,
    /// Not within the country's bounds.
    #[error("应为 {from} 到 {to} 之间的度数")]
    NotACoordinate {
        /// The least.
        from: u16,
        /// The greatest.
        to: u16,
    },
    /// No citizen's number.
    #[error("{0}")]
    NotACitizen(citizen::Fault),
    /// No mobile number.
    #[error("应为 11 位手机号")]
    NotAPhone,

    // ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────
    /// The province stands at the top.
    #[error("省委组织部没有上级，此列应为空")]
    ProvinceUnderAnother,
    /// A second root.
    #[error("已有一个省委组织部")]
    SecondProvince,
    /// Only the province has no superior.
    #[error("除省委组织部外都要有上级组织")]
    NoSuperior,
    /// Neither in the platform nor in the files.
    #[error("上级组织不存在")]
    UnknownSuperior,
    /// It stands in the files, but its own row was rejected.
    #[error("上级组织所在行未被接受")]
    SuperiorRejected,
    /// FEATURES 0.3.
    #[error("{}不能直属于{}", own.label(), superior.label())]
    SuperiorOfWrongKind {
        /// The row's kind.
        own: OrgKind,
        /// Its superior's kind.
        superior: OrgKind,
    },
    /// An active organisation under one that is no more.
    #[error("上级组织已撤销")]
    SuperiorDissolved,
    /// Following the superiors leads back.
    #[error("上下级关系成环")]
    Cycle,
    /// The kind cannot change while these stand below.
    #[error("类别不能改变：仍有 {count} 个下级组织不能直属于新类别")]
    KindOrphans {
        /// How many stand below.
        count: usize,
    },
    /// A branch with members stays a branch.
    #[error("类别不能改变：仍有党员，党员只能在党支部")]
    KindWithMembers,
    /// It cannot be dissolved while these stand below.
    #[error("不能撤销：仍有 {count} 个正常的下级组织")]
    DissolvedAbove {
        /// How many stand below.
        count: usize,
    },

    // ── a member's branch ────────────────────────────────────────────────────────────────────────────────────────
    /// Neither in the platform nor in the files.
    #[error("所在支部不存在")]
    UnknownBranch,
    /// It stands in the files, but its own row was rejected.
    #[error("所在支部在组织表中的行未被接受")]
    BranchRejected,
    /// Members belong to branches.
    #[error("该组织是{}，党员只能在党支部", kind.label())]
    NotABranch {
        /// What it is.
        kind: OrgKind,
    },
    /// A present member in a branch that is no more.
    #[error("所在支部已撤销")]
    BranchDissolved,
}

/// A reason with the column it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", if column.is_empty() { String::new() } else { format!("列「{column}」：") })]
pub struct Fault {
    /// The heading; empty when the whole row is meant.
    pub column: &'static str,
    /// What is wrong.
    pub reason: Reason,
}

impl Fault {
    /// About a column.
    #[must_use]
    pub const fn in_column(column: &'static str, reason: Reason) -> Self {
        Self { column, reason }
    }

    /// About the whole row.
    #[must_use]
    pub const fn of_row(reason: Reason) -> Self {
        Self { column: "", reason }
    }

    /// Compares a row's cells with the header's; `through` is the last line that the row takes up.
    ///
    /// # Errors
    /// When the row is shorter, or longer by cells that hold something.
    pub fn check_width(expected: usize, found: usize, line: u64, through: u64) -> Result<(), Self> {
        let reason = match found.cmp(&expected) {
            std::cmp::Ordering::Equal => return Ok(()),
            std::cmp::Ordering::Less | std::cmp::Ordering::Greater if through > line => {
                Reason::UnclosedQuote { through }
            }
            std::cmp::Ordering::Less => Reason::TooFewCells { expected, found },
            std::cmp::Ordering::Greater => Reason::TooManyCells { expected, found },
        };
        Err(Self::of_row(reason))
    }
}
