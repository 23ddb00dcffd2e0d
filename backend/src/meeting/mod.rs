//! Meetings (FEATURES 3): one act a file; `store.rs` holds the only SQL; every decision is the domain's.

mod answer;
mod create;
mod life;
mod list;
mod minutes;
mod notice;
mod plan;
mod record;
mod review;
mod store;
mod view;

pub use create::own;
pub use list::{Lines, waiting};
pub use minutes::{minutes, minutes_of};
pub use notice::remind_due;
pub use plan::{Activity, activities, next};
pub use store::{Stored, answerable, load, load_any, note, rescope};

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::answer::answer;
    pub use super::create::{call_off as cancel, create};
    pub use super::life::{appraise_oneself, close_ballot, grade, hand_in_outline, hand_in_paper, vote};
    pub use super::notice::{send, send_before};
    pub use super::record::save as save_record;
    pub use super::review::{decide, submit};
}

use crate::app::App;
use crate::review::Source;
use gsdj_domain::review::ReviewKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the meetings give the queue of reviews.
pub const REVIEWS: Source = Source {
    kind: ReviewKind::Meeting,
    waiting: store::reviews,
    count: store::reviews_waiting,
    decided: store::decided,
};

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::post))
        .routes(routes!(list::counts))
        .routes(routes!(create::draft))
        .routes(routes!(view::get, create::put))
        .routes(routes!(create::cancel))
        .routes(routes!(notice::notice))
        .routes(routes!(notice::pre_notice))
        .routes(routes!(notice::reminders))
        .routes(routes!(answer::put))
        .routes(routes!(record::put))
        .routes(routes!(review::submission, review::withdraw))
        .routes(routes!(review::review))
        .routes(routes!(life::outline))
        .routes(routes!(life::materials))
        .routes(routes!(life::after_work))
        .routes(routes!(life::own_appraisal))
        .routes(routes!(life::ballot))
        .routes(routes!(life::end_ballot))
        .routes(routes!(life::appraisal))
}
