//! 集中学习专区 (FEATURES 5.3, 5.11): the branch's group studies, beginning one, the screen before which it is held.

mod page_group_studies;
mod page_new;
mod page_screen;
mod people;

pub use page_group_studies::GroupStudies;
pub use page_new::NewGroupStudy;
pub use page_screen::GroupStudyScreen;
