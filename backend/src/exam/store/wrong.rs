//! The books of wrong answers.

use super::question::options;
use super::sitting::Asked;
use super::{digits, places};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use gsdj_domain::exam::{QuestionVerdict, Subject, WrongQuestion};
use gsdj_domain::{Instant, MemberId, QuestionId};

/// How often a question was right since it was last wrong; nothing when it does not stand in the book.
pub(in crate::exam) fn right_since(c: &mut Conn<'_>, member: MemberId, question: QuestionId) -> Result<Option<u32>> {
    let sql = "SELECT right_since FROM wrong_answer WHERE member_id = ?1 AND question_id = ?2";
    c.first(sql, bind![member, question], |r| r.get(0))
}

/// Notes a wrong answer.
pub(in crate::exam) fn note(c: &mut Conn<'_>, member: MemberId, asked: &Asked, at: Instant) -> Result<()> {
    let sql = "INSERT INTO wrong_answer (member_id, question_id, version, chosen, right_since, wrong_at)
               VALUES (?1, ?2, ?3, ?4, 0, ?5) ON CONFLICT (member_id, question_id) DO UPDATE SET version = excluded.version,
                 chosen = excluded.chosen, right_since = 0, wrong_at = excluded.wrong_at";
    let chosen = digits(&asked.chosen_as_written());
    c.execute(sql, bind![member, asked.question, asked.version, &chosen, at])?;
    Ok(())
}

/// Notes how often it was right since.
pub(in crate::exam) fn set_right_since(
    c: &mut Conn<'_>,
    member: MemberId,
    question: QuestionId,
    since: u32,
) -> Result<()> {
    let sql = "UPDATE wrong_answer SET right_since = ?3 WHERE member_id = ?1 AND question_id = ?2";
    c.execute(sql, bind![member, question, since])?;
    Ok(())
}

/// Takes a question out of the book.
pub(in crate::exam) fn forget(c: &mut Conn<'_>, member: MemberId, question: QuestionId) -> Result<()> {
    let sql = "DELETE FROM wrong_answer WHERE member_id = ?1 AND question_id = ?2";
    c.execute(sql, bind![member, question])?;
    Ok(())
}

/// How many questions stand in a book.
pub(in crate::exam) fn count(c: &mut Conn<'_>, member: MemberId) -> Result<u32> {
    let heads = c.number("SELECT COUNT(*) FROM wrong_answer WHERE member_id = ?1", bind![member])?;
    Ok(u32::try_from(heads).unwrap_or(u32::MAX))
}

/// The questions of a book that were wrong longest ago.
pub(in crate::exam) fn oldest(
    c: &mut Conn<'_>,
    member: MemberId,
    subject: Option<Subject>,
    limit: usize,
) -> Result<Vec<QuestionId>> {
    let mut values: Vec<Value<'_>> = bind![member, limit as i64].to_vec();
    let mut only = "";
    if let Some(subject) = subject {
        values.push(subject.code().into());
        only = "AND q.subject = ?3";
    }
    let sql = format!(
        "SELECT w.question_id FROM wrong_answer w JOIN question q ON q.id = w.question_id WHERE w.member_id = ?1 {only}
         ORDER BY w.wrong_at, w.question_id LIMIT ?2"
    );
    c.rows(&sql, &values, |r| r.get(0))
}

/// A page of a book, the latest first, in the words each question had when it was answered wrong; what is right is left out of
/// those that are being asked (`open`).
pub(in crate::exam) fn list(
    c: &mut Conn<'_>,
    member: MemberId,
    subject: Option<Subject>,
    (at, id): (i64, i64),
    limit: usize,
    open: &[QuestionId],
) -> Result<Vec<WrongQuestion>> {
    let mut values: Vec<Value<'_>> = bind![member, at, id, limit as i64].to_vec();
    let mut only = "";
    if let Some(subject) = subject {
        values.push(subject.code().into());
        only = "AND v.subject = ?5";
    }
    let sql = format!(
        "SELECT w.question_id, v.kind, v.subject, v.stem, v.options, w.chosen, w.right_since, w.wrong_at, v.correct, v.explanation,
           v.source
         FROM wrong_answer w JOIN question_version v ON v.question_id = w.question_id AND v.version = w.version
         WHERE w.member_id = ?1 AND (w.wrong_at, w.question_id) < (?2, ?3) {only}
         ORDER BY w.wrong_at DESC, w.question_id DESC LIMIT ?4"
    );
    c.rows(&sql, &values, |r| {
        let id = r.get(0)?;
        let verdict = QuestionVerdict {
            right: places(&r.get::<String>(8)?),
            correct: Some(false),
            explanation: r.get(9)?,
            source: r.get(10)?,
        };
        Ok(WrongQuestion {
            id,
            kind: r.coded(1)?,
            subject: r.coded(2)?,
            text: r.get(3)?,
            options: options(&r.get::<String>(4)?)?,
            chosen: places(&r.get::<String>(5)?),
            right_since: r.get(6)?,
            wrong_at: r.get(7)?,
            verdict: (!open.contains(&id)).then_some(verdict),
        })
    })
}
