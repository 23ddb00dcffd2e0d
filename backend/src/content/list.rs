//! The articles of a column and of all columns below it: one range of an index, the pinned ones first.

use super::answer::{Page as Shown, answer};
use super::store::{self, Spot, Strand};
use crate::app::App;
use crate::error::Result;
use crate::http::{PageParams, Params, PathId, ReadProblems, searched};
use crate::shelf::{Draft, Line, Shelf};
use crate::store::Conn;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use gsdj_domain::content::{ArticleRow, Column};
use gsdj_domain::{ArticleId, ColumnId, Instant, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// The most characters of what is searched for.
const WORDS_MAX: usize = 60;

/// The lines of articles: an article shows itself alike to all. A line's mark is the article's stamp.
pub type Lines = Shelf<ArticleId>;

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only titles with this text.
    #[param(max_length = 60)]
    q: Option<String>,
    /// Only those of this year, by Asia/Shanghai.
    #[param(minimum = 1900, maximum = 2200)]
    year: Option<i32>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The articles of a column, the pinned ones first, then the latest.
#[utoipa::path(get, path = "/api/columns/{id}/articles", tag = "content", security(()), params(("id" = ColumnId, Path), Filter),
    responses((status = 200, body = Page<ArticleRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    PathId(id): PathId<ColumnId>,
    Params(filter): Params<Filter>,
) -> Result<Response> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after_pair()?);
    let q = searched(filter.q);
    if q.as_ref().is_some_and(|q| q.chars().count() > WORDS_MAX) {
        return Err(Refusal::Malformed { what: format!("查找的内容最多 {WORDS_MAX} 个字") }.into());
    }
    let years = filter.year.map(year).transpose()?;
    let key = format!("list {id} {} {:?} {after:?} {limit}", q.as_deref().unwrap_or_default(), years);
    let shelf = app.clone();
    let make = move |c: &mut Conn<'_>, now: Instant| {
        let (column, until) = public(c, id, now)?;
        let strand = Strand { column: column.id, q: q.clone(), years, after };
        let page = Page::cut(store::latest(c, strand, limit + 1)?, limit, Spot::cursor);
        Shown::json(&Page { items: lines(&shelf, c, &page.items, now)?, next: page.next }, until)
    };
    answer(&app, key, move |c| store::column_stamp(c, id), make).await
}

/// The instants between which a year lies.
fn year(year: i32) -> Result<(Instant, Instant)> {
    let begins = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(Instant::midnight);
    let both = begins(year).zip(begins(year + 1)).filter(|_| (1900..=2200).contains(&year));
    both.ok_or_else(|| Refusal::Malformed { what: "年份无效".into() }.into())
}

/// A column that readers see, and until when that holds.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub(super) fn public(c: &mut Conn<'_>, id: ColumnId, now: Instant) -> Result<(Column, Instant)> {
    let site = store::site_of_column(c, id)?.ok_or(Refusal::NotFound)?;
    let all = store::columns(c, site)?;
    let until = until_of(&all, now);
    let shown = super::column::shown(all, now).into_iter().find(|col| col.id == id);
    Ok((shown.ok_or(Refusal::NotFound)?, until))
}

/// Until when the clock changes nothing of what is shown of these columns.
pub(super) fn until_of(columns: &[Column], now: Instant) -> Instant {
    columns.iter().filter_map(|col| col.turns_at(now)).min().unwrap_or(Instant(i64::MAX))
}

/// The lines of these articles.
pub(super) fn lines(app: &App, c: &mut Conn<'_>, spots: &[Spot], now: Instant) -> Result<Vec<Line>> {
    let wanted: Vec<_> = spots.iter().map(|spot| (spot.id, spot.stamp)).collect();
    let write = |n: usize| Ok(Draft { shows: store::line(c, spots[n].id)?, until: Instant(i64::MAX) });
    app.article_lines.lines(&wanted, now, write)
}
