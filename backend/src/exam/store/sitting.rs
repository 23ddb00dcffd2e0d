//! The sittings and their questions.

use super::question::options;
use super::{digits, places};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::exam::{QuestionKind, SittingKind, SittingResult, SittingRow, Subject, Written};
use gsdj_domain::{ExamId, Instant, MemberId, OrgId, QuestionId, Refusal, SittingId};

/// What a new sitting is.
pub(in crate::exam) struct New<'a> {
    /// Whose.
    pub member: MemberId,
    /// Of what.
    pub kind: SittingKind,
    /// Of which exam.
    pub exam: Option<ExamId>,
    /// Of which subject, for practice.
    pub subject: Option<Subject>,
    /// What it is called.
    pub title: &'a str,
    /// Out of a hundred, for exams.
    pub pass_mark: Option<u32>,
    /// When it begins.
    pub begun_at: Instant,
    /// When its time is over.
    pub deadline: Instant,
    /// How many questions.
    pub questions: usize,
}

/// A sitting as it is kept.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Stored {
    /// Its id.
    pub id: SittingId,
    /// Whose.
    pub member: MemberId,
    /// Of what.
    pub kind: SittingKind,
    /// Of which exam.
    pub exam: Option<ExamId>,
    /// Of which subject, for practice.
    pub subject: Option<Subject>,
    /// What it is called.
    pub title: String,
    /// Out of a hundred, for exams.
    pub pass_mark: Option<u32>,
    /// When it began.
    pub begun_at: Instant,
    /// When its time is over.
    pub deadline: Instant,
    /// How many questions.
    pub questions: u32,
    /// What came of it.
    pub result: Option<SittingResult>,
}

impl Stored {
    /// As a row of a list.
    pub fn row(&self) -> SittingRow {
        SittingRow {
            id: self.id,
            kind: self.kind,
            exam: self.exam,
            title: self.title.clone(),
            begun_at: self.begun_at,
            deadline: self.deadline,
            questions: self.questions,
            result: self.result.clone(),
        }
    }
}

const WHOLE: &str =
    "s.id, s.member_id, s.kind, s.exam_id, s.subject, s.title, s.pass_mark, s.begun_at, s.deadline, s.questions,
    s.handed_in_at, s.handed_in_by, s.answered, s.correct, s.passed, s.full_groups, s.points";
/// The column after [`WHOLE`].
const AFTER_WHOLE: usize = 17;

fn stored(r: &Row<'_>) -> Result<Stored> {
    let (questions, right, pass_mark): (u32, u32, Option<u32>) = (r.get(9)?, r.get(13)?, r.get(6)?);
    let result = match r.get::<Option<Instant>>(10)? {
        None => None,
        Some(handed_in_at) => Some(SittingResult {
            handed_in_at,
            by: r.coded(11)?,
            answered: r.get(12)?,
            right,
            score: gsdj_domain::exam::Score { questions, answered: 0, right }.points(),
            pass_mark,
            passed: r.get(14)?,
            full_groups: r.get(15)?,
            points: r.get(16)?,
        }),
    };
    Ok(Stored {
        id: r.get(0)?,
        member: r.get(1)?,
        kind: r.coded(2)?,
        exam: r.get(3)?,
        subject: r.coded_option(4)?,
        title: r.get(5)?,
        pass_mark,
        begun_at: r.get(7)?,
        deadline: r.get(8)?,
        questions,
        result,
    })
}

/// The member's own sitting.
pub(in crate::exam) fn load(c: &mut Conn<'_>, id: SittingId, member: MemberId) -> Result<Stored> {
    let sql = format!("SELECT {WHOLE} FROM sitting s WHERE s.id = ?1 AND s.member_id = ?2");
    c.first(&sql, bind![id, member], stored)?.ok_or_else(|| Refusal::NotFound.into())
}

/// The sitting of an exam, or the practice, that the member has under way.
pub(in crate::exam) fn under_way(c: &mut Conn<'_>, member: MemberId, exam: Option<ExamId>) -> Result<Option<Stored>> {
    let sql = format!(
        "SELECT {WHOLE} FROM sitting s WHERE s.member_id = ?1 AND COALESCE(s.exam_id, 0) = ?2 AND s.handed_in_at IS NULL"
    );
    c.first(&sql, bind![member, exam.map_or(0, |e| e.0)], stored)
}

/// All that the member has under way, the latest first.
pub(in crate::exam) fn all_under_way(c: &mut Conn<'_>, member: MemberId) -> Result<Vec<Stored>> {
    let sql =
        format!("SELECT {WHOLE} FROM sitting s WHERE s.member_id = ?1 AND s.handed_in_at IS NULL ORDER BY s.id DESC");
    c.rows(&sql, bind![member], stored)
}

/// The member's sittings before an id, the latest first; only those handed in where `done`.
pub(in crate::exam) fn history(
    c: &mut Conn<'_>,
    member: MemberId,
    before: i64,
    limit: usize,
    done: bool,
) -> Result<Vec<Stored>> {
    let only = if done { "AND s.handed_in_at IS NOT NULL" } else { "" };
    let sql = format!(
        "SELECT {WHOLE} FROM sitting s WHERE s.member_id = ?1 AND s.id < ?2 {only} ORDER BY s.id DESC LIMIT ?3"
    );
    c.rows(&sql, bind![member, before, limit as i64], stored)
}

/// Sittings whose time was over before an instant and that nobody handed in, with where their members belong now.
pub(in crate::exam) fn due(c: &mut Conn<'_>, before: Instant, limit: usize) -> Result<Vec<(Stored, OrgId)>> {
    let sql = format!(
        "SELECT {WHOLE}, m.org_id FROM sitting s JOIN member m ON m.id = s.member_id
         WHERE s.handed_in_at IS NULL AND s.deadline < ?1 ORDER BY s.deadline LIMIT ?2"
    );
    c.rows(&sql, bind![before, limit as i64], |r| Ok((stored(r)?, r.get(AFTER_WHOLE)?)))
}

/// How often a member has begun an exam.
pub(in crate::exam) fn count(c: &mut Conn<'_>, exam: ExamId, member: MemberId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM sitting WHERE exam_id = ?1 AND member_id = ?2";
    Ok(u32::try_from(c.number(sql, bind![exam, member])?).unwrap_or(u32::MAX))
}

/// Writes a new one.
pub(in crate::exam) fn insert(c: &mut Conn<'_>, new: &New<'_>) -> Result<SittingId> {
    let id = SittingId(c.next_id());
    let sql =
        "INSERT INTO sitting (id, member_id, kind, exam_id, subject, title, pass_mark, begun_at, deadline, questions,
                 answered, correct, passed, full_groups, points)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, 0, 0, 0)";
    let (kind, subject, questions) = (new.kind.code(), new.subject.map(Subject::code), new.questions as i64);
    let (begun, deadline) = (new.begun_at, new.deadline);
    let values = bind![id, new.member, kind, new.exam, subject, new.title, new.pass_mark, begun, deadline, questions];
    c.execute(sql, values)?;
    Ok(id)
}

/// Writes one of its questions.
pub(in crate::exam) fn insert_question(
    c: &mut Conn<'_>,
    sitting: SittingId,
    seat: u32,
    (question, version): (QuestionId, u32),
    shown: &[u8],
) -> Result<()> {
    let sql = "INSERT INTO sitting_question (sitting_id, seat, question_id, version, shown, chosen, counter, device)
               VALUES (?1, ?2, ?3, ?4, ?5, '', 0, 0)";
    c.execute(sql, bind![sitting, seat, question, version, &digits(shown)])?;
    Ok(())
}

/// A question of a sitting, options and right answers by their place as shown.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Asked {
    /// Its place.
    pub seat: u32,
    /// Which.
    pub question: QuestionId,
    /// In which version.
    pub version: u32,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What it is about.
    pub subject: Subject,
    /// What is asked.
    pub stem: String,
    /// The options as shown.
    pub options: Vec<String>,
    /// The right ones.
    pub right: Vec<u8>,
    /// Why.
    pub explanation: String,
    /// Where it comes from.
    pub source: String,
    /// What was answered.
    pub chosen: Vec<u8>,
    /// With which counter.
    pub counter: i64,
    /// By which device.
    pub device: i64,
    /// For each place the option as written.
    shown: Vec<u8>,
}

impl Asked {
    /// What was answered, by place as written.
    pub fn chosen_as_written(&self) -> Vec<u8> {
        let mut chosen: Vec<u8> =
            self.chosen.iter().filter_map(|at| self.shown.get(usize::from(*at)).copied()).collect();
        chosen.sort_unstable();
        chosen
    }
}

/// The questions of a sitting, in their order.
pub(in crate::exam) fn asked(c: &mut Conn<'_>, sitting: SittingId) -> Result<Vec<Asked>> {
    let sql = "SELECT x.seat, x.question_id, x.version, v.kind, v.subject, v.stem, v.options, v.correct, v.explanation, v.source,
                 x.chosen, x.counter, x.device, x.shown
               FROM sitting_question x JOIN question_version v ON v.question_id = x.question_id AND v.version = x.version
               WHERE x.sitting_id = ?1 ORDER BY x.seat";
    c.rows(sql, bind![sitting], |r| {
        let written = options(&r.get::<String>(6)?)?;
        let (correct, shown) = (places(&r.get::<String>(7)?), places(&r.get::<String>(13)?));
        Ok(Asked {
            seat: r.get(0)?,
            question: r.get(1)?,
            version: r.get(2)?,
            kind: r.coded(3)?,
            subject: r.coded(4)?,
            stem: r.get(5)?,
            options: shown.iter().filter_map(|at| written.get(usize::from(*at)).cloned()).collect(),
            right: (0_u8..).zip(&shown).filter(|(_, at)| correct.contains(at)).map(|(place, _)| place).collect(),
            explanation: r.get(8)?,
            source: r.get(9)?,
            chosen: places(&r.get::<String>(10)?),
            counter: r.get(11)?,
            device: r.get(12)?,
            shown,
        })
    })
}

/// The questions that the member is being asked now, in whatever sitting.
pub(in crate::exam) fn asked_now(c: &mut Conn<'_>, member: MemberId) -> Result<Vec<QuestionId>> {
    let sql = "SELECT x.question_id FROM sitting s JOIN sitting_question x ON x.sitting_id = s.id
               WHERE s.member_id = ?1 AND s.handed_in_at IS NULL";
    c.rows(sql, bind![member], |r| r.get(0))
}

/// Writes an answer.
pub(in crate::exam) fn set_answer(c: &mut Conn<'_>, sitting: SittingId, seat: u32, answer: &Written) -> Result<()> {
    let sql = "UPDATE sitting_question SET chosen = ?3, counter = ?4, device = ?5 WHERE sitting_id = ?1 AND seat = ?2";
    let (counter, device) = (answer.stamp.counter, answer.stamp.device);
    c.execute(sql, bind![sitting, seat, &digits(&answer.chosen), counter, device])?;
    Ok(())
}

/// Writes what came of it.
pub(in crate::exam) fn hand_in(c: &mut Conn<'_>, sitting: SittingId, result: &SittingResult) -> Result<()> {
    let sql = "UPDATE sitting SET handed_in_at = ?2, handed_in_by = ?3, answered = ?4, correct = ?5, passed = ?6,
                 full_groups = ?7, points = ?8 WHERE id = ?1";
    let (at, by) = (result.handed_in_at, result.by.code());
    let values =
        bind![sitting, at, by, result.answered, result.right, result.passed, result.full_groups, result.points];
    c.execute(sql, values)?;
    Ok(())
}
