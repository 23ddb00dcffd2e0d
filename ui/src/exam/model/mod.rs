//! What exams say and decide on the page, without a browser.

pub mod form;
pub mod kept;
pub mod say;

pub use kept::Kept;
