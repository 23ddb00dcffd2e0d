//! The roll of members (FEATURES 2.5, 11.2): listed and narrowed, counted, exported under audit.

mod export;
mod list;
mod sheet;
mod store;

pub use list::Lines;
pub use sheet::inert;
pub use store::{counts, forget_exports};

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::members))
        .routes(routes!(list::counts))
        .routes(routes!(export::prepare))
        .routes(routes!(export::fetch))
}
