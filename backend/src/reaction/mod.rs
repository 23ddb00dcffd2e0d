//! 收藏, 点赞, 分享, 评论 (FEATURES 5.14), for whatever is read, watched or listened to.
//!
//! A feature joins with one row of [`KINDS`]: how a thing of its own is looked up, as far as everybody may know of it. Counts
//! stand in one row for each thing, apart from the thing's own row, so that a like changes no list.

mod favourite;
mod give;
mod remark;
mod store;

pub use remark::REVIEWS;

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::give::set;
    pub use super::remark::{decide, write};
}

use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::reaction::{Target, TargetKind};
use gsdj_domain::{FileId, Refusal};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A thing that people react to.
#[derive(Debug, Clone)]
pub struct Thing {
    /// What it is called.
    pub title: String,
    /// What stands beside its name: 党建头条.
    pub note: String,
    /// The picture beside it.
    pub cover: Option<FileId>,
    /// The address of its page.
    pub link: String,
}

/// Looks a thing up; `None` when it is not there for everybody.
type LookUp = fn(&mut Conn<'_>, i64) -> Result<Option<Thing>>;

/// Every kind of thing: one row a feature.
const KINDS: &[(TargetKind, LookUp)] = &[
    (TargetKind::Article, crate::content::target),
    (TargetKind::Course, crate::learning::course_target),
    (TargetKind::Lesson, crate::learning::lesson_target),
    (TargetKind::Book, crate::library::target),
];

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(give::get, give::put))
        .routes(routes!(remark::list, remark::post))
        .routes(routes!(remark::get))
        .routes(routes!(remark::decision))
        .routes(routes!(remark::removal))
        .routes(routes!(favourite::list))
}

/// The thing, if it is there.
fn look_up(c: &mut Conn<'_>, target: Target) -> Result<Option<Thing>> {
    match KINDS.iter().find(|(kind, _)| *kind == target.kind) {
        Some((_, look_up)) => look_up(c, target.id),
        None => Ok(None),
    }
}

/// The thing.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there.
fn thing(c: &mut Conn<'_>, target: Target) -> Result<Thing> {
    look_up(c, target)?.ok_or_else(|| Refusal::NotFound.into())
}

/// How the ledger names a deed upon a thing.
fn deed_on(target: Target) -> String {
    format!("{}:{}", target.kind.code(), target.id)
}
