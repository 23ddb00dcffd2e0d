//! Reviews: what waits for this organisation's decision, what it decided, and what was filed with it.

mod filed;
mod page_queue;

pub use page_queue::Reviews;
