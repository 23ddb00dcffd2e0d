//! The server of the platform: HTTP, store and jobs. One binary, one folder.
//!
//! An act is one path: extract → authorise → decide (domain, pure) → store → answer. Handlers hold no SQL and no rule;
//! SQL lives in the features' `store.rs`.

pub mod clock;
pub mod error;
pub mod live;
pub mod store;

pub use error::{Error, Result};
