//! The meetings' SQL.
//!
//! Heads are counted on the meeting's own row (`attending`, `on_leave`, …), kept in step by every act in its own
//! transaction, so that a list of twenty reads twenty rows; a test compares them with the people's rows.

use crate::bind;
use crate::error::Result;
use crate::http::Scope;
use crate::store::{Conn, Row, Value};
use gsdj_domain::account::Role;
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::{
    Answer, Attendee, Length, Meeting, MeetingForm, MeetingRow, RecordView, ReviewRound, Stage, StageCount, Step, Tally,
};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{AccountId, FileId, Instant, MeetingId, MemberId, OrgId, Refusal};

/// A meeting as stored, with what pages show of it.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    /// What the rules need.
    pub rules: Meeting,
    /// Whose it is.
    pub org: OrgRef,
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
    /// When the record was last changed.
    pub record_at: Option<Instant>,
    /// When it was created.
    pub created_at: Instant,
    /// Counts the branch's changes.
    pub version: u32,
}

const COLUMNS: &str = "m.id, m.kind, m.step, m.starts_at, m.answer_deadline, m.cancelled, m.returned, m.looked_at,
    m.reminded_at, m.expected, m.excluded, m.told, m.attending, m.on_leave, m.present, m.required_share,
    o.id, o.name, m.title, m.place, m.length, m.chair_id, m.chair_name";

const WHOLE: &str =
    "o.path, m.agenda, m.cancel_reason, m.reviewer_id, m.record_text, m.record_at, m.created_at, m.version";

fn rules(r: &Row<'_>) -> Result<Meeting> {
    Ok(Meeting {
        id: r.get(0)?,
        kind: r.coded(1)?,
        step: r.coded(2)?,
        starts_at: r.get(3)?,
        answer_deadline: r.get(4)?,
        cancelled: r.get(5)?,
        returned: r.get(6)?,
        looked_at: r.get(7)?,
        reminded_at: r.get(8)?,
        tally: Tally {
            expected: r.get(9)?,
            excluded: r.get(10)?,
            told: r.get(11)?,
            attending: r.get(12)?,
            on_leave: r.get(13)?,
            present: r.get(14)?,
            required_share: r.get(15)?,
        },
    })
}

/// `mine` is the column of the member's own answer, followed by whether they are expected.
fn list_row(r: &Row<'_>, now: Instant, mine: Option<usize>) -> Result<MeetingRow> {
    let rules = rules(r)?;
    let my_answer: Option<Answer> = mine.map(|at| r.coded_option(at)).transpose()?.flatten();
    let expected = mine.map(|at| r.get::<bool>(at + 1)).transpose()?.unwrap_or(false);
    let stage = rules.stage(now);
    let open = rules.step == Step::Answer && !rules.cancelled && now <= rules.answer_deadline;
    Ok(MeetingRow {
        id: rules.id,
        kind: rules.kind,
        starts_at: rules.starts_at,
        answer_deadline: rules.answer_deadline,
        stage,
        tally: rules.tally,
        org: OrgRef { id: r.get(16)?, name: r.get(17)? },
        title: r.get(18)?,
        place: r.get(19)?,
        length: r.coded(20)?,
        chair: r.get(22)?,
        waits_for_me: expected && my_answer.is_none() && open,
        my_answer,
    })
}

impl Stored {
    /// As a row of a list.
    pub fn row(&self, now: Instant) -> MeetingRow {
        MeetingRow {
            id: self.rules.id,
            kind: self.rules.kind,
            title: self.title.clone(),
            place: self.place.clone(),
            starts_at: self.rules.starts_at,
            length: self.length,
            chair: self.chair_name.clone(),
            answer_deadline: self.rules.answer_deadline,
            stage: self.rules.stage(now),
            tally: self.rules.tally,
            org: self.org.clone(),
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
pub(super) fn load(c: &mut Conn<'_>, scope: &Scope, id: MeetingId) -> Result<Stored> {
    let sql = format!("SELECT {COLUMNS}, {WHOLE} FROM meeting m JOIN org o ON o.id = m.org_id WHERE m.id = ?1");
    let found = c.first(&sql, bind![id], |r| {
        Ok(Stored {
            rules: rules(r)?,
            org: OrgRef { id: r.get(16)?, name: r.get(17)? },
            title: r.get(18)?,
            place: r.get(19)?,
            length: r.coded(20)?,
            chair: r.get(21)?,
            chair_name: r.get(22)?,
            org_path: r.get(23)?,
            agenda: r.get(24)?,
            cancel_reason: r.get(25)?,
            reviewer: r.get(26)?,
            record_text: r.get(27)?,
            record_at: r.get(28)?,
            created_at: r.get(29)?,
            version: r.get(30)?,
        })
    })?;
    let stored = found.ok_or(Refusal::NotFound)?;
    let visible = match scope.member {
        Some(member) => {
            let sql = "SELECT COUNT(*) FROM attendee WHERE meeting_id = ?1 AND member_id = ?2 AND told_at IS NOT NULL";
            c.number(sql, bind![id, member])? > 0
        }
        None => stored.org_path.starts_with(&scope.path),
    };
    if visible { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}

/// What a list shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
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
const STAGE: &str = "(CASE WHEN m.cancelled = 1 THEN 'cancelled' WHEN m.returned = 1 THEN 'returned'
    WHEN m.step IN ('send_notice', 'pre_notice') THEN 'draft'
    WHEN m.step = 'answer' THEN (CASE
        WHEN m.attending * 100 >= m.expected * COALESCE(m.required_share, 0) AND m.starts_at <= ?1 THEN 'record_due'
        WHEN m.attending * 100 < m.expected * COALESCE(m.required_share, 0) AND m.answer_deadline < ?1 THEN 'blocked'
        WHEN m.attending * 100 >= m.expected * COALESCE(m.required_share, 0)
             AND (m.answer_deadline < ?1 OR m.attending + m.on_leave >= m.expected) THEN 'ready'
        ELSE 'answering' END)
    WHEN m.step = 'upload_record' THEN 'record_due'
    WHEN m.step IN ('review', 'approve') THEN 'in_review'
    WHEN m.step IN ('done', 'after_work') THEN 'done'
    ELSE 'submit_due' END)";

/// `limit + 1` meetings of a list, the latest start first.
pub(super) fn list(
    c: &mut Conn<'_>,
    scope: &Scope,
    org: OrgId,
    filter: &Filter,
    limit: usize,
    now: Instant,
) -> Result<Vec<MeetingRow>> {
    let mut values: Vec<Value<'_>> = bind![now, org, limit as i64 + 1].to_vec();
    let (from, mine) = match &scope.member {
        Some(member) => {
            values[1] = Value::from(*member);
            (
                "attendee s JOIN meeting m ON m.id = s.meeting_id AND s.member_id = ?2 AND s.told_at IS NOT NULL",
                Some(23),
            )
        }
        None => ("meeting_scope s JOIN meeting m ON m.id = s.meeting_id AND s.ancestor_id = ?2", None),
    };
    // members read few rows through their own index; all others walk their subtree's range, newest first
    let (start, id) = if mine.is_some() { ("m.starts_at", "m.id") } else { ("s.starts_at", "s.meeting_id") };
    let answer = if mine.is_some() { ", s.answer, s.expected" } else { "" };
    let mut sql =
        format!("SELECT {COLUMNS}{answer} FROM {from} JOIN org o ON o.id = m.org_id WHERE CAST(?1 AS BIGINT) > 0");
    let pattern = filter.q.as_deref().map(crate::org::contains);
    if let Some(kind) = filter.kind {
        values.push(Value::from(kind));
        sql += &format!(" AND m.kind = ?{}", values.len());
    }
    if let Some(stage) = filter.stage {
        values.push(Value::from(stage.code()));
        sql += &format!(" AND {STAGE} = ?{}", values.len());
    }
    if let Some(pattern) = &pattern {
        values.push(Value::from(pattern));
        sql += &format!(" AND m.title LIKE ?{} ESCAPE '!'", values.len());
    }
    if let Some((at, after)) = filter.after {
        values.extend([Value::from(at), Value::from(after)]);
        let n = values.len();
        sql += &format!(" AND ({start} < ?{} OR ({start} = ?{} AND {id} < ?{n}))", n - 1, n - 1);
    }
    sql += &format!(" ORDER BY {start} DESC, {id} DESC LIMIT ?3");
    c.rows(&sql, &values, |r| list_row(r, now, mine))
}

/// How many meetings stand at each stage.
pub(super) fn counts(
    c: &mut Conn<'_>,
    scope: &Scope,
    kind: Option<&'static str>,
    now: Instant,
) -> Result<Vec<StageCount>> {
    let (from, key) = match scope.member {
        Some(member) => (
            "attendee s JOIN meeting m ON m.id = s.meeting_id AND s.member_id = ?2 AND s.told_at IS NOT NULL",
            member.0,
        ),
        None => ("meeting_scope s JOIN meeting m ON m.id = s.meeting_id AND s.ancestor_id = ?2", scope.org.0),
    };
    let mut values = bind![now, key].to_vec();
    let mut only = "";
    if let Some(kind) = kind {
        values.push(Value::from(kind));
        only = "AND m.kind = ?3";
    }
    let sql = format!(
        "SELECT stage, COUNT(*) FROM (SELECT {STAGE} AS stage FROM {from} WHERE CAST(?1 AS BIGINT) > 0 {only}) AS x GROUP BY stage"
    );
    let mut found = c.rows(&sql, &values, |r| Ok(StageCount { stage: r.coded(0)?, count: r.get(1)? }))?;
    found.sort_by_key(|s| s.stage);
    Ok(found)
}

/// What waits for a member's answer, the nearest deadline first.
pub(super) fn unanswered(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Vec<MeetingRow>> {
    let sql = format!(
        "SELECT {COLUMNS}, s.answer, s.expected FROM attendee s JOIN meeting m ON m.id = s.meeting_id JOIN org o ON o.id = m.org_id
         WHERE s.member_id = ?1 AND s.told_at IS NOT NULL AND s.answer IS NULL AND s.expected = 1 AND m.step = 'answer' AND m.cancelled = 0
           AND m.answer_deadline >= ?2 ORDER BY m.answer_deadline, m.id LIMIT 10"
    );
    c.rows(&sql, bind![member, now], |r| list_row(r, now, Some(23)))
}

/// A branch's open meetings, the nearest first.
pub(super) fn open(c: &mut Conn<'_>, org: OrgId, now: Instant) -> Result<Vec<MeetingRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m JOIN org o ON o.id = m.org_id WHERE m.org_id = ?1 AND m.cancelled = 0
         AND m.step NOT IN ('review', 'approve', 'done', 'after_work') ORDER BY m.starts_at, m.id LIMIT 50"
    );
    c.rows(&sql, bind![org], |r| list_row(r, now, None))
}

/// A row with what its place in the list is known by: a time, and the meeting's id where times are the same.
pub(super) type Placed = ((i64, i64), MeetingRow);

/// `limit + 1` meetings that wait for this organisation's review, the first handed in first.
pub(super) fn reviews(
    c: &mut Conn<'_>,
    reviewer: OrgId,
    after: Option<(i64, i64)>,
    limit: usize,
    now: Instant,
) -> Result<Vec<Placed>> {
    let sql = format!(
        "SELECT {COLUMNS}, rr.submitted_at FROM meeting m JOIN org o ON o.id = m.org_id
         JOIN review_round rr ON rr.meeting_id = m.id AND rr.decided_at IS NULL
         WHERE m.reviewer_id = ?1 AND m.step = 'review' AND m.cancelled = 0
           AND (rr.submitted_at > ?2 OR (rr.submitted_at = ?2 AND m.id > ?3)) ORDER BY rr.submitted_at, m.id LIMIT ?4"
    );
    let (at, id) = after.unwrap_or((i64::MIN, 0));
    c.rows(&sql, bind![reviewer, at, id, limit as i64 + 1], |r| Ok(((r.get(23)?, r.get(0)?), list_row(r, now, None)?)))
}

/// `limit + 1` meetings that this organisation decided, the latest decision first.
pub(super) fn decided(
    c: &mut Conn<'_>,
    reviewer: OrgId,
    after: Option<(i64, i64)>,
    limit: usize,
    now: Instant,
) -> Result<Vec<Placed>> {
    let sql = format!(
        "SELECT {COLUMNS}, MAX(rr.decided_at) AS decided FROM review_round rr JOIN meeting m ON m.id = rr.meeting_id
         JOIN org o ON o.id = m.org_id WHERE rr.reviewer_id = ?1 AND rr.decision IS NOT NULL
         GROUP BY {COLUMNS} HAVING MAX(rr.decided_at) < ?2 OR (MAX(rr.decided_at) = ?2 AND m.id < ?3)
         ORDER BY decided DESC, m.id DESC LIMIT ?4"
    );
    let (at, id) = after.unwrap_or((i64::MAX, 0));
    c.rows(&sql, bind![reviewer, at, id, limit as i64 + 1], |r| Ok(((r.get(23)?, r.get(0)?), list_row(r, now, None)?)))
}

/// How many wait for this organisation's review.
pub(super) fn reviews_waiting(c: &mut Conn<'_>, reviewer: OrgId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM meeting WHERE reviewer_id = ?1 AND step = 'review' AND cancelled = 0";
    Ok(u32::try_from(c.number(sql, bind![reviewer])?).unwrap_or(u32::MAX))
}

/// Writes a new meeting; people and scope come separately.
pub(super) fn insert(c: &mut Conn<'_>, org: OrgId, form: &MeetingForm, chair: &str, now: Instant) -> Result<MeetingId> {
    let id = MeetingId(c.next_id());
    let sql = "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name,
                 required_share, answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told,
                 attending, on_leave, created_at, version)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, 0, 0, 0, 0, 0, ?14, 1)";
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
        chair,
        form.required_share,
        form.answer_deadline,
        form.kind.first().code(),
        now,
    ];
    c.execute(sql, values)?;
    Ok(id)
}

/// Writes what an edit may change.
pub(super) fn update(c: &mut Conn<'_>, id: MeetingId, form: &MeetingForm, chair: &str) -> Result<()> {
    let sql = "UPDATE meeting SET title = ?2, place = ?3, agenda = ?4, starts_at = ?5, length = ?6, chair_id = ?7,
                 chair_name = ?8, required_share = ?9, answer_deadline = ?10, reminded_at = NULL, version = version + 1
               WHERE id = ?1";
    let values = bind![
        id,
        form.title.trim(),
        form.place.trim(),
        form.agenda.trim(),
        form.starts_at,
        form.length.code(),
        form.chair,
        chair,
        form.required_share,
        form.answer_deadline,
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// Writes what the state machine said: step and flags.
pub(super) fn advance(c: &mut Conn<'_>, next: &Meeting, reviewer: Option<OrgId>) -> Result<()> {
    let sql = "UPDATE meeting SET step = ?2, cancelled = ?3, returned = ?4, looked_at = ?5, reviewer_id = COALESCE(?6, reviewer_id),
                 version = version + 1 WHERE id = ?1";
    c.execute(
        sql,
        bind![next.id, next.step.code(), next.cancelled, next.returned, next.looked_at, reviewer.map(|o| o.0)],
    )?;
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
    let waiting =
        "SELECT id FROM meeting WHERE org_id = ?1 AND step = 'review' AND cancelled = 0 AND reviewer_id <> ?2";
    for id in c.rows(waiting, bind![branch, superior.id], |r| r.get::<MeetingId>(0))? {
        c.execute("UPDATE meeting SET reviewer_id = ?2, looked_at = 0 WHERE id = ?1", bind![id, superior.id])?;
        let round =
            "UPDATE review_round SET reviewer_id = ?2, reviewer_name = ?3 WHERE meeting_id = ?1 AND decided_at IS NULL";
        c.execute(round, bind![id, superior.id, &superior.name])?;
    }
    Ok(())
}

/// Everybody of the meeting, in the order of the form.
pub(super) fn people(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<Attendee>> {
    let sql = "SELECT member_id, name, expected, reason, note, told_at, answer, leave_reason, answered_at, present
               FROM attendee WHERE meeting_id = ?1 ORDER BY seat";
    c.rows(sql, bind![id], |r| {
        Ok(Attendee {
            member: r.get(0)?,
            name: r.get(1)?,
            expected: r.get(2)?,
            reason: r.coded_option(3)?,
            note: r.get(4)?,
            told_at: r.get(5)?,
            answer: r.coded_option(6)?,
            leave_reason: r.get(7)?,
            answered_at: r.get(8)?,
            present: r.get(9)?,
        })
    })
}

/// Replaces the people; what is known of those who stay comes with them.
pub(super) fn set_people(c: &mut Conn<'_>, id: MeetingId, people: &[Attendee]) -> Result<()> {
    c.execute("DELETE FROM attendee WHERE meeting_id = ?1", bind![id])?;
    for (seat, p) in people.iter().enumerate() {
        let sql = "INSERT INTO attendee (meeting_id, member_id, seat, name, expected, reason, note, told_at, answer,
                     leave_reason, answered_at, present) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let values = bind![
            id,
            p.member,
            seat as i64,
            &p.name,
            p.expected,
            p.reason.map(|r| r.code()),
            &p.note,
            p.told_at,
            p.answer.map(|a| a.code()),
            &p.leave_reason,
            p.answered_at,
            p.present,
        ];
        c.execute(sql, values)?;
    }
    recount(c, id)
}

/// Counts the heads anew from the people's rows.
pub(super) fn recount(c: &mut Conn<'_>, id: MeetingId) -> Result<()> {
    let count = |condition: &str| format!("(SELECT COUNT(*) FROM attendee a WHERE a.meeting_id = ?1 AND {condition})");
    let sql = format!(
        "UPDATE meeting SET expected = {}, excluded = {}, told = {}, attending = {}, on_leave = {} WHERE id = ?1",
        count("a.expected = 1"),
        count("a.expected = 0"),
        count("a.told_at IS NOT NULL"),
        count("a.expected = 1 AND a.answer = 'attend'"),
        count("a.expected = 1 AND a.answer = 'leave'"),
    );
    c.execute(&sql, bind![id])?;
    Ok(())
}

/// Notes that somebody was told; says whether it was for the first time.
pub(super) fn told(c: &mut Conn<'_>, id: MeetingId, member: MemberId, now: Instant) -> Result<bool> {
    let sql = "UPDATE attendee SET told_at = ?3 WHERE meeting_id = ?1 AND member_id = ?2 AND told_at IS NULL";
    let first = c.execute(sql, bind![id, member, now])? > 0;
    if first {
        c.execute("UPDATE meeting SET told = told + 1 WHERE id = ?1", bind![id])?;
    }
    Ok(first)
}

/// Who was told; of them only the silent ones if so asked.
pub(super) fn told_members(c: &mut Conn<'_>, id: MeetingId, silent_only: bool) -> Result<Vec<MemberId>> {
    let silent = if silent_only { "AND answer IS NULL AND expected = 1" } else { "" };
    let sql =
        format!("SELECT member_id FROM attendee WHERE meeting_id = ?1 AND told_at IS NOT NULL {silent} ORDER BY seat");
    c.rows(&sql, bind![id], |r| r.get(0))
}

/// Notes the time of a reminder.
pub(super) fn reminded(c: &mut Conn<'_>, id: MeetingId, now: Instant) -> Result<()> {
    c.execute("UPDATE meeting SET reminded_at = ?2 WHERE id = ?1", bind![id, now])?;
    Ok(())
}

/// A member's place in a meeting, with what the rules need.
pub(super) struct Place {
    /// The meeting.
    pub rules: Meeting,
    /// Whose it is.
    pub org: OrgId,
    /// Counts towards 应到.
    pub expected: bool,
    /// Was told.
    pub told: bool,
    /// What stands, and why, and since when.
    pub answer: Option<(Answer, String, Instant)>,
}

/// The member's place in the meeting, if they have one.
pub(super) fn place(c: &mut Conn<'_>, id: MeetingId, member: MemberId) -> Result<Option<Place>> {
    let sql = "SELECT m.id, m.kind, m.step, m.starts_at, m.answer_deadline, m.cancelled, m.returned, m.looked_at, m.reminded_at,
                 m.expected, m.excluded, m.told, m.attending, m.on_leave, m.present, m.required_share,
                 m.org_id, a.expected, a.told_at, a.answer, a.leave_reason, a.answered_at
               FROM attendee a JOIN meeting m ON m.id = a.meeting_id WHERE a.meeting_id = ?1 AND a.member_id = ?2";
    c.first(sql, bind![id, member], |r| {
        let reason: String = r.get(20)?;
        let answer = r.coded_option(19)?.zip(r.get::<Option<Instant>>(21)?).map(|(a, at)| (a, reason.clone(), at));
        Ok(Place {
            rules: rules(r)?,
            org: r.get(16)?,
            expected: r.get(17)?,
            told: r.get::<Option<i64>>(18)?.is_some(),
            answer,
        })
    })
}

/// Writes an answer and moves the heads by the difference.
pub(super) fn set_answer(
    c: &mut Conn<'_>,
    place: &Place,
    member: MemberId,
    answer: Answer,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql =
        "UPDATE attendee SET answer = ?3, leave_reason = ?4, answered_at = ?5 WHERE meeting_id = ?1 AND member_id = ?2";
    c.execute(sql, bind![place.rules.id, member, answer.code(), reason, now])?;
    let count = |a: Answer| match a {
        Answer::Attend => (1_i64, 0_i64),
        Answer::Leave => (0, 1),
    };
    let (old, new) = (place.answer.as_ref().map_or((0, 0), |(a, _, _)| count(*a)), count(answer));
    let sql = "UPDATE meeting SET attending = attending + ?2, on_leave = on_leave + ?3 WHERE id = ?1";
    c.execute(sql, bind![place.rules.id, new.0 - old.0, new.1 - old.1])?;
    let read = "UPDATE inbox SET read_at = ?3 WHERE account_id = ?1 AND meeting_id = ?2 AND read_at IS NULL";
    c.execute(read, bind![member, place.rules.id, now])?;
    Ok(())
}

/// Writes the record.
pub(super) fn set_record(
    c: &mut Conn<'_>,
    id: MeetingId,
    text: &str,
    present: &[MemberId],
    now: Instant,
) -> Result<()> {
    c.execute("UPDATE attendee SET present = 0 WHERE meeting_id = ?1 AND expected = 1", bind![id])?;
    for member in present {
        c.execute(
            "UPDATE attendee SET present = 1 WHERE meeting_id = ?1 AND member_id = ?2 AND expected = 1",
            bind![id, *member],
        )?;
    }
    let sql = "UPDATE meeting SET record_text = ?2, record_at = ?3,
                 present = (SELECT COUNT(*) FROM attendee WHERE meeting_id = ?1 AND present = 1) WHERE id = ?1";
    c.execute(sql, bind![id, text, now])?;
    Ok(())
}

/// Replaces the record's photos or attachments.
pub(super) fn set_files(c: &mut Conn<'_>, id: MeetingId, photo: bool, files: &[FileId]) -> Result<()> {
    c.execute("DELETE FROM meeting_file WHERE meeting_id = ?1 AND photo = ?2", bind![id, photo])?;
    for (seat, file) in files.iter().enumerate() {
        let sql = "INSERT INTO meeting_file (meeting_id, seat, file_id, photo) VALUES (?1, ?2, ?3, ?4)";
        c.execute(sql, bind![id, seat as i64, *file, photo])?;
    }
    Ok(())
}

/// The record, if there is one.
pub(super) fn record(c: &mut Conn<'_>, stored: &Stored) -> Result<Option<RecordView>> {
    let (Some(text), Some(at)) = (&stored.record_text, stored.record_at) else { return Ok(None) };
    let mut files = |photo: bool| -> Result<Vec<FileInfo>> {
        let sql = "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM meeting_file mf JOIN file f ON f.id = mf.file_id
                   WHERE mf.meeting_id = ?1 AND mf.photo = ?2 ORDER BY mf.seat";
        c.rows(sql, bind![stored.rules.id, photo], crate::file::info)
    };
    Ok(Some(RecordView { text: text.clone(), photos: files(true)?, attachments: files(false)?, at }))
}

/// Begins a round of review.
pub(super) fn begin_round(c: &mut Conn<'_>, id: MeetingId, reviewer: &OrgRef, now: Instant) -> Result<()> {
    let round = c.number("SELECT COALESCE(MAX(round), 0) + 1 FROM review_round WHERE meeting_id = ?1", bind![id])?;
    let sql =
        "INSERT INTO review_round (meeting_id, round, submitted_at, reviewer_id, reviewer_name, reason, withdrawn)
               VALUES (?1, ?2, ?3, ?4, ?5, '', 0)";
    c.execute(sql, bind![id, round, now, reviewer.id, &reviewer.name])?;
    Ok(())
}

/// Ends the round that is open: with a decision, or because the branch took it back.
pub(super) fn end_round(
    c: &mut Conn<'_>,
    id: MeetingId,
    decision: Option<&str>,
    reason: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE review_round SET decision = ?2, reason = ?3, decided_at = ?4, withdrawn = ?5
               WHERE meeting_id = ?1 AND decided_at IS NULL";
    c.execute(sql, bind![id, decision, reason, now, decision.is_none()])?;
    Ok(())
}

/// Every round, the first first.
pub(super) fn rounds(c: &mut Conn<'_>, id: MeetingId) -> Result<Vec<ReviewRound>> {
    let sql = "SELECT round, submitted_at, reviewer_name, decision, reason, decided_at, withdrawn FROM review_round
               WHERE meeting_id = ?1 ORDER BY round";
    c.rows(sql, bind![id], |r| {
        Ok(ReviewRound {
            round: r.get(0)?,
            submitted_at: r.get(1)?,
            reviewer: r.get(2)?,
            decision: r.coded_option(3)?,
            reason: r.get(4)?,
            decided_at: r.get(5)?,
            withdrawn: r.get(6)?,
        })
    })
}

/// Notes that the reviewer has opened what was handed in.
pub(super) fn looked_at(c: &mut Conn<'_>, id: MeetingId) -> Result<()> {
    c.execute("UPDATE meeting SET looked_at = 1 WHERE id = ?1 AND step = 'review'", bind![id])?;
    Ok(())
}

/// Writes why a meeting was called off.
pub(super) fn set_cancel_reason(c: &mut Conn<'_>, id: MeetingId, reason: &str) -> Result<()> {
    c.execute("UPDATE meeting SET cancel_reason = ?2 WHERE id = ?1", bind![id, reason])?;
    Ok(())
}

/// Notes an act for the timeline.
pub(super) fn note(c: &mut Conn<'_>, id: MeetingId, act: &str, who: &str, what: &str, now: Instant) -> Result<()> {
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

/// Whether the role looks from above: neither the branch itself nor a member.
pub(super) const fn is_superior(role: Role) -> bool {
    matches!(role, Role::ProvinceAdmin | Role::CommitteeAdmin | Role::GeneralBranchAdmin)
}
