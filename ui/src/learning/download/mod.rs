//! Lessons downloaded in the app for when there is no network (FEATURES 5.12, 12.2): asked for on the lesson's and the
//! course's pages, looked after in 我的下载. A browser has no room of its own for films.

mod model;
mod page_downloads;
mod parts;

pub use page_downloads::DownloadsPage;
pub use parts::{DownloadCourse, DownloadLesson};
