//! One run from the files to the report, in one transaction.

use super::orgs::Forest;
use super::sheet::{Sheet, survey};
use super::source::Source;
use super::{members, orgs, store};
use crate::audit;
use crate::error::Result;
use crate::secret::Secret;
use crate::store::{Conn, Store};
use gsdj_domain::audit::Deed;
use gsdj_domain::registry::{Fault, Reason, RegistryRefusal, Rejected, Report, Table, TableReport};
use gsdj_domain::{Instant, Refusal};
use std::collections::BTreeMap;

/// Who the audit log names for what the registry brings.
const WHO: &str = "全国党员信息管理系统";

/// How files are taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Report what would be done, and do nothing.
    pub dry_run: bool,
    /// The files are full: what they lack is removed.
    pub full: bool,
    /// How many removals have been confirmed.
    pub confirm_removals: Option<u64>,
}

/// What a run works on.
pub(super) struct Job {
    pub sheets: Vec<Sheet>,
    pub secret: Secret,
    pub now: Instant,
    pub options: Options,
}

impl Job {
    /// Whether any file has this table.
    pub(super) fn has(&self, table: Table) -> bool {
        self.sheets.iter().any(|s| s.table() == table)
    }

    /// Keeps a row out.
    pub(super) fn reject(&self, report: &mut Report, sheet: usize, line: u64, fault: &Fault) {
        let Some(table) = report.tables.get_mut(sheet) else { return };
        table.rejected.push(Rejected { line, column: fault.column.into(), reason: fault.reason.to_string() });
        let table = table.table;
        report.counts(table).rejected += 1;
    }

    /// What is wrong with a row of `sheet` whose key stood `first` elsewhere.
    pub(super) fn duplicate(&self, sheet: usize, first: (usize, u64)) -> Reason {
        let line = first.1;
        match self.sheets.get(first.0) {
            Some(other) if first.0 != sheet => Reason::DuplicateElsewhere { file: other.file.clone(), line },
            Some(_) | None => Reason::Duplicate { line },
        }
    }

    fn files(&self) -> String {
        let mut names: Vec<&str> = self.sheets.iter().map(|s| s.file.as_str()).collect();
        names.dedup();
        names.join("、")
    }
}

/// Applies registry files, or says what they would do: organisations before members, whatever the order of the files.
///
/// All or nothing: a refusal or a fault leaves the store as it was; a row that is wrong is kept out and reported.
///
/// # Errors
/// [`Refusal::Registry`] when a file is wrong as a whole or removals are not confirmed; what the store says.
pub fn sync(kept: &Store, secret: &Secret, now: Instant, files: &[Source], options: &Options) -> Result<Report> {
    let job = Job { sheets: survey(files)?, secret: secret.clone(), now, options: *options };
    if job.options.dry_run {
        return kept.read_now(move |c| run(c, &job));
    }
    let sqlite = kept.engine() == "sqlite";
    kept.write_now(move |c| store::with_room(c, sqlite, |c| run(c, &job)))
}

fn run(c: &mut Conn<'_>, job: &Job) -> Result<Report> {
    let mut report = Report::new(job.now, job.options.full, job.options.dry_run);
    report.tables = job.sheets.iter().map(table).collect();
    let mut forest = orgs::take(c, job, &mut report)?;
    let absent = members::take(c, job, &mut forest, &mut report)?;
    report.removals = report.orgs.removed + report.members.removed;
    for table in &mut report.tables {
        table.rejected.sort_by_key(|r| r.line);
    }
    warn(&forest, &mut report);
    if !job.options.dry_run {
        RegistryRefusal::check_removals(report.removals, job.options.confirm_removals).map_err(Refusal::Registry)?;
        orgs::remove_absent(c, &forest)?;
        members::remove_absent(c, &absent, job.now)?;
        keep(c, job, &forest, &report)?;
    }
    Ok(report)
}

fn table(sheet: &Sheet) -> TableReport {
    let unknown_columns = sheet.unknown().to_vec();
    TableReport { file: sheet.file.clone(), table: sheet.table(), rows: 0, unknown_columns, rejected: Vec::new() }
}

/// Members that are left in an organisation that is no more can't sign in: somebody should move them.
fn warn(forest: &Forest, report: &mut Report) {
    let left: BTreeMap<_, _> = forest.dissolved.iter().filter(|(_, n)| **n > 0).collect();
    for (org, count) in left {
        report.notice(format!("「{}」已撤销，仍有 {count} 名党员没有转出，他们暂时不能登录", forest.name(*org)));
    }
}

/// Keeps the report and notes the run in the audit log.
fn keep(c: &mut Conn<'_>, job: &Job, forest: &Forest, report: &Report) -> Result<()> {
    let files = job.files();
    store::keep_report(c, &files, job.now, report)?;
    let top = forest.top().map(|org| (org.id, org.name.as_str(), org.path.as_str()));
    let (o, m) = (&report.orgs, &report.members);
    let what = format!(
        "{files}（{}）：新增 {}，变更 {}，转移 {}，移除 {}，未接受 {}",
        if report.full { "全量" } else { "增量" },
        o.added + m.added,
        o.changed + m.changed,
        o.moved + m.moved,
        report.removals,
        o.rejected + m.rejected,
    );
    audit::write_from(c, WHO, top, job.now, Deed::RegistrySync, &what)
}
