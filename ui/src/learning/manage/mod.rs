//! Making courses: the editors' list, a course with its lessons, a lesson with its file, uploads that go on after a cut.

mod course_form;
mod lesson_form;
mod model;
mod page_edit;
mod page_lesson;
mod page_manage;
mod question;
mod questions;
mod upload;

pub use page_edit::{EditCourse, NewCourse};
pub use page_lesson::{EditLesson, NewLesson};
pub use page_manage::ManageCourses;
pub use upload::{Upload, UploadField};
