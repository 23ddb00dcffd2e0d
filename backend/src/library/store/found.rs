//! Published works as the search finds them: for those who may read them, and nobody else.

use crate::bind;
use crate::error::{Error, Result};
use crate::search::{Audience, Entry};
use crate::store::{Conn, Row};
use gsdj_domain::library::{BookPiece, WorkKind};
use gsdj_domain::search::SearchKind;
use gsdj_domain::{Instant, rich};

const WHOLE: &str = "SELECT id, kind, title, author, introduction, published_at FROM work WHERE state = 'published'";
/// Characters of a work that can be found, its contents first: an index of whole libraries would be larger than they are.
const TEXT_MAX: usize = 400_000;
/// Works read at a time: each may be a whole book.
const AT_ONCE: usize = 20;

/// As the index keeps it; the chapters are still to be added.
fn entry(r: &Row<'_>) -> Result<Entry> {
    let (id, kind): (i64, WorkKind) = (r.get(0)?, r.coded(1)?);
    let (author, introduction): (String, String) = (r.get(3)?, r.get(4)?);
    Ok(Entry {
        kind: SearchKind::Book,
        id,
        title: r.get(2)?,
        text: if author.is_empty() { introduction } else { format!("{author}\n{introduction}") },
        link: format!("/library/works/{id}"),
        place: format!("图书库 · {}", kind.label()),
        at: r.get::<Option<Instant>>(5)?.unwrap_or(Instant(0)),
        audience: Audience::Account,
    })
}

/// With the titles of its chapters, and then their texts as far as they are kept.
fn whole(c: &mut Conn<'_>, entry: Entry) -> Result<Entry> {
    let titles = "SELECT title FROM chapter WHERE work_id = ?1 ORDER BY seat, id";
    let mut parts = vec![entry.text.clone()];
    parts.extend(c.rows(titles, bind![entry.id], |r| r.get::<String>(0))?);
    let mut left = TEXT_MAX;
    let ids = "SELECT id FROM chapter WHERE work_id = ?1 AND characters > 0 ORDER BY seat, id";
    for chapter in c.rows(ids, bind![entry.id], |r| r.get::<i64>(0))? {
        if left == 0 {
            break;
        }
        let body = c.first("SELECT body FROM chapter WHERE id = ?1", bind![chapter], |r| r.get::<String>(0))?;
        let pieces: Vec<BookPiece> =
            serde_json::from_str(&body.unwrap_or_else(|| "[]".into())).map_err(Error::broken)?;
        for piece in pieces.iter().filter(|piece| !piece.text.is_empty()) {
            let text: String = rich::to_text(&rich::read_html(&piece.text)).chars().take(left).collect();
            left -= text.chars().count();
            parts.push(text);
        }
    }
    parts.retain(|part| !part.is_empty());
    Ok(Entry { text: parts.join("\n"), ..entry })
}

/// Published works after an id, by id.
pub(in crate::library) fn found(c: &mut Conn<'_>, after: i64, most: usize) -> Result<Vec<Entry>> {
    let sql = format!("{WHOLE} AND id > ?1 ORDER BY id LIMIT ?2");
    let entries = c.rows(&sql, bind![after, most.min(AT_ONCE) as i64], entry)?;
    entries.into_iter().map(|entry| whole(c, entry)).collect()
}

/// One, if it is published.
pub(in crate::library) fn found_one(c: &mut Conn<'_>, id: i64) -> Result<Option<Entry>> {
    let found = c.first(&format!("{WHOLE} AND id = ?1"), bind![id], entry)?;
    found.map(|entry| whole(c, entry)).transpose()
}
