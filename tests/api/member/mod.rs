//! The roll: listed, narrowed, counted; exported under audit.

mod export;
mod list;
