//! The SQL of what readers see: public articles in their places, and what they say.

use super::column::{columns, upwards};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use chrono::Datelike as _;
use gsdj_domain::content::{self, ArticleRow, Column, ColumnRef};
use gsdj_domain::{ArticleId, ColumnId, FileId, Instant, Refusal};
use std::collections::BTreeSet;

/// Added to the rank of what is pinned.
const PINNED: i64 = 1 << 44;
/// Ranks from here on are of what is pinned: later than any time that is listed, and as long before 1970 the other way round.
const HEAD: i64 = 1 << 43;
const _: () = assert!(PINNED - HEAD >= HEAD, "what is pinned stands above all that is not, however old it is");

/// What of a column is listed.
#[derive(Debug, Clone)]
pub(in crate::content) struct Strand {
    /// The column.
    pub column: ColumnId,
    /// Only titles with this text.
    pub q: Option<String>,
    /// Only what is listed between these instants, the second excluded.
    pub years: Option<(Instant, Instant)>,
    /// After this rank and id.
    pub after: Option<(i64, i64)>,
}

impl Strand {
    /// All of a column, from the beginning.
    pub const fn all(column: ColumnId) -> Self {
        Self { column, q: None, years: None, after: None }
    }
}

/// An article's place in a list, with what its line is known by.
#[derive(Debug)]
pub(in crate::content) struct Spot {
    rank: i64,
    /// The article.
    pub id: ArticleId,
    /// Rises with everything that a line shows.
    pub stamp: i64,
}

impl Spot {
    /// The cursor of the next page.
    pub fn cursor(&self) -> String {
        format!("{}_{}", self.rank, self.id)
    }
}

/// The first `limit` of a strand.
pub(in crate::content) fn latest(c: &mut Conn<'_>, strand: Strand, limit: usize) -> Result<Vec<Spot>> {
    let pattern = strand.q.as_deref().map(crate::org::contains);
    let (rank, id) = strand.after.unwrap_or((i64::MAX, i64::MAX));
    let mut values = vec![Value::from(strand.column), rank.into(), id.into(), (limit as i64).into()];
    let mut title = String::new();
    if let Some(pattern) = &pattern {
        values.push(pattern.into());
        title = "JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version AND v.title LIKE ?5 ESCAPE '!'".into();
    }
    let mut walk = |between: Option<(i64, i64)>| {
        let span = between.map(|(from, to)| {
            values.extend([Value::from(from), Value::from(to)]);
            format!("AND p.rank >= ?{} AND p.rank < ?{}", values.len() - 1, values.len())
        });
        format!(
            "SELECT p.rank AS place, p.article_id AS id, a.stamp AS stamp FROM article_place p
             JOIN article a ON a.id = p.article_id {title}
             WHERE p.column_id = ?1 AND (p.rank, p.article_id) < (?2, ?3) {} ORDER BY p.rank DESC, p.article_id DESC LIMIT ?4",
            span.unwrap_or_default()
        )
    };
    let sql = match strand.years {
        None => walk(None),
        // the pinned ones of a year are a range of their own
        Some((Instant(from), Instant(to))) => format!(
            "SELECT x.place, x.id, x.stamp FROM (SELECT * FROM ({}) AS y UNION ALL SELECT * FROM ({}) AS z) AS x
             ORDER BY x.place DESC, x.id DESC LIMIT ?4",
            walk(Some((from, to))),
            walk(Some((PINNED + from, PINNED + to)))
        ),
    };
    c.rows(&sql, &values, |r| Ok(Spot { rank: r.get(0)?, id: r.get(1)?, stamp: r.get(2)? }))
}

/// The years, by Asia/Shanghai, of the first and the last article of a column and of those below it.
pub(in crate::content) fn years(c: &mut Conn<'_>, column: ColumnId) -> Result<Option<(i32, i32)>> {
    let mut found: Vec<i64> = Vec::new();
    // the ends of two ranges of the index: what is not pinned, and what is
    for (base, from, to) in [(0, i64::MIN, HEAD), (PINNED, HEAD, i64::MAX)] {
        for end in ["MIN", "MAX"] {
            let sql =
                format!("SELECT {end}(rank) FROM article_place WHERE column_id = ?1 AND rank >= ?2 AND rank < ?3");
            let rank: Option<Option<i64>> = c.first(&sql, bind![column, from, to], |r| r.get(0))?;
            found.extend(rank.flatten().map(|rank| rank - base));
        }
    }
    let year = |at: &i64| Instant(*at).day().year();
    Ok(found.iter().min().map(year).zip(found.iter().max().map(year)))
}

/// When an article is listed: of a document, its own day.
pub(super) fn listed(dated: Option<&str>, published_at: Instant) -> Instant {
    dated.and_then(content::document_day).map_or(published_at, Instant::midnight)
}

/// What the line of a public article shows.
pub(in crate::content) fn line(c: &mut Conn<'_>, id: ArticleId) -> Result<ArticleRow> {
    let sql = "SELECT a.site, x.id, x.name, v.title, v.lead, v.cover_id, v.source, v.dated, a.published_at, a.pinned
               FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
               JOIN site_column x ON x.id = v.column_id WHERE a.id = ?1 AND a.live = 1";
    let row = c.first(sql, bind![id], |r| {
        let published_at = r.get::<Option<Instant>>(8)?.unwrap_or(Instant(0));
        Ok(ArticleRow {
            id,
            site: r.coded(0)?,
            column: ColumnRef { id: r.get(1)?, name: r.get(2)? },
            title: r.get(3)?,
            summary: r.get(4)?,
            cover: r.get::<Option<FileId>>(5)?,
            source: r.get(6)?,
            at: listed(r.get::<Option<String>>(7)?.as_deref(), published_at),
            pinned: r.get(9)?,
        })
    })?;
    row.ok_or_else(|| Refusal::NotFound.into())
}

/// What a public article says beside its line.
#[derive(Debug)]
pub(in crate::content) struct Public {
    /// What stands under the title.
    pub subtitle: String,
    /// Who wrote it.
    pub author: String,
    /// The text.
    pub body: String,
    /// The day of a document.
    pub dated: Option<String>,
    /// Which version.
    pub version: u32,
    /// When this version was published.
    pub changed_at: Instant,
}

/// A public article; `None` when it is none.
pub(in crate::content) fn public(c: &mut Conn<'_>, id: ArticleId) -> Result<Option<Public>> {
    let sql = "SELECT v.subtitle, v.author, v.body, v.dated, v.version, v.published_at FROM article a
               JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version WHERE a.id = ?1 AND a.live = 1";
    c.first(sql, bind![id], |r| {
        Ok(Public {
            subtitle: r.get(0)?,
            author: r.get(1)?,
            body: r.get(2)?,
            dated: r.get(3)?,
            version: r.get(4)?,
            changed_at: r.get::<Option<Instant>>(5)?.unwrap_or(Instant(0)),
        })
    })
}

/// What the public page of an article rests on: both stamps only rise, so their sum changes with either.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not public.
pub(in crate::content) fn article_stamp(c: &mut Conn<'_>, id: ArticleId) -> Result<i64> {
    let sql = "SELECT a.stamp + s.stamp FROM article a JOIN site s ON s.code = a.site WHERE a.id = ?1 AND a.live = 1";
    c.first(sql, bind![id], |r| r.get(0))?.ok_or_else(|| Refusal::NotFound.into())
}

/// Puts an article where readers find it: under its columns and every column above them; nowhere when it is not public. From a
/// topic that has not begun no way leads up: what stands there is placed anew when it begins.
pub(in crate::content) fn place(c: &mut Conn<'_>, id: ArticleId, now: Instant) -> Result<()> {
    c.execute("DELETE FROM article_place WHERE article_id = ?1", bind![id])?;
    c.execute("DELETE FROM article_ahead WHERE article_id = ?1", bind![id])?;
    let sql = "SELECT a.site, v.column_id, v.dated, a.published_at, a.pinned, a.live_version FROM article a
               JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version WHERE a.id = ?1 AND a.live = 1";
    let found = c.first(sql, bind![id], |r| {
        let published_at = r.get::<Option<Instant>>(3)?.unwrap_or(Instant(0));
        let at = listed(r.get::<Option<String>>(2)?.as_deref(), published_at);
        let rank = at.0.clamp(-HEAD, HEAD - 1) + if r.get(4)? { PINNED } else { 0 };
        Ok((r.coded(0)?, r.get::<ColumnId>(1)?, rank, r.get::<u32>(5)?))
    })?;
    let Some((site, own, rank, version)) = found else { return Ok(()) };
    let also = "SELECT column_id FROM article_also WHERE article_id = ?1 AND version = ?2";
    let mut named = c.rows(also, bind![id, version], |r| r.get::<ColumnId>(0))?;
    named.push(own);
    let spread = spread(&columns(c, site)?, &named, now);
    for column in spread.under {
        let sql = "INSERT INTO article_place (column_id, rank, article_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![column, rank, id])?;
    }
    if let Some(begins) = spread.begins {
        let sql = "INSERT INTO article_ahead (article_id, due_at, unlisted) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![id, begins, spread.unlisted])?;
    }
    Ok(())
}

/// Where an article stands.
struct Spread {
    /// The columns in whose lists it is.
    under: BTreeSet<ColumnId>,
    /// When the first of its topics that have not begun begins.
    begins: Option<Instant>,
    /// It stands in such topics alone.
    unlisted: bool,
}

fn spread(all: &[Column], named: &[ColumnId], now: Instant) -> Spread {
    let mut spread = Spread { under: BTreeSet::new(), begins: None, unlisted: true };
    for id in named {
        match all.iter().find(|col| col.id == *id).and_then(|col| col.begins_after(now)) {
            Some(at) => {
                spread.under.insert(*id);
                spread.begins = Some(spread.begins.map_or(at, |first| first.min(at)));
            }
            None => {
                spread.under.extend(upwards(all, *id).map(|col| col.id));
                spread.unlisted = false;
            }
        }
    }
    spread
}

/// Articles that are to be placed anew by now, the longest due first.
pub(in crate::content) fn ahead(c: &mut Conn<'_>, now: Instant, most: usize) -> Result<Vec<ArticleId>> {
    let sql = "SELECT article_id FROM article_ahead WHERE due_at <= ?1 ORDER BY due_at, article_id LIMIT ?2";
    c.rows(sql, bind![now, most as i64], |r| r.get(0))
}

/// Places an article anew, and has the search look at it again.
pub(in crate::content) fn place_anew(c: &mut Conn<'_>, id: ArticleId, now: Instant) -> Result<()> {
    place(c, id, now)?;
    c.execute("UPDATE article SET stamp = stamp + 1 WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Has all articles of a topic placed anew: it begins at another time.
pub(in crate::content) fn move_topic(c: &mut Conn<'_>, topic: ColumnId, now: Instant) -> Result<()> {
    let sql = "INSERT INTO article_ahead (article_id, due_at, unlisted)
               SELECT p.article_id, CAST(?2 AS BIGINT), 0 FROM article_place p WHERE p.column_id = ?1
               ON CONFLICT (article_id) DO UPDATE SET due_at = excluded.due_at";
    c.execute(sql, bind![topic, now])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::content::{Area, ColumnKind, Site};

    fn column(id: i64, parent: Option<i64>, shown_from: Option<i64>) -> Column {
        Column {
            id: ColumnId(id),
            site: Site::Province,
            code: id.to_string(),
            parent: parent.map(ColumnId),
            name: "示例".into(),
            kind: if parent.is_some() { ColumnKind::Topic } else { ColumnKind::Topics },
            area: Area::News,
            shown_from: shown_from.map(Instant),
            shown_until: None,
            hidden: false,
        }
    }

    #[test]
    fn no_way_leads_up_from_a_topic_that_has_not_begun() {
        let all =
            [column(1, None, None), column(2, Some(1), Some(20)), column(3, Some(1), Some(30)), column(4, None, None)];
        let at = |named: &[i64], now| {
            let named: Vec<_> = named.iter().map(|id| ColumnId(*id)).collect();
            let Spread { under, begins, unlisted } = spread(&all, &named, Instant(now));
            (under.into_iter().map(|id| id.0).collect::<Vec<_>>(), begins.map(|at| at.0), unlisted)
        };
        assert_eq!(at(&[2], 19), (vec![2], Some(20), true));
        assert_eq!(at(&[2], 20), (vec![1, 2], None, false));
        assert_eq!(at(&[3, 2], 19), (vec![2, 3], Some(20), true));
        assert_eq!(at(&[3, 2], 20), (vec![1, 2, 3], Some(30), false));
        assert_eq!(at(&[4, 2], 19), (vec![2, 4], Some(20), false));
    }
}
