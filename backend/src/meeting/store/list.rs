//! The SQL of lists: a subtree's, a member's, what waits for somebody.

use super::{AFTER_ROW, ROW, rules};
use crate::bind;
use crate::error::Result;
use crate::http::Scope;
use crate::shelf::Draft;
use crate::store::{Conn, Row, Value};
use gsdj_domain::meeting::{Act, Answer, MeetingRow, Stage, StageCount, Step};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{Instant, MeetingId, MemberId, OrgId, Refusal};
use std::cmp::Reverse;

/// `mine` is the column of the member's own answer, followed by whether they are expected. The organisation's name is
/// put in by [`named`].
pub(super) fn list_row(r: &Row<'_>, now: Instant, mine: Option<usize>) -> Result<MeetingRow> {
    let rules = rules(r)?;
    let my_answer: Option<Answer> = mine.map(|at| r.coded_option(at)).transpose()?.flatten();
    let expected = mine.map(|at| r.get::<bool>(at + 1)).transpose()?.unwrap_or(false);
    let stage = rules.stage(now);
    let open = rules.step == Step::Answer && !rules.cancelled && now <= rules.answer_deadline;
    Ok(MeetingRow {
        id: rules.id,
        kind: r.coded(1)?,
        starts_at: rules.starts_at,
        answer_deadline: rules.answer_deadline,
        stage,
        tally: rules.tally,
        org: OrgRef { id: r.get(14)?, name: String::new() },
        title: r.get(15)?,
        place: r.get(16)?,
        length: r.coded(17)?,
        chair: r.get(18)?,
        group: r.get(19)?,
        waits_for_me: expected && my_answer.is_none() && open,
        my_answer,
    })
}

/// The organisations of some rows: each is looked up once, however many of the rows are its.
fn orgs(c: &mut Conn<'_>, ids: impl Iterator<Item = OrgId>) -> Result<Vec<OrgRef>> {
    let mut known: Vec<OrgRef> = Vec::new();
    for id in ids {
        if known.iter().all(|org| org.id != id) {
            known.push(OrgRef { id, name: crate::org::name_of(c, id)? });
        }
    }
    Ok(known)
}

/// Puts the organisations' names in.
pub(super) fn named<'r>(c: &mut Conn<'_>, rows: impl Iterator<Item = &'r mut MeetingRow>) -> Result<()> {
    let mut rows: Vec<_> = rows.collect();
    let known = orgs(c, rows.iter().map(|row| row.org.id))?;
    for row in &mut rows {
        if let Some(org) = known.iter().find(|org| org.id == row.org.id) {
            row.org.clone_from(org);
        }
    }
    Ok(())
}

/// The rows that a query answers, with their organisations' names.
fn rows(c: &mut Conn<'_>, sql: &str, values: &[Value<'_>], now: Instant, mine: bool) -> Result<Vec<MeetingRow>> {
    let mut rows = c.rows(sql, values, |r| list_row(r, now, mine.then_some(AFTER_ROW)))?;
    named(c, rows.iter_mut())?;
    Ok(rows)
}

/// What a list shows.
#[derive(Debug, Clone, Default)]
pub(in crate::meeting) struct Filter {
    /// Only this kind.
    pub kind: Option<&'static str>,
    /// Only this stage.
    pub stage: Option<Stage>,
    /// Only titles with this text.
    pub q: Option<String>,
    /// After this start and id.
    pub after: Option<(i64, i64)>,
}

/// `Meeting::stage` in SQL, for filters and counts; ?1 is now. A test holds the two together.
const STAGE: &str = "(CASE m.phase
    WHEN 'short' THEN (CASE WHEN m.answer_deadline < ?1 THEN 'blocked' ELSE 'answering' END)
    WHEN 'enough' THEN (CASE WHEN m.starts_at <= ?1 THEN 'record_due' WHEN m.answer_deadline < ?1 THEN 'ready' ELSE 'answering' END)
    WHEN 'answered' THEN (CASE WHEN m.starts_at <= ?1 THEN 'record_due' ELSE 'ready' END)
    ELSE m.phase END)";

/// The phases in which a meeting may be at a stage; where the clock decides nothing, the phase is called as the stage.
const fn phases(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Answering => &["short", "enough"],
        Stage::Blocked => &["short"],
        Stage::Ready => &["enough", "answered"],
        Stage::RecordDue => &["record_due", "enough", "answered"],
        Stage::Draft => &["draft"],
        Stage::Preparing => &["preparing"],
        Stage::AppraisalDue => &["appraisal_due"],
        Stage::SubmitDue => &["submit_due"],
        Stage::InReview => &["in_review"],
        Stage::Returned => &["returned"],
        Stage::Done => &["done"],
        Stage::Cancelled => &["cancelled"],
    }
}

/// A meeting's place in a list, with what its line is known by.
#[derive(Debug)]
pub(in crate::meeting) struct Spot {
    /// The meeting.
    pub id: MeetingId,
    /// When it starts.
    pub starts_at: Instant,
    /// Rises with every change, its organisation's name too.
    pub stamp: i64,
    /// For a member: their own answer, and whether they are expected.
    pub place: Option<(Option<Answer>, bool)>,
}

/// Members' meetings: those they were told of.
const TOLD: &str = "attendee s JOIN meeting m ON m.id = s.meeting_id
    AND s.member_id = ?2 AND (s.told_at IS NOT NULL OR s.pre_told_at IS NOT NULL)";

/// A subtree's.
const BELOW: &str = "meeting_scope s JOIN meeting m ON m.id = s.meeting_id AND s.ancestor_id = ?2";

/// `limit + 1` meetings of a list, the latest start first. A subtree's meetings of a stage are looked for phase by phase:
/// each is one range of an index.
pub(in crate::meeting) fn list(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: OrgId,
    filter: &Filter,
    limit: usize,
    now: Instant,
) -> Result<Vec<Spot>> {
    let Some(stage) = filter.stage.filter(|_| scope.member.is_none()) else {
        return strand(c, scope, org, filter, None, limit, now);
    };
    let mut all = Vec::new();
    for phase in phases(stage) {
        all.extend(strand(c, scope, org, filter, Some(phase), limit, now)?);
    }
    all.sort_by_key(|spot| Reverse((spot.starts_at, spot.id)));
    all.truncate(limit + 1);
    Ok(all)
}

/// Likewise of one phase, or of all.
fn strand(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: OrgId,
    filter: &Filter,
    phase: Option<&'static str>,
    limit: usize,
    now: Instant,
) -> Result<Vec<Spot>> {
    let mine = scope.member.is_some();
    let key = scope.member.map_or(org.0, |member| member.0);
    let mut values: Vec<Value<'_>> = bind![now, key, limit as i64 + 1].to_vec();
    let (from, answer) = if mine { (TOLD, ", s.answer, s.expected") } else { (BELOW, "") };
    let pattern = filter.q.as_deref().map(crate::org::contains);
    let mut sql = String::with_capacity(1_024);
    for part in ["SELECT s.meeting_id, s.starts_at, m.stamp", answer, " FROM ", from, " WHERE CAST(?1 AS BIGINT) > 0"] {
        sql += part;
    }
    let mut bound = |value| {
        values.push(value);
        values.len()
    };
    if let Some(phase) = phase {
        sql += &format!(" AND s.phase = ?{}", bound(Value::from(phase)));
    }
    if let Some(kind) = filter.kind {
        sql += &format!(" AND m.kind = ?{}", bound(Value::from(kind)));
    }
    // a phase that is called as the stage says it all
    if let Some(stage) = filter.stage.filter(|stage| phase != Some(stage.code())) {
        sql += &format!(" AND {STAGE} = ?{}", bound(Value::from(stage.code())));
    }
    if let Some((at, after)) = filter.after {
        let (at, after) = (bound(Value::from(at)), bound(Value::from(after)));
        sql += &format!(" AND (s.starts_at, s.meeting_id) < (?{at}, ?{after})");
    }
    if let Some(pattern) = &pattern {
        sql += &format!(" AND m.title LIKE ?{} ESCAPE '!'", bound(Value::from(pattern)));
    }
    sql += " ORDER BY s.starts_at DESC, s.meeting_id DESC LIMIT ?3";
    c.rows(&sql, &values, |r| {
        Ok(Spot {
            id: r.get(0)?,
            starts_at: r.get(1)?,
            stamp: r.get(2)?,
            place: if mine { Some((r.coded_option(3)?, r.get(4)?)) } else { None },
        })
    })
}

/// What the line of a meeting shows to whom it has this place for, and until when.
pub(in crate::meeting) fn line(c: &mut Conn<'_>, spot: &Spot, now: Instant) -> Result<Draft<MeetingRow>> {
    let sql = format!("SELECT {ROW} FROM meeting m WHERE m.id = ?1");
    let found = c.first(&sql, bind![spot.id], |r| Ok((list_row(r, now, None)?, rules(r)?)))?;
    let (row, rules) = found.ok_or(Refusal::NotFound)?;
    let org = OrgRef { name: crate::org::name_of(c, row.org.id)?, ..row.org };
    let (my_answer, expected) = spot.place.unwrap_or((None, false));
    let waits_for_me = expected && my_answer.is_none() && rules.allow(Act::Answer, now).is_ok();
    Ok(Draft { shows: MeetingRow { org, my_answer, waits_for_me, ..row }, until: rules.holds_until(now) })
}

/// How many meetings stand at each stage.
pub(in crate::meeting) fn counts(
    c: &mut Conn<'_>,
    scope: &Scope,
    kind: Option<&'static str>,
    now: Instant,
) -> Result<Vec<StageCount>> {
    const OPEN: &str = "('short', 'enough', 'answered')";
    let staged = |from: &str, only: &str| {
        format!(
            "SELECT {STAGE} AS stage, COUNT(*) AS heads FROM {from} WHERE CAST(?1 AS BIGINT) > 0 {only} GROUP BY stage"
        )
    };
    let key = scope.member.map_or(scope.org.0, |member| member.0);
    let mut values = bind![now, key].to_vec();
    let sql = match (scope.member, kind) {
        // all of a subtree: where the clock decides nothing, the index knows
        (None, None) => format!(
            "SELECT stage, CAST(SUM(heads) AS BIGINT) FROM ({} UNION ALL
             SELECT s.phase, COUNT(*) FROM meeting_scope s WHERE s.ancestor_id = ?2 AND s.phase NOT IN {OPEN} GROUP BY s.phase
             ) AS x GROUP BY stage",
            staged(BELOW, &format!("AND s.phase IN {OPEN}"))
        ),
        (member, kind) => {
            values.extend(kind.map(Value::from));
            staged(if member.is_some() { TOLD } else { BELOW }, if kind.is_some() { "AND m.kind = ?3" } else { "" })
        }
    };
    let mut found = c.rows(&sql, &values, |r| Ok(StageCount { stage: r.coded(0)?, count: r.get(1)? }))?;
    found.sort_by_key(|s| s.stage);
    Ok(found)
}

/// What waits for a member's answer, the nearest deadline first.
pub(in crate::meeting) fn unanswered(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Vec<MeetingRow>> {
    asking(c, member, "AND s.answer IS NULL", now)
}

/// What a member can answer, answered already or not.
///
/// # Errors
/// When the store refuses it.
pub fn answerable(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Vec<MeetingRow>> {
    asking(c, member, "", now)
}

fn asking(c: &mut Conn<'_>, member: MemberId, more: &str, now: Instant) -> Result<Vec<MeetingRow>> {
    let sql = format!(
        "SELECT {ROW}, s.answer, s.expected FROM attendee s JOIN meeting m ON m.id = s.meeting_id
         WHERE s.member_id = ?1 AND s.starts_at > ?2 AND s.told_at IS NOT NULL {more} AND s.expected = 1
           AND m.step = 'answer' AND m.cancelled = 0 AND m.answer_deadline >= ?2 ORDER BY m.answer_deadline, m.id LIMIT 10"
    );
    rows(c, &sql, bind![member, now], now, true)
}

/// A branch's open meetings, the nearest first.
pub(in crate::meeting) fn open(c: &mut Conn<'_>, org: OrgId, now: Instant) -> Result<Vec<MeetingRow>> {
    let sql = format!(
        "SELECT {ROW} FROM meeting m WHERE m.org_id = ?1 AND m.cancelled = 0
         AND m.step NOT IN ('review', 'approve', 'done', 'after_work') ORDER BY m.starts_at, m.id LIMIT 50"
    );
    rows(c, &sql, bind![org], now, false)
}
