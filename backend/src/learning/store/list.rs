//! The SQL of lists of courses: each order and each theme is one index range.

use super::{FINISHED, ROW, ROW_WIDTH, row};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use gsdj_domain::AccountId;
use gsdj_domain::learning::{ChosenCourse, CourseOrder, CourseRow, CourseState, CourseTheme, CourseTopic, ThemeCount};

/// What to list.
#[derive(Debug, Clone, Default)]
pub(in crate::learning) struct Shown {
    /// Only of this theme.
    pub theme: Option<CourseTheme>,
    /// Only of this topic; these come by their ids, the latest made first.
    pub topic: Option<CourseTopic>,
    /// In which order.
    pub order: Option<CourseOrder>,
    /// Only with this text in the title or the speaker's name.
    pub q: Option<String>,
    /// Only after this place and id.
    pub after: Option<(i64, i64)>,
    /// How many.
    pub limit: usize,
}

/// A row and its place in the list.
pub(in crate::learning) type Spot = (i64, CourseRow);

/// Published courses.
pub(in crate::learning) fn published(c: &mut Conn<'_>, shown: &Shown) -> Result<Vec<Spot>> {
    let rank = match (shown.topic, shown.order) {
        (Some(_), _) => "c.id",
        (None, Some(CourseOrder::Recommended)) => "c.recommended_at",
        (None, Some(CourseOrder::Popular)) => "c.learners",
        (None, Some(CourseOrder::Newest) | None) => "c.published_at",
    };
    let (at, id) = shown.after.unwrap_or((i64::MAX, i64::MAX));
    let mut values: Vec<Value<'_>> = bind![at, id, shown.limit as i64].to_vec();
    let mut only = String::from("c.state = 'published'");
    if let Some(theme) = shown.theme {
        values.push(theme.code().into());
        only += &format!(" AND c.theme = ?{}", values.len());
    }
    if rank == "c.recommended_at" {
        only += " AND c.recommended_at IS NOT NULL";
    }
    let mut from = "course c";
    if let Some(topic) = shown.topic {
        from = "course_topic t JOIN course c ON c.id = t.course_id";
        values.push(topic.code().into());
        only += &format!(" AND t.topic = ?{}", values.len());
    }
    let pattern = shown.q.as_deref().map(crate::org::contains);
    if let Some(pattern) = &pattern {
        values.push(pattern.into());
        only += &format!(" AND (c.title LIKE ?{0} ESCAPE '!' OR c.speaker LIKE ?{0} ESCAPE '!')", values.len());
    }
    let sql = format!(
        "SELECT {ROW}, {rank} FROM {from} WHERE {only} AND ({rank}, c.id) < (?1, ?2) ORDER BY {rank} DESC, c.id DESC LIMIT ?3"
    );
    c.rows(&sql, &values, |r| Ok((r.get(ROW_WIDTH)?, row(r)?)))
}

/// Courses of one state for editors, the latest made first.
pub(in crate::learning) fn managed(
    c: &mut Conn<'_>,
    state: CourseState,
    q: Option<&str>,
    after: i64,
    limit: usize,
) -> Result<Vec<CourseRow>> {
    let search = if q.is_some() { "AND (c.title LIKE ?4 ESCAPE '!' OR c.speaker LIKE ?4 ESCAPE '!')" } else { "" };
    let sql =
        format!("SELECT {ROW} FROM course c WHERE c.state = ?1 AND c.id < ?2 {search} ORDER BY c.id DESC LIMIT ?3");
    let pattern = q.map(crate::org::contains);
    let mut values = bind![state.code(), after, limit as i64].to_vec();
    values.extend(pattern.as_ref().map(Value::from));
    c.rows(&sql, &values, row)
}

/// How many published courses each theme has.
pub(in crate::learning) fn themes(c: &mut Conn<'_>) -> Result<Vec<ThemeCount>> {
    let sql = "SELECT theme, COUNT(*) FROM course WHERE state = 'published' GROUP BY theme";
    let found: Vec<(CourseTheme, u32)> = c.rows(sql, bind![], |r| Ok((r.coded(0)?, r.get(1)?)))?;
    let of = |theme: CourseTheme| found.iter().find(|(t, _)| *t == theme).map_or(0, |(_, courses)| *courses);
    Ok(CourseTheme::ALL.iter().map(|theme| ThemeCount { theme: *theme, courses: of(*theme) }).collect())
}

/// What of the chosen courses to list.
#[derive(Debug, Clone, Copy)]
pub(in crate::learning) struct Chosen {
    /// Whose.
    pub account: AccountId,
    /// Only after this time and id.
    pub after: Option<(i64, i64)>,
    /// How many.
    pub limit: usize,
}

/// The courses that an account has chosen, the latest first, with how many lessons of each are finished.
pub(in crate::learning) fn chosen(c: &mut Conn<'_>, of: &Chosen) -> Result<Vec<ChosenCourse>> {
    let (at, id) = of.after.unwrap_or((i64::MAX, i64::MAX));
    let sql = format!(
        "SELECT {ROW}, h.chosen_at, {FINISHED},
           (SELECT COUNT(*) FROM lesson l JOIN study_progress p ON p.lesson_id = l.id
            WHERE l.course_id = c.id AND l.retired = 0 AND p.member_id = h.account_id AND p.finished_at IS NOT NULL)
         FROM course_choice h JOIN course c ON c.id = h.course_id
         WHERE h.account_id = ?1 AND h.chosen_at IS NOT NULL AND (h.chosen_at, h.course_id) < (?2, ?3)
         ORDER BY h.chosen_at DESC, h.course_id DESC LIMIT ?4"
    );
    c.rows(&sql, bind![of.account, at, id, of.limit as i64], |r| {
        Ok(ChosenCourse {
            row: row(r)?,
            chosen_at: r.get(ROW_WIDTH)?,
            finished_at: r.get(ROW_WIDTH + 1)?,
            finished: r.get(ROW_WIDTH + 2)?,
        })
    })
}
