//! 党务公开 (FEATURES 2.3): a branch publishes for a period; no approval, no feedback. It begins and ends by the clock, so
//! every answer asks the time; only that its readers are told at its beginning needs a deed, [`announce_due`].

mod announce;
mod edit;
mod list;
mod store;
mod view;

pub use announce::announce_due;
pub use store::{rescope, shows_file};

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::edit::{change, create, withdraw};
}

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list, edit::post))
        .routes(routes!(edit::draft))
        .routes(routes!(view::get, edit::put))
        .routes(routes!(edit::withdrawal))
}
