//! The exams, and what a member finds of them.

use super::{codes, subjects};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::exam::{Exam, ExamForm, ExamState, ExamView, OpenExam};
use gsdj_domain::{ExamId, Instant, MemberId, QuestionId, Refusal, SittingId};

/// The most exams on a member's first page.
const OPEN_MAX: i64 = 50;

/// An exam as it is kept.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Stored {
    /// Its id.
    pub id: ExamId,
    /// What it is.
    pub form: ExamForm,
    /// What the rules need to know.
    pub rules: Exam,
    /// Why it was withdrawn.
    pub withdrawn_for: String,
    /// Counts its changes.
    pub revision: u32,
}

impl Stored {
    /// As it is shown to who keeps it.
    pub fn view(&self, now: Instant) -> ExamView {
        ExamView {
            id: self.id,
            form: self.form.clone(),
            state: self.rules.state,
            withdrawn_for: (self.rules.state == ExamState::Withdrawn).then(|| self.withdrawn_for.clone()),
            was_sat: self.rules.was_sat,
            acts: self.rules.acts(now),
            revision: self.revision,
        }
    }
}

const WHOLE: &str =
    "id, title, note, subjects, group_count, draw, minutes, opens_at, closes_at, tries, pass_mark, state,
    withdrawn_for, was_sat, revision";

fn stored(r: &Row<'_>) -> Result<Stored> {
    let closes_at = r.get(8)?;
    Ok(Stored {
        id: r.get(0)?,
        form: ExamForm {
            title: r.get(1)?,
            note: r.get(2)?,
            subjects: subjects(&r.get::<String>(3)?),
            groups: r.get(4)?,
            draw: r.coded(5)?,
            minutes: r.get(6)?,
            opens_at: r.get(7)?,
            closes_at,
            tries: r.get(9)?,
            pass_mark: r.get(10)?,
        },
        rules: Exam { state: r.coded(11)?, was_sat: r.get(13)?, closes_at },
        withdrawn_for: r.get(12)?,
        revision: r.get(14)?,
    })
}

/// An exam, wherever it stands.
pub(in crate::exam) fn load(c: &mut Conn<'_>, id: ExamId) -> Result<Stored> {
    let sql = format!("SELECT {WHOLE} FROM exam WHERE id = ?1");
    c.first(&sql, bind![id], stored)?.ok_or_else(|| Refusal::NotFound.into())
}

/// The exams, the latest first; those that are set up only where `drafts`.
pub(in crate::exam) fn list(c: &mut Conn<'_>, drafts: bool, after: i64, limit: usize) -> Result<Vec<Stored>> {
    let only = if drafts { "" } else { "AND state <> 'draft'" };
    let sql = format!("SELECT {WHOLE} FROM exam WHERE id < ?1 {only} ORDER BY id DESC LIMIT ?2");
    c.rows(&sql, bind![after, limit as i64], stored)
}

/// Writes a new one.
pub(in crate::exam) fn insert(c: &mut Conn<'_>, form: &ExamForm) -> Result<ExamId> {
    let id = ExamId(c.next_id());
    let sql = "INSERT INTO exam (id, title, note, subjects, group_count, draw, minutes, opens_at, closes_at, tries, pass_mark,
                 state, withdrawn_for, was_sat, revision)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'draft', '', 0, 1)";
    let subjects = codes(&form.subjects);
    let (title, note, draw) = (form.title.trim(), form.note.trim(), form.draw.code());
    let (minutes, opens, closes) = (form.minutes, form.opens_at, form.closes_at);
    let values =
        bind![id, title, note, &subjects, form.groups, draw, minutes, opens, closes, form.tries, form.pass_mark];
    c.execute(sql, values)?;
    Ok(id)
}

/// Writes what a change may change.
pub(in crate::exam) fn update(c: &mut Conn<'_>, id: ExamId, form: &ExamForm) -> Result<()> {
    let sql = "UPDATE exam SET title = ?2, note = ?3, subjects = ?4, group_count = ?5, draw = ?6, minutes = ?7, opens_at = ?8,
                 closes_at = ?9, tries = ?10, pass_mark = ?11, revision = revision + 1 WHERE id = ?1";
    let subjects = codes(&form.subjects);
    let (title, note, draw) = (form.title.trim(), form.note.trim(), form.draw.code());
    let (minutes, opens, closes) = (form.minutes, form.opens_at, form.closes_at);
    let values =
        bind![id, title, note, &subjects, form.groups, draw, minutes, opens, closes, form.tries, form.pass_mark];
    c.execute(sql, values)?;
    Ok(())
}

/// Throws one away that nobody has sat.
pub(in crate::exam) fn delete(c: &mut Conn<'_>, id: ExamId) -> Result<()> {
    c.execute("DELETE FROM exam_question WHERE exam_id = ?1", bind![id])?;
    c.execute("DELETE FROM exam WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Writes where it stands.
pub(in crate::exam) fn set_state(c: &mut Conn<'_>, id: ExamId, state: ExamState, withdrawn_for: &str) -> Result<()> {
    let sql = "UPDATE exam SET state = ?2, withdrawn_for = ?3, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, state.code(), withdrawn_for])?;
    Ok(())
}

/// Replaces the questions that all sit alike.
pub(in crate::exam) fn set_fixed(c: &mut Conn<'_>, id: ExamId, questions: &[QuestionId]) -> Result<()> {
    c.execute("DELETE FROM exam_question WHERE exam_id = ?1", bind![id])?;
    for (seat, question) in questions.iter().enumerate() {
        let sql = "INSERT INTO exam_question (exam_id, seat, question_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![id, seat as i64, *question])?;
    }
    Ok(())
}

/// The questions that all sit alike.
pub(in crate::exam) fn fixed(c: &mut Conn<'_>, id: ExamId) -> Result<Vec<QuestionId>> {
    c.rows("SELECT question_id FROM exam_question WHERE exam_id = ?1 ORDER BY seat", bind![id], |r| r.get(0))
}

/// Notes that somebody has begun it.
pub(in crate::exam) fn note_sat(c: &mut Conn<'_>, id: ExamId) -> Result<()> {
    c.execute("UPDATE exam SET was_sat = 1 WHERE id = ?1 AND was_sat = 0", bind![id])?;
    Ok(())
}

/// Exams that are open, or will be, for a member, with how they stand; those that close first come first.
pub(in crate::exam) fn open(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Vec<OpenExam>> {
    let sql = format!(
        "SELECT {WHOLE} FROM exam WHERE state = 'published' AND closes_at > ?1 ORDER BY closes_at, id LIMIT ?2"
    );
    let exams = c.rows(&sql, bind![now, OPEN_MAX], stored)?;
    exams.into_iter().map(|exam| of_member(c, exam, member)).collect()
}

fn of_member(c: &mut Conn<'_>, exam: Stored, member: MemberId) -> Result<OpenExam> {
    let sql = "SELECT COUNT(*), MAX(CASE WHEN handed_in_at IS NULL THEN id END) FROM sitting
               WHERE exam_id = ?1 AND member_id = ?2";
    let found = c.first(sql, bind![exam.id, member], |r| Ok((r.get::<u32>(0)?, r.get::<Option<SittingId>>(1)?)))?;
    let sql = "SELECT best, passed FROM exam_best WHERE exam_id = ?1 AND member_id = ?2";
    let best = c.first(sql, bind![exam.id, member], |r| Ok((r.get::<u32>(0)?, r.get::<bool>(1)?)))?;
    let (sat, under_way) = found.unwrap_or_default();
    let questions = exam.form.questions();
    let form = exam.form;
    Ok(OpenExam {
        id: exam.id,
        title: form.title,
        note: form.note,
        subjects: form.subjects,
        questions,
        minutes: form.minutes,
        opens_at: form.opens_at,
        closes_at: form.closes_at,
        pass_mark: form.pass_mark,
        tries: form.tries,
        sat,
        best: best.map(|(best, _)| best),
        passed: best.is_some_and(|(_, passed)| passed),
        under_way,
    })
}
