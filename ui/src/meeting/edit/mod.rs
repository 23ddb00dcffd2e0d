//! The form of a meeting: its state, its fields, its list of people. Loading and sending are the page's.

pub mod fields;
pub mod people;
pub mod state;
