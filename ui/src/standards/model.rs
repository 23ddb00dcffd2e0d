//! What the standards' pages know without a browser: addresses, rows and their order, what is typed and its faults. Pure.

use crate::api::query;
use crate::kit::{Faults, Tone, by_field};
use gsdj_domain::standards::{
    Chapter, ChapterTally, CheckState, CheckTally, CheckVerdict, EvidenceLink, EvidenceView, Field, FindingState,
    FoundView, Item, MarkForm, MarkView, SelfCheck, check_mark, items, items_of,
};
use gsdj_domain::{Instant, OrgId};
use serde::{Deserialize, Serialize};

/// Where a field's standard stands.
#[must_use]
pub fn field_address(field: Field, chapter: Option<Chapter>, item: Option<&str>) -> String {
    let path = format!("/standards/{}", field.code().replace('_', "-"));
    let pairs = [
        ("chapter", chapter.map(|c| c.code().to_owned()).unwrap_or_default()),
        ("item", item.unwrap_or_default().to_owned()),
    ];
    query::with(&path, &pairs)
}

/// The field that an address's last part names.
#[must_use]
pub fn field_named(part: &str) -> Option<Field> {
    Field::from_code(&part.replace('-', "_"))
}

/// The chapter that a query names.
#[must_use]
pub fn chapter_named(code: Option<String>) -> Option<Chapter> {
    Chapter::from_code(&code?)
}

/// Whose check is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One's own branch's.
    Own,
    /// A branch's below.
    Below(OrgId),
}

/// Which of a check's items are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those not ticked yet.
    Left,
    /// Those not met.
    Unmet,
}

impl Show {
    /// All ways of showing.
    pub const ALL: [Self; 3] = [Self::All, Self::Left, Self::Unmet];

    /// As it stands in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Left => "left",
            Self::Unmet => "unmet",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Left => "未填",
            Self::Unmet => "未达标",
        }
    }

    /// What an address asks for.
    #[must_use]
    pub fn named(code: Option<String>) -> Self {
        Self::ALL.into_iter().find(|s| Some(s.code()) == code.as_deref()).unwrap_or_default()
    }
}

/// What the address of a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub whose: Whose,
    /// Which year; this one when none is named.
    pub year: Option<i32>,
    /// Which chapter.
    pub chapter: Option<Chapter>,
    /// Which items.
    pub show: Show,
}

impl Place {
    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        let path = match self.whose {
            Whose::Own => "/branch/standards".to_owned(),
            Whose::Below(org) => format!("/orgs/{org}/standards"),
        };
        let pairs = [
            ("year", self.year.map(|y| y.to_string()).unwrap_or_default()),
            ("chapter", self.chapter.map(|c| c.code().to_owned()).unwrap_or_default()),
            ("show", self.show.code().to_owned()),
        ];
        query::with(&path, &pairs)
    }
}

/// A row of a check: the item, what was said of it, what the records say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The item.
    pub item: &'static Item,
    /// What was said.
    pub mark: Option<MarkView>,
    /// What the platform's own records say.
    pub found: Option<FoundView>,
}

/// The row of an item.
#[must_use]
pub fn row(check: &SelfCheck, item: &'static Item) -> Row {
    Row {
        item,
        mark: check.marks.iter().find(|m| m.item == item.code).cloned(),
        found: check.found.iter().find(|f| f.item == item.code).cloned(),
    }
}

/// The rows of a chapter.
#[must_use]
pub fn rows(check: &SelfCheck, chapter: Chapter, show: Show) -> Vec<Row> {
    let Some(field) = check.field else { return Vec::new() };
    let fits = |row: &Row| match show {
        Show::All => true,
        Show::Left => row.mark.is_none(),
        Show::Unmet => row.mark.as_ref().is_some_and(|m| m.verdict == CheckVerdict::Unmet),
    };
    items_of(field, chapter).map(|item| row(check, item)).filter(fits).collect()
}

/// The item after this one that is not ticked yet, going round.
#[must_use]
pub fn next_left(check: &SelfCheck, after: &str) -> Option<&'static Item> {
    let all: Vec<_> = items(check.field?).collect();
    let at = all.iter().position(|item| item.code == after)?;
    let (before, behind) = all.split_at(at);
    let open = |item: &&&'static Item| check.marks.iter().all(|m| m.item != item.code);
    behind.iter().skip(1).chain(before).find(open).copied()
}

/// 已填 12 条，共 43 条.
#[must_use]
pub fn progress_line(tally: &CheckTally) -> String {
    format!("已填 {} 条，共 {} 条", tally.ticked(), tally.total)
}

/// 达标 10 · 未达标 1 · 不适用 1.
#[must_use]
pub fn split_line(tally: &CheckTally) -> String {
    format!("达标 {} · 未达标 {} · 不适用 {}", tally.met, tally.unmet, tally.not_applicable)
}

/// How a chapter of a check stands, for the rail.
#[must_use]
pub fn chapter_line(tally: &CheckTally) -> String {
    match (tally.left(), tally.unmet) {
        (0, 0) => "已填完".into(),
        (0, unmet) => format!("已填完，{unmet} 条未达标"),
        (left, _) => format!("{}/{}，还差 {left} 条", tally.ticked(), tally.total),
    }
}

/// The tally of one chapter.
#[must_use]
pub fn of_chapter(chapters: &[ChapterTally], chapter: Chapter) -> CheckTally {
    chapters.iter().find(|c| c.chapter == chapter).map(|c| c.tally).unwrap_or_default()
}

/// How a verdict sounds.
#[must_use]
pub const fn verdict_tone(verdict: CheckVerdict) -> Tone {
    match verdict {
        CheckVerdict::Met => Tone::Ok,
        CheckVerdict::Unmet => Tone::Bad,
        CheckVerdict::NotApplicable => Tone::Plain,
    }
}

/// How a finding sounds.
#[must_use]
pub const fn found_tone(state: FindingState) -> Tone {
    match state {
        FindingState::Shown => Tone::Ok,
        FindingState::Open => Tone::Info,
        FindingState::Short => Tone::Warn,
    }
}

/// How a check's state sounds.
#[must_use]
pub const fn state_tone(state: CheckState) -> Tone {
    match state {
        CheckState::NotStarted => Tone::Plain,
        CheckState::UnderWay => Tone::Info,
        CheckState::Complete => Tone::Ok,
    }
}

/// What is typed about one item; survives a reload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// What is said.
    pub verdict: Option<CheckVerdict>,
    /// In words.
    pub note: String,
    /// What shows it.
    pub evidence: Vec<EvidenceView>,
}

impl Typed {
    /// What was said before.
    #[must_use]
    pub fn of(mark: Option<&MarkView>) -> Self {
        mark.map_or_else(Self::default, |m| Self {
            verdict: Some(m.verdict),
            note: m.note.clone(),
            evidence: m.evidence.clone(),
        })
    }

    /// Whether this is among the evidence.
    #[must_use]
    pub fn has(&self, link: EvidenceLink) -> bool {
        self.evidence.iter().any(|e| e.kind == link.kind && e.id == link.id)
    }

    /// Puts evidence in, once.
    pub fn add(&mut self, view: EvidenceView) {
        if !self.has(EvidenceLink { kind: view.kind, id: view.id }) {
            self.evidence.push(view);
        }
    }

    /// Takes evidence out.
    pub fn remove(&mut self, link: EvidenceLink) {
        self.evidence.retain(|e| e.kind != link.kind || e.id != link.id);
    }

    /// Takes over what the records show: as evidence, or in words where there is none to link.
    pub fn adopt(&mut self, found: &FoundView) {
        for view in &found.evidence {
            self.add(view.clone());
        }
        if found.evidence.is_empty() && self.note.trim().is_empty() {
            self.note.clone_from(&found.says);
        }
        if found.state == FindingState::Shown && self.verdict.is_none() {
            self.verdict = Some(CheckVerdict::Met);
        }
    }

    /// As it is sent.
    #[must_use]
    pub fn form(&self, item: &Item, year: i32, version: u32) -> MarkForm {
        let link = |e: &EvidenceView| EvidenceLink { kind: e.kind, id: e.id };
        MarkForm {
            year,
            item: item.code.into(),
            verdict: self.verdict,
            note: self.note.trim().into(),
            evidence: self.evidence.iter().map(link).collect(),
            version,
        }
    }

    /// What is wrong before it is sent, by field.
    #[must_use]
    pub fn faults(&self, field: Option<Field>, item: &Item, year: i32, now: Instant) -> Faults {
        let mut faults = match check_mark(field, &self.form(item, year, 0), now) {
            Ok(_) => Faults::new(),
            Err(refusal) => by_field(&refusal.problem(String::new())),
        };
        if self.verdict.is_none() {
            faults.insert("verdict".into(), "请选择达标、未达标或者不适用".into());
        }
        faults
    }
}

#[cfg(test)]
mod tests;
