//! 在线考试 on the page: where a member begins, one question a screen, the result with its explanations, the book of wrong answers;
//! the bank and the exams for who keeps them; how it went for branches and those above.
//!
//! Answers are kept on the device the moment they are given ([`keep`]) and sent by [`courier`] whenever there is a network, from
//! whichever page is open.

mod bank;
pub mod courier;
mod keep;
pub mod model;
mod page_bank;
mod page_exam;
mod page_exams;
mod page_history;
mod page_home;
mod page_question;
mod page_result;
mod page_results;
mod page_sitting;
mod page_wrong;
mod parts;
mod report;
mod sit;

pub use page_bank::{Bank, ImportPage};
pub use page_exam::{EditExam, NewExam};
pub use page_exams::Exams;
pub use page_history::History;
pub use page_home::ExamHomePage;
pub use page_question::{EditQuestion, NewQuestion, OptionsField};
pub use page_result::ResultPage;
pub use page_results::Results;
pub use page_sitting::SittingPage;
pub use page_wrong::WrongBook;
pub use report::{Options, Why};
