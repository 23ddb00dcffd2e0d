//! Lists of courses: the published ones for everybody, by theme, topic or order; the editors' own.

use super::store::{self, Shown};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Anybody, PageParams, Params, Read, ReadProblems, needs, searched};
use axum::extract::State;
use gsdj_domain::Page;
use gsdj_domain::learning::{CourseOrder, CourseRow, CourseState, CourseTheme, CourseTopic};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only of this theme.
    #[param(inline)]
    theme: Option<CourseTheme>,
    /// Only of this topic; these come by when they were made, the latest first.
    #[param(inline)]
    topic: Option<CourseTopic>,
    /// In which order; the latest published first when not given.
    #[param(inline)]
    order: Option<CourseOrder>,
    /// Only with this text in the title or the speaker's name.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Courses that are published; guests may look as well.
#[utoipa::path(get, path = "/api/courses", tag = "learning", params(Filter), responses((status = 200, body = Page<CourseRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    _who: Anybody<needs::BrowseCourses>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<CourseRow>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after_pair()?);
    let (theme, topic, order) = (filter.theme, filter.topic, filter.order);
    let shown = Shown { theme, topic, order, q: searched(filter.q), after, limit: limit + 1 };
    let rows = app.store.read(move |c| store::published(c, &shown)).await?;
    let page = Page::cut(rows, limit, |(place, row)| format!("{place}_{}", row.id));
    Ok(Read(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next: page.next }))
}

/// What of their courses editors list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ManagedFilter {
    /// Where they stand.
    #[param(inline)]
    state: CourseState,
    /// Only with this text in the title or the speaker's name.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Courses as editors see them, by where they stand.
#[utoipa::path(get, path = "/api/courses/managed", tag = "learning", params(ManagedFilter),
    responses((status = 200, body = Page<CourseRow>), ReadProblems))]
pub(super) async fn managed(
    State(app): State<App>,
    _who: Allowed<needs::ManageCourses>,
    Params(filter): Params<ManagedFilter>,
) -> Result<Read<Page<CourseRow>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let (state, q) = (filter.state, searched(filter.q));
    let rows = app.store.read(move |c| store::managed(c, state, q.as_deref(), after, limit + 1)).await?;
    Ok(Read(Page::cut(rows, limit, |row| row.id.to_string())))
}
