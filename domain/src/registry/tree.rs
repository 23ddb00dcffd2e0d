//! The organisation tree that a file would make: which of its rows may go in (FEATURES 0.3, REGISTRY.md).
//!
//! A rejected row leaves its organisation as the platform knows it, so one rejection may undo what another row rests on.
//! The check therefore goes round until nothing more falls; each round judges a whole state at once, so the order of
//! rows makes no difference.

use super::column::OrgColumn;
use super::org::OrgRecord;
use super::reason::{Fault, Reason};
use crate::org::OrgKind;
use std::collections::{HashMap, HashSet};

/// An organisation as the platform knows it, as far as the tree goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its kind.
    pub kind: OrgKind,
    /// Its superior's code.
    pub superior: Option<String>,
    /// Not dissolved.
    pub active: bool,
    /// Whether present members belong to it; only asked for where a row changes the kind.
    pub has_members: bool,
}

/// An organisation as it would stand after the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Its kind.
    pub kind: OrgKind,
    /// Its superior's code.
    pub superior: Option<&'a str>,
    /// Not dissolved.
    pub active: bool,
}

/// The tree as it would stand after the run.
pub struct Tree<'a> {
    known: &'a HashMap<String, Standing>,
    rows: &'a [OrgRecord],
    /// Codes of rows that were unreadable otherwise.
    broken: &'a HashSet<String>,
    by_code: HashMap<&'a str, usize>,
    below: HashMap<&'a str, Vec<&'a str>>,
    province: Option<&'a str>,
    faults: Vec<Option<Fault>>,
}

impl<'a> Tree<'a> {
    /// Judges `rows` (each code once) over what is `known`; `broken` holds the codes of rows already rejected.
    #[must_use]
    pub fn check(known: &'a HashMap<String, Standing>, rows: &'a [OrgRecord], broken: &'a HashSet<String>) -> Self {
        let by_code = rows.iter().enumerate().map(|(i, row)| (row.code.as_str(), i)).collect();
        let mut below: HashMap<&str, Vec<&str>> = HashMap::new();
        for (code, standing) in known {
            if let Some(superior) = &standing.superior {
                below.entry(superior).or_default().push(code);
            }
        }
        let is_root = |s: &Standing| s.kind == OrgKind::Province && s.active;
        let standing = known.iter().find(|(_, s)| is_root(s)).map(|(code, _)| code.as_str());
        let fresh = rows.iter().find(|r| r.kind == OrgKind::Province && r.superior.is_none() && r.active);
        let province = standing.or(fresh.map(|r| r.code.as_str()));
        let mut tree = Self { known, rows, broken, by_code, below, province, faults: vec![None; rows.len()] };
        while tree.round() {}
        tree
    }

    /// What is wrong with each row; `None` where it goes in.
    #[must_use]
    pub fn faults(&self) -> &[Option<Fault>] {
        &self.faults
    }

    /// Where an organisation would stand; `None` when there would be none.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<Place<'a>> {
        if let Some(row) = self.by_code.get(code).filter(|i| self.faults[**i].is_none()).map(|i| &self.rows[*i]) {
            return Some(Place { kind: row.kind, superior: row.superior.as_deref(), active: row.active });
        }
        let known = self.known.get(code)?;
        Some(Place { kind: known.kind, superior: known.superior.as_deref(), active: known.active })
    }

    /// One round; says whether anything fell.
    fn round(&mut self) -> bool {
        let above: Vec<(usize, Fault)> = self.standing_rows().filter_map(|i| Some((i, self.judge_below(i)?))).collect();
        let mut fell = self.reject(above);
        let looped = self.in_cycles().into_iter().map(|i| (i, in_superior(Reason::Cycle))).collect();
        fell |= self.reject(looped);
        fell | self.judge_from_the_top()
    }

    fn standing_rows(&self) -> impl Iterator<Item = usize> {
        (0..self.rows.len()).filter(|i| self.faults[*i].is_none())
    }

    fn reject(&mut self, found: Vec<(usize, Fault)>) -> bool {
        let fell = !found.is_empty();
        for (i, fault) in found {
            self.faults[i] = Some(fault);
        }
        fell
    }

    /// Whether what already stands below a row can stay there.
    fn judge_below(&self, i: usize) -> Option<Fault> {
        let row = &self.rows[i];
        let before = self.known.get(&row.code)?;
        let new_kind = before.kind != row.kind;
        if !new_kind && (row.active || !before.active) {
            return None;
        }
        let below = self.below.get(row.code.as_str()).into_iter().flatten().filter_map(|code| self.place(code));
        let below: Vec<_> = below.filter(|p| p.superior == Some(&row.code) && p.active).collect();
        let orphans = below.iter().filter(|p| !p.kind.may_stand_under(row.kind)).count();
        let kind = |reason| Some(Fault::in_column(OrgColumn::Kind.label(), reason));
        if new_kind && orphans > 0 {
            return kind(Reason::KindOrphans { count: orphans });
        }
        if new_kind && before.has_members {
            return kind(Reason::KindWithMembers);
        }
        let count = below.len();
        let dissolved = Fault::in_column(OrgColumn::Status.label(), Reason::DissolvedAbove { count });
        (!row.active && count > 0).then_some(dissolved)
    }

    /// The rows whose superiors lead back to themselves.
    fn in_cycles(&self) -> Vec<usize> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut found = Vec::new();
        for i in self.standing_rows() {
            let mut at = self.rows[i].code.as_str();
            while !seen.contains_key(at) {
                seen.insert(at, i);
                let Some(superior) = self.place(at).and_then(|p| p.superior) else { break };
                at = superior;
            }
            let meets_itself = seen.get(at) == Some(&i) && self.place(at).is_some_and(|p| p.superior.is_some());
            if meets_itself {
                found.extend(self.cycle_through(at));
            }
        }
        found
    }

    /// The rows of the cycle that `start` lies on; none when it lies on none.
    fn cycle_through(&self, start: &'a str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = start;
        for _ in 0..=self.rows.len() + self.known.len() {
            found.extend(self.by_code.get(at).copied().filter(|i| self.faults[*i].is_none()));
            match self.place(at).and_then(|p| p.superior) {
                Some(superior) if superior == start => return found,
                Some(superior) => at = superior,
                None => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// Judges every row after its superior's, so that a whole branch falls with its root and for the right reason.
    fn judge_from_the_top(&mut self) -> bool {
        let mut judged = vec![false; self.rows.len()];
        let mut fell = false;
        let mut chain = Vec::new();
        for first in 0..self.rows.len() {
            let mut next = Some(first);
            while let Some(i) = next.filter(|i| !judged[*i]) {
                judged[i] = true;
                chain.push(i);
                next = self.rows[i].superior.as_deref().and_then(|code| self.by_code.get(code).copied());
            }
            while let Some(i) = chain.pop() {
                if self.faults[i].is_none() {
                    self.faults[i] = self.judge(&self.rows[i]);
                    fell |= self.faults[i].is_some();
                }
            }
        }
        fell
    }

    /// Whether a row can stand where it says.
    fn judge(&self, row: &OrgRecord) -> Option<Fault> {
        match (row.kind, row.superior.as_deref()) {
            (OrgKind::Province, Some(_)) => Some(in_superior(Reason::ProvinceUnderAnother)),
            (OrgKind::Province, None) => {
                let second = row.active && self.province.is_some_and(|code| code != row.code);
                second.then(|| Fault::in_column(OrgColumn::Kind.label(), Reason::SecondProvince))
            }
            (OrgKind::Committee | OrgKind::GeneralBranch | OrgKind::Branch, None) => {
                Some(in_superior(Reason::NoSuperior))
            }
            (OrgKind::Committee | OrgKind::GeneralBranch | OrgKind::Branch, Some(superior)) => {
                self.judge_superior(row, superior).map(in_superior)
            }
        }
    }

    fn judge_superior(&self, row: &OrgRecord, superior: &str) -> Option<Reason> {
        let Some(place) = self.place(superior) else {
            let rejected = self.broken.contains(superior) || self.by_code.contains_key(superior);
            return Some(if rejected { Reason::SuperiorRejected } else { Reason::UnknownSuperior });
        };
        if !row.kind.may_stand_under(place.kind) {
            return Some(Reason::SuperiorOfWrongKind { own: row.kind, superior: place.kind });
        }
        (row.active && !place.active).then_some(Reason::SuperiorDissolved)
    }
}

fn in_superior(reason: Reason) -> Fault {
    Fault::in_column(OrgColumn::Superior.label(), reason)
}

/// What a full file lacks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Absent {
    /// Active organisations that are not in it: removed.
    pub removed: Vec<String>,
    /// Not in it either, but something active stands below them: they stay.
    pub kept: Vec<String>,
}

/// Finds what a full file lacks; `seen` holds every code that could be read in it. Both lists are sorted.
#[must_use]
pub fn absent(tree: &Tree<'_>, seen: &HashSet<String>) -> Absent {
    let codes = tree.known.keys().chain(tree.rows.iter().map(|r| &r.code)).map(String::as_str).collect::<HashSet<_>>();
    let mut below: HashMap<&str, usize> = HashMap::new();
    for place in codes.iter().filter_map(|code| tree.place(code)).filter(|p| p.active) {
        *below.entry(place.superior.unwrap_or_default()).or_default() += 1;
    }
    let active = |code: &&String| tree.known[*code].active && !seen.contains(*code);
    let mut left: HashSet<&str> = tree.known.keys().filter(active).map(String::as_str).collect();
    let mut leaves: Vec<&str> = left.iter().copied().filter(|code| below.get(code).is_none_or(|n| *n == 0)).collect();
    let mut found = Absent::default();
    while let Some(code) = leaves.pop() {
        left.remove(code);
        found.removed.push(code.to_owned());
        let Some(superior) = tree.place(code).and_then(|p| p.superior) else { continue };
        let Some(count) = below.get_mut(superior) else { continue };
        *count -= 1;
        if *count == 0 && left.contains(superior) {
            leaves.push(superior);
        }
    }
    found.kept = left.into_iter().map(str::to_owned).collect();
    found.removed.sort();
    found.kept.sort();
    found
}

#[cfg(test)]
mod tests;
