//! What is read (党建资讯 and the reading columns of the other parts): sites, columns, articles, links out, and who edits.
//!
//! What everybody reads is answered from whole answers that are written down once ([`answer`]): their mark is the stamp of the
//! site, or of the article and its site, which triggers raise with every change. Nothing here asks who reads; what belongs to
//! one account (reading that counts, likes) has addresses of its own. Drafts are seen under `/api/desk` alone.

mod answer;
mod clean;
mod column;
mod desk;
mod editor;
mod install;
mod link;
mod list;
mod publish;
mod reading;
mod rss;
mod store;
mod view;
mod views;

pub use answer::Answers;
pub use editor::{Editor, editor, editor_of_login};
pub use install::install;
pub use list::Lines;
pub use publish::{place_due, publish_due};
pub use reading::forget_viewers;
pub use store::{desk_shows_file, shows_file};
pub use view::target;
pub use views::Views;

/// What articles give the search.
pub const FOUND: search::Source =
    search::Source { kind: SearchKind::Article, page: store::found, one: store::found_one };

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::desk::column::add_topic;
    pub use super::desk::edit::{change, create};
    pub use super::desk::review::{decide, submit, withdraw};
    pub use super::editor::enter;
    pub use super::publish::pin;
    pub use super::store::column_of_code;
    pub use super::views::add as count_views;
}

use crate::app::App;
use crate::review::Source;
use crate::search;
use gsdj_domain::review::ReviewKind;
use gsdj_domain::search::SearchKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What articles give the queue of reviews: the province's. Editors of the same site, who may decide as well, find what
/// waits on their desk; the queue is the organisations'.
pub const REVIEWS: Source = Source {
    kind: ReviewKind::Article,
    waiting: store::reviews,
    count: store::reviews_waiting,
    decided: store::reviews_decided,
};

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(column::front))
        .routes(routes!(column::tree))
        .routes(routes!(column::get))
        .routes(routes!(list::list))
        .routes(routes!(rss::feed))
        .routes(routes!(view::get))
        .routes(routes!(reading::begin))
        .routes(routes!(reading::done))
        .routes(routes!(desk::list::list, desk::edit::post))
        .routes(routes!(desk::list::counts))
        .routes(routes!(desk::view::get, desk::edit::put, desk::edit::discard))
        .routes(routes!(desk::review::submission, desk::review::take_back))
        .routes(routes!(desk::review::review))
        .routes(routes!(desk::review::withdrawal))
        .routes(routes!(desk::review::pin))
        .routes(routes!(desk::version::list))
        .routes(routes!(desk::version::get))
        .routes(routes!(desk::column::list, desk::column::post))
        .routes(routes!(desk::column::order))
        .routes(routes!(desk::column::put))
        .routes(routes!(editor::list, editor::post))
        .routes(routes!(editor::removal))
        .routes(routes!(editor::reset))
        .routes(routes!(link::list, link::put))
        .routes(routes!(link::visit))
}
