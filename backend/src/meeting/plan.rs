//! Meetings as calendars and a branch's page show them.

use super::store;
use crate::error::Result;
use crate::http::{OrgInScope, Scope};
use crate::store::Conn;
use gsdj_domain::calendar::{CalendarEntry, Source, ends_at};
use gsdj_domain::meeting::{MeetingRow, Stage};
use gsdj_domain::{Instant, OrgId};

/// A meeting in a calendar.
#[derive(Debug, Clone)]
pub struct Activity {
    /// What pages show.
    pub entry: CalendarEntry,
    /// Who chairs.
    pub chair: String,
    /// The agenda.
    pub agenda: String,
    /// Rises with every change.
    pub version: u32,
    /// When it was last changed.
    pub changed_at: Instant,
}

/// At most `most` meetings that take place from `from` (included) to `to` (excluded), the earliest first: those that a
/// member was told of; for others those of the organisation `org`, which must lie in the scope, and of all below it.
///
/// # Errors
/// When the store refuses it.
pub fn activities(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: OrgId,
    (from, to): (Instant, Instant),
    most: usize,
    now: Instant,
) -> Result<Vec<Activity>> {
    let planned = store::planned(c, scope, org, (from, to), most, now)?;
    let activities = planned.into_iter().map(|p| Activity {
        entry: entry(&p.row),
        chair: p.row.chair,
        agenda: p.agenda,
        version: p.version,
        changed_at: p.changed_at,
    });
    Ok(activities.filter(|a| a.entry.ends_at > from).collect())
}

fn entry(row: &MeetingRow) -> CalendarEntry {
    CalendarEntry {
        source: Source::Meeting,
        id: row.id.0,
        label: row.kind.label().into(),
        title: row.title.clone(),
        place: row.place.clone(),
        starts_at: row.starts_at,
        ends_at: ends_at(row.starts_at, row.length),
        org: row.org.clone(),
        state: row.stage.label().into(),
        cancelled: row.stage == Stage::Cancelled,
        tentative: row.stage == Stage::Draft,
        answer: row.my_answer,
        answer_by: row.waits_for_me.then_some(row.answer_deadline),
    }
}

/// The next meetings of a branch, the nearest first; for a member those they were told of.
///
/// # Errors
/// When the store refuses it.
pub fn next(c: &mut Conn<'_>, scope: &Scope, org: &OrgInScope, most: usize, now: Instant) -> Result<Vec<MeetingRow>> {
    store::next(c, scope, org.id(), most, now)
}
