//! The SQL of questions before the screen: those of a lesson, those that were asked, and what was answered.

use crate::bind;
use crate::error::Result;
use crate::exam::{digits, options, places};
use crate::store::{Conn, Row};
use gsdj_domain::learning::{ComingQuestion, JoinedGroupStudy, LessonQuestion, LessonQuestionForm};
use gsdj_domain::{GroupStudyId, Instant, LessonId, LessonQuestionId, MemberId, OrgId, Refusal};

const WORDS: &str = "at, kind, stem, options, correct, explanation";

/// What is asked, from six columns behind the id.
fn words(r: &Row<'_>) -> Result<LessonQuestionForm> {
    Ok(LessonQuestionForm {
        at: r.get(1)?,
        kind: r.coded(2)?,
        text: r.get(3)?,
        options: options(&r.get::<String>(4)?)?,
        right: places(&r.get::<String>(5)?),
        explanation: r.get(6)?,
    })
}

/// The questions of a lesson, in the order of their places.
pub(in crate::learning) fn questions(c: &mut Conn<'_>, lesson: LessonId) -> Result<Vec<LessonQuestion>> {
    let sql = format!("SELECT id, {WORDS} FROM lesson_question WHERE lesson_id = ?1 ORDER BY at");
    c.rows(&sql, bind![lesson], |r| Ok(LessonQuestion { id: r.get(0)?, form: words(r)? }))
}

/// One of them, with its lesson.
pub(in crate::learning) fn question(c: &mut Conn<'_>, id: LessonQuestionId) -> Result<(LessonId, LessonQuestionForm)> {
    let sql = format!("SELECT lesson_id, {WORDS} FROM lesson_question WHERE id = ?1");
    c.first(&sql, bind![id], |r| Ok((r.get(0)?, words(r)?)))?.ok_or_else(|| Refusal::NotFound.into())
}

/// Where the questions of a lesson stand, in order.
pub(in crate::learning) fn question_places(c: &mut Conn<'_>, lesson: LessonId) -> Result<Vec<ComingQuestion>> {
    let sql = "SELECT id, at FROM lesson_question WHERE lesson_id = ?1 ORDER BY at";
    c.rows(sql, bind![lesson], |r| Ok(ComingQuestion { question: r.get(0)?, at: r.get(1)? }))
}

/// Writes a new one.
pub(in crate::learning) fn insert_question(
    c: &mut Conn<'_>,
    lesson: LessonId,
    form: &LessonQuestionForm,
) -> Result<LessonQuestionId> {
    let id = LessonQuestionId(c.next_id());
    let sql = "INSERT INTO lesson_question (id, lesson_id, at, kind, stem, options, correct, explanation)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let (list, correct) = (serde_json::to_string(&form.options)?, digits(&form.right));
    let values = bind![id, lesson, form.at, form.kind.code(), &form.text, &list, &correct, &form.explanation];
    c.execute(sql, values)?;
    Ok(id)
}

/// Writes what stands there now.
pub(in crate::learning) fn update_question(
    c: &mut Conn<'_>,
    id: LessonQuestionId,
    form: &LessonQuestionForm,
) -> Result<()> {
    let sql = "UPDATE lesson_question SET at = ?2, kind = ?3, stem = ?4, options = ?5, correct = ?6, explanation = ?7
               WHERE id = ?1";
    let (list, correct) = (serde_json::to_string(&form.options)?, digits(&form.right));
    c.execute(sql, bind![id, form.at, form.kind.code(), &form.text, &list, &correct, &form.explanation])?;
    Ok(())
}

/// Takes one out; where it was asked it stays as it was asked.
pub(in crate::learning) fn delete_question(c: &mut Conn<'_>, id: LessonQuestionId) -> Result<()> {
    c.execute("DELETE FROM lesson_question WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Takes all of a lesson out.
pub(in crate::learning) fn delete_questions(c: &mut Conn<'_>, lesson: LessonId) -> Result<()> {
    c.execute("DELETE FROM lesson_question WHERE lesson_id = ?1", bind![lesson])?;
    Ok(())
}

/// A question that was asked in a group study, as it was worded then.
#[derive(Debug, Clone)]
pub(in crate::learning) struct Asked {
    /// The question.
    pub question: LessonQuestionId,
    /// What was asked.
    pub form: LessonQuestionForm,
    /// When.
    pub asked_at: Instant,
    /// Since when no more answers are taken.
    pub closed_at: Option<Instant>,
}

impl Asked {
    /// Whether it takes answers.
    pub const fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

fn asked_row(r: &Row<'_>) -> Result<Asked> {
    Ok(Asked { question: r.get(0)?, form: words(r)?, asked_at: r.get(7)?, closed_at: r.get(8)? })
}

/// What was asked in a group study, in the order in which it was.
pub(in crate::learning) fn asked(c: &mut Conn<'_>, id: GroupStudyId) -> Result<Vec<Asked>> {
    let sql = format!(
        "SELECT question_id, {WORDS}, asked_at, closed_at FROM group_study_question WHERE group_study_id = ?1
         ORDER BY asked_at, at"
    );
    c.rows(&sql, bind![id], asked_row)
}

/// Asks a question; one that was asked already stays as it is.
pub(in crate::learning) fn ask(
    c: &mut Conn<'_>,
    id: GroupStudyId,
    question: LessonQuestionId,
    form: &LessonQuestionForm,
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO group_study_question (group_study_id, question_id, at, kind, stem, options, correct, explanation, asked_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (group_study_id, question_id) DO NOTHING";
    let (list, correct) = (serde_json::to_string(&form.options)?, digits(&form.right));
    let values = bind![id, question, form.at, form.kind.code(), &form.text, &list, &correct, &form.explanation, now];
    c.execute(sql, values)?;
    Ok(())
}

/// Takes no more answers to a question.
pub(in crate::learning) fn close_asked(
    c: &mut Conn<'_>,
    id: GroupStudyId,
    question: LessonQuestionId,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE group_study_question SET closed_at = ?3
               WHERE group_study_id = ?1 AND question_id = ?2 AND closed_at IS NULL";
    c.execute(sql, bind![id, question, now])?;
    Ok(())
}

/// Takes no more answers to anything: the group study is over.
pub(in crate::learning) fn close_all_asked(c: &mut Conn<'_>, id: GroupStudyId, now: Instant) -> Result<()> {
    let sql = "UPDATE group_study_question SET closed_at = ?2 WHERE group_study_id = ?1 AND closed_at IS NULL";
    c.execute(sql, bind![id, now])?;
    Ok(())
}

/// Every answer to a question, and nobody's name.
pub(in crate::learning) fn answers(
    c: &mut Conn<'_>,
    id: GroupStudyId,
    question: LessonQuestionId,
) -> Result<Vec<Vec<u8>>> {
    let sql = "SELECT chosen FROM group_study_answer WHERE group_study_id = ?1 AND question_id = ?2";
    c.rows(sql, bind![id, question], |r| Ok(places(&r.get::<String>(0)?)))
}

/// How many of those who are there have answered a question.
pub(in crate::learning) fn answered(c: &mut Conn<'_>, id: GroupStudyId, question: LessonQuestionId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM group_study_answer a JOIN group_study_person p
                 ON p.group_study_id = a.group_study_id AND p.member_id = a.member_id AND p.present = 1
               WHERE a.group_study_id = ?1 AND a.question_id = ?2";
    Ok(u32::try_from(c.number(sql, bind![id, question])?).unwrap_or(u32::MAX))
}

/// What a member has answered to a question; nothing when they have not.
pub(in crate::learning) fn own_answer(
    c: &mut Conn<'_>,
    id: GroupStudyId,
    question: LessonQuestionId,
    member: MemberId,
) -> Result<Vec<u8>> {
    let sql = "SELECT chosen FROM group_study_answer WHERE group_study_id = ?1 AND question_id = ?2 AND member_id = ?3";
    let chosen = c.first(sql, bind![id, question, member], |r| r.get::<String>(0))?;
    Ok(chosen.map(|digits| places(&digits)).unwrap_or_default())
}

/// Keeps a member's one answer to a question.
pub(in crate::learning) fn put_answer(
    c: &mut Conn<'_>,
    (id, question, member): (GroupStudyId, LessonQuestionId, MemberId),
    chosen: &[u8],
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO group_study_answer (group_study_id, question_id, member_id, chosen, at) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (group_study_id, question_id, member_id) DO UPDATE SET chosen = excluded.chosen, at = excluded.at";
    let chosen = digits(chosen);
    c.execute(sql, bind![id, question, member, &chosen, now])?;
    Ok(())
}

/// A group study as a member finds it.
#[derive(Debug, Clone)]
pub(in crate::learning) struct Seat {
    /// The branch that holds it.
    pub org: OrgId,
    /// The lesson that is watched.
    pub title: String,
    /// It is over.
    pub over: bool,
    /// The member is there, or was when it ended.
    pub present: bool,
}

/// A group study of the member's branch, or one at which they were.
pub(in crate::learning) fn seat(c: &mut Conn<'_>, id: GroupStudyId, member: MemberId, org: OrgId) -> Result<Seat> {
    let sql = "SELECT s.org_id, l.title, s.ended_at, p.present FROM group_study s JOIN lesson l ON l.id = s.lesson_id
               LEFT JOIN group_study_person p ON p.group_study_id = s.id AND p.member_id = ?2
               WHERE s.id = ?1 AND (s.org_id = ?3 OR p.member_id IS NOT NULL)";
    let found = c.first(sql, bind![id, member, org], |r| {
        let over = r.get::<Option<Instant>>(2)?.is_some();
        let present = r.get::<Option<i64>>(3)? == Some(1);
        Ok(Seat { org: r.get(0)?, title: r.get(1)?, over, present })
    })?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// The group study of the branch that goes on, if the member sits in it.
///
/// # Errors
/// When the store refuses it.
pub fn joined(c: &mut Conn<'_>, member: MemberId, org: OrgId) -> Result<Option<JoinedGroupStudy>> {
    let sql = "SELECT s.id, l.title, (SELECT COUNT(*) FROM group_study_question q
                   WHERE q.group_study_id = s.id AND q.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM group_study_answer a
                     WHERE a.group_study_id = q.group_study_id AND a.question_id = q.question_id AND a.member_id = ?2))
               FROM group_study s JOIN group_study_person p ON p.group_study_id = s.id AND p.member_id = ?2 AND p.present = 1
               JOIN lesson l ON l.id = s.lesson_id
               WHERE s.org_id = ?1 AND s.ended_at IS NULL ORDER BY s.id DESC LIMIT 1";
    c.first(sql, bind![org, member], |r| {
        Ok(JoinedGroupStudy { id: r.get(0)?, title: r.get(1)?, waits: r.get::<i64>(2)? > 0 })
    })
}
