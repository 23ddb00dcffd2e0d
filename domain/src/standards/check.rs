//! The rules of a branch's check of itself: what a tick needs, for which year, and how far a check has come.

use super::field::{Chapter, Field};
use super::item::{Item, item, items_of};
use super::refusal::StandardsRefusal;
use super::wire::{ChapterTally, CheckTally, CheckVerdict, MarkForm};
use crate::refusal::check_length;
use crate::{Instant, Refusal};
use chrono::{Datelike, NaiveDate};

/// The most characters of a note.
pub const NOTE_MAX: usize = 500;
/// The most evidence an item takes.
pub const EVIDENCE_MAX: usize = 20;
/// The first year that can be asked for.
const FIRST_YEAR: i32 = 2000;

/// The year, in Asia/Shanghai, that `now` falls in: the one that is open.
#[must_use]
pub fn year_of(now: Instant) -> i32 {
    now.day().year()
}

/// From the first instant of a year to the first of the next, in Asia/Shanghai; `None` for what is no year of ours or has
/// not begun.
#[must_use]
pub fn year_bounds(year: i32, now: Instant) -> Option<(Instant, Instant)> {
    if !(FIRST_YEAR..=year_of(now)).contains(&year) {
        return None;
    }
    let begins = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(Instant::midnight);
    begins(year).zip(begins(year + 1))
}

/// Checks a tick against the branch's field; whether the evidence is the branch's own is for the store to say.
///
/// # Errors
/// What stands in the way of any tick first; then every fault of this one at once.
pub fn check_mark(field: Option<Field>, form: &MarkForm, now: Instant) -> Result<&'static Item, Refusal> {
    if form.year != year_of(now) {
        return Err(StandardsRefusal::YearClosed { year: form.year }.into());
    }
    let field = field.ok_or(StandardsRefusal::CategoryMissing)?;
    let item = item(field, &form.item).ok_or(StandardsRefusal::UnknownItem)?;
    let mut faults = Vec::new();
    check_length(&mut faults, "note", "说明", &form.note, NOTE_MAX);
    let silent = form.note.trim().is_empty();
    match form.verdict {
        Some(CheckVerdict::Unmet | CheckVerdict::NotApplicable) if silent => {
            faults.push(StandardsRefusal::NoteMissing.into())
        }
        Some(CheckVerdict::Met) if silent && form.evidence.is_empty() => {
            faults.push(StandardsRefusal::NothingShown.into())
        }
        Some(CheckVerdict::Met | CheckVerdict::Unmet | CheckVerdict::NotApplicable) | None => {}
    }
    if form.evidence.len() > EVIDENCE_MAX {
        faults.push(StandardsRefusal::EvidenceTooMuch { max: EVIDENCE_MAX }.into());
    }
    let unfit = form.evidence.iter().find(|e| !fits(item, e.kind) || e.kind.has_id() != e.id.is_some());
    if let Some(link) = unfit {
        faults.push(StandardsRefusal::EvidenceUnfit { kind: link.kind.label() }.into());
    }
    Refusal::collect(faults)?;
    Ok(item)
}

fn fits(item: &Item, kind: super::item::EvidenceKind) -> bool {
    kind.links() && item.evidence.contains(&kind)
}

/// How far each chapter of a field has come; ticks of other fields' items do not count.
#[must_use]
pub fn progress(field: Field, marks: &[(&str, CheckVerdict)]) -> Vec<ChapterTally> {
    let chapter = |chapter: &Chapter| {
        let mut tally = CheckTally::default();
        for item in items_of(field, *chapter) {
            tally.total += 1;
            match marks.iter().find(|(code, _)| *code == item.code).map(|(_, verdict)| verdict) {
                Some(CheckVerdict::Met) => tally.met += 1,
                Some(CheckVerdict::Unmet) => tally.unmet += 1,
                Some(CheckVerdict::NotApplicable) => tally.not_applicable += 1,
                None => {}
            }
        }
        ChapterTally { chapter: *chapter, tally }
    };
    Chapter::ALL.iter().map(chapter).collect()
}
