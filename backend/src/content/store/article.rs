//! The SQL of articles as editors see them.

use super::column::instant;
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::content::{Article, ArticleState, Site};
use gsdj_domain::{AccountId, ArticleId, Instant};

/// The version that is being written, or the last one published where nothing is.
pub(super) const WORKING: &str = "(a.versions + CASE WHEN a.state IN ('published', 'withdrawn') THEN 0 ELSE 1 END)";

/// An article as stored, its texts apart.
#[derive(Debug, Clone)]
pub(in crate::content) struct Stored {
    /// The article.
    pub id: ArticleId,
    /// On which site.
    pub site: Site,
    /// What the rules need.
    pub rules: Article,
    /// What it is called, as it is being written.
    pub title: String,
    /// Who wrote it last, by name.
    pub writer_name: String,
    /// When.
    pub written_at: Instant,
    /// For when it is scheduled.
    pub publish_at: Option<Instant>,
    /// When it was first published.
    pub published_at: Option<Instant>,
    /// At the head of its columns.
    pub pinned: bool,
    /// Why it was withdrawn.
    pub withdrawn_for: String,
    /// Counts changes.
    pub revision: u32,
    /// The version that is being written, or the last one published.
    pub working: u32,
}

/// An article, wherever it stands.
pub(in crate::content) fn load(c: &mut Conn<'_>, id: ArticleId) -> Result<Option<Stored>> {
    let sql = format!(
        "SELECT a.site, a.state, a.live, a.versions, a.rounds, a.looked_at, a.writer_id, v.title, a.writer_name, a.written_at,
           a.publish_at, a.published_at, a.pinned, a.withdrawn_for, a.revision, v.version FROM article a
         JOIN article_version v ON v.article_id = a.id AND v.version = {WORKING} WHERE a.id = ?1"
    );
    c.first(&sql, bind![id], |r| {
        Ok(Stored {
            id,
            site: r.coded(0)?,
            rules: Article {
                state: r.coded(1)?,
                live: r.get(2)?,
                versions: r.get(3)?,
                handed_in: r.get::<i64>(4)? > 0,
                looked_at: r.get(5)?,
                writer: r.get(6)?,
            },
            title: r.get(7)?,
            writer_name: r.get(8)?,
            written_at: r.get(9)?,
            publish_at: instant(r, 10)?,
            published_at: instant(r, 11)?,
            pinned: r.get(12)?,
            withdrawn_for: r.get(13)?,
            revision: r.get(14)?,
            working: r.get(15)?,
        })
    })
}

/// Begins an article.
pub(in crate::content) fn insert(
    c: &mut Conn<'_>,
    site: Site,
    writer: AccountId,
    name: &str,
    now: Instant,
) -> Result<ArticleId> {
    let id = ArticleId(c.next_id());
    let sql =
        "INSERT INTO article (id, site, state, looked_at, rounds, versions, live, live_version, writer_id, writer_name,
                 written_at, pinned, withdrawn_for, revision) VALUES (?1, ?2, ?3, 0, 0, 0, 0, 0, ?4, ?5, ?6, 0, '', 1)";
    c.execute(sql, bind![id, site.code(), ArticleState::Draft.code(), writer, name, now])?;
    Ok(id)
}

/// Throws an article away of which nothing was ever handed in.
pub(in crate::content) fn delete(c: &mut Conn<'_>, id: ArticleId) -> Result<()> {
    for table in ["article_also", "article_file", "article_version"] {
        c.execute(&format!("DELETE FROM {table} WHERE article_id = ?1"), bind![id])?;
    }
    c.execute("DELETE FROM article WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Writes what the state machine said.
pub(in crate::content) fn advance(c: &mut Conn<'_>, id: ArticleId, next: &Article) -> Result<()> {
    let sql = "UPDATE article SET state = ?2, looked_at = ?3, versions = ?4, live = ?5, writer_id = ?6, revision = revision + 1
               WHERE id = ?1";
    c.execute(sql, bind![id, next.state.code(), next.looked_at, next.versions, next.live, next.writer])?;
    Ok(())
}

/// Notes who wrote it last and when.
pub(in crate::content) fn touch(c: &mut Conn<'_>, id: ArticleId, name: &str, now: Instant) -> Result<()> {
    c.execute("UPDATE article SET writer_name = ?2, written_at = ?3 WHERE id = ?1", bind![id, name, now])?;
    Ok(())
}

/// Which version readers see, and since when they see any.
pub(in crate::content) fn set_live(c: &mut Conn<'_>, id: ArticleId, version: u32, at: Instant) -> Result<()> {
    let sql = "UPDATE article SET live_version = ?2, published_at = COALESCE(published_at, ?3), publish_at = NULL,
                 withdrawn_for = '' WHERE id = ?1";
    c.execute(sql, bind![id, version, at])?;
    Ok(())
}

/// When it was handed in.
pub(in crate::content) fn set_submitted(c: &mut Conn<'_>, id: ArticleId, now: Instant) -> Result<()> {
    c.execute("UPDATE article SET submitted_at = ?2 WHERE id = ?1", bind![id, now])?;
    Ok(())
}

/// For when it is scheduled.
pub(in crate::content) fn set_publish_at(c: &mut Conn<'_>, id: ArticleId, at: Option<Instant>) -> Result<()> {
    c.execute("UPDATE article SET publish_at = ?2 WHERE id = ?1", bind![id, at])?;
    Ok(())
}

/// Why it was withdrawn; nobody finds it any more, nothing of it is scheduled, and what is published anew begins at the end
/// of the line.
pub(in crate::content) fn set_withdrawn(c: &mut Conn<'_>, id: ArticleId, reason: &str) -> Result<()> {
    c.execute("UPDATE article SET withdrawn_for = ?2, pinned = 0, publish_at = NULL WHERE id = ?1", bind![id, reason])?;
    Ok(())
}

/// At the head of its columns, or not.
pub(in crate::content) fn set_pinned(c: &mut Conn<'_>, id: ArticleId, pinned: bool) -> Result<()> {
    c.execute("UPDATE article SET pinned = ?2, revision = revision + 1 WHERE id = ?1", bind![id, pinned])?;
    Ok(())
}

/// Notes that somebody who may review has opened what was handed in.
pub(in crate::content) fn looked_at(c: &mut Conn<'_>, id: ArticleId) -> Result<()> {
    c.execute("UPDATE article SET looked_at = 1 WHERE id = ?1 AND state = 'waiting'", bind![id])?;
    Ok(())
}

/// What is due to be published, the earliest first.
pub(in crate::content) fn due(c: &mut Conn<'_>, now: Instant, most: usize) -> Result<Vec<(ArticleId, Instant)>> {
    let sql = "SELECT id, publish_at FROM article WHERE state = 'scheduled' AND publish_at <= ?1 ORDER BY publish_at LIMIT ?2";
    c.rows(sql, bind![now, most as i64], |r| Ok((r.get(0)?, r.get(1)?)))
}
