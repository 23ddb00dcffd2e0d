//! 党员: one thread reads, judges cells and hashes numbers; the thread of the transaction looks the members up in
//! batches and writes what differs. Only number hashes are kept in memory, 24 bytes a member.

use super::orgs::{Forest, Org, judge_branch};
use super::run::Job;
use super::sheet::{Columns, RawRow};
use super::store::{self, KeptMember, KeptPhone, LOOK_UP, NewMember};
use crate::Error;
use crate::error::Result;
use crate::org;
use crate::secret::Secret;
use crate::store::Conn;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crossbeam_channel::{Receiver, Sender, bounded};
use gsdj_domain::member::{MemberStatus, citizen};
use gsdj_domain::registry::{Cells, Change, ChangeKind, Fault, Layout, MemberColumn, MemberRecord, Report, Table};
use gsdj_domain::{Instant, MemberId, OrgId};
use std::collections::HashMap;

/// Batches that may wait for the store.
const WAITING: usize = 64;

/// A row whose cells are right.
struct Ready {
    line: u64,
    hash: String,
    phone_hash: Option<String>,
    birth: Option<String>,
    joined: Option<String>,
    record: MemberRecord,
}

/// A row as the reading thread hands it over.
enum Parsed {
    Ready(Box<Ready>),
    Rejected { line: u64, hash: Option<String>, fault: Fault },
}

/// Some rows of one sheet.
struct Batch {
    sheet: usize,
    rows: Vec<Parsed>,
}

/// Takes the members' sheets, if there are any; writes unless it is a dry run. Answers who is absent from a full file.
pub(super) fn take(c: &mut Conn<'_>, job: &Job, forest: &mut Forest, report: &mut Report) -> Result<Vec<MemberId>> {
    if !job.has(Table::Members) {
        return Ok(Vec::new());
    }
    check_secret(c, &job.secret)?;
    let mut desk = Desk { job, forest, report, seen: HashMap::new(), unreadable: 0 };
    std::thread::scope(|scope| {
        let (send, receive) = bounded(WAITING);
        let reader = scope.spawn(move || read(job, &send));
        let taken = desk.take_all(c, &receive);
        // a reader that still waits to hand over goes home when nobody takes any more
        drop(receive);
        let read = reader.join().unwrap_or_else(|_| Err(Error::broken("the reading thread panicked")));
        taken.and(read)
    })?;
    if !job.options.full {
        return Ok(Vec::new());
    }
    desk.find_absent(c)
}

/// With another secret nobody would be found again, and everybody would be kept twice.
fn check_secret(c: &mut Conn<'_>, secret: &Secret) -> Result<()> {
    let Some((hash, cipher)) = store::any_number(c)? else { return Ok(()) };
    match secret.unseal(&cipher) {
        Ok(number) if secret.lookup(&number) == hash => Ok(()),
        Ok(_) | Err(_) => Err(Error::broken("the secret in use is not the one this store was filled with")),
    }
}

/// Reads all sheets; ends early when the receiver has gone away.
fn read(job: &Job, send: &Sender<Batch>) -> Result<()> {
    for (sheet, columns) in job.sheets.iter().enumerate() {
        let Columns::Members(layout) = &columns.columns else { continue };
        let mut rows = Vec::with_capacity(LOOK_UP);
        columns.each(|row| {
            rows.push(parse(job, layout, row));
            if rows.len() == LOOK_UP {
                let rows = std::mem::replace(&mut rows, Vec::with_capacity(LOOK_UP));
                send.send(Batch { sheet, rows }).map_err(|_| Error::broken("the transaction has ended"))?;
            }
            Ok(())
        })?;
        send.send(Batch { sheet, rows }).map_err(|_| Error::broken("the transaction has ended"))?;
    }
    Ok(())
}

fn parse(job: &Job, layout: &Layout<MemberColumn>, row: &RawRow<'_>) -> Parsed {
    let line = row.line;
    if let Some(fault) = row.fault.clone() {
        return Parsed::Rejected { line, hash: None, fault };
    }
    let text = |at| row.text(at);
    let cells = Cells::new(layout, &text);
    let number = match MemberRecord::key(&cells) {
        Ok(number) => number,
        Err(fault) => return Parsed::Rejected { line, hash: None, fault },
    };
    let hash = job.secret.lookup(&number);
    match MemberRecord::read(&cells, number, job.now.day()) {
        Err(fault) => Parsed::Rejected { line, hash: Some(hash), fault },
        Ok(record) => Parsed::Ready(Box::new(Ready {
            line,
            hash,
            phone_hash: record.phone.as_deref().map(|phone| job.secret.lookup(phone)),
            birth: record.birth.map(|day| day.to_string()),
            joined: record.joined.map(|day| day.to_string()),
            record,
        })),
    }
}

/// The first 16 bytes of a number's hash: keyed, so nobody can make two meet, and enough that none do by chance.
type Short = (u64, u64);

fn short(hash: &str) -> Short {
    let mut bytes = [0; 24];
    // hashes are 24 bytes in base64; what is none keeps zeros and is met by the store's own unique index
    let _ = STANDARD.decode_slice(hash, &mut bytes);
    let (a, rest) = bytes.split_at(8);
    let word = |b: &[u8]| b.iter().fold(0, |n, b| n << 8 | u64::from(*b));
    (word(a), word(&rest[..8]))
}

/// Where a number was first seen.
#[derive(Clone, Copy)]
struct Seen {
    line: u32,
    sheet: u16,
    /// Whether that row went in; a rejected row does not stand in the way of a right one.
    taken: bool,
}

/// Where rows meet the store.
struct Desk<'r> {
    job: &'r Job,
    forest: &'r mut Forest,
    report: &'r mut Report,
    seen: HashMap<Short, Seen>,
    unreadable: u64,
}

impl Desk<'_> {
    fn take_all(&mut self, c: &mut Conn<'_>, batches: &Receiver<Batch>) -> Result<()> {
        while let Ok(batch) = batches.recv() {
            self.take(c, batch)?;
        }
        Ok(())
    }

    fn take(&mut self, c: &mut Conn<'_>, batch: Batch) -> Result<()> {
        let Batch { sheet, rows } = batch;
        if let Some(table) = self.report.tables.get_mut(sheet) {
            table.rows += rows.len() as u64;
        }
        let mut good = Vec::with_capacity(rows.len());
        for row in rows {
            let (line, fault) = match row {
                Parsed::Rejected { line, hash, fault } => {
                    self.remember(hash.as_deref(), sheet, line);
                    (line, fault)
                }
                Parsed::Ready(row) => match self.admit(sheet, &row) {
                    Ok(org) => {
                        good.push((row, org));
                        continue;
                    }
                    Err(fault) => (row.line, fault),
                },
            };
            self.job.reject(self.report, sheet, line, &fault);
        }
        self.settle(c, sheet, good)
    }

    /// Notes that a number stands in the file though its row was rejected: its member is not absent.
    fn remember(&mut self, hash: Option<&str>, sheet: usize, line: u64) {
        match hash {
            Some(hash) => drop(self.seen.entry(short(hash)).or_insert(seen(sheet, line, false))),
            None => self.unreadable += 1,
        }
    }

    /// Finds the row's branch, unless the number has been taken before.
    fn admit(&mut self, sheet: usize, row: &Ready) -> Result<OrgId, Fault> {
        let key = short(&row.hash);
        let first = self.seen.get(&key).filter(|s| s.taken);
        if let Some(first) = first.map(|s| (usize::from(s.sheet), u64::from(s.line))) {
            return Err(Fault::in_column(MemberColumn::Citizen.label(), self.job.duplicate(sheet, first)));
        }
        let branch = judge_branch(self.forest, &row.record.branch, row.record.status.counts());
        let branch = branch.map(|org: &Org| org.id).map_err(|r| Fault::in_column(MemberColumn::Branch.label(), r));
        self.seen.insert(key, seen(sheet, row.line, branch.is_ok()));
        branch
    }

    /// Compares with what is kept and writes the difference.
    fn settle(&mut self, c: &mut Conn<'_>, sheet: usize, rows: Vec<(Box<Ready>, OrgId)>) -> Result<()> {
        let hashes: Vec<&str> = rows.iter().map(|(row, _)| row.hash.as_str()).collect();
        let found = store::find(c, &hashes)?;
        let mut found: HashMap<String, KeptMember> = found.into_iter().map(|m| (m.hash.clone(), m)).collect();
        let mut new = Vec::new();
        for (row, org) in rows {
            match found.remove(&row.hash) {
                None => new.extend(self.add(c, sheet, *row, org)?),
                Some(before) => self.compare(c, sheet, *row, org, before)?,
            }
        }
        store::insert(c, &new)
    }

    fn add(&mut self, c: &Conn<'_>, sheet: usize, row: Ready, org: OrgId) -> Result<Option<NewMember>> {
        let (kind, file) = (ChangeKind::Added, self.file(sheet));
        let change = || change(kind, &row, file, Vec::new());
        self.report.note(Table::Members, kind, || Ok::<_, Error>(change()))?;
        if self.job.options.dry_run {
            return Ok(None);
        }
        let citizen_cipher = self.job.secret.seal(&row.record.citizen)?;
        let phone = sealed_phone(&self.job.secret, row.record.phone.as_deref())?;
        let id = MemberId(c.next_id());
        Ok(Some(NewMember { kept: kept(id, row, org), citizen_cipher, phone }))
    }

    fn compare(&mut self, c: &mut Conn<'_>, sheet: usize, row: Ready, org: OrgId, before: KeptMember) -> Result<()> {
        let says = |column| match &self.job.sheets.get(sheet).map(|s| &s.columns) {
            Some(Columns::Members(layout)) => layout.has(column),
            Some(Columns::Orgs(_)) | None => false,
        };
        let columns = differs(&row, org, &before, says);
        if columns.is_empty() {
            self.report.members.unchanged += 1;
            return Ok(());
        }
        let moved = org != before.org;
        let kind = if moved { ChangeKind::Moved } else { ChangeKind::Changed };
        let mut entry = change(kind, &row, self.file(sheet), columns.clone());
        if moved {
            (entry.from, entry.to) = (Some(self.forest.name(before.org)), Some(self.forest.name(org)));
        }
        self.report.note(Table::Members, kind, || Ok::<_, Error>(entry))?;
        let phone = row.record.phone.clone();
        let after = merged(kept(before.id, row, org), &before, &columns);
        let left = before.status.counts() && (moved || !after.status.counts());
        if left {
            self.leave(before.org);
        }
        if self.job.options.dry_run {
            return Ok(());
        }
        store::update(c, &after)?;
        if columns.contains(&MemberColumn::Phone) {
            store::set_phone(c, &after, &sealed_phone(&self.job.secret, phone.as_deref())?)?;
        }
        if left { org::end_posts(c, before.id, Some(before.org), self.job.now) } else { Ok(()) }
    }

    /// One present member less in a branch that this run dissolves.
    fn leave(&mut self, org: OrgId) {
        if let Some(count) = self.forest.dissolved.get_mut(&org) {
            *count -= 1;
        }
    }

    fn file(&self, sheet: usize) -> Option<String> {
        self.job.sheets.get(sheet).map(|s| s.file.clone())
    }

    /// Lists who is absent from a full file.
    fn find_absent(&mut self, c: &mut Conn<'_>) -> Result<Vec<MemberId>> {
        let mut absent = Vec::new();
        store::each_member(c, |id, hash| {
            if !self.seen.contains_key(&short(hash)) {
                absent.push(id);
            }
        })?;
        for id in &absent {
            let Some(who) = store::leaving(c, *id)? else { continue };
            if who.present {
                self.leave(who.org);
            }
            let key = citizen::mask_number(&self.job.secret.unseal(&who.citizen_cipher)?);
            let (table, kind, name) = (Table::Members, ChangeKind::Removed, who.name);
            let from = Some(self.forest.name(who.org));
            let entry = Change { table, kind, key, name, columns: Vec::new(), from, to: None, file: None, line: None };
            self.report.note(table, kind, || Ok::<_, Error>(entry))?;
        }
        if self.unreadable > 0 && !absent.is_empty() {
            let n = self.unreadable;
            self.report.notice(format!("有 {n} 行读不出公民身份号码，这些党员可能因此被列入移除，请先改正这些行"));
        }
        Ok(absent)
    }
}

/// Applies the confirmed removals.
pub(super) fn remove_absent(c: &mut Conn<'_>, absent: &[MemberId], now: Instant) -> Result<()> {
    absent.iter().try_for_each(|id| {
        store::remove(c, *id)?;
        org::end_posts(c, *id, None, now)
    })
}

fn seen(sheet: usize, line: u64, taken: bool) -> Seen {
    Seen { line: u32::try_from(line).unwrap_or(u32::MAX), sheet: u16::try_from(sheet).unwrap_or(u16::MAX), taken }
}

fn change(kind: ChangeKind, row: &Ready, file: Option<String>, columns: Vec<MemberColumn>) -> Change {
    Change {
        table: Table::Members,
        kind,
        key: citizen::mask_number(&row.record.citizen),
        name: row.record.name.clone(),
        columns: columns.iter().map(|c| c.label().to_owned()).collect(),
        from: None,
        to: None,
        file,
        line: Some(row.line),
    }
}

fn sealed_phone(secret: &Secret, phone: Option<&str>) -> Result<KeptPhone> {
    let Some(phone) = phone else { return Ok(KeptPhone::default()) };
    Ok(KeptPhone { cipher: Some(secret.seal(phone)?), mask: citizen::mask_phone(phone) })
}

fn kept(id: MemberId, row: Ready, org: OrgId) -> KeptMember {
    let r = row.record;
    KeptMember {
        id,
        hash: row.hash,
        name: r.name,
        sex: r.sex.map(|s| s.code().to_owned()),
        birth: row.birth,
        ethnicity: r.ethnicity,
        education: r.education,
        joined: row.joined,
        class: r.class.code().to_owned(),
        org,
        phone_hash: row.phone_hash,
        status: r.status,
    }
}

/// The columns in which a row differs from what is kept; a column that the file lacks does not.
fn differs(row: &Ready, org: OrgId, before: &KeptMember, says: impl Fn(MemberColumn) -> bool) -> Vec<MemberColumn> {
    use MemberColumn as C;
    let r = &row.record;
    let same = |column| match column {
        C::Citizen => true,
        C::Name => r.name == before.name,
        C::Sex => r.sex.map(|s| s.code()) == before.sex.as_deref(),
        C::Birth => row.birth == before.birth,
        C::Ethnicity => r.ethnicity == before.ethnicity,
        C::Education => r.education == before.education,
        C::Joined => row.joined == before.joined,
        C::Class => r.class.code() == before.class,
        C::Branch => org == before.org,
        C::Phone => row.phone_hash == before.phone_hash,
        C::Status => r.status == before.status,
    };
    // whoever was removed and stands in a file again is back, whatever columns it has
    let back = before.status == MemberStatus::Removed;
    let counts = |c: MemberColumn| says(c) || (c == C::Status && back);
    C::ALL.iter().copied().filter(|c| counts(*c) && !same(*c)).collect()
}

/// What is kept, with the differing columns of the row.
fn merged(row: KeptMember, before: &KeptMember, columns: &[MemberColumn]) -> KeptMember {
    use MemberColumn as C;
    let mut after = before.clone();
    for column in columns {
        match column {
            C::Citizen => {}
            C::Name => after.name.clone_from(&row.name),
            C::Sex => after.sex.clone_from(&row.sex),
            C::Birth => after.birth.clone_from(&row.birth),
            C::Ethnicity => after.ethnicity.clone_from(&row.ethnicity),
            C::Education => after.education.clone_from(&row.education),
            C::Joined => after.joined.clone_from(&row.joined),
            C::Class => after.class.clone_from(&row.class),
            C::Branch => after.org = row.org,
            C::Phone => after.phone_hash.clone_from(&row.phone_hash),
            C::Status => after.status = row.status,
        }
    }
    after
}
