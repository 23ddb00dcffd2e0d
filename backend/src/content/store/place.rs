//! The SQL of what readers see: public articles in their places, and what they say.

use super::column::{columns, upwards};
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use chrono::Datelike as _;
use gsdj_domain::content::{self, ArticleRow, ColumnRef};
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

/// Puts an article where readers find it: under its columns and every column above them; nowhere when it is not public.
pub(in crate::content) fn place(c: &mut Conn<'_>, id: ArticleId) -> Result<()> {
    c.execute("DELETE FROM article_place WHERE article_id = ?1", bind![id])?;
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
    let all = columns(c, site)?;
    let under: BTreeSet<ColumnId> = named.iter().flat_map(|col| upwards(&all, *col).map(|col| col.id)).collect();
    for column in under {
        let sql = "INSERT INTO article_place (column_id, rank, article_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![column, rank, id])?;
    }
    Ok(())
}
