//! Public articles as the search finds them; not what stands in topics alone that have not begun.

use super::place::listed;
use crate::bind;
use crate::error::Result;
use crate::search::{Audience, Entry};
use crate::store::{Conn, Row};
use gsdj_domain::Instant;
use gsdj_domain::content::Site;
use gsdj_domain::rich;
use gsdj_domain::search::SearchKind;

const WHOLE: &str = "SELECT a.id, a.site, v.title, v.subtitle, v.body, x.name, v.dated, a.published_at FROM article a
    JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
    JOIN site_column x ON x.id = v.column_id
    WHERE a.live = 1 AND NOT EXISTS (SELECT 1 FROM article_ahead w WHERE w.article_id = a.id AND w.unlisted = 1)";

fn entry(r: &Row<'_>) -> Result<Entry> {
    let (id, site, subtitle): (i64, Site, String) = (r.get(0)?, r.coded(1)?, r.get(3)?);
    let body = rich::to_text(&rich::read_html(&r.get::<String>(4)?));
    let (dated, published_at) = (r.get::<Option<String>>(6)?, r.get::<Option<Instant>>(7)?);
    Ok(Entry {
        kind: SearchKind::Article,
        id,
        title: r.get(2)?,
        text: if subtitle.is_empty() { body } else { format!("{subtitle}\n{body}") },
        link: format!("/articles/{id}"),
        place: format!("{} · {}", site.label(), r.get::<String>(5)?),
        at: listed(dated.as_deref(), published_at.unwrap_or(Instant(0))),
        audience: Audience::Public,
    })
}

/// Public articles after an id, by id.
pub(in crate::content) fn found(c: &mut Conn<'_>, after: i64, most: usize) -> Result<Vec<Entry>> {
    let sql = format!("{WHOLE} AND a.id > ?1 ORDER BY a.id LIMIT ?2");
    c.rows(&sql, bind![after, most as i64], entry)
}

/// One, if it is public.
pub(in crate::content) fn found_one(c: &mut Conn<'_>, id: i64) -> Result<Option<Entry>> {
    c.first(&format!("{WHOLE} AND a.id = ?1"), bind![id], entry)
}
