//! The user manual: contents, search and pages. Anybody may read it, also before signing in.

pub mod model;
mod page_manual;

pub use page_manual::{ManualHome, ManualPage, hit};
