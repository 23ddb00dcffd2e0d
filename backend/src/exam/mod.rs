//! 在线考试 (FEATURES 5.13, 12.3): the bank, the exams drawn from it, members' sittings, and how they went.
//!
//! A sitting's questions are frozen when it begins, its answers merged as they come, and it is marked when it is handed in: by the
//! member, or by the job once its time is over. Nothing that a member can read says what is right about a question that they are
//! being asked.

mod answer;
mod bank;
mod begin;
mod hand_in;
mod import;
mod list;
mod paper;
mod result;
mod sheet;
mod store;
mod view;
mod workbook;

pub use hand_in::hand_in_due;
/// How a question's options and places are written down, for whoever else keeps questions.
pub(crate) use store::{digits, places, question::options};

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::answer::take as answer;
    pub use super::bank::fill as fill_bank;
    pub use super::begin::{begin, practise};
    pub use super::hand_in::by_member as hand_in;
    pub use super::paper::{create, publish, withdraw};
    pub(crate) use super::view::key;
}

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(bank::list, bank::post))
        .routes(routes!(bank::get, bank::put))
        .routes(routes!(bank::counts))
        .routes(routes!(import::post))
        .routes(routes!(sheet::template))
        .routes(routes!(sheet::export))
        .routes(routes!(paper::list, paper::post))
        .routes(routes!(paper::get, paper::put, paper::delete))
        .routes(routes!(paper::publication))
        .routes(routes!(paper::withdrawal))
        .routes(routes!(list::home))
        .routes(routes!(begin::exam))
        .routes(routes!(begin::practice))
        .routes(routes!(list::history))
        .routes(routes!(view::get))
        .routes(routes!(answer::put))
        .routes(routes!(hand_in::post))
        .routes(routes!(list::wrong))
        .routes(routes!(result::exams))
        .routes(routes!(result::exam))
        .routes(routes!(result::members))
        .routes(routes!(result::branches))
}
