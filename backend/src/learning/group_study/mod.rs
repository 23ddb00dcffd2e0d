//! 集中学习 (FEATURES 5.3, 5.11): a branch watches a lesson together before one screen; those who are there are credited by
//! the verified time of the group study, through the same door as their own watching, so that nothing counts twice.

mod hold;
mod settle;

pub(super) use hold::{__path_beat, __path_end, __path_get, __path_list, __path_people, __path_post, __path_study};
pub(super) use hold::{beat, end, get, list, people, post, study};
pub use hold::{begin, heed, open_screen};
pub use settle::{end_left, finish};
