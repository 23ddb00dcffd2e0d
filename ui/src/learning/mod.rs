//! 党员学习中心 (FEATURES 5.3, 5.6–5.8, 5.11, 5.12, 5.15): courses to find, lessons to study so that it counts.

mod download;
mod group_study;
mod lesson;
mod manage;
mod model;
mod page_certificate;
mod page_chosen;
mod page_course;
mod page_home;
mod page_list;
mod page_topics;
mod parts;

pub use download::DownloadsPage;
pub use group_study::{GroupAnswer, GroupStudies, GroupStudyScreen, NewGroupStudy};
pub use lesson::{LessonPage, wake};
pub use manage::{EditCourse, EditLesson, ManageCourses, NewCourse, NewLesson, Upload, UploadField};
pub use page_certificate::CertificatePage;
pub use page_chosen::ChosenCourses;
pub use page_course::CoursePage;
pub use page_home::LearningHomePage;
pub use page_list::CourseList;
pub use page_topics::Topics;
