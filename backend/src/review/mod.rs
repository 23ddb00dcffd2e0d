//! 审核管理 (FEATURES 2.2, 12.6): one queue of everything that waits for an organisation's decision, and what was filed
//! with it (报备) to be read.
//!
//! A feature joins the queue with one row of [`SOURCES`], a [`Source`] that it offers in its own `mod.rs`:
//! - `waiting`: what waits for this organisation, the first handed in first, by time and id;
//! - `count`: how many that are;
//! - `decided`: what it decided, each thing once with its last decision, the latest first, by time and id.
//!
//! The queue merges the sources' pages by time, kind and id, so a source answers only from a place on and only so many rows.
//! The decision itself stays the feature's own act on its own page, to which [`ReviewItem::link`] leads; whoever decides
//! tells the inbox, which nudges the open pages. What is filed is handed to [`file`] once, by the act that files it.

mod filed;
mod store;

pub use store::{Filing, file, rescope, round};

use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use crate::{content, experience, meeting, org, reaction};
use axum::extract::State;
use gsdj_domain::review::{KindCount, Place, ReviewCounts, ReviewItem, ReviewKind};
use gsdj_domain::{OrgId, Page, Refusal};
use serde::Deserialize;
use std::cmp::Reverse;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// From where on, and how many rows.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Time and id of the row before the first one asked for.
    pub after: Option<(i64, i64)>,
    /// The most rows.
    pub limit: usize,
}

/// Rows of a source for one organisation.
pub type Rows = fn(&mut Conn<'_>, OrgId, Span) -> Result<Vec<ReviewItem>>;

/// What a feature gives the queue.
pub struct Source {
    /// Its kind.
    pub kind: ReviewKind,
    /// What waits, the first handed in first.
    pub waiting: Rows,
    /// How many wait.
    pub count: fn(&mut Conn<'_>, OrgId) -> Result<u32>,
    /// What was decided, the latest first.
    pub decided: Rows,
}

/// Every kind of thing that waits for review.
const SOURCES: &[Source] = &[meeting::REVIEWS, experience::REVIEWS, org::REVIEWS, content::REVIEWS, reaction::REVIEWS];

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(counts))
        .routes(routes!(filed::list))
        .routes(routes!(filed::read))
}

/// Which reviews.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Those decided already instead of those that wait.
    decided: Option<bool>,
    /// Only this kind.
    kind: Option<ReviewKind>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// What waits for the caller's own review (nobody else's), the first handed in first; or what it decided, the latest first.
#[utoipa::path(get, path = "/api/reviews", tag = "review", params(Filter), responses((status = 200, body = Page<ReviewItem>), ReadProblems))]
async fn list(
    State(app): State<App>,
    who: Allowed<needs::EnterReviews>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<ReviewItem>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let limit = page.limit();
    let bad = || Refusal::Malformed { what: "翻页位置无效".into() };
    let after = page.cursor.map(|c| Place::read(&c).ok_or_else(bad)).transpose()?;
    let (org, decided, kind) = (who.org, filter.decided.unwrap_or(false), filter.kind);
    let rows = app.store.read(move |c| queue(c, org, decided, kind, after, limit + 1)).await?;
    Ok(Read(Page::cut(rows, limit, |item| place(item, decided).cursor())))
}

/// Where an item stands in its list.
fn place(item: &ReviewItem, decided: bool) -> Place {
    let at = if decided { item.decided_at.unwrap_or(item.submitted_at) } else { item.submitted_at };
    Place { at, kind: item.kind, id: item.id }
}

/// At most `limit` rows of all sources after a place.
fn queue(
    c: &mut Conn<'_>,
    org: OrgId,
    decided: bool,
    kind: Option<ReviewKind>,
    after: Option<Place>,
    limit: usize,
) -> Result<Vec<ReviewItem>> {
    let mut all = Vec::new();
    for source in SOURCES.iter().filter(|s| kind.is_none_or(|kind| kind == s.kind)) {
        let rows = if decided { source.decided } else { source.waiting };
        all.extend(rows(c, org, Span { after: after.map(|a| a.after(source.kind)), limit })?);
    }
    if decided {
        all.sort_by_key(|item| Reverse(place(item, true)));
    } else {
        all.sort_by_key(|item| place(item, false));
    }
    all.truncate(limit);
    Ok(all)
}

/// How many wait, by kind, and how many filed things are not read yet.
#[utoipa::path(get, path = "/api/reviews/counts", tag = "review", responses((status = 200, body = ReviewCounts), ReadProblems))]
async fn counts(State(app): State<App>, who: Allowed<needs::EnterReviews>) -> Result<Read<ReviewCounts>> {
    let org = who.org;
    let counts = move |c: &mut Conn<'_>| Ok(ReviewCounts { waiting: waiting(c, org)?, filed: store::unread(c, org)? });
    Ok(Read(app.store.read(counts).await?))
}

/// How many wait for this organisation, by kind; kinds of which none waits are left out.
///
/// # Errors
/// When the store refuses it.
pub fn waiting(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<KindCount>> {
    let mut counts = Vec::new();
    for source in SOURCES {
        counts.push(KindCount { kind: source.kind, count: (source.count)(c, org)? });
    }
    counts.retain(|kind| kind.count > 0);
    Ok(counts)
}
