//! 党员学习中心 (FEATURES 5.3, 5.6–5.8, 5.11, 5.12, 5.15): courses and lessons, and studying them so that it counts.
//!
//! A beat of a player changes one row (`study`). What has come together is submitted into the member's progress, from
//! where points are entered and courses finished: [`submit`] is the only door, for what is watched on line, off line and
//! in group studies of the branch alike.

mod certificate;
mod choose;
mod edit;
mod group_study;
mod home;
mod learners;
mod lesson;
mod list;
mod media;
mod offline;
mod question;
mod store;
mod study;
mod submit;
mod view;

pub use group_study::end_left as end_left_group_studies;
pub use learners::count as count_learners;
pub use store::{joined as joined_group_study, shows_file};
pub use view::{course_target, lesson_target};

/// What courses give the search.
pub const FOUND: search::Source =
    search::Source { kind: SearchKind::Course, page: store::found, one: store::found_one };

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::edit::{create, set_public, set_recommended};
    pub use super::group_study::{
        answer, ask, begin as begin_group_study, close, finish as finish_group_study, heed as heed_group_study,
        open_screen,
    };
    pub use super::learners::count_all as count_all_learners;
    pub use super::lesson::create as add_lesson;
    pub use super::question::add as add_question;
    pub use super::study::{begin, heed};
}

use crate::app::App;
use crate::search;
use gsdj_domain::search::SearchKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(home::get))
        .routes(routes!(list::list, edit::post))
        .routes(routes!(list::managed))
        .routes(routes!(choose::chosen))
        .routes(routes!(view::course, edit::put, edit::delete))
        .routes(routes!(edit::publish, edit::withdraw))
        .routes(routes!(edit::recommend))
        .routes(routes!(choose::choose, choose::give_up))
        .routes(routes!(certificate::get))
        .routes(routes!(media::cover))
        .routes(routes!(lesson::post))
        .routes(routes!(view::lesson, lesson::put, lesson::delete))
        .routes(routes!(media::media))
        .routes(routes!(media::subtitles))
        .routes(routes!(study::open))
        .routes(routes!(study::beat))
        .routes(routes!(offline::report))
        .routes(routes!(group_study::list, group_study::post))
        .routes(routes!(group_study::get))
        .routes(routes!(group_study::study))
        .routes(routes!(group_study::beat))
        .routes(routes!(group_study::people))
        .routes(routes!(group_study::end))
        .routes(routes!(question::list, question::post))
        .routes(routes!(question::put, question::delete))
        .routes(routes!(group_study::questions, group_study::post_question))
        .routes(routes!(group_study::post_close))
        .routes(routes!(group_study::mine, group_study::put_answer))
}
