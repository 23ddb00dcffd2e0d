//! The list of posts: published ones that the caller may read, or, for a branch, its own wherever they stand.

use super::store::{self, Shown, Spot};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs, searched};
use crate::shelf::{Draft, Line, Shelf};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::experience::{ExperienceOrder, ExperienceRow};
use gsdj_domain::{ExperienceId, Instant, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The posts of the caller's own branch, published or not; members see the published ones.
    own: Option<bool>,
    /// In which order; the latest first when not given. A branch's own always come so.
    #[param(inline)]
    order: Option<ExperienceOrder>,
    /// Only titles with this text.
    #[param(max_length = 60)]
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// 经验交流 that the caller may read.
#[utoipa::path(get, path = "/api/experiences", tag = "experience", params(Filter), responses((status = 200, body = Page<ExperienceRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<Line>>> {
    let caller = who.clone();
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after_pair()?);
    let shown = Shown {
        order: filter.order.unwrap_or(ExperienceOrder::Newest),
        q: searched(filter.q),
        after,
        limit: limit + 1,
    };
    let own = filter.own.unwrap_or(false);
    let (shelf, now) = (app.clone(), app.now());
    let page = move |c: &mut Conn<'_>| {
        let spots = if own { store::own(c, &caller, &shown) } else { store::published(c, &caller, &shown) }?;
        let page = Page::cut(spots, limit, Spot::cursor);
        let wanted: Vec<_> = page.items.iter().map(|spot| (spot.id, spot.stamp)).collect();
        let write = |n: usize| Ok(Draft { shows: store::line(c, page.items[n].id)?, until: Instant(i64::MAX) });
        Ok(Page { items: shelf.experience_lines.lines(&wanted, now, write)?, next: page.next })
    };
    Ok(Read(app.store.read(page).await?))
}

/// The lines of lists: a post shows itself alike to all. A line's mark is the post's stamp.
pub type Lines = Shelf<ExperienceId>;
