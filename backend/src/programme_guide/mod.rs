//! 直播节目预告 (FEATURES 5.2, 12.10): channels and programmes that the province enters, read by window of time and page of
//! channels, and reminders that the job sends.
//!
//! Whoever may read says [`needs::ReadProgrammes`] in the signatures of `read.rs`, and nothing else does.

mod channel;
mod edit;
mod paste;
mod read;
mod remind;
mod store;

pub use remind::{forget_reminders, remind_due};

/// The acts as the demo data performs them.
pub mod acts {
    pub use super::channel::create;
    pub use super::paste::paste;
    pub use super::remind::remind;
}

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::channels, channel::post))
        .routes(routes!(channel::put, channel::delete))
        .routes(routes!(paste::post))
        .routes(routes!(read::guide, edit::post))
        .routes(routes!(edit::put, edit::delete))
        .routes(routes!(remind::put, remind::delete))
        .routes(routes!(read::reminders))
}

/// The page of a day of a channel, at one programme.
fn address(programme: &gsdj_domain::programme_guide::Programme) -> String {
    let day = programme.starts_at.day();
    format!("/programmes?channel={}&day={day}&at={}", programme.channel, programme.id)
}
