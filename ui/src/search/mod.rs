//! 搜索 (FEATURES 9.4): what is read, and the manual, by the platform's index.

mod page_search;

pub use page_search::{Line, SearchRoom};
