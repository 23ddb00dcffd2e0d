//! The calendar of activities (FEATURES 2.5), and the secret address by which calendar programs subscribe to it (3.14).

mod feed;
mod ics;
mod list;
mod store;
mod subscription;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(subscription::state, subscription::open, subscription::close))
        .routes(routes!(feed::feed))
}
