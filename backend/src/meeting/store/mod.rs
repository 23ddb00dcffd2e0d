//! The meetings' SQL.
//!
//! Heads are counted on the meeting's own row (`attending`, `on_leave`, …), kept in step by every act in its own
//! transaction, so that a list of twenty reads twenty rows; a test compares them with the people's rows.

mod life;
mod list;
mod people;
mod plan;
mod record;
mod review;

pub(super) use life::{Part, appraisal, cast, has_voted, outlines, paper, set_own, set_paper, set_verdicts, voted};
pub use list::answerable;
pub(super) use list::{Filter, Spot, counts, line, list, open, unanswered};
pub(super) use people::{
    Place, auto_reminded, closing, people, place, pre_told, set_answer, set_people, told, told_members, without_outline,
};
pub(super) use plan::{next, planned};
pub(super) use record::{freeze, record, set_files, set_record};
pub(super) use review::{begin_round, decided, end_round, looked_at, reviews, reviews_waiting, rounds};

use crate::bind;
use crate::error::Result;
use crate::http::Scope;
use crate::store::{Conn, Row};
use gsdj_domain::archive::TextFormat;
use gsdj_domain::meeting::{Length, Meeting, MeetingForm, MeetingKind, MeetingRow, Step, Tally};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{AccountId, GroupId, Instant, MeetingId, MemberId, OrgId, Refusal};

/// A meeting as stored, with what pages show of it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What the rules need.
    pub rules: Meeting,
    /// Its kind.
    pub kind: MeetingKind,
    /// Whose it is.
    pub org: OrgRef,
    /// The party group whose meeting it is.
    pub group: Option<GroupId>,
    /// That group's name when it was set.
    pub group_name: Option<String>,
    /// That organisation's path.
    pub org_path: String,
    /// What it is about.
    pub title: String,
    /// Where.
    pub place: String,
    /// How long.
    pub length: Length,
    /// Who chairs.
    pub chair: MemberId,
    /// Their name when it was set.
    pub chair_name: String,
    /// The agenda.
    pub agenda: String,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// To whom it was handed in.
    pub reviewer: Option<OrgId>,
    /// The record's text.
    pub record_text: Option<String>,
    /// How it is written down.
    pub record_format: TextFormat,
    /// When the record was last changed.
    pub record_at: Option<Instant>,
    /// What was voted on, as JSON.
    pub motions: String,
    /// What the quorum engine said when the record was handed in, as JSON.
    pub quorum: Option<String>,
    /// When it was created.
    pub created_at: Instant,
    /// Counts the branch's changes.
    pub version: u32,
    /// Rises with every change of the row.
    pub stamp: i64,
}

/// What a row of a list needs; names of organisations come once for all rows.
const ROW: &str =
    "m.id, m.kind, m.step, m.starts_at, m.answer_deadline, m.cancelled, m.returned, m.expected, m.excluded,
    m.told, m.attending, m.on_leave, m.present, m.required_share, m.org_id, m.title, m.place, m.length, m.chair_name,
    m.group_name";
/// The column after those of [`ROW`].
const AFTER_ROW: usize = 20;

/// Whether a member (the row `s` of `attendee`) knows of the meeting: by the notice, or by the one before it.
const TOLD: &str = "(s.told_at IS NOT NULL OR s.pre_told_at IS NOT NULL)";

/// What more a meeting whole needs.
const WHOLE: &str = "m.looked_at, m.reminded_at, o.name, o.path, m.chair_id, m.agenda, m.cancel_reason,
    m.reviewer_id, m.record_text, m.record_at, m.created_at, m.version, m.ballot_closed, m.motions, m.quorum, m.group_id,
    m.record_format, m.stamp";

/// What the rules need, from the first columns of [`ROW`]; what lists don't ask about (`looked_at`, `reminded_at`, outlines,
/// the ballot) is for the caller to put in.
fn rules(r: &Row<'_>) -> Result<Meeting> {
    Ok(Meeting {
        id: r.get(0)?,
        kind: r.coded::<MeetingKind>(1)?.row(),
        step: r.coded(2)?,
        starts_at: r.get(3)?,
        answer_deadline: r.get(4)?,
        cancelled: r.get(5)?,
        returned: r.get(6)?,
        looked_at: false,
        reminded_at: None,
        outlines_missing: 0,
        ballot_closed: false,
        tally: Tally {
            expected: r.get(7)?,
            excluded: r.get(8)?,
            told: r.get(9)?,
            attending: r.get(10)?,
            on_leave: r.get(11)?,
            present: r.get(12)?,
            required_share: r.get(13)?,
        },
    })
}

impl Stored {
    /// As a row of a list.
    pub fn row(&self, now: Instant) -> MeetingRow {
        MeetingRow {
            id: self.rules.id,
            kind: self.kind,
            title: self.title.clone(),
            place: self.place.clone(),
            starts_at: self.rules.starts_at,
            length: self.length,
            chair: self.chair_name.clone(),
            answer_deadline: self.rules.answer_deadline,
            stage: self.rules.stage(now),
            tally: self.rules.tally,
            org: self.org.clone(),
            group: self.group_name.clone(),
            my_answer: None,
            waits_for_me: false,
        }
    }

    /// The account of the branch whose meeting it is.
    pub const fn branch_account(&self) -> AccountId {
        AccountId(self.org.id.0)
    }
}

/// A meeting within the caller's scope: under their organisation, or one that the member was told of.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub fn load(c: &mut Conn<'_>, scope: &Scope, id: MeetingId) -> Result<Stored> {
    let stored = load_any(c, id)?;
    let visible = match scope.member {
        Some(member) => {
            let sql =
                format!("SELECT COUNT(*) FROM attendee s WHERE s.meeting_id = ?1 AND s.member_id = ?2 AND {TOLD}");
            c.number(&sql, bind![id, member])? > 0
        }
        None => stored.org_path.starts_with(&scope.path),
    };
    if visible { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}

/// A meeting, for the platform itself: whoever asks is not asked who they are.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none.
pub fn load_any(c: &mut Conn<'_>, id: MeetingId) -> Result<Stored> {
    let sql = format!("SELECT {ROW}, {WHOLE} FROM meeting m JOIN org o ON o.id = m.org_id WHERE m.id = ?1");
    let found = c.first(&sql, bind![id], |r| {
        Ok(Stored {
            rules: Meeting { looked_at: r.get(20)?, reminded_at: r.get(21)?, ballot_closed: r.get(32)?, ..rules(r)? },
            kind: r.coded(1)?,
            title: r.get(15)?,
            place: r.get(16)?,
            length: r.coded(17)?,
            chair_name: r.get(18)?,
            group_name: r.get(19)?,
            org: OrgRef { id: r.get(14)?, name: r.get(22)? },
            org_path: r.get(23)?,
            chair: r.get(24)?,
            agenda: r.get(25)?,
            cancel_reason: r.get(26)?,
            reviewer: r.get(27)?,
            record_text: r.get(28)?,
            record_at: r.get(29)?,
            created_at: r.get(30)?,
            version: r.get(31)?,
            motions: r.get(33)?,
            quorum: r.get(34)?,
            group: r.get(35)?,
            record_format: r.coded(36)?,
            stamp: r.get(37)?,
        })
    })?;
    let mut stored = found.ok_or(Refusal::NotFound)?;
    if stored.rules.kind.has(Step::SpeechOutline) {
        stored.rules.outlines_missing = life::outlines_missing(c, id)?;
    }
    Ok(stored)
}

/// Names as they are when a meeting is written: they stay when people and groups change.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Who chairs.
    pub chair: String,
    /// The party group whose meeting it is.
    pub group: Option<String>,
}

/// Writes a new meeting; people and scope come separately.
pub(super) fn insert(
    c: &mut Conn<'_>,
    org: OrgId,
    form: &MeetingForm,
    names: &Names,
    now: Instant,
) -> Result<MeetingId> {
    let id = MeetingId(c.next_id());
    let sql = "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name,
                 required_share, answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told,
                 attending, on_leave, created_at, version, group_id, group_name)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, 0, 0, 0, 0, 0, ?14, 1, ?15, ?16)";
    let values = bind![
        id,
        org,
        form.kind.code(),
        form.title.trim(),
        form.place.trim(),
        form.agenda.trim(),
        form.starts_at,
        form.length.code(),
        form.chair,
        &names.chair,
        form.required_share,
        form.answer_deadline,
        form.kind.row().first().code(),
        now,
        form.group,
        names.group.as_deref(),
    ];
    c.execute(sql, values)?;
    Ok(id)
}

/// Writes what an edit may change.
pub(super) fn update(c: &mut Conn<'_>, id: MeetingId, form: &MeetingForm, names: &Names) -> Result<()> {
    let sql = "UPDATE meeting SET title = ?2, place = ?3, agenda = ?4, starts_at = ?5, length = ?6, chair_id = ?7,
                 chair_name = ?8, required_share = ?9, answer_deadline = ?10, group_id = ?11, group_name = ?12, reminded_at = NULL,
                 auto_reminded = 0, version = version + 1
               WHERE id = ?1";
    let values = bind![
        id,
        form.title.trim(),
        form.place.trim(),
        form.agenda.trim(),
        form.starts_at,
        form.length.code(),
        form.chair,
        &names.chair,
        form.required_share,
        form.answer_deadline,
        form.group,
        names.group.as_deref(),
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// Writes what the state machine said: step and flags.
pub(super) fn advance(c: &mut Conn<'_>, next: &Meeting, reviewer: Option<OrgId>) -> Result<()> {
    let sql = "UPDATE meeting SET step = ?2, cancelled = ?3, returned = ?4, looked_at = ?5, reviewer_id = COALESCE(?6, reviewer_id),
                 ballot_closed = ?7, version = version + 1 WHERE id = ?1";
    let values = bind![
        next.id,
        next.step.code(),
        next.cancelled,
        next.returned,
        next.looked_at,
        reviewer.map(|o| o.0),
        next.ballot_closed
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// Puts the meeting under every organisation above it.
pub(super) fn put_in_scope(c: &mut Conn<'_>, id: MeetingId, org_path: &str, starts_at: Instant) -> Result<()> {
    c.execute("DELETE FROM meeting_scope WHERE meeting_id = ?1", bind![id])?;
    for ancestor in org_path.split('/').filter_map(|part| part.parse::<i64>().ok()) {
        let sql = "INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![ancestor, starts_at, id])?;
    }
    Ok(())
}

/// Puts all meetings of a branch anew: after the branch moved in the tree. What waits for review waits for the new
/// immediate superior, who has looked at nothing yet.
///
/// # Errors
/// When the store refuses it.
pub fn rescope(c: &mut Conn<'_>, branch: OrgId, path: &str) -> Result<()> {
    let sql = "SELECT id, starts_at FROM meeting WHERE org_id = ?1";
    for (id, starts_at) in c.rows(sql, bind![branch], |r| Ok((r.get(0)?, r.get(1)?)))? {
        put_in_scope(c, id, path, starts_at)?;
    }
    let Some(superior) = crate::org::superior_of(c, branch)? else { return Ok(()) };
    let waiting = "SELECT id FROM meeting WHERE org_id = ?1 AND step IN ('review', 'approve') AND cancelled = 0 AND reviewer_id <> ?2";
    for id in c.rows(waiting, bind![branch, superior.id], |r| r.get::<MeetingId>(0))? {
        c.execute("UPDATE meeting SET reviewer_id = ?2, looked_at = 0 WHERE id = ?1", bind![id, superior.id])?;
        let round =
            "UPDATE review_round SET reviewer_id = ?2, reviewer_name = ?3 WHERE meeting_id = ?1 AND decided_at IS NULL";
        c.execute(round, bind![id, superior.id, &superior.name])?;
    }
    Ok(())
}

/// Notes the time of a reminder.
pub(super) fn reminded(c: &mut Conn<'_>, id: MeetingId, now: Instant) -> Result<()> {
    c.execute("UPDATE meeting SET reminded_at = ?2 WHERE id = ?1", bind![id, now])?;
    Ok(())
}

/// Writes why a meeting was called off.
pub(super) fn set_cancel_reason(c: &mut Conn<'_>, id: MeetingId, reason: &str) -> Result<()> {
    c.execute("UPDATE meeting SET cancel_reason = ?2 WHERE id = ?1", bind![id, reason])?;
    Ok(())
}

/// Notes an act for the timeline.
///
/// # Errors
/// When the store refuses it.
pub fn note(c: &mut Conn<'_>, id: MeetingId, act: &str, who: &str, what: &str, now: Instant) -> Result<()> {
    let event = c.next_id();
    let sql = "INSERT INTO meeting_event (id, meeting_id, act, at, who, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    c.execute(sql, bind![event, id, act, now, who, what])?;
    Ok(())
}

/// The acts noted, the first first.
pub(super) fn notes(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<(String, Instant, String, String)>> {
    let sql = "SELECT act, at, who, note FROM meeting_event WHERE meeting_id = ?1 ORDER BY id";
    c.rows(sql, bind![id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
}
