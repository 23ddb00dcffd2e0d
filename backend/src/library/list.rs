//! Lists of works: the published ones by kind and order; the editors' own by where they stand.

use super::store::{self, Shown, Spot};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs, searched};
use crate::shelf::{Draft, Line, Shelf};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::library::{WorkKind, WorkOrder, WorkRow, WorkState};
use gsdj_domain::{Instant, Page, WorkId};
use serde::Deserialize;
use utoipa::IntoParams;

/// The lines of lists: a work shows itself alike to all. A line's mark is the work's stamp.
pub type Lines = Shelf<WorkId>;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only of this kind.
    #[param(inline)]
    kind: Option<WorkKind>,
    /// In which order; the latest published first when not given.
    #[param(inline)]
    order: Option<WorkOrder>,
    /// Only with this text in the title or the author's name.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Works that are published.
#[utoipa::path(get, path = "/api/works", tag = "library", params(Filter), responses((status = 200, body = Page<WorkRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    _who: Allowed<needs::ReadLibrary>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<Line>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after_pair()?);
    let order = filter.order.unwrap_or(WorkOrder::Newest);
    let shown = Shown { kind: filter.kind, order, q: searched(filter.q), after, limit: limit + 1 };
    let (shelf, now) = (app.clone(), app.now());
    let page = move |c: &mut Conn<'_>| {
        let page = Page::cut(store::published(c, &shown)?, limit, Spot::cursor);
        let wanted: Vec<_> = page.items.iter().map(|spot| (spot.id, spot.stamp)).collect();
        let write = |n: usize| Ok(Draft { shows: store::line(c, page.items[n].id)?, until: Instant(i64::MAX) });
        Ok(Page { items: shelf.library_lines.lines(&wanted, now, write)?, next: page.next })
    };
    Ok(Read(app.store.read(page).await?))
}

/// What of their works editors list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ManagedFilter {
    /// Where they stand.
    #[param(inline)]
    state: WorkState,
    /// Only with this text in the title or the author's name.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Works as editors see them, by where they stand.
#[utoipa::path(get, path = "/api/works/managed", tag = "library", params(ManagedFilter),
    responses((status = 200, body = Page<WorkRow>), ReadProblems))]
pub(super) async fn managed(
    State(app): State<App>,
    _who: Allowed<needs::EditLibrary>,
    Params(filter): Params<ManagedFilter>,
) -> Result<Read<Page<WorkRow>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let (state, q) = (filter.state, searched(filter.q));
    let rows = app.store.read(move |c| store::managed(c, state, q.as_deref(), after, limit + 1)).await?;
    Ok(Read(Page::cut(rows, limit, |row| row.id.to_string())))
}
