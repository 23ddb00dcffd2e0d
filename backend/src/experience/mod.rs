//! 经验交流 (FEATURES 2.7): a branch writes, its immediate superior publishes, others read, like and comment.
//!
//! Who reads a published post is written down when it is published (`experience_reader`): all below the organisation that
//! its audience names, and each organisation above that one, looking down.

mod comment;
mod edit;
mod like;
mod list;
mod review;
mod store;
mod view;

pub use list::Lines;
pub use store::{rescope, shows_file};

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::comment::write as comment;
    pub use super::edit::create;
    pub use super::like::set as like;
    pub use super::review::{decide, submit};
    pub use super::view::note as open;
}

use crate::app::App;
use crate::review::Source;
use gsdj_domain::review::ReviewKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the posts give the queue of reviews.
pub const REVIEWS: Source = Source {
    kind: ReviewKind::Experience,
    waiting: store::reviews,
    count: store::reviews_waiting,
    decided: store::decided,
};

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list, edit::post))
        .routes(routes!(view::get, edit::put, edit::delete))
        .routes(routes!(review::submission, review::withdraw))
        .routes(routes!(review::review))
        .routes(routes!(review::takedown))
        .routes(routes!(like::like, like::unlike))
        .routes(routes!(comment::list, comment::post))
        .routes(routes!(comment::removal))
}
