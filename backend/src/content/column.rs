//! A site's columns, and its front page.

use super::answer::{Page, answer};
use super::list::{lines, until_of};
use super::store::{self, Strand};
use crate::app::App;
use crate::error::Result;
use crate::http::{Params, PathId, ReadProblems};
use crate::store::Conn;
use axum::extract::State;
use axum::response::Response;
use gsdj_domain::content::{Area, Column, ColumnTree, ColumnView, FrontPage, HEADLINES, Site};
use gsdj_domain::{ColumnId, Instant, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Headlines of a front page.
const HEADS: usize = 6;
/// Articles of each of its columns.
const LATEST: usize = 8;

/// Which site.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Of {
    /// The site; the province's when not given.
    #[param(inline)]
    site: Option<Site>,
    /// Only the columns of this part; for a front page the news when not given.
    #[param(inline)]
    area: Option<Area>,
}

/// The columns of a site that are shown, a column after the one above it.
#[utoipa::path(get, path = "/api/columns", tag = "content", security(()), params(Of),
    responses((status = 200, body = ColumnTree), ReadProblems))]
pub(super) async fn tree(State(app): State<App>, Params(of): Params<Of>) -> Result<Response> {
    let (site, area) = (of.site.unwrap_or(Site::Province), of.area);
    let key = format!("columns {} {}", site.code(), area.map_or("", Area::code));
    let make = move |c: &mut Conn<'_>, now: Instant| {
        let all = store::columns(c, site)?;
        let until = until_of(&all, now);
        let shown = shown(all, now).into_iter().filter(|col| area.is_none_or(|a| a == col.area));
        Page::json(&ColumnTree { site, columns: shown.collect() }, until)
    };
    answer(&app, key, move |c| store::site_stamp(c, site), make).await
}

/// The columns that readers see, a column after the one above it: what stands under a hidden one is hidden with it.
pub(super) fn shown(all: Vec<Column>, now: Instant) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::with_capacity(all.len());
    for column in all {
        let above = column.parent.is_none_or(|parent| out.iter().any(|col| col.id == parent));
        if above && column.shows(now) {
            out.push(column);
        }
    }
    out
}

/// A column that is shown, with where it stands and the years of its articles.
#[utoipa::path(get, path = "/api/columns/{id}", tag = "content", security(()), params(("id" = ColumnId, Path)),
    responses((status = 200, body = ColumnView), ReadProblems))]
pub(super) async fn get(State(app): State<App>, PathId(id): PathId<ColumnId>) -> Result<Response> {
    let make = move |c: &mut Conn<'_>, now: Instant| {
        let site = store::site_of_column(c, id)?.ok_or(Refusal::NotFound)?;
        let all = store::columns(c, site)?;
        let until = until_of(&all, now);
        let shown = shown(all, now);
        let column = shown.iter().find(|col| col.id == id).cloned().ok_or(Refusal::NotFound)?;
        let mut path: Vec<_> = store::upwards(&shown, id).map(Column::named).collect();
        path.reverse();
        let years = store::years(c, id)?;
        let view = ColumnView {
            column,
            path,
            below: shown.into_iter().filter(|col| col.parent == Some(id)).collect(),
            first_year: years.map(|(first, _)| first),
            last_year: years.map(|(_, last)| last),
        };
        Page::json(&view, until)
    };
    answer(&app, format!("column {id}"), move |c| store::column_stamp(c, id), make).await
}

/// The front page of a site: headlines, and each column at the top with its latest articles.
#[utoipa::path(get, path = "/api/front", tag = "content", security(()), params(Of),
    responses((status = 200, body = FrontPage), ReadProblems))]
pub(super) async fn front(State(app): State<App>, Params(of): Params<Of>) -> Result<Response> {
    let (site, area) = (of.site.unwrap_or(Site::Province), of.area.unwrap_or(Area::News));
    let key = format!("front {} {}", site.code(), area.code());
    let shelf = app.clone();
    let make = move |c: &mut Conn<'_>, now: Instant| {
        let all = store::columns(c, site)?;
        let until = until_of(&all, now);
        let tops: Vec<_> = shown(all, now).into_iter().filter(|col| col.area == area && col.parent.is_none()).collect();
        let (mut headlines, mut blocks) = (Vec::new(), Vec::new());
        for column in tops {
            if column.code == HEADLINES {
                let spots = store::latest(c, Strand::all(column.id), HEADS)?;
                headlines = lines(&shelf, c, &spots, now)?;
            } else {
                let spots = store::latest(c, Strand::all(column.id), LATEST)?;
                let articles = lines(&shelf, c, &spots, now)?;
                blocks.push(Block { column, articles });
            }
        }
        Page::json(&Front { site, headlines, blocks }, until)
    };
    answer(&app, key, move |c| store::site_stamp(c, site), make).await
}

/// [`FrontPage`] with its lines as they lie on the shelf.
#[derive(serde::Serialize)]
struct Front {
    site: Site,
    headlines: Vec<crate::shelf::Line>,
    blocks: Vec<Block>,
}

/// [`gsdj_domain::content::ColumnBlock`] likewise.
#[derive(serde::Serialize)]
struct Block {
    column: Column,
    articles: Vec<crate::shelf::Line>,
}
