//! The SQL of the desk's lists: what was written last comes first.

use super::article::WORKING;
use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Value};
use gsdj_domain::content::{ArticleState, ColumnRef, DeskCounts, DeskRow, Site, StateCount};
use gsdj_domain::{AccountId, ColumnId};

/// What a list shows.
#[derive(Debug, Clone)]
pub(in crate::content) struct Shown {
    /// Only this site.
    pub site: Option<Site>,
    /// Only what stands so.
    pub state: Option<ArticleState>,
    /// Only this column.
    pub column: Option<ColumnId>,
    /// Only what this account wrote last.
    pub writer: Option<AccountId>,
    /// Only titles with this text.
    pub q: Option<String>,
    /// After this time and id.
    pub after: Option<(i64, i64)>,
    /// The most rows.
    pub limit: usize,
}

/// The rows of a list, as `reader` sees them.
pub(in crate::content) fn list(c: &mut Conn<'_>, shown: &Shown, reader: AccountId) -> Result<Vec<DeskRow>> {
    let (at, id) = shown.after.unwrap_or((i64::MAX, i64::MAX));
    let mut values = vec![Value::from(at), id.into(), (shown.limit as i64).into()];
    let mut only = String::new();
    let mut add = |column: &str, sign: &str, value| {
        values.push(value);
        only.push_str(&format!(" AND {column} {sign} ?{}", values.len()));
    };
    if let Some(site) = shown.site {
        add("a.site", "=", site.code().into());
    }
    if let Some(state) = shown.state {
        add("a.state", "=", state.code().into());
    }
    if let Some(column) = shown.column {
        add("v.column_id", "=", column.into());
    }
    if let Some(writer) = shown.writer {
        add("a.writer_id", "=", writer.into());
    }
    let pattern = shown.q.as_deref().map(crate::org::contains);
    if let Some(pattern) = &pattern {
        add("v.title", "LIKE", pattern.into());
        only.push_str(" ESCAPE '!'");
    }
    let sql = format!(
        "SELECT a.id, a.site, x.id, x.name, v.title, a.state, a.live, a.pinned, v.cover_id, a.versions, a.writer_name, a.writer_id,
           a.written_at, a.publish_at, a.published_at FROM article a
         JOIN article_version v ON v.article_id = a.id AND v.version = {WORKING}
         JOIN site_column x ON x.id = v.column_id
         WHERE (a.written_at, a.id) < (?1, ?2) {only} ORDER BY a.written_at DESC, a.id DESC LIMIT ?3"
    );
    c.rows(&sql, &values, |r| {
        Ok(DeskRow {
            id: r.get(0)?,
            site: r.coded(1)?,
            column: ColumnRef { id: r.get(2)?, name: r.get(3)? },
            title: r.get(4)?,
            state: r.coded(5)?,
            live: r.get(6)?,
            pinned: r.get(7)?,
            cover: r.get(8)?,
            versions: r.get(9)?,
            writer: r.get(10)?,
            mine: r.get::<AccountId>(11)? == reader,
            written_at: r.get(12)?,
            publish_at: r.get(13)?,
            published_at: r.get(14)?,
        })
    })
}

/// How many stand where, and how many of those that wait `reader` may decide on.
pub(in crate::content) fn counts(c: &mut Conn<'_>, site: Option<Site>, reader: AccountId) -> Result<DeskCounts> {
    let (of, values) = match &site {
        Some(site) => ("WHERE site = ?1", vec![Value::from(site.code())]),
        None => ("", Vec::new()),
    };
    let sql = format!("SELECT state, COUNT(*) FROM article {of} GROUP BY state");
    let states = c.rows(&sql, &values, |r| Ok(StateCount { state: r.coded(0)?, count: r.get(1)? }))?;
    let to_review = match site {
        Some(site) => {
            let sql = "SELECT COUNT(*) FROM article WHERE site = ?1 AND state = 'waiting' AND writer_id <> ?2";
            c.number(sql, bind![site.code(), reader])?
        }
        None => c.number("SELECT COUNT(*) FROM article WHERE state = 'waiting' AND writer_id <> ?1", bind![reader])?,
    };
    Ok(DeskCounts { states, to_review: u32::try_from(to_review).unwrap_or(u32::MAX) })
}
