//! What a run did, or would do: the report that is shown, kept and printed. Numbers in it are masked.

use super::column::Table;
use crate::Instant;

/// Added and changed rows listed in a report; the rest is counted. Moved, removed and rejected rows are all listed.
const LISTED: u64 = 1_000;

coded! {
    /// What became of a row that makes a difference.
    pub enum ChangeKind {
        /// New to the platform.
        Added = "added" "新增",
        /// Known, and something about it is new.
        Changed = "changed" "变更",
        /// Now under another superior, or in another branch.
        Moved = "moved" "转移",
        /// Known, and absent from a full file.
        Removed = "removed" "移除",
    }
}

wire! {
    /// How many rows came to what; the first three, `unchanged` and `rejected` add up to the rows read.
    #[derive(Copy, Default)]
    pub struct Counts {
        /// New ones.
        pub added: u64,
        /// Changed ones that stayed where they were.
        pub changed: u64,
        /// Moved ones, changed otherwise or not.
        pub moved: u64,
        /// Absent from a full file.
        pub removed: u64,
        /// The same as before.
        pub unchanged: u64,
        /// Kept out.
        pub rejected: u64,
    }

    /// A row that was kept out.
    pub struct Rejected {
        /// Its line in the file or sheet, counted from 1, the header included.
        pub line: u64,
        /// The heading; empty when the whole row is meant.
        pub column: String,
        /// Why, in words.
        pub reason: String,
    }

    /// One table of one file.
    pub struct TableReport {
        /// The file's name, without its folder.
        pub file: String,
        /// Which table.
        pub table: Table,
        /// Rows read, the header and empty lines not counted.
        pub rows: u64,
        /// Headings that the platform does not know: kept out.
        pub unknown_columns: Vec<String>,
        /// The rows that were kept out, by line.
        pub rejected: Vec<Rejected>,
    }

    /// One difference.
    pub struct Change {
        /// Of which table.
        pub table: Table,
        /// What happened.
        pub kind: ChangeKind,
        /// The organisation's code, or the citizen's number, masked.
        pub key: String,
        /// The name.
        pub name: String,
        /// The headings of the columns that differ; for changed and moved ones.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub columns: Vec<String>,
        /// Moved: the superior or branch it was in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<String>,
        /// Moved: the superior or branch it is in now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub to: Option<String>,
        /// Its file; absent for what is absent from it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<String>,
        /// Its line in that file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub line: Option<u64>,
    }

    /// Something to look at that is no fault of a row.
    pub struct Notice {
        /// In words.
        pub sentence: String,
    }

    /// The whole run.
    pub struct Report {
        /// When.
        pub at: Instant,
        /// Whether the files were said to be full.
        pub full: bool,
        /// Whether nothing was applied.
        pub dry_run: bool,
        /// What 组织 came to.
        pub orgs: Counts,
        /// What 党员 came to.
        pub members: Counts,
        /// Organisations and members that a full file lacks: the number to confirm.
        pub removals: u64,
        /// Table by table.
        pub tables: Vec<TableReport>,
        /// The differences; see [`Self::unlisted`].
        pub changes: Vec<Change>,
        /// Added and changed rows that are counted but not listed.
        pub unlisted: u64,
        /// Things to look at.
        pub notices: Vec<Notice>,
    }
}

impl Report {
    /// An empty report of a run at `at`.
    #[must_use]
    pub const fn new(at: Instant, full: bool, dry_run: bool) -> Self {
        let zero = Counts { added: 0, changed: 0, moved: 0, removed: 0, unchanged: 0, rejected: 0 };
        Self {
            at,
            full,
            dry_run,
            orgs: zero,
            members: zero,
            removals: 0,
            tables: Vec::new(),
            changes: Vec::new(),
            unlisted: 0,
            notices: Vec::new(),
        }
    }

    /// The counts of a table.
    #[must_use]
    pub const fn counts(&mut self, table: Table) -> &mut Counts {
        match table {
            Table::Orgs => &mut self.orgs,
            Table::Members => &mut self.members,
        }
    }

    /// Counts a difference, and lists it unless there are too many of its kind; `change` makes the entry.
    ///
    /// # Errors
    /// What `change` says.
    pub fn note<E>(
        &mut self,
        table: Table,
        kind: ChangeKind,
        change: impl FnOnce() -> Result<Change, E>,
    ) -> Result<(), E> {
        let counts = self.counts(table);
        let (count, all) = match kind {
            ChangeKind::Added => (&mut counts.added, false),
            ChangeKind::Changed => (&mut counts.changed, false),
            ChangeKind::Moved => (&mut counts.moved, true),
            ChangeKind::Removed => (&mut counts.removed, true),
        };
        *count += 1;
        if all || *count <= LISTED {
            self.changes.push(change()?);
        } else {
            self.unlisted += 1;
        }
        Ok(())
    }

    /// Adds something to look at.
    pub fn notice(&mut self, sentence: String) {
        self.notices.push(Notice { sentence });
    }

    /// Whether the run makes no difference.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        let idle = |c: &Counts| c.added + c.changed + c.moved + c.removed == 0;
        idle(&self.orgs) && idle(&self.members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn a_long_list_is_cut_but_counted_and_removals_never_are() {
        let mut report = Report::new(Instant(0), true, true);
        for n in 0..1_500 {
            for kind in [ChangeKind::Added, ChangeKind::Removed] {
                let change = || {
                    let (key, name) = (format!("{n}"), String::new());
                    let table = Table::Members;
                    Ok::<_, Infallible>(Change {
                        table,
                        kind,
                        key,
                        name,
                        columns: vec![],
                        from: None,
                        to: None,
                        file: None,
                        line: None,
                    })
                };
                report.note(Table::Members, kind, change).unwrap();
            }
        }
        assert_eq!((report.members.added, report.unlisted), (1_500, 500));
        assert_eq!(report.changes.iter().filter(|c| c.kind == ChangeKind::Removed).count(), 1_500);
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
    }
}
