//! 集中学习专区 (FEATURES 5.3, 5.11, 13.5): the branch's group studies, beginning one, the screen before which it is held, the
//! questions on it and the phones that answer.

mod model;
mod page_answer;
mod page_group_studies;
mod page_new;
mod page_screen;
mod people;
mod question;

pub use page_answer::GroupAnswer;
pub use page_group_studies::GroupStudies;
pub use page_new::NewGroupStudy;
pub use page_screen::GroupStudyScreen;
