//! 党建数字图书库 (FEATURES 5.10): works to read and to listen to, the place in them, one's shelf; editors put works in, by hand
//! or from EPUB, PDF and sound files.
//!
//! What people do with what they read (收藏, 点赞, 评论, 分享) and the points for it are other features' affairs: they ask
//! [`target`] whether a work is there to be read, and what it is called.

mod chapter;
mod edit;
mod front;
mod import;
mod list;
mod place;
mod recording;
mod shelf;
mod store;
mod text;
mod view;

pub use list::Lines;
pub use store::{open_chapters, shows_file};
pub use view::target;

/// What the library gives the search.
pub const FOUND: search::Source = search::Source { kind: SearchKind::Book, page: store::found, one: store::found_one };

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::chapter::{Filed, add};
    pub use super::edit::{create, set_public};
    pub use super::place::keep;
    pub use super::shelf::set as put_on_shelf;
}

use crate::app::App;
use crate::search;
use gsdj_domain::search::SearchKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    let books = OpenApiRouter::new().routes(routes!(import::book)).layer(import::limit());
    OpenApiRouter::new()
        .merge(books)
        .routes(routes!(front::get))
        .routes(routes!(shelf::list))
        .routes(routes!(list::list, edit::post))
        .routes(routes!(list::managed))
        .routes(routes!(view::work, edit::put, edit::delete))
        .routes(routes!(edit::publish, edit::withdraw))
        .routes(routes!(chapter::post))
        .routes(routes!(chapter::arrange))
        .routes(routes!(recording::post))
        .routes(routes!(view::chapter, chapter::put, chapter::delete))
        .routes(routes!(view::media))
        .routes(routes!(shelf::put, shelf::take))
        .routes(routes!(place::put))
}
