//! 集中学习专区 (FEATURES 5.3, 5.11): the branch's sittings, beginning one, the screen before which it is held.

mod page_new;
mod page_screen;
mod page_sittings;
mod people;

pub use page_new::NewSitting;
pub use page_screen::SittingScreen;
pub use page_sittings::Sittings;
