//! The SQL of the learning centre: courses here; lessons in `store/lesson.rs`, lists in `store/list.rs`, what members study
//! in `store/study.rs`.

mod found;
mod group_study;
mod lesson;
mod list;
mod question;
mod study;

pub(super) use self::list::{Chosen, Shown, chosen, managed, published, themes};
pub(super) use found::{found, found_one};
pub(super) use group_study::{
    GroupStudy, GroupStudyPlace, add_credit, begin_group_study, checked_in, end_group_study, find_group_study,
    group_studies, group_study, group_study_place, group_study_row, left_group_studies, members_of, open_group_study,
    persons, present_at, put_group_study_place, set_people,
};
pub(super) use lesson::{
    LessonHead, delete_lesson, find_lesson, follower, insert_lesson, lesson, lesson_head, lesson_ids, lesson_rows,
    retire, set_order, subtitles, update_lesson,
};
pub use question::joined;
pub(super) use question::{
    Asked, answered, answers, ask, asked, close_all_asked, close_asked, delete_question, delete_questions,
    insert_question, own_answer, put_answer, question, question_places, questions, seat, update_question,
};
pub(super) use study::{
    Held, is_course_finished, last_studied, no_place, note_finished, note_studied, place, progress, put_place,
    put_progress, save_beat, verified,
};

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::{Conn, Row};
use gsdj_domain::learning::{Course, CourseForm, CourseRow, CourseState, CourseTopic};
use gsdj_domain::{AccountId, CourseId, FileId, Instant, Refusal};

/// The columns of a row; `c` is the course.
pub(super) const ROW: &str =
    "c.id, c.theme, c.title, c.speaker, c.year, c.cover_id, c.state, c.recommended_at, c.learners,
    c.lessons, c.duration, c.published_at";
/// How many there are.
pub(super) const ROW_WIDTH: usize = 12;

/// A course as a row of a list.
pub(super) fn row(r: &Row<'_>) -> Result<CourseRow> {
    Ok(CourseRow {
        id: r.get(0)?,
        theme: r.coded(1)?,
        title: r.get(2)?,
        speaker: r.get(3)?,
        year: r.get(4)?,
        cover: r.get(5)?,
        state: r.coded(6)?,
        recommended: r.get::<Option<i64>>(7)?.is_some(),
        learners: r.get(8)?,
        lesson_count: r.get(9)?,
        duration: r.get(10)?,
        published_at: r.get(11)?,
    })
}

/// A course as stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    /// The row.
    pub row: CourseRow,
    /// What it is about.
    pub introduction: String,
    /// Counts the editors' changes.
    pub revision: u32,
}

impl Stored {
    /// What the rules need of it.
    pub fn rules(&self, c: &mut Conn<'_>) -> Result<Course> {
        Ok(Course {
            state: self.row.state,
            has_lessons: self.row.lesson_count > 0,
            is_studied: is_studied(c, self.row.id)?,
        })
    }
}

/// A course, wherever it stands.
pub(super) fn course(c: &mut Conn<'_>, id: CourseId) -> Result<Stored> {
    find(c, id)?.ok_or_else(|| Refusal::NotFound.into())
}

/// A course, wherever it stands, if there is one.
pub(super) fn find(c: &mut Conn<'_>, id: CourseId) -> Result<Option<Stored>> {
    let sql = format!("SELECT {ROW}, c.introduction, c.revision FROM course c WHERE c.id = ?1");
    let stored =
        |r: &Row<'_>| Ok(Stored { row: row(r)?, introduction: r.get(ROW_WIDTH)?, revision: r.get(ROW_WIDTH + 1)? });
    c.first(&sql, bind![id], stored)
}

/// The topics a course belongs to.
pub(super) fn topics(c: &mut Conn<'_>, id: CourseId) -> Result<Vec<CourseTopic>> {
    let mut topics = c.rows("SELECT topic FROM course_topic WHERE course_id = ?1", bind![id], |r| r.coded(0))?;
    topics.sort();
    Ok(topics)
}

fn set_topics(c: &mut Conn<'_>, id: CourseId, topics: &[CourseTopic]) -> Result<()> {
    c.execute("DELETE FROM course_topic WHERE course_id = ?1", bind![id])?;
    for topic in topics {
        let sql = "INSERT INTO course_topic (topic, course_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        c.execute(sql, bind![topic.code(), id])?;
    }
    Ok(())
}

/// Writes a new course; nobody sees it yet.
pub(super) fn insert(c: &mut Conn<'_>, form: &CourseForm, now: Instant) -> Result<CourseId> {
    let id = CourseId(c.next_id());
    let sql = "INSERT INTO course (id, theme, title, introduction, speaker, year, cover_id, state, learners, lessons, duration,
                 created_at, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0, ?9, 1)";
    let state = CourseState::Draft.code();
    let (title, about, speaker) = (form.title.trim(), form.introduction.trim(), form.speaker.trim());
    c.execute(sql, bind![id, form.theme.code(), title, about, speaker, form.year, form.cover, state, now])?;
    set_topics(c, id, &form.topics)?;
    Ok(id)
}

/// Writes what a change may change.
pub(super) fn update(c: &mut Conn<'_>, id: CourseId, form: &CourseForm) -> Result<()> {
    let sql = "UPDATE course SET theme = ?2, title = ?3, introduction = ?4, speaker = ?5, year = ?6, cover_id = ?7,
                 revision = revision + 1 WHERE id = ?1";
    let (title, about, speaker) = (form.title.trim(), form.introduction.trim(), form.speaker.trim());
    c.execute(sql, bind![id, form.theme.code(), title, about, speaker, form.year, form.cover])?;
    set_topics(c, id, &form.topics)
}

/// Opens it to all, or takes it down. Published again, it stands where it stood.
pub(super) fn set_state(c: &mut Conn<'_>, id: CourseId, state: CourseState, now: Instant) -> Result<()> {
    let sql = "UPDATE course SET state = ?2, published_at = COALESCE(published_at, ?3), revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, state.code(), now])?;
    Ok(())
}

/// Recommends it from now on, or no longer.
pub(super) fn recommend(c: &mut Conn<'_>, id: CourseId, since: Option<Instant>) -> Result<()> {
    let since = since.map(|at| at.0);
    c.execute("UPDATE course SET recommended_at = ?2, revision = revision + 1 WHERE id = ?1", bind![id, since])?;
    Ok(())
}

/// Throws away a course that nobody has chosen or studied.
pub(super) fn delete(c: &mut Conn<'_>, id: CourseId) -> Result<()> {
    let questions = "DELETE FROM lesson_question WHERE lesson_id IN (SELECT id FROM lesson WHERE course_id = ?1)";
    c.execute(questions, bind![id])?;
    for table in ["course_topic", "lesson"] {
        c.execute(&format!("DELETE FROM {table} WHERE course_id = ?1"), bind![id])?;
    }
    c.execute("DELETE FROM course WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Whether somebody has chosen or studied it.
pub(super) fn is_studied(c: &mut Conn<'_>, id: CourseId) -> Result<bool> {
    let found =
        c.first("SELECT course_id FROM course_choice WHERE course_id = ?1 LIMIT 1", bind![id], |r| r.get::<i64>(0))?;
    Ok(found.is_some())
}

/// Brings the heads of a course into step with its lessons.
pub(super) fn set_heads(c: &mut Conn<'_>, id: CourseId) -> Result<()> {
    let sql = "UPDATE course SET revision = revision + 1,
                 lessons = (SELECT COUNT(*) FROM lesson WHERE course_id = ?1 AND retired = 0),
                 duration = (SELECT COALESCE(CAST(SUM(duration) AS BIGINT), 0) FROM lesson WHERE course_id = ?1 AND retired = 0)
               WHERE id = ?1";
    c.execute(sql, bind![id])?;
    Ok(())
}

/// Chooses a course, or gives it up; what was studied stays.
pub(super) fn set_choice(c: &mut Conn<'_>, account: AccountId, id: CourseId, at: Option<Instant>) -> Result<()> {
    let at = at.map(|at| at.0);
    let sql = "INSERT INTO course_choice (account_id, course_id, chosen_at) VALUES (?1, ?2, ?3)
               ON CONFLICT (account_id, course_id) DO UPDATE SET
                 chosen_at = CASE WHEN excluded.chosen_at IS NULL THEN NULL ELSE COALESCE(course_choice.chosen_at, excluded.chosen_at) END";
    c.execute(sql, bind![account, id, at])?;
    Ok(())
}

/// When a course was finished; `h` is the choice. Whoever had finished all that is in it when the last of the rest was taken out
/// has finished it too, with the lesson they finished last.
pub(super) const FINISHED: &str = "COALESCE(h.finished_at, (SELECT MAX(p.finished_at) FROM lesson l
       LEFT JOIN study_progress p ON p.lesson_id = l.id AND p.member_id = h.account_id
       WHERE l.course_id = h.course_id AND l.retired = 0 HAVING COUNT(*) > 0 AND COUNT(*) = COUNT(p.finished_at)))";

/// When the account chose the course, and when it finished it.
pub(super) fn choice(c: &mut Conn<'_>, account: AccountId, id: CourseId) -> Result<(Option<Instant>, Option<Instant>)> {
    let sql =
        format!("SELECT h.chosen_at, {FINISHED} FROM course_choice h WHERE h.account_id = ?1 AND h.course_id = ?2");
    Ok(c.first(&sql, bind![account, id], |r| Ok((r.get(0)?, r.get(1)?)))?.unwrap_or_default())
}

/// Whether a course that the caller may open holds this file: as its picture or in a lesson.
///
/// # Errors
/// When the store refuses it.
pub fn shows_file(c: &mut Conn<'_>, who: &Caller, file: FileId, _: Instant) -> Result<bool> {
    let manages = gsdj_domain::account::allows(who.role, gsdj_domain::account::Permission::ManageCourses);
    let holds = "SELECT c.state FROM lesson l JOIN course c ON c.id = l.course_id WHERE l.file_id = ?1
                 UNION ALL SELECT state FROM course WHERE cover_id = ?1";
    let states = c.rows(holds, bind![file], |r| r.coded::<CourseState>(0))?;
    Ok(states.iter().any(|state| manages || *state == CourseState::Published))
}

/// How many studied a course since `since`.
pub(super) fn set_learners(c: &mut Conn<'_>, id: CourseId, since: Instant) -> Result<()> {
    let learners =
        c.number("SELECT COUNT(*) FROM course_choice WHERE course_id = ?1 AND studied_at >= ?2", bind![id, since])?;
    c.execute("UPDATE course SET learners = ?2 WHERE id = ?1 AND learners <> ?2", bind![id, learners])?;
    Ok(())
}

/// The published courses after `after`, at most `limit`.
pub(super) fn next_courses(c: &mut Conn<'_>, after: i64, limit: i64) -> Result<Vec<CourseId>> {
    let sql = "SELECT id FROM course WHERE state = 'published' AND id > ?1 ORDER BY id LIMIT ?2";
    c.rows(sql, bind![after, limit], |r| r.get(0))
}
