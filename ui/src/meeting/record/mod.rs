//! Writing the record: who was there, files under way. Loading and sending are the page's.

pub mod attendance;
pub mod motions;
pub mod uploads;
