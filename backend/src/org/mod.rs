//! Organisations: the tree by pages, search, one organisation whole, its members, overview and committee.

mod describe;
mod store;
mod tree;

pub use store::{committee, contains, groups_for_meeting, members_for_meeting, name_of, superior_of};

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(tree::list))
        .routes(routes!(tree::view))
        .routes(routes!(tree::members))
        .routes(routes!(describe::overview, describe::set_overview))
        .routes(routes!(describe::committee, describe::set_committee))
}
