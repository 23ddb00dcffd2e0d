//! Published courses as the search finds them.

use crate::bind;
use crate::error::Result;
use crate::search::{Audience, Entry};
use crate::store::{Conn, Row};
use gsdj_domain::learning::CourseTheme;
use gsdj_domain::search::SearchKind;
use gsdj_domain::{Instant, rich};

const WHOLE: &str =
    "SELECT id, theme, title, speaker, introduction, published_at FROM course WHERE state = 'published'";

/// As the index keeps it; the lessons are still to be added.
fn entry(r: &Row<'_>) -> Result<Entry> {
    let (id, theme): (i64, CourseTheme) = (r.get(0)?, r.coded(1)?);
    let (speaker, introduction): (String, String) = (r.get(3)?, r.get(4)?);
    Ok(Entry {
        kind: SearchKind::Course,
        id,
        title: r.get(2)?,
        text: if speaker.is_empty() { introduction } else { format!("{speaker}\n{introduction}") },
        link: format!("/learning/courses/{id}"),
        place: format!("课程 · {}", theme.label()),
        at: r.get::<Option<Instant>>(5)?.unwrap_or(Instant(0)),
        audience: Audience::Public,
    })
}

/// With the titles and texts of its lessons.
fn whole(c: &mut Conn<'_>, entry: Entry) -> Result<Entry> {
    let sql = "SELECT title, body FROM lesson WHERE course_id = ?1 AND retired = 0 ORDER BY seat, id";
    let lessons = c.rows(sql, bind![entry.id], |r| Ok((r.get::<String>(0)?, r.get::<String>(1)?)))?;
    let said = |(title, body): (String, String)| [title, rich::to_text(&rich::read_html(&body))];
    let texts = std::iter::once(entry.text.clone()).chain(lessons.into_iter().flat_map(said));
    let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    Ok(Entry { text, ..entry })
}

/// Published courses after an id, by id.
pub(in crate::learning) fn found(c: &mut Conn<'_>, after: i64, most: usize) -> Result<Vec<Entry>> {
    let sql = format!("{WHOLE} AND id > ?1 ORDER BY id LIMIT ?2");
    let entries = c.rows(&sql, bind![after, most as i64], entry)?;
    entries.into_iter().map(|entry| whole(c, entry)).collect()
}

/// One, if it is published.
pub(in crate::learning) fn found_one(c: &mut Conn<'_>, id: i64) -> Result<Option<Entry>> {
    let found = c.first(&format!("{WHOLE} AND id = ?1"), bind![id], entry)?;
    found.map(|entry| whole(c, entry)).transpose()
}
