//! The SQL of lessons.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::learning::progress::needed;
use gsdj_domain::learning::{CourseState, LessonForm, LessonKind, LessonProgress, LessonRow};
use gsdj_domain::{CourseId, FileId, LessonId, MemberId, Refusal};

/// What studying needs to know of a lesson.
#[derive(Debug, Clone)]
pub(in crate::learning) struct LessonHead {
    /// The lesson.
    pub id: LessonId,
    /// Its course.
    pub course: CourseId,
    /// What it is.
    pub kind: LessonKind,
    /// How long studying it takes, in milliseconds.
    pub duration: i64,
    /// What it is called.
    pub title: String,
    /// What its course is called.
    pub course_title: String,
    /// The course is published and the lesson still in it.
    pub open: bool,
    /// The course is being made.
    pub draft: bool,
}

/// The head of a lesson, wherever its course stands.
pub(in crate::learning) fn lesson_head(c: &mut Conn<'_>, id: LessonId) -> Result<LessonHead> {
    find_lesson(c, id)?.ok_or_else(|| Refusal::NotFound.into())
}

/// The head of a lesson, if there is one.
pub(in crate::learning) fn find_lesson(c: &mut Conn<'_>, id: LessonId) -> Result<Option<LessonHead>> {
    let sql = "SELECT l.id, l.course_id, l.kind, l.duration, l.title, c.title, c.state, l.retired
               FROM lesson l JOIN course c ON c.id = l.course_id WHERE l.id = ?1";
    let head = |r: &Row<'_>| {
        Ok(LessonHead {
            id: r.get(0)?,
            course: r.get(1)?,
            kind: r.coded(2)?,
            duration: r.get(3)?,
            title: r.get(4)?,
            course_title: r.get(5)?,
            draft: r.coded::<CourseState>(6)? == CourseState::Draft,
            open: r.coded::<CourseState>(6)? == CourseState::Published && !r.get::<bool>(7)?,
        })
    };
    c.first(sql, bind![id], head)
}

/// A lesson as stored.
#[derive(Debug, Clone)]
pub(in crate::learning) struct StoredLesson {
    /// Its head.
    pub head: LessonHead,
    /// The text.
    pub body: String,
    /// Its file.
    pub file: Option<FileId>,
    /// About how many characters a document has.
    pub characters: u32,
    /// It has subtitles.
    pub subtitled: bool,
    /// Its place among the others.
    pub seat: i64,
}

/// A lesson whole; subtitles apart, which are read when they are asked for.
pub(in crate::learning) fn lesson(c: &mut Conn<'_>, id: LessonId) -> Result<StoredLesson> {
    let head = lesson_head(c, id)?;
    let sql = "SELECT body, file_id, characters, CAST(CASE WHEN subtitles = '' THEN 0 ELSE 1 END AS BIGINT), seat FROM lesson WHERE id = ?1";
    let stored = |r: &Row<'_>| {
        Ok(StoredLesson {
            head: head.clone(),
            body: r.get(0)?,
            file: r.get(1)?,
            characters: r.get(2)?,
            subtitled: r.get(3)?,
            seat: r.get(4)?,
        })
    };
    c.first(sql, bind![id], stored)?.ok_or_else(|| Refusal::NotFound.into())
}

/// The subtitles of a lesson.
pub(in crate::learning) fn subtitles(c: &mut Conn<'_>, id: LessonId) -> Result<Option<String>> {
    let text: Option<String> = c.first("SELECT subtitles FROM lesson WHERE id = ?1", bind![id], |r| r.get(0))?;
    Ok(text.filter(|t| !t.is_empty()))
}

/// The lesson after this one in its course.
pub(in crate::learning) fn follower(c: &mut Conn<'_>, course: CourseId, seat: i64) -> Result<Option<LessonId>> {
    let sql = "SELECT id FROM lesson WHERE course_id = ?1 AND retired = 0 AND seat > ?2 ORDER BY seat LIMIT 1";
    c.first(sql, bind![course, seat], |r| r.get(0))
}

/// The lessons of a course in order, with how far a member has come.
pub(in crate::learning) fn lesson_rows(
    c: &mut Conn<'_>,
    course: CourseId,
    member: Option<MemberId>,
) -> Result<Vec<LessonRow>> {
    let sql = "SELECT l.id, l.kind, l.title, l.duration, p.covered, p.credited, p.place, p.finished_at
               FROM lesson l LEFT JOIN study_progress p ON p.lesson_id = l.id AND p.member_id = ?2
               WHERE l.course_id = ?1 AND l.retired = 0 ORDER BY l.seat, l.id";
    c.rows(sql, bind![course, member.map_or(0, |m| m.0)], |r| {
        let (kind, duration): (LessonKind, i64) = (r.coded(1)?, r.get(3)?);
        let number = |at| Ok::<_, crate::Error>(r.get::<Option<i64>>(at)?.unwrap_or(0));
        let progress = LessonProgress {
            covered: number(4)?.min(duration),
            needed: needed(kind, duration),
            credited: number(5)?,
            place: number(6)?,
            finished_at: r.get(7)?,
        };
        let progress = member.map(|_| progress);
        Ok(LessonRow { id: r.get(0)?, kind, title: r.get(2)?, duration, progress })
    })
}

/// The ids of a course's lessons, in order.
pub(in crate::learning) fn lesson_ids(c: &mut Conn<'_>, course: CourseId) -> Result<Vec<LessonId>> {
    let sql = "SELECT id FROM lesson WHERE course_id = ?1 AND retired = 0 ORDER BY seat, id";
    c.rows(sql, bind![course], |r| r.get(0))
}

/// Writes a new lesson behind the others.
pub(in crate::learning) fn insert_lesson(c: &mut Conn<'_>, course: CourseId, form: &LessonForm) -> Result<LessonId> {
    let id = LessonId(c.next_id());
    let seat = c.number("SELECT COALESCE(MAX(seat), 0) + 1 FROM lesson WHERE course_id = ?1", bind![course])?;
    let sql =
        "INSERT INTO lesson (id, course_id, seat, kind, title, body, file_id, duration, characters, subtitles, retired)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)";
    let (title, subtitles) = (form.title.trim(), written(form));
    let values = bind![
        id,
        course,
        seat,
        form.kind.code(),
        title,
        &form.body,
        form.file,
        form.lasts(),
        form.characters,
        subtitles
    ];
    c.execute(sql, values)?;
    super::set_heads(c, course)?;
    Ok(id)
}

/// Writes what a change may change.
pub(in crate::learning) fn update_lesson(c: &mut Conn<'_>, head: &LessonHead, form: &LessonForm) -> Result<()> {
    let sql = "UPDATE lesson SET kind = ?2, title = ?3, body = ?4, file_id = ?5, duration = ?6, characters = ?7, subtitles = ?8
               WHERE id = ?1";
    let (title, subtitles) = (form.title.trim(), written(form));
    let values =
        bind![head.id, form.kind.code(), title, &form.body, form.file, form.lasts(), form.characters, subtitles];
    c.execute(sql, values)?;
    super::set_heads(c, head.course)
}

fn written(form: &LessonForm) -> &str {
    form.subtitles.trim_start_matches('\u{feff}').trim()
}

/// Gives the lessons their places.
pub(in crate::learning) fn set_order(c: &mut Conn<'_>, order: &[LessonId]) -> Result<()> {
    for (seat, id) in order.iter().enumerate() {
        c.execute("UPDATE lesson SET seat = ?2 WHERE id = ?1", bind![*id, seat as i64 + 1])?;
    }
    Ok(())
}

/// Takes a lesson out of its course; who studied it keeps what they have.
pub(in crate::learning) fn retire(c: &mut Conn<'_>, head: &LessonHead) -> Result<()> {
    c.execute("UPDATE lesson SET retired = 1 WHERE id = ?1", bind![head.id])?;
    super::set_heads(c, head.course)
}

/// Throws a lesson away that nobody has studied.
pub(in crate::learning) fn delete_lesson(c: &mut Conn<'_>, head: &LessonHead) -> Result<()> {
    super::delete_questions(c, head.id)?;
    c.execute("DELETE FROM lesson WHERE id = ?1", bind![head.id])?;
    super::set_heads(c, head.course)
}
