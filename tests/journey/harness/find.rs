//! The script by which pages are searched.

/// Goes before every script.
pub const SCRIPT: &str = include_str!("find.js");
