//! Finding things by words (FEATURES 9.4): what a search answers, and where its words stand in a text.
//!
//! How an index is kept and asked is the backend's.

mod piece;
mod wire;

pub use piece::{Piece, folded, pieces, words};
pub use wire::*;

/// Characters of a query that are looked at.
pub const QUERY_MAX: usize = 60;
