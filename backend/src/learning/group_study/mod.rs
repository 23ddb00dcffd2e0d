//! 集中学习 (FEATURES 5.3, 5.11, 13.5): a branch watches a lesson together before one screen; those who are there are credited
//! by the verified time of the group study, through the same door as their own watching, so that nothing counts twice. The
//! screen pauses on the lesson's questions, and those who are there answer from their phones.

mod answer;
mod ask;
mod hold;
mod settle;

pub use answer::answer;
pub(super) use answer::{__path_mine, __path_put_answer, mine, put_answer};
pub(super) use ask::{__path_post_close, __path_post_question, __path_questions, post_close, post_question, questions};
pub use ask::{ask, close};
pub(super) use hold::{__path_beat, __path_end, __path_get, __path_list, __path_people, __path_post, __path_study};
pub(super) use hold::{beat, end, get, list, people, post, study};
pub use hold::{begin, heed, open_screen};
pub use settle::{end_left, finish};
