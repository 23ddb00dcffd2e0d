//! Check-in on the spot (FEATURES 3.13, 13.4, 13.6): the chair's screen, scanning and typing, by hand and by card, guests of
//! other branches, and what a device without internet hands up. `store.rs` holds the only SQL; the domain decides.

mod guests;
mod hand;
mod heads;
mod pack;
mod scan;
mod screen;
mod store;

pub use store::{counted_guests, mark, moved};

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::guests::decide;
    pub use super::hand::by_hand;
    pub use super::scan::arrive;
}

use crate::app::App;
use crate::error::Result;
use crate::secret::{Key, Secret};
use gsdj_domain::MeetingId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(screen::get, scan::post))
        .routes(routes!(heads::get))
        .routes(routes!(hand::post))
        .routes(routes!(hand::undo))
        .routes(routes!(hand::card))
        .routes(routes!(guests::post))
        .routes(routes!(guests::list))
        .routes(routes!(pack::post))
        .routes(routes!(pack::receipts))
}

/// The key of a meeting's tokens and codes.
fn key(secret: &Secret, meeting: MeetingId) -> Result<Key> {
    secret.key(&format!("check-in {meeting}"))
}
