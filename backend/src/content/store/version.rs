//! The SQL of versions: what an article says, has said, and is to say.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::content::{ArticleForm, ColumnRef, VersionRow};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::{AccountId, ArticleId, ColumnId, FileId, Instant};

/// What is written of a version.
#[derive(Debug)]
pub(in crate::content) struct Written<'a> {
    /// The form.
    pub form: &'a ArticleForm,
    /// The text as it is stored.
    pub body: &'a str,
    /// The summary that lists show.
    pub lead: &'a str,
    /// The files of the pictures in the text.
    pub pictures: &'a [FileId],
    /// Who writes.
    pub writer: &'a str,
}

/// Writes a version that is not published yet.
pub(in crate::content) fn write_version(
    c: &mut Conn<'_>,
    id: ArticleId,
    version: u32,
    written: &Written<'_>,
) -> Result<()> {
    drop_version(c, id, version)?;
    let Written { form, body, lead, pictures, writer } = written;
    let sql = "INSERT INTO article_version (article_id, version, column_id, title, subtitle, source, author, summary, lead, body,
                 cover_id, dated, note, writer_name, reviewer_name)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, '')";
    let values = bind![
        id,
        version,
        form.column,
        form.title.trim(),
        form.subtitle.trim(),
        form.source.trim(),
        form.author.trim(),
        form.summary.trim(),
        *lead,
        *body,
        form.cover,
        form.dated.as_deref(),
        form.note.trim(),
        *writer
    ];
    c.execute(sql, values)?;
    for (seat, column) in form.also.iter().enumerate() {
        let sql = "INSERT INTO article_also (article_id, version, seat, column_id) VALUES (?1, ?2, ?3, ?4)";
        c.execute(sql, bind![id, version, seat as i64, *column])?;
    }
    let parts: [(&str, &[FileId]); 3] =
        [("attachment", &form.attachments), ("picture", pictures), ("cover", form.cover.as_slice())];
    for (part, files) in parts {
        for (seat, file) in files.iter().enumerate() {
            let sql = "INSERT INTO article_file (article_id, version, part, seat, file_id) VALUES (?1, ?2, ?3, ?4, ?5)";
            c.execute(sql, bind![id, version, part, seat as i64, *file])?;
        }
    }
    Ok(())
}

/// Throws a version away that was not published.
pub(in crate::content) fn drop_version(c: &mut Conn<'_>, id: ArticleId, version: u32) -> Result<()> {
    for table in ["article_also", "article_file", "article_version"] {
        let sql = format!("DELETE FROM {table} WHERE article_id = ?1 AND version = ?2");
        c.execute(&sql, bind![id, version])?;
    }
    Ok(())
}

/// Seals a version: it was published.
pub(in crate::content) fn publish_version(
    c: &mut Conn<'_>,
    id: ArticleId,
    version: u32,
    reviewer: &str,
    at: Instant,
) -> Result<()> {
    let sql = "UPDATE article_version SET published_at = ?3, reviewer_name = ?4 WHERE article_id = ?1 AND version = ?2";
    c.execute(sql, bind![id, version, at, reviewer])?;
    Ok(())
}

/// What a version says, as a form, with the columns that it also stands in by name.
pub(in crate::content) fn form(
    c: &mut Conn<'_>,
    id: ArticleId,
    version: u32,
) -> Result<Option<(ArticleForm, Vec<ColumnRef>)>> {
    let sql = "SELECT x.id, x.name FROM article_also o JOIN site_column x ON x.id = o.column_id
               WHERE o.article_id = ?1 AND o.version = ?2 ORDER BY o.seat";
    let also: Vec<ColumnRef> = c.rows(sql, bind![id, version], |r| Ok(ColumnRef { id: r.get(0)?, name: r.get(1)? }))?;
    let attachments: Vec<FileId> = attachments(c, id, version)?.into_iter().map(|file| file.id).collect();
    let sql =
        "SELECT column_id, title, subtitle, source, author, summary, body, cover_id, dated, note FROM article_version
               WHERE article_id = ?1 AND version = ?2";
    let form = c.first(sql, bind![id, version], |r| {
        Ok(ArticleForm {
            column: r.get(0)?,
            also: also.iter().map(|col| col.id).collect::<Vec<ColumnId>>(),
            title: r.get(1)?,
            subtitle: r.get(2)?,
            source: r.get(3)?,
            author: r.get(4)?,
            summary: r.get(5)?,
            body: r.get(6)?,
            cover: r.get(7)?,
            attachments: attachments.clone(),
            dated: r.get(8)?,
            note: r.get(9)?,
        })
    })?;
    Ok(form.map(|form| (form, also)))
}

/// The attachments of a version.
pub(in crate::content) fn attachments(c: &mut Conn<'_>, id: ArticleId, version: u32) -> Result<Vec<FileInfo>> {
    let sql =
        "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM article_file x JOIN file f ON f.id = x.file_id
               WHERE x.article_id = ?1 AND x.version = ?2 AND x.part = 'attachment' ORDER BY x.seat";
    c.rows(sql, bind![id, version], crate::file::info)
}

/// What kind of file it is, if the account may use it for an article: uploaded by itself, or in the article already.
pub(in crate::content) fn usable(
    c: &mut Conn<'_>,
    account: AccountId,
    article: Option<ArticleId>,
    file: FileId,
) -> Result<Option<FileKind>> {
    let sql = "SELECT f.kind FROM file f WHERE f.id = ?1 AND (f.account_id = ?2
                 OR EXISTS (SELECT 1 FROM article_file x WHERE x.file_id = f.id AND x.article_id = ?3))";
    c.first(sql, bind![file, account, article.map_or(0, |a| a.0)], |r| r.coded(0))
}

fn version(r: &Row<'_>) -> Result<VersionRow> {
    Ok(VersionRow {
        version: r.get(0)?,
        title: r.get(1)?,
        note: r.get(2)?,
        writer: r.get(3)?,
        reviewer: r.get(4)?,
        at: r.get::<Option<Instant>>(5)?.unwrap_or(Instant(0)),
    })
}

const ROW: &str = "version, title, note, writer_name, reviewer_name, published_at";

/// Every published version, the latest first.
pub(in crate::content) fn versions(c: &mut Conn<'_>, id: ArticleId) -> Result<Vec<VersionRow>> {
    let sql = format!(
        "SELECT {ROW} FROM article_version WHERE article_id = ?1 AND published_at IS NOT NULL ORDER BY version DESC"
    );
    c.rows(&sql, bind![id], version)
}

/// One published version as a row.
pub(in crate::content) fn written(c: &mut Conn<'_>, id: ArticleId, number: u32) -> Result<Option<VersionRow>> {
    let sql = format!(
        "SELECT {ROW} FROM article_version WHERE article_id = ?1 AND version = ?2 AND published_at IS NOT NULL"
    );
    c.first(&sql, bind![id, number], version)
}
