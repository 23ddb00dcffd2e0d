//! The bank: a row a question, a row for each version of its words.

use super::{digits, places};
use crate::bind;
use crate::error::{Error, Result};
use crate::store::{Conn, Row, Value};
use gsdj_domain::exam::{BANK_MAX, ExamRefusal, GROUP, QuestionForm, QuestionKind, QuestionRow, Subject, SubjectCount};
use gsdj_domain::{Instant, QuestionId, Refusal};

const WHOLE: &str =
    "q.id, q.version, v.kind, v.stem, v.options, v.correct, v.explanation, q.subject, v.source, q.active, v.at";
const FROM: &str = "question q JOIN question_version v ON v.question_id = q.id AND v.version = q.version";

fn row(r: &Row<'_>) -> Result<QuestionRow> {
    Ok(QuestionRow {
        id: r.get(0)?,
        version: r.get(1)?,
        form: QuestionForm {
            kind: r.coded(2)?,
            text: r.get(3)?,
            options: options(&r.get::<String>(4)?)?,
            right: places(&r.get::<String>(5)?),
            explanation: r.get(6)?,
            subject: r.coded(7)?,
            source: r.get(8)?,
            active: r.get(9)?,
        },
        changed_at: r.get(10)?,
    })
}

/// The options of a version.
pub(crate) fn options(json: &str) -> Result<Vec<String>> {
    serde_json::from_str(json).map_err(Error::from)
}

/// A question as it stands.
pub(in crate::exam) fn load(c: &mut Conn<'_>, id: QuestionId) -> Result<QuestionRow> {
    let sql = format!("SELECT {WHOLE} FROM {FROM} WHERE q.id = ?1");
    c.first(&sql, bind![id], row)?.ok_or_else(|| Refusal::NotFound.into())
}

/// What a list of the bank shows.
pub(in crate::exam) struct Filter {
    /// Only of this subject.
    pub subject: Option<Subject>,
    /// Only of this kind.
    pub kind: Option<QuestionKind>,
    /// Only those that are drawn, or that are not.
    pub active: Option<bool>,
    /// Only those with this text in the stem.
    pub q: Option<String>,
    /// After this id.
    pub after: i64,
    /// The most rows.
    pub limit: usize,
}

/// Questions of the bank, the latest first.
pub(in crate::exam) fn list(c: &mut Conn<'_>, filter: &Filter) -> Result<Vec<QuestionRow>> {
    let pattern = filter.q.as_deref().map(crate::org::contains);
    let mut values: Vec<Value<'_>> = bind![filter.after, filter.limit as i64].to_vec();
    let mut sql = format!("SELECT {WHOLE} FROM {FROM} WHERE q.id < ?1");
    let wanted: [(&str, Option<Value<'_>>); 3] = [
        ("q.subject", filter.subject.map(|s| s.code().into())),
        ("v.kind", filter.kind.map(|k| k.code().into())),
        ("q.active", filter.active.map(Into::into)),
    ];
    for (column, value) in wanted {
        if let Some(value) = value {
            values.push(value);
            sql += &format!(" AND {column} = ?{}", values.len());
        }
    }
    if let Some(pattern) = &pattern {
        values.push(pattern.into());
        sql += &format!(" AND v.stem LIKE ?{} ESCAPE '!'", values.len());
    }
    sql += " ORDER BY q.id DESC LIMIT ?2";
    c.rows(&sql, &values, row)
}

/// How many questions there are, by subject.
pub(in crate::exam) fn counts(c: &mut Conn<'_>) -> Result<Vec<SubjectCount>> {
    let mut counts: Vec<SubjectCount> =
        Subject::ALL.iter().map(|s| SubjectCount { subject: *s, active: 0, inactive: 0 }).collect();
    let sql = "SELECT subject, active, COUNT(*) FROM question GROUP BY subject, active";
    c.each(sql, &[], |r| {
        let (subject, active, heads): (Subject, bool, u32) = (r.coded(0)?, r.get(1)?, r.get(2)?);
        if let Some(count) = counts.iter_mut().find(|c| c.subject == subject) {
            if active { count.active = heads } else { count.inactive = heads }
        }
        Ok(())
    })?;
    Ok(counts)
}

/// The subjects of which a group can be drawn.
pub(in crate::exam) fn subjects(c: &mut Conn<'_>) -> Result<Vec<Subject>> {
    let sql = "SELECT subject FROM question WHERE active = 1 GROUP BY subject HAVING COUNT(*) >= ?1";
    let mut found: Vec<Subject> = c.rows(sql, bind![GROUP as i64], |r| r.coded(0))?;
    found.sort_unstable();
    Ok(found)
}

/// The questions that may be drawn of these subjects.
pub(in crate::exam) fn pool(c: &mut Conn<'_>, subjects: &[Subject]) -> Result<Vec<QuestionId>> {
    let mut pool = Vec::new();
    for subject in subjects {
        let sql = "SELECT id FROM question WHERE active = 1 AND subject = ?1";
        pool.extend(c.rows(sql, bind![subject.code()], |r| r.get::<QuestionId>(0))?);
    }
    Ok(pool)
}

/// The version a question has now, its kind and how many options.
pub(in crate::exam) fn current(c: &mut Conn<'_>, id: QuestionId) -> Result<(u32, QuestionKind, usize)> {
    let sql = format!("SELECT q.version, v.kind, v.options FROM {FROM} WHERE q.id = ?1");
    let found = c.first(&sql, bind![id], |r| Ok((r.get(0)?, r.coded(1)?, options(&r.get::<String>(2)?)?.len())))?;
    found.ok_or_else(|| Error::broken("a drawn question is gone"))
}

/// The question with this mark of sameness.
pub(in crate::exam) fn same(c: &mut Conn<'_>, mark: &str) -> Result<Option<QuestionId>> {
    c.first("SELECT id FROM question WHERE same_mark = ?1", bind![mark], |r| r.get(0))
}

/// Whether so many more can be drawn: those that are not drawn any more take no room.
pub(in crate::exam) fn check_room(c: &mut Conn<'_>, more: u64) -> Result<()> {
    let there = u64::try_from(c.number("SELECT COUNT(*) FROM question WHERE active = 1", &[])?).unwrap_or(0);
    if there + more > BANK_MAX { Err(Refusal::from(ExamRefusal::BankFull).into()) } else { Ok(()) }
}

/// Writes a new question.
pub(in crate::exam) fn insert(c: &mut Conn<'_>, form: &QuestionForm, mark: &str, now: Instant) -> Result<QuestionId> {
    let id = QuestionId(c.next_id());
    let sql = "INSERT INTO question (id, version, subject, active, same_mark) VALUES (?1, 1, ?2, ?3, ?4)";
    c.execute(sql, bind![id, form.subject.code(), form.active, mark])?;
    insert_version(c, id, 1, form, now)?;
    Ok(id)
}

/// Writes a new version of a question: those that were asked in an older one keep it.
pub(in crate::exam) fn update(
    c: &mut Conn<'_>,
    id: QuestionId,
    version: u32,
    form: &QuestionForm,
    mark: &str,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE question SET version = ?2, subject = ?3, active = ?4, same_mark = ?5 WHERE id = ?1";
    c.execute(sql, bind![id, version, form.subject.code(), form.active, mark])?;
    insert_version(c, id, version, form, now)
}

fn insert_version(c: &mut Conn<'_>, id: QuestionId, version: u32, form: &QuestionForm, now: Instant) -> Result<()> {
    let sql = "INSERT INTO question_version (question_id, version, kind, subject, stem, options, correct, explanation, source, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let (options, correct) = (serde_json::to_string(&form.options)?, digits(&form.right));
    let (kind, subject) = (form.kind.code(), form.subject.code());
    let values =
        bind![id, version, kind, subject, &form.text, &options, &correct, &form.explanation, &form.source, now];
    c.execute(sql, values)?;
    Ok(())
}
