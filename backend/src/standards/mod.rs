//! 学标对标 (FEATURES 2.1): the standards to read and search, a branch's yearly check of itself with its evidence, and how
//! far the checks of a subtree have come. The standards are the domain's; what is stored here is what branches said.

mod check;
mod evidence;
mod list;
mod read;
mod store;

pub use store::refit;

/// The act as the demo data performs it, with a time of its own choosing.
pub mod acts {
    pub use super::check::tick;
}

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::standards))
        .routes(routes!(check::get, check::put))
        .routes(routes!(list::list))
        .routes(routes!(list::counts))
        .routes(routes!(evidence::choices))
}
