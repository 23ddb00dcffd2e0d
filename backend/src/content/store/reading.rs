//! The SQL of reading: who reads what, and how often articles were opened.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use chrono::NaiveDate;
use gsdj_domain::content::reading::Reader;
use gsdj_domain::{AccountId, ArticleId, Instant};

/// Where an account's reading stands.
pub(in crate::content) fn reader(c: &mut Conn<'_>, account: AccountId) -> Result<Option<Reader>> {
    let sql = "SELECT article_id, began_at, used_until FROM reading WHERE account_id = ?1";
    c.first(sql, bind![account], |r| {
        let open = r.get::<Option<ArticleId>>(0)?.zip(r.get::<Option<Instant>>(1)?);
        Ok(Reader { open, used_until: r.get(2)? })
    })
}

/// Keeps it.
pub(in crate::content) fn keep_reader(c: &mut Conn<'_>, account: AccountId, reader: &Reader) -> Result<()> {
    let sql = "INSERT INTO reading (account_id, article_id, began_at, used_until) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (account_id) DO UPDATE SET article_id = excluded.article_id, began_at = excluded.began_at,
                 used_until = excluded.used_until";
    let (article, began) = (reader.open.map(|(id, _)| id), reader.open.map(|(_, at)| at));
    c.execute(sql, bind![account, article, began, reader.used_until])?;
    Ok(())
}

/// Whether the account opens the article for the first time today; notes that it did.
pub(in crate::content) fn first_today(
    c: &mut Conn<'_>,
    id: ArticleId,
    account: AccountId,
    now: Instant,
) -> Result<bool> {
    let sql = "INSERT INTO article_viewer (day, article_id, account_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    Ok(c.execute(sql, bind![&now.day().to_string(), id, account])? > 0)
}

/// Forgets who opened what before this day.
pub(in crate::content) fn forget_viewers(c: &mut Conn<'_>, before: NaiveDate) -> Result<u64> {
    c.execute("DELETE FROM article_viewer WHERE day < ?1", bind![&before.to_string()])
}

/// Adds views to an article.
pub(in crate::content) fn add_views(c: &mut Conn<'_>, id: ArticleId, views: u32) -> Result<()> {
    let sql = "INSERT INTO article_view (article_id, views) VALUES (?1, ?2)
               ON CONFLICT (article_id) DO UPDATE SET views = article_view.views + excluded.views";
    c.execute(sql, bind![id, views])?;
    Ok(())
}

/// How often an article was opened.
pub(in crate::content) fn views(c: &mut Conn<'_>, id: ArticleId) -> Result<u32> {
    let views = c.number("SELECT views FROM article_view WHERE article_id = ?1", bind![id])?;
    Ok(u32::try_from(views).unwrap_or(u32::MAX))
}
