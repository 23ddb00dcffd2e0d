//! 组织: reads the rows, lets the domain judge the tree they make, writes what differs and moves whole subtrees.

use super::run::Job;
use super::sheet::{Columns, RawRow};
use super::store::{self, KeptOrg};
use crate::error::Result;
use crate::store::Conn;
use crate::{disclosure, experience, meeting, review, standards};
use gsdj_domain::OrgId;
use gsdj_domain::org::OrgKind;
use gsdj_domain::registry::{
    Absent, Cells, Change, ChangeKind, Fault, Layout, OrgColumn, OrgRecord, Reason, Report, Standing, Table, Tree,
    absent,
};
use std::collections::{HashMap, HashSet};

/// An organisation as it stands after the run.
#[derive(Debug, Clone)]
pub(super) struct Org {
    pub id: OrgId,
    pub kind: OrgKind,
    pub active: bool,
    pub name: String,
    pub path: String,
}

/// All organisations as they stand after the run.
#[derive(Default)]
pub(super) struct Forest {
    /// By code.
    pub orgs: HashMap<String, Org>,
    /// Codes that stand in the files, but whose rows were rejected.
    pub rejected: HashSet<String>,
    /// Dissolved by this run, with the present members they had before it.
    pub dissolved: HashMap<OrgId, i64>,
    /// Absent from a full file.
    pub absent: Absent,
    names: HashMap<OrgId, String>,
}

impl Forest {
    /// An organisation's name.
    pub(super) fn name(&self, id: OrgId) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }

    /// The organisation at the top.
    pub(super) fn top(&self) -> Option<&Org> {
        self.orgs.values().find(|o| o.kind == OrgKind::Province && o.active)
    }
}

/// A readable row and where it stood.
struct Placed {
    sheet: usize,
    line: u64,
    record: OrgRecord,
}

/// The platform's organisations before the run.
struct Known {
    orgs: Vec<KeptOrg>,
    by_code: HashMap<String, usize>,
}

impl Known {
    fn load(c: &mut Conn<'_>) -> Result<Self> {
        let mut orgs = store::orgs(c)?;
        let codes: HashMap<OrgId, String> = orgs.iter().map(|o| (o.id, o.record.code.clone())).collect();
        for org in &mut orgs {
            org.record.superior = org.superior.and_then(|id| codes.get(&id).cloned());
        }
        let by_code = orgs.iter().enumerate().map(|(i, o)| (o.record.code.clone(), i)).collect();
        Ok(Self { orgs, by_code })
    }

    fn get(&self, code: &str) -> Option<&KeptOrg> {
        self.by_code.get(code).and_then(|i| self.orgs.get(*i))
    }

    /// What the tree's rules need to know; members are counted only where a row changes the kind.
    fn standing(&self, c: &mut Conn<'_>, rows: &[OrgRecord]) -> Result<HashMap<String, Standing>> {
        let stand = |o: &KeptOrg| Standing {
            kind: o.record.kind,
            superior: o.record.superior.clone(),
            active: o.record.active,
            has_members: false,
        };
        let mut all: HashMap<String, Standing> = self.orgs.iter().map(|o| (o.record.code.clone(), stand(o))).collect();
        for row in rows {
            let Some(before) = self.get(&row.code).filter(|o| o.record.kind != row.kind) else { continue };
            let present = store::present(c, before.id)?;
            if let Some(standing) = all.get_mut(&row.code) {
                standing.has_members = present > 0;
            }
        }
        Ok(all)
    }
}

/// Takes the organisations' sheets, if there are any; writes unless it is a dry run.
pub(super) fn take(c: &mut Conn<'_>, job: &Job, report: &mut Report) -> Result<Forest> {
    let known = Known::load(c)?;
    let Reading { seen, broken, unreadable, placed, .. } = Reading::of(job, &known, report)?;
    let (places, rows): (Vec<_>, Vec<_>) = placed.into_iter().map(|p| ((p.sheet, p.line), p.record)).unzip();
    let standing = known.standing(c, &rows)?;
    let tree = Tree::check(&standing, &rows, &broken);
    let mut forest = Forest::default();
    if job.options.full && job.has(Table::Orgs) {
        let seen = seen.into_keys().chain(broken.iter().cloned()).collect();
        forest.absent = absent(&tree, &seen);
        if unreadable > 0 && !forest.absent.removed.is_empty() {
            report.notice(format!("有 {unreadable} 行读不出组织代码，这些组织可能因此被列入移除，请先改正这些行"));
        }
    }
    let mut accepted = Vec::new();
    for ((place, row), fault) in places.iter().zip(&rows).zip(tree.faults()) {
        let Some(fault) = fault else {
            accepted.push((*place, row));
            continue;
        };
        forest.rejected.insert(row.code.clone());
        job.reject(report, place.0, place.1, fault);
    }
    forest.rejected.extend(broken.iter().cloned());
    plant(c, &mut forest, &known, &accepted);
    settle(c, job, &mut forest, &known, &accepted, report)?;
    Ok(forest)
}

/// The rows of all sheets on their way to the tree.
struct Reading<'r> {
    known: &'r Known,
    report: &'r mut Report,
    seen: HashMap<String, (usize, u64)>,
    broken: HashSet<String>,
    unreadable: u64,
    placed: Vec<Placed>,
}

impl<'r> Reading<'r> {
    fn of(job: &Job, known: &'r Known, report: &'r mut Report) -> Result<Self> {
        let (seen, broken, placed) = (HashMap::new(), HashSet::new(), Vec::new());
        let mut reading = Self { known, report, seen, broken, unreadable: 0, placed };
        reading.read(job)?;
        Ok(reading)
    }

    fn read(&mut self, job: &Job) -> Result<()> {
        for (at, sheet) in job.sheets.iter().enumerate() {
            let Columns::Orgs(layout) = &sheet.columns else { continue };
            sheet.each(|row| {
                if let Some(table) = self.report.tables.get_mut(at) {
                    table.rows += 1;
                }
                if let Err(fault) = self.row(job, layout, at, row) {
                    job.reject(self.report, at, row.line, &fault);
                }
                Ok(())
            })?;
        }
        // a code that one row has right is not broken, whatever another row says
        self.broken.retain(|code| !self.seen.contains_key(code));
        Ok(())
    }

    fn row(&mut self, job: &Job, layout: &Layout<OrgColumn>, sheet: usize, row: &RawRow<'_>) -> Result<(), Fault> {
        if let Some(fault) = &row.fault {
            self.unreadable += 1;
            return Err(fault.clone());
        }
        let text = |at| row.text(at);
        let cells = Cells::new(layout, &text);
        let code = OrgRecord::key(&cells).inspect_err(|_| self.unreadable += 1)?;
        let mut record = OrgRecord::read(&cells, job.now.day()).inspect_err(|_| self.broken.extend([code.clone()]))?;
        if let Some(first) = self.seen.get(&code) {
            return Err(Fault::in_column(OrgColumn::Code.label(), job.duplicate(sheet, *first)));
        }
        self.seen.insert(code, (sheet, row.line));
        if let Some(before) = self.known.get(&record.code) {
            record.keep_unsaid(|column| layout.has(column), &before.record);
        }
        self.placed.push(Placed { sheet, line: row.line, record });
        Ok(())
    }
}

type Accepted<'r> = ((usize, u64), &'r OrgRecord);

/// Puts every organisation where it will stand; new ones get their ids.
fn plant(c: &Conn<'_>, forest: &mut Forest, known: &Known, accepted: &[Accepted<'_>]) {
    let fresh: HashMap<&str, &OrgRecord> = accepted.iter().map(|(_, r)| (r.code.as_str(), *r)).collect();
    let old = known.orgs.iter().map(|o| (o.id, fresh.get(o.record.code.as_str()).copied().unwrap_or(&o.record)));
    let new = accepted.iter().filter(|(_, r)| known.get(&r.code).is_none()).map(|(_, r)| (OrgId(c.next_id()), *r));
    let all: HashMap<&str, (OrgId, &OrgRecord)> = old.chain(new).map(|(id, r)| (r.code.as_str(), (id, r))).collect();
    for (code, (id, record)) in &all {
        let org = Org {
            id: *id,
            kind: record.kind,
            active: record.active,
            name: record.name.clone(),
            path: path(&all, code),
        };
        forest.names.insert(*id, record.name.clone());
        forest.orgs.insert((*code).to_owned(), org);
    }
    for code in &forest.absent.removed {
        if let Some(org) = forest.orgs.get_mut(code) {
            org.active = false;
        }
    }
}

/// `/id/id/…/` from the root down to the organisation itself.
fn path(all: &HashMap<&str, (OrgId, &OrgRecord)>, code: &str) -> String {
    let mut chain = Vec::new();
    let mut at = Some(code);
    // the tree has been checked; the bound only keeps a damaged store from turning for ever
    while let Some((id, record)) = at.and_then(|code| all.get(code)).filter(|_| chain.len() <= all.len()) {
        chain.push(id.to_string());
        at = record.superior.as_deref();
    }
    chain.reverse();
    format!("/{}/", chain.join("/"))
}

/// Reports every difference and, unless it is a dry run, writes it.
fn settle(
    c: &mut Conn<'_>,
    job: &Job,
    forest: &mut Forest,
    known: &Known,
    accepted: &[Accepted<'_>],
    report: &mut Report,
) -> Result<()> {
    for ((sheet, line), record) in accepted {
        let before = known.get(&record.code);
        let columns = before.map_or_else(Vec::new, |b| record.differs(&b.record));
        if before.is_some() && columns.is_empty() {
            report.orgs.unchanged += 1;
            continue;
        }
        let mut change = change(forest, before, record, &columns);
        (change.file, change.line) = (job.sheets.get(*sheet).map(|s| s.file.clone()), Some(*line));
        report.note(Table::Orgs, change.kind, || Ok::<_, crate::Error>(change))?;
        if let Some(before) = before.filter(|b| b.record.active && !record.active) {
            forest.dissolved.insert(before.id, store::present(c, before.id)?);
        }
        let own = forest.orgs.get(&record.code).filter(|_| !job.options.dry_run);
        if let Some(own) = own {
            let superior = record.superior.as_ref().and_then(|code| forest.orgs.get(code)).map(|o| o.id);
            store::put_org(c, own.id, superior, &own.path, record)?;
            if before.is_some() && columns.contains(&OrgColumn::UnitCategory) {
                standards::refit(c, own.id, job.now)?;
            }
        }
    }
    follow(c, job, forest, known)?;
    note_absent(c, forest, report)
}

/// What the report says of a row that differs.
fn change(forest: &Forest, before: Option<&KeptOrg>, record: &OrgRecord, columns: &[OrgColumn]) -> Change {
    let moved = columns.contains(&OrgColumn::Superior);
    let kind = match before {
        None => ChangeKind::Added,
        Some(_) if moved => ChangeKind::Moved,
        Some(_) => ChangeKind::Changed,
    };
    let name = |record: &OrgRecord| forest.orgs.get(record.superior.as_ref()?).map(|o| o.name.clone());
    Change {
        table: Table::Orgs,
        kind,
        key: record.code.clone(),
        name: record.name.clone(),
        columns: columns.iter().map(|c| c.label().to_owned()).collect(),
        from: before.filter(|_| moved).and_then(|b| name(&b.record)),
        to: Some(record).filter(|_| moved).and_then(name),
        file: None,
        line: None,
    }
}

/// Moves what stands below a moved organisation, and what it did, along with it.
fn follow(c: &mut Conn<'_>, job: &Job, forest: &Forest, known: &Known) -> Result<()> {
    if job.options.dry_run {
        return Ok(());
    }
    let mut moved = Vec::new();
    for before in &known.orgs {
        let Some(now) = forest.orgs.get(&before.record.code).filter(|o| o.path != before.path) else { continue };
        store::set_path(c, now.id, &now.path)?;
        meeting::rescope(c, now.id, &now.path)?;
        disclosure::rescope(c, now.id, &now.path)?;
        review::rescope(c, now.id)?;
        moved.push(now.id);
    }
    // who finds a post hangs on the paths of several organisations: all of them stand by now
    for org in moved {
        experience::rescope(c, org)?;
    }
    Ok(())
}

fn note_absent(c: &mut Conn<'_>, forest: &mut Forest, report: &mut Report) -> Result<()> {
    for code in &forest.absent.removed {
        let Some(org) = forest.orgs.get(code) else { continue };
        forest.dissolved.insert(org.id, store::present(c, org.id)?);
        let (kind, key, name) = (ChangeKind::Removed, code.clone(), org.name.clone());
        let table = Table::Orgs;
        let change =
            Change { table, kind, key, name, columns: Vec::new(), from: None, to: None, file: None, line: None };
        report.note(table, kind, || Ok::<_, crate::Error>(change))?;
    }
    for org in forest.absent.kept.iter().filter_map(|code| forest.orgs.get(code)) {
        report.notice(format!("全量文件中没有「{}」，但其下仍有正常的组织，因此保留", org.name));
    }
    Ok(())
}

/// Applies the confirmed removals.
pub(super) fn remove_absent(c: &mut Conn<'_>, forest: &Forest) -> Result<()> {
    for org in forest.absent.removed.iter().filter_map(|code| forest.orgs.get(code)) {
        store::dissolve(c, org.id)?;
    }
    Ok(())
}

/// Why a member can't be in the organisation with this code.
pub(super) fn judge_branch<'f>(forest: &'f Forest, code: &str, present: bool) -> Result<&'f Org, Reason> {
    let Some(org) = forest.orgs.get(code) else {
        return Err(if forest.rejected.contains(code) { Reason::BranchRejected } else { Reason::UnknownBranch });
    };
    if org.kind != OrgKind::Branch {
        return Err(Reason::NotABranch { kind: org.kind });
    }
    if present && !org.active { Err(Reason::BranchDissolved) } else { Ok(org) }
}
