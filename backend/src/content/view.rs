//! An article, for everybody.

use super::answer::{Page, answer};
use super::column::shown;
use super::list::{lines, until_of};
use super::store::{self, Strand};
use crate::app::App;
use crate::error::Result;
use crate::http::{PathId, ReadProblems, caller};
use crate::reaction::Thing;
use crate::shelf::Line;
use crate::store::Conn;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use gsdj_domain::content::{ArticleView, Column, ColumnRef};
use gsdj_domain::file::FileInfo;
use gsdj_domain::time::MINUTE;
use gsdj_domain::{ArticleId, ColumnId, Instant, Refusal};
use serde::Serialize;

/// Others of the column that stand below an article.
const MORE: usize = 5;

/// A published article.
#[utoipa::path(get, path = "/api/articles/{id}", tag = "content", security(()), params(("id" = ArticleId, Path)),
    responses((status = 200, body = ArticleView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    from: caller::From,
    PathId(id): PathId<ArticleId>,
    headers: HeaderMap,
) -> Result<Response> {
    let shelf = app.clone();
    let make = move |c: &mut Conn<'_>, now: Instant| {
        let (whole, until) = whole(&shelf, c, id, now)?;
        Page::json(&whole, until)
    };
    let response = answer(&app, format!("article {id}"), move |c| store::article_stamp(c, id), make).await?;
    // whoever is signed in says by themselves when they begin to read
    if caller::token(&headers).is_none() {
        app.content_views.guest(&app, id, from.0);
    }
    Ok(response)
}

/// [`ArticleView`] with its lines as they lie on the shelf.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    row: gsdj_domain::content::ArticleRow,
    subtitle: String,
    author: String,
    body: String,
    attachments: Vec<FileInfo>,
    path: Vec<ColumnRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<String>,
    version: u32,
    changed_at: Instant,
    views: u32,
    more: Vec<Line>,
}

/// The article, and until when that holds: how often it was opened is told to within a minute.
fn whole(app: &App, c: &mut Conn<'_>, id: ArticleId, now: Instant) -> Result<(Whole, Instant)> {
    let public = store::public(c, id)?.ok_or(Refusal::NotFound)?;
    let row = store::line(c, id)?;
    let all = store::columns(c, row.site)?;
    let until = until_of(&all, now).min(now.plus(MINUTE));
    let mut others = match all.iter().find(|col| col.id == row.column.id).and_then(|col| col.begins_after(now)) {
        Some(_) => Vec::new(),
        None => store::latest(c, Strand::all(row.column.id), MORE + 1)?,
    };
    others.retain(|spot| spot.id != id);
    others.truncate(MORE);
    let whole = Whole {
        path: path(all, row.column.id, now),
        attachments: store::attachments(c, id, public.version)?,
        views: store::views(c, id)?,
        more: lines(app, c, &others, now)?,
        subtitle: public.subtitle,
        author: public.author,
        body: public.body,
        dated: public.dated,
        version: public.version,
        changed_at: public.changed_at,
        row,
    };
    Ok((whole, until))
}

/// The columns from the top down to this one, as far as readers see them.
fn path(all: Vec<Column>, column: ColumnId, now: Instant) -> Vec<ColumnRef> {
    let way: Vec<ColumnId> = store::upwards(&all, column).map(|col| col.id).collect();
    // a column comes after the one above it, and none is shown below one that is not
    shown(all, now).iter().filter(|col| way.contains(&col.id)).map(Column::named).collect()
}

/// An article as a thing that people react to; `None` when it is not public.
///
/// # Errors
/// When the store refuses it.
pub fn target(c: &mut Conn<'_>, id: i64) -> Result<Option<Thing>> {
    let id = ArticleId(id);
    if store::public(c, id)?.is_none() {
        return Ok(None);
    }
    let row = store::line(c, id)?;
    Ok(Some(Thing { title: row.title, note: row.column.name, cover: row.cover, link: format!("/articles/{id}") }))
}
