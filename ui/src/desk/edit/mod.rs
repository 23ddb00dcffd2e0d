//! Parts of the form of an article.

pub mod also;
pub mod body;
pub mod conflict;
pub mod cover;
mod picture;
pub mod sheet;
