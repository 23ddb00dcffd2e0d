//! Reviews: what waits for this organisation's decision, and what it decided.

mod page_queue;

pub use page_queue::Reviews;
