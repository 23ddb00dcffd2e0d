//! The SQL of sites and columns.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::content::{Area, Column, ColumnForm, ColumnKind, ColumnRow, Site, TopicForm};
use gsdj_domain::{ColumnId, Instant, Refusal};
use std::collections::HashMap;

/// What stands between two seats, so that there is room.
const SEATS: usize = 10;
/// How the codes of topics that editors add begin; none of the platform's own does.
const TOPIC: &str = "t-";

const WHOLE: &str = "id, site, code, parent_id, name, kind, area, shown_from, shown_until, hidden";

fn column(r: &Row<'_>) -> Result<Column> {
    Ok(Column {
        id: r.get(0)?,
        site: r.coded(1)?,
        code: r.get(2)?,
        parent: r.get(3)?,
        name: r.get(4)?,
        kind: r.coded(5)?,
        area: r.coded(6)?,
        shown_from: r.get(7)?,
        shown_until: r.get(8)?,
        hidden: r.get(9)?,
    })
}

/// Enters a site.
pub(in crate::content) fn enter_site(c: &mut Conn<'_>, site: Site) -> Result<()> {
    c.execute("INSERT INTO site (code, stamp) VALUES (?1, 0) ON CONFLICT DO NOTHING", bind![site.code()])?;
    Ok(())
}

/// How many of the platform's own columns there are.
pub(in crate::content) fn own_columns(c: &mut Conn<'_>) -> Result<usize> {
    let n = c.number("SELECT COUNT(*) FROM site_column WHERE code NOT LIKE 't-%'", bind![])?;
    Ok(usize::try_from(n).unwrap_or(0))
}

/// Enters a column of the platform's own; another node may have been first.
pub(in crate::content) fn enter_column(
    c: &mut Conn<'_>,
    site: Site,
    row: &ColumnRow,
    parent: Option<ColumnId>,
    seat: usize,
) -> Result<ColumnId> {
    let sql = "INSERT INTO site_column (id, site, code, parent_id, name, kind, area, seat, hidden)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0) ON CONFLICT DO NOTHING";
    let id = ColumnId(c.next_id());
    let (kind, area, seat) = (row.kind.code(), row.area.code(), (seat * SEATS) as i64);
    c.execute(sql, bind![id, site.code(), row.code, parent, row.name, kind, area, seat])?;
    column_of_code(c, site, row.code)?.ok_or_else(|| crate::Error::broken("a column was not entered"))
}

/// The column of a site with this code.
///
/// # Errors
/// When the store refuses it.
pub fn column_of_code(c: &mut Conn<'_>, site: Site, code: &str) -> Result<Option<ColumnId>> {
    let sql = "SELECT id FROM site_column WHERE site = ?1 AND code = ?2";
    c.first(sql, bind![site.code(), code], |r| r.get(0))
}

/// The columns of a site, a column after the one above it, those beside one another by their seats.
pub(in crate::content) fn columns(c: &mut Conn<'_>, site: Site) -> Result<Vec<Column>> {
    let sql = format!("SELECT {WHOLE} FROM site_column WHERE site = ?1 ORDER BY seat, id");
    let all = c.rows(&sql, bind![site.code()], column)?;
    let mut out = Vec::with_capacity(all.len());
    below(&all, None, &mut out);
    Ok(out)
}

fn below(all: &[Column], parent: Option<ColumnId>, out: &mut Vec<Column>) {
    for column in all.iter().filter(|col| col.parent == parent) {
        out.push(column.clone());
        below(all, Some(column.id), out);
    }
}

/// A column and those above it, up to the top.
pub(in crate::content) fn upwards(all: &[Column], from: ColumnId) -> impl Iterator<Item = &Column> {
    let find = |id: ColumnId| all.iter().find(move |col| col.id == id);
    std::iter::successors(find(from), move |col| col.parent.and_then(find))
}

/// The site of a column.
pub(in crate::content) fn site_of_column(c: &mut Conn<'_>, id: ColumnId) -> Result<Option<Site>> {
    c.first("SELECT site FROM site_column WHERE id = ?1", bind![id], |r| r.coded(0))
}

/// What the public pages of a site rest on.
pub(in crate::content) fn site_stamp(c: &mut Conn<'_>, site: Site) -> Result<i64> {
    c.number("SELECT stamp FROM site WHERE code = ?1", bind![site.code()])
}

/// The same, of a column's site.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such column.
pub(in crate::content) fn column_stamp(c: &mut Conn<'_>, id: ColumnId) -> Result<i64> {
    let sql = "SELECT s.stamp FROM site_column x JOIN site s ON s.code = x.site WHERE x.id = ?1";
    c.first(sql, bind![id], |r| r.get(0))?.ok_or_else(|| Refusal::NotFound.into())
}

/// Adds a topic behind those that stand there.
pub(in crate::content) fn topic(c: &mut Conn<'_>, site: Site, area: Area, form: &TopicForm) -> Result<ColumnId> {
    let id = ColumnId(c.next_id());
    let last = c.number("SELECT MAX(seat) FROM site_column WHERE site = ?1", bind![site.code()])?;
    let sql =
        "INSERT INTO site_column (id, site, code, parent_id, name, kind, area, seat, shown_from, shown_until, hidden)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)";
    let (code, kind, seat) = (format!("{TOPIC}{id}"), ColumnKind::Topic.code(), last + SEATS as i64);
    let values = bind![
        id,
        site.code(),
        &code,
        form.parent,
        form.name.trim(),
        kind,
        area.code(),
        seat,
        form.shown_from,
        form.shown_until
    ];
    c.execute(sql, values)?;
    Ok(id)
}

/// Writes what a form says of a column.
pub(in crate::content) fn rename(c: &mut Conn<'_>, id: ColumnId, form: &ColumnForm) -> Result<()> {
    let sql = "UPDATE site_column SET name = ?2, shown_from = ?3, shown_until = ?4, hidden = ?5 WHERE id = ?1";
    c.execute(sql, bind![id, form.name.trim(), form.shown_from, form.shown_until, form.hidden])?;
    Ok(())
}

/// The seats of these columns, in rising order.
pub(in crate::content) fn seats(c: &mut Conn<'_>, columns: &[ColumnId]) -> Result<Vec<i64>> {
    let mut seats = Vec::with_capacity(columns.len());
    for id in columns {
        seats.push(c.number("SELECT seat FROM site_column WHERE id = ?1", bind![*id])?);
    }
    seats.sort_unstable();
    Ok(seats)
}

/// Gives a column a seat.
pub(in crate::content) fn seat(c: &mut Conn<'_>, id: ColumnId, seat: i64) -> Result<()> {
    c.execute("UPDATE site_column SET seat = ?2 WHERE id = ?1", bind![id, seat])?;
    Ok(())
}

/// How many public articles each column of a site lists.
pub(in crate::content) fn places(c: &mut Conn<'_>, site: Site) -> Result<HashMap<ColumnId, u32>> {
    let sql = "SELECT p.column_id, COUNT(*) FROM article_place p JOIN site_column x ON x.id = p.column_id
               WHERE x.site = ?1 GROUP BY p.column_id";
    Ok(c.rows(sql, bind![site.code()], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
}

/// An instant that may be missing.
pub(super) fn instant(r: &Row<'_>, at: usize) -> Result<Option<Instant>> {
    r.get(at)
}
