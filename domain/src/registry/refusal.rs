//! Why a whole run is refused; nothing has changed then.

use super::column::Table;

/// What is wrong with a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It can't be opened or read to its end.
    #[error("无法读取，请检查文件是否存在、是否有读取权限")]
    Unreadable,
    /// Nothing in it.
    #[error("是空的")]
    Empty,
    /// Neither of the two encodings.
    #[error("第 {line} 行既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 编码的 CSV")]
    UnknownEncoding {
        /// Where it breaks.
        line: u64,
    },
    /// UTF-16, as some spreadsheets call "Unicode text".
    #[error("是 UTF-16 编码，请另存为 UTF-8 编码的 CSV")]
    Utf16,
    /// The workbook of before 2007.
    #[error("是旧版 .xls 工作簿，请另存为 .xlsx 或 CSV")]
    OldWorkbook,
    /// A workbook that can't be read.
    #[error("不是完好的 .xlsx 工作簿，可能没有传完或已损坏")]
    BrokenWorkbook,
    /// A workbook without either sheet.
    #[error("工作簿里没有名为「组织」或「党员」的工作表")]
    NoSheet,
    /// A header that belongs to no table.
    #[error("第一行不是组织表或党员表的表头")]
    UnknownTable,
    /// A required column is not there.
    #[error("{}表缺少必需的列「{column}」", table.label())]
    MissingColumn {
        /// Which table.
        table: Table,
        /// The column.
        column: String,
    },
    /// A column is there twice.
    #[error("列「{column}」出现了两次")]
    RepeatedColumn {
        /// The column.
        column: String,
    },
}

/// Why nothing was applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistryRefusal {
    /// A file is wrong as a whole.
    #[error("文件「{file}」{fault}；未做任何改动")]
    File {
        /// The file's name, without its folder.
        file: String,
        /// What is wrong with it.
        fault: FileFault,
    },
    /// A full file removes, and nobody has confirmed how many (FEATURES 12.14).
    #[error(
        "全量文件中缺少 {found} 个现有的组织或党员，应用后将移除；请先用 --dry-run 核对，再加 --confirm-removals {found}；未做任何改动"
    )]
    RemovalsNotConfirmed {
        /// How many would be removed.
        found: u64,
    },
    /// Another number was confirmed.
    #[error("确认移除的是 {confirmed}，实际应移除 {found}，两者不一致；请重新用 --dry-run 核对；未做任何改动")]
    OtherRemovals {
        /// What was confirmed.
        confirmed: u64,
        /// How many would be removed.
        found: u64,
    },
}

impl RegistryRefusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "registry_file",
            Self::RemovalsNotConfirmed { .. } => "removals_not_confirmed",
            Self::OtherRemovals { .. } => "other_removals",
        }
    }

    /// Whether so many removals may be applied when `confirmed` were confirmed.
    ///
    /// # Errors
    /// When the numbers differ; no removals need no confirmation.
    pub const fn check_removals(found: u64, confirmed: Option<u64>) -> Result<(), Self> {
        match confirmed {
            None if found == 0 => Ok(()),
            None => Err(Self::RemovalsNotConfirmed { found }),
            Some(confirmed) if confirmed == found => Ok(()),
            Some(confirmed) => Err(Self::OtherRemovals { confirmed, found }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_number_confirms() {
        assert_eq!(RegistryRefusal::check_removals(0, None), Ok(()));
        assert_eq!(RegistryRefusal::check_removals(3, Some(3)), Ok(()));
        assert!(RegistryRefusal::check_removals(3, None).is_err());
        assert!(RegistryRefusal::check_removals(3, Some(2)).is_err());
        assert!(RegistryRefusal::check_removals(0, Some(2)).is_err());
    }
}
