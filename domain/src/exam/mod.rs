//! 在线考试 (FEATURES 5.13, 12.3): a bank of questions, exams of groups of five drawn from it, sittings by the server's clock.
//!
//! A sitting's questions are frozen when it begins; its answers are kept on the device at once and sent when there is a network;
//! it is marked when it is handed in, by the member or, when its time is over, by the server with what had arrived. What is right
//! is never said before.

mod answers;
mod clock;
mod draw;
mod import;
mod mark;
mod paper;
mod question;
mod refusal;
mod subject;
mod wire;
mod wrong;

pub use answers::{Stamp, Written, check_answers, merge, next_counter};
pub use clock::{ANSWERS_GRACE, PRACTICE_LIFE, deadline, hand_in_instant, is_over, may_begin, takes_answers};
pub use draw::{Dice, GROUP, draw, shuffled};
pub use import::{COLUMNS, CellFault, IMPORT_ROWS_MAX, Layout, SHEET, SheetColumn, read_row};
pub use mark::{Marks, Score, fits, is_right, mark};
pub use paper::{Exam, GROUPS_MAX, MINUTES_MAX, TITLE_MAX, TRIES_MAX, WITHDRAWAL_MAX, check_exam, check_withdrawal};
pub use question::{
    BANK_MAX, EXPLANATION_MAX, OPTION_MAX, OPTIONS, SOURCE_MAX, STEM_MAX, check_question, letters, same, tidy,
};
pub use refusal::ExamRefusal;
pub use subject::Subject;
pub use wire::*;
pub use wrong::{RIGHT_TO_LEAVE, after_answer};
