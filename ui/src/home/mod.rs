//! The home page (首页): what waits for one, first; then points, reviews and the ways on.

mod model;
mod page_home;
mod page_shortcuts;
mod parts;
mod shortcuts;
mod television;
mod waiting;

pub use model::grouped;
pub use page_home::HomePage;
pub use page_shortcuts::ShortcutsPage;
