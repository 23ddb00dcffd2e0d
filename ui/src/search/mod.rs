//! 搜索 (FEATURES 9.4): news by the server's index, the manual by its own.

mod page_search;

pub use page_search::SearchRoom;
