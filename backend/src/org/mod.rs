//! Organisations: the tree by pages, search, one organisation whole; what a branch says of itself: overview, committee with its
//! terms and posts, party groups.

mod committee;
mod describe;
mod group;
mod post;
mod store;
mod terms;
#[cfg(test)]
mod tests;
mod tree;

pub use store::{
    arrangement, committee, contains, end_posts, group_members, group_name, groups, groups_for_meeting,
    members_for_meeting, name_of, overview, superior_of, view, whole_committee,
};
pub use terms::watch_terms;

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::committee::form_committee;
    pub use super::describe::describe;
    pub use super::group::arrange_groups;
    pub use super::post::{ask_for, decide};
}

use crate::app::App;
use crate::review::Source;
use gsdj_domain::review::ReviewKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the requests for posts give the queue of reviews: the province's.
pub const REVIEWS: Source = Source {
    kind: ReviewKind::PostRequest,
    waiting: store::requests_waiting,
    count: store::count_requests,
    decided: store::requests_decided,
};

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(tree::list))
        .routes(routes!(tree::view))
        .routes(routes!(describe::overview, describe::set_overview))
        .routes(routes!(committee::get, committee::put))
        .routes(routes!(committee::history))
        .routes(routes!(group::get, group::put))
        .routes(routes!(terms::list))
        .routes(routes!(post::list, post::ask))
        .routes(routes!(post::view, post::ask_again))
        .routes(routes!(post::decision))
}
