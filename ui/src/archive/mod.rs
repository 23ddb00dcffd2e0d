//! Records worth keeping: exports on a meeting's page, formatted text as it is read, and the page that checks print.

mod exports;
mod model;
mod page_verify;
mod rich_text;

pub use exports::Exports;
pub use page_verify::VerifyPage;
pub use rich_text::RichText;
